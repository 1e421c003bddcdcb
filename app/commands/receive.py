"""The command `kifua receive`: a DICOM node whose X-rays are screened as they come."""

from __future__ import annotations

import argparse
import os
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from app.commands.output import Printer, counts_sentence
from app.commands.parser import add_own_title_option, add_screening_options, new_command
from app.commands.screen import chosen_history
from app.console import cancelled_by_signals, print_message
from app.core.errors import Reason
from app.core.records import Finding, ScreeningRecord
from app.core.results.history_keeper import HistoryKeeper
from app.core.results.history_rows import without_name
from app.core.screening import MAX_IN_FLIGHT, Screener, screen
from app.dicom.network import load_network
from app.dicom.peer import checked_ae_title, checked_port
from app.dicom.receive.inbox import Inbox, Room, mark_kept
from app.dicom.receive.options import (
    DEFAULT_PORT,
    MOST_ASSOCIATIONS,
    Caller,
    NodeOptions,
    TlsFiles,
    checked_associations,
    checked_gigabytes,
)
from app.exit_status import ExitStatus
from app.paths import received_folder

EXAMPLES = """examples:
  kifua receive --from XRAY@192.168.1.20 --interface 192.168.1.5
  kifua receive --from XRAY@192.168.1.0/24 --from CR2@10.0.0.7 --interface 0.0.0.0 --json >> results.jsonl
  kifua receive --from XRAY@192.168.1.20 --interface 192.168.1.5 \\
      --tls-cert kifua.pem --tls-key kifua.key --tls-ca hospital.pem

An AE title is a name and proves nothing: whoever has the address of a caller can send. --tls-ca asks for proof.
"""

_GIB = 2**30
_LOOK_S = 0.2  # how long it may take until a request to end is heeded: Windows does not wake who waits


def add_receive_command(commands: Any) -> argparse.ArgumentParser:
    """Add the command to the parser's, and return its own parser.

    Args:
        commands: what `ArgumentParser.add_subparsers` returned.
    """
    about = "receive X-rays from X-ray machines by DICOM, and screen them"
    detail = f"{about}, until Ctrl-C. Each is on the disk before it is acknowledged, in the folder of the history."
    command = new_command(commands, "receive", about, EXAMPLES, detail=detail)
    _add_node_options(command)
    command.add_argument("--tls-cert", type=Path, metavar="FILE", help="encrypt, with this certificate (PEM)")
    command.add_argument("--tls-key", type=Path, metavar="FILE", help="key of the certificate (PEM)")
    command.add_argument(
        "--tls-ca", type=Path, metavar="FILE", help="callers need a certificate that one of these has signed (PEM)"
    )
    command.add_argument("--json", action="store_true", help="print one JSON object a line instead of the table")
    add_screening_options(command)
    return command


def _add_node_options(command: argparse.ArgumentParser) -> None:
    usual, room = NodeOptions(), Room()
    add = command.add_argument
    add(
        "--from",
        dest="callers",
        action="append",
        default=[],
        metavar="AET@ADDRESS",
        help="who may send: AE title and address, or network such as 192.168.1.0/24; can be given more than once",
    )
    add_own_title_option(command)
    add("--port", type=int, default=DEFAULT_PORT, metavar="N", help=f"(default: {DEFAULT_PORT})")
    add(
        "--interface",
        default=usual.interface,
        metavar="ADDRESS",
        help=f"own address to listen at; 0.0.0.0 for all (default: {usual.interface}, this computer alone)",
    )
    add(
        "--max-gb",
        type=_gigabytes,
        default=room.most_bytes / _GIB,
        metavar="N",
        help="most that received X-rays may take (default: %(default)g)",
    )
    add(
        "--keep-free-gb",
        type=_gigabytes,
        default=room.least_free_bytes / _GIB,
        metavar="N",
        help="what stays free on the disk (default: %(default)g)",
    )
    add(
        "--max-associations",
        type=int,
        default=usual.most_associations,
        metavar="N",
        help="callers at the same time (default: %(default)d)",
    )


