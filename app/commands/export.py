"""The command `kifua export`: results as DICOM files, for viewers and picture archives."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.output import others_sentence
from app.commands.parser import add_own_title_option, new_command
from app.commands.screen import chosen_history
from app.commands.send import deliver_and_tell
from app.console import print_lines, print_message
from app.core.errors import InputError, Reason
from app.core.imaging.discovery import discover
from app.core.imaging.source_file import digest
from app.core.records import ScreeningRecord
from app.core.results.history_keeper import HistoryKeeper
from app.core.screening import Screener
from app.core.text import printable
from app.dicom.peer import Peer
from app.exit_status import ExitStatus
from app.paths import fonts_folder, outbox_folder

if TYPE_CHECKING:
    from app.dicom.results.export import Results

EXAMPLES = """examples:
  kifua export child.dcm --dicom results/
  kifua export xrays/ --recursive --dicom results/
  kifua export child.dcm --send PACS@192.168.1.20:104     what cannot be sent now waits for `kifua send`
"""

NEW_STUDY = "a study of its own, as the X-ray's file is no DICOM with a study"


def add_export_command(commands: Any) -> argparse.ArgumentParser:
    """Add the command to the parser's, and return its own parser.

    Args:
        commands: what `ArgumentParser.add_subparsers` returned.
    """
    about = "write or send the results of X-rays as DICOM"
    detail = f"{about}; an X-ray that is in the history is not screened again: what was entered for it counts"
    command = new_command(commands, "export", about, EXAMPLES, detail=detail)
    command.add_argument("paths", nargs="+", metavar="PATH", help="an X-ray, or a folder of X-rays")
    command.add_argument("--recursive", action="store_true", help="also take the folders below")
    command.add_argument("--dicom", type=Path, metavar="FOLDER", help="write the DICOM files here")
    command.add_argument(
        "--send",
        action="append",
        default=[],
        metavar="AET@HOST:PORT",
        help="send them to this picture archive; can be given more than once",
    )
    add_own_title_option(command)
    command.add_argument("--no-history", action="store_true", help="neither read nor keep results in the local history")
    return command


def check_export_options(options: argparse.Namespace) -> None:
    """Read the peers, print what is wrong with the options together, if anything, and exit."""
    try:
        options.peers = [Peer.parse(text, options.aet) for text in options.send]
    except ValueError:
        options.parser.error("--send takes AET@HOST:PORT, such as PACS@192.168.1.20:104; --aet 1 to 16 letters")
    if not options.dicom and not options.peers:
        options.parser.error("say where the results go: --dicom FOLDER, --send AET@HOST:PORT, or both")


def run_export_command(options: argparse.Namespace, screener: Screener, tell: Callable[[Reason], None]) -> int:
    """Export what the options name, and return the exit status.

    Args:
        options: as the parser of `add_export_command` returns them.
        screener: screens what is not in the history.
        tell: prints an error that does not end the batch.

    Raises:
        OutputError: a file cannot be written.
        BundleError: the model cannot be used.
    """
    # pydicom takes 100 ms to load.
    from app.dicom.results.export import results_of, write_results
    from app.dicom.send.peer_queue import PeerQueue

    found = discover(options.paths, recursive=options.recursive)
    if not found.files:
        tell(Reason.of("no_images"))
        return ExitStatus.NOTHING_FOUND
    history = chosen_history(tell)
    queues = [PeerQueue(outbox_folder(history.parent), peer) for peer in options.peers]
    failed = 0
    with ExitStack() as stack:
        keeper = None if options.no_history else stack.enter_context(HistoryKeeper(history, tell))
        for file in found.files:
            try:
                results = results_of(_record(file, screener, keeper), screener, fonts_folder())
            except InputError as error:
                failed += 1
                print_message(f"{printable(file)}: {error.reason}")
                continue
            if options.dicom:
                write_results(results, options.dicom)
            for queue in queues:
                queue.put(results.instances)
            print_lines(f"{file}: {_names(results)}")
    print_message(f"{len(found.files) - failed} of {len(found.files)} results exported.")
    if found.others:
        print_message(others_sentence(found.others))
    is_all_sent = deliver_and_tell(queues, tell, at_once=True)
    if failed:
        return ExitStatus.INCOMPLETE
    return ExitStatus.OK if is_all_sent else ExitStatus.NOT_SENT


def _names(results: Results) -> str:
    """Return the names of the files of a result, and that it has a new study."""
    names = ", ".join(f"{instance.uid}.dcm" for instance in results.instances)
    return f"{names} ({NEW_STUDY})" if results.is_new_study else names


def _record(file: str, screener: Screener, keeper: HistoryKeeper | None) -> ScreeningRecord:
    """Return the newest screening of an X-ray, or else screen it and keep that."""
    kept = keeper.newest_of_picture(digest(Path(file))) if keeper else None
    if kept:
        return replace(kept, file=file)
    record = screener.screen_file(file)
    if keeper:
        keeper.keep(record)
    return record