def _gigabytes(text: str) -> float:
    try:
        return checked_gigabytes(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("give a number") from error


def check_receive_options(options: argparse.Namespace) -> None:
    """Read the options of the node, print what is wrong with them, if anything, and exit."""
    fail = options.parser.error
    try:
        callers = tuple(map(Caller.parse, options.callers))
    except ValueError:
        fail("--from takes AET@ADDRESS, such as XRAY@192.168.1.20 or XRAY@192.168.1.0/24")
    try:
        title = checked_ae_title(options.aet)
    except ValueError:
        fail("--aet takes 1 to 16 letters, digits and signs, but no backslash")
    if not callers:
        fail("say who may send: --from AET@ADDRESS")
    try:
        port = checked_port(options.port) if options.port else 0  # any that is free
        most = checked_associations(options.max_associations)
    except ValueError:
        fail(f"--port takes a number up to 65535, --max-associations one of 1 to {MOST_ASSOCIATIONS}")
    try:
        tls = TlsFiles.of_paths(options.tls_cert, options.tls_key, options.tls_ca)
    except ValueError:
        fail("TLS needs --tls-cert and --tls-key")
    options.node = NodeOptions(title, port, options.interface, callers, most_associations=most, tls=tls)
    options.room = Room(int(options.max_gb * _GIB), int(options.keep_free_gb * _GIB))


def run_receive_command(options: argparse.Namespace, screener: Screener, tell: Callable[[Reason], None]) -> int:
    """Receive and screen until a signal asks for an end, and return the exit status.

    Args:
        options: as the parser of `add_receive_command` returns them, checked.
        screener: screens at the operating point of the options.
        tell: prints an error that does not end the command.

    Raises:
        NetworkError: it cannot listen.
        OutputError: the folder for received X-rays cannot be used.
        BundleError: the model cannot be used.
    """
    load_network()
    from app.dicom.receive.node import Node

    history, cancel, arrived = chosen_history(tell), threading.Event(), SimpleQueue[Path]()
    with ExitStack() as stack:
        inbox = stack.enter_context(Inbox(received_folder(history.parent), options.room))
        keeper = None if options.no_history else stack.enter_context(HistoryKeeper(history, tell))
        executor = stack.enter_context(ThreadPoolExecutor(os.cpu_count() or 1))
        stack.enter_context(cancelled_by_signals(cancel))
        node = stack.enter_context(Node(options.node, inbox, arrived.put, tell))
        who = ", ".join(map(str, options.node.callers))
        where = f"{options.node.interface}, port {node.port}"
        print_message(f"Waiting for X-rays as {options.node.ae_title} at {where}, from {who}. To end: Ctrl-C.")
        printer = Printer(None, tell, as_json=options.json, is_silent=False)
        work = _Work(inbox, screener, executor, keeper, printer)
        work.screen(work.unkept(inbox.waiting()), cancel)
        while not cancel.is_set():
            work.screen(_next(arrived), cancel)
    return _end(work)


def _end(work: _Work) -> int:
    """Print the counts, and return the exit status."""
    screened, left = work.counts.total(), len(work.inbox.waiting())
    print_message(counts_sentence(work.counts, screened + left))
    if left:
        print_message("The others were received, and are screened at the next start.")
        return ExitStatus.INTERRUPTED
    if work.printer.has_failed:
        return ExitStatus.NOT_WRITTEN
    return ExitStatus.INCOMPLETE if work.counts[Finding.NOT_ASSESSED] else ExitStatus.OK


@dataclass
class _Work:
    """The screening of what has arrived.

    Attributes:
        inbox: that it lies in.
        screener: screens it.
        executor: runs the work.
        keeper: keeps the records in the history; None where it is not to be kept.
        printer: prints them.
        counts: how many X-rays have each finding.
        unmarked: those that are screened, but not kept yet.
    """

    inbox: Inbox
    screener: Screener
    executor: Executor
    keeper: HistoryKeeper | None
    printer: Printer
    counts: Counter[Finding] = field(default_factory=Counter)
    unmarked: list[Path] = field(default_factory=list)

    def unkept(self, paths: Sequence[Path]) -> list[Path]:
        """Return those X-rays of an earlier run that the history does not hold: it was killed before it marked them."""
        keeper = self.keeper
        return mark_kept(sorted(paths), keeper.newest_of_picture) if keeper else sorted(paths)

    def screen(self, paths: Sequence[Path], cancel: threading.Event) -> None:
        """Screen X-rays; those that a cancel leaves wait for the next start."""
        records = screen(map(str, paths), self.screener, self.executor, cancel)
        for path, record in zip(paths, records, strict=False):
            self._take(path, record)

    def _take(self, path: Path, record: ScreeningRecord) -> None:
        self.counts[record.verdict.finding] += 1
        if self.keeper:
            self.keeper.keep(record)
        self.printer.print(without_name(record))
        self.unmarked.append(path)
        if not (self.keeper and self.keeper.unkept):
            for each in self.unmarked:
                self.inbox.mark_screened(each)
            self.unmarked.clear()


def _next(arrived: SimpleQueue[Path]) -> list[Path]:
    """Return what has arrived by now, or does so in a moment."""
    found: list[Path] = []
    try:
        found.append(arrived.get(timeout=_LOOK_S))
        while len(found) < MAX_IN_FLIGHT:
            found.append(arrived.get_nowait())
    except Empty:
        pass
    return found
