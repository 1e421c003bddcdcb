"""The command line: `kifua screen`, `kifua model` and `kifua self-test`."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import threading
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, nullcontext
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from app import __version__
from app.console import prepare_streams, print_lines, print_message
from app.core.atomic_file import is_standard_output
from app.core.errors import BundleError, OutputError, Reason
from app.core.imaging.discovery import Discovery, discover
from app.core.records import Finding, ScreeningRecord
from app.core.results.export import CsvFile, json_line
from app.core.results.history_keeper import HistoryKeeper
from app.core.results.protected_files import check_output, own_files
from app.core.screening import Screener, screen
from app.core.selftest import run_self_test
from app.core.text import printable
from app.exit_status import ExitStatus, exit_status_table
from app.log import start_log
from app.paths import bundle_folder, history_file, log_file, settings_file

if TYPE_CHECKING:
    from tqdm import tqdm

DESCRIPTION = """Screens chest X-rays of children of one to five years for signs of pneumonia, offline.
It supports a decision and never makes one: it is not a medical device.
Without an argument, the window opens."""
EXIT_STATUSES = f"exit status:\n{exit_status_table()}"
SCREEN_EXAMPLES = """examples:
  kifua screen child.jpeg
  kifua screen xrays/ --recursive --csv results.csv
  kifua screen xrays/ --json > results.jsonl
"""

_ENDING_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]

_log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    Args:
        arguments: without the program's name; None for the process's own.
    """
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # a decoder's warning about an odd header is not for the user
    prepare_streams()
    start_log(log_file())
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except BundleError as error:
        _print_error(error.reason)
        return ExitStatus.USAGE if error.reason.code == "unknown_operating_point" else ExitStatus.NO_MODEL
    except OutputError as error:
        _print_error(error.reason)
        return ExitStatus.NOT_WRITTEN
    except KeyboardInterrupt:
        return ExitStatus.INTERRUPTED
    # The boundary of the program, as the exception hook is the window's: one sentence, and the rest in the log.
    except Exception as error:  # noqa: BLE001
        _log.critical("Unexpected failure", exc_info=True)
        _print_error(Reason.of("program_failed", error=type(error).__name__, path=log_file()))
        return ExitStatus.FAILED


COMMANDS = ("screen", "model", "self-test", "--help", "-h", "--version")
"""First arguments that start the command line; a file of such a name is opened as `./screen`."""


class _Parser(argparse.ArgumentParser):
    """A parser whose messages cannot steer the terminal: they quote the arguments, which may be names of files."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the command, and exit."""
        super().error(printable(message))


def _parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = _Parser("kifua", description=DESCRIPTION, epilog=EXIT_STATUSES, formatter_class=raw)
    parser.add_argument("--version", action="version", version=f"kifua {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    about = "screen files and folders"
    command = commands.add_parser(
        "screen", help=about, description=about, epilog=SCREEN_EXAMPLES + "\n" + EXIT_STATUSES, formatter_class=raw
    )
    command.add_argument("paths", nargs="+", metavar="PATH", help="an X-ray, or a folder of X-rays")
    command.add_argument("--recursive", action="store_true", help="also screen the folders below")
    command.add_argument("--csv", type=Path, metavar="FILE", help="write the results to this CSV file")
    command.add_argument("--json", action="store_true", help="print one JSON object a line instead of the table")
    command.add_argument(
        "--workers",
        type=_workers,
        default=os.cpu_count() or 1,
        metavar="N",
        help="number of files at the same time (default: one for each processor core)",
    )
    command.add_argument("--no-history", action="store_true", help="do not keep the results in the local history")
    command.add_argument("--operating-point", metavar="NAME", help="see `kifua model`; the first one is the default")
    command.set_defaults(command=_screen)

    about = "show the model, its figures and its limits"
    commands.add_parser("model", help=about, description=about).set_defaults(command=_model)
    about = "check that this installation scores as it should"
    commands.add_parser("self-test", help=about, description=about).set_defaults(command=_self_test)
    return parser


def _workers(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("give a whole number of at least 1")
    return int(text)


def _screen(options: argparse.Namespace) -> int:
    screener = Screener.open(bundle_folder(), __version__, options.operating_point)
    found = discover(options.paths, recursive=options.recursive)
    if not found.files:
        _print_error(Reason.of("no_images"))
        return ExitStatus.NOTHING_FOUND
    if options.csv:
        own = own_files(history_file(), bundle_folder())
        check_output(options.csv, chain(found.files, own, (settings_file(), log_file())))
    cancel = threading.Event()
    counts: Counter[Finding] = Counter()
    with ExitStack() as stack:
        stack.enter_context(_cancelled_by_signals(cancel))
        sinks = _sinks(options, stack)
        executor = stack.enter_context(ThreadPoolExecutor(options.workers))
        bar = stack.enter_context(_progress_bar(len(found.files))) if sys.stderr.isatty() else None
        printer = _Printer(bar, as_json=options.json, is_silent=bool(options.csv and is_standard_output(options.csv)))
        for record in screen(found.files, screener, executor, cancel):
            for sink in sinks:
                sink(record)
            printer.print(record)
            counts[record.verdict.finding] += 1
    print_message(*_summary(counts, found, options.csv))
    if counts.total() < len(found.files):
        return ExitStatus.INTERRUPTED
    if printer.has_failed:
        return ExitStatus.NOT_WRITTEN
    return ExitStatus.INCOMPLETE if counts[Finding.NOT_ASSESSED] else ExitStatus.OK


@contextmanager
def _cancelled_by_signals(cancel: threading.Event) -> Iterator[None]:
    """Let Ctrl-C, a request to end, or a closed terminal cancel the batch at first; a second one ends the program.

    What the caller of the program wants ignored stays so: `nohup` ignores that the terminal is closed.
    """

    def stop(number: int, frame: object) -> None:
        cancel.set()
        for each in handlers:
            signal.signal(each, signal.default_int_handler)

    found = {number: signal.getsignal(number) for number in _ENDING_SIGNALS}
    handlers = {number: handler for number, handler in found.items() if handler not in (signal.SIG_IGN, None)}
    for each in handlers:
        signal.signal(each, stop)
    try:
        yield
    finally:
        for each, handler in handlers.items():
            signal.signal(each, handler)


def _sinks(options: argparse.Namespace, stack: ExitStack) -> list[Callable[[ScreeningRecord], None]]:
    """Return the functions that store a record: in the CSV file and in the history, as the options ask."""
    sinks: list[Callable[[ScreeningRecord], None]] = []
    if options.csv:
        sinks.append(stack.enter_context(CsvFile(options.csv)).write)
    if not options.no_history:
        sinks.append(stack.enter_context(HistoryKeeper(history_file(), _print_error)).keep)
    return sinks


def _progress_bar(total: int) -> tqdm[Any]:
    from tqdm import tqdm  # takes 25 ms to import, and only a terminal shows it

    return tqdm(total=total, unit="file")


class _Printer:
    """Prints records as table rows or JSON lines, above the progress bar if there is one.

    Attributes:
        has_failed: whether a record could not be printed.
    """

    def __init__(self, bar: tqdm[Any] | None, *, as_json: bool, is_silent: bool) -> None:
        """Print the heading.

        Args:
            bar: to keep up to date; None for none.
            as_json: print lines of JSON.
            is_silent: print nothing, for the rows go to the same place.
        """
        self._bar = bar
        self._as_json = as_json
        self._is_silent = is_silent
        self.has_failed = False
        if not as_json:
            self._line(f"{'VERDICT':13} {'SCORE':>6}  {'PATTERN':9}  FILE")

    def print(self, record: ScreeningRecord) -> None:
        """Print a record; the first time that this fails it is said, and the other results go on without it."""
        try:
            self._line(json_line(record) if self._as_json else _row(record))
        except OutputError as error:
            self.has_failed = True
            _print_error(error.reason)
        if self._bar is not None:
            self._bar.update()

    def _line(self, text: str) -> None:
        if self._is_silent:
            return
        with self._bar.external_write_mode() if self._bar is not None else nullcontext():
            print_lines(text)


def _row(record: ScreeningRecord) -> str:
    verdict = record.verdict
    score = "" if verdict.score is None else f"{verdict.score:.4f}"
    reasons = "".join(f"  [{reason}]" for reason in verdict.reasons)
    return f"{verdict.finding:13} {score:>6}  {verdict.pattern:9}  {record.file}{reasons}"


def _summary(counts: Counter[Finding], found: Discovery, csv: Path | None) -> list[str]:
    wording = {
        Finding.PNEUMONIA: "signs of pneumonia",
        Finding.NORMAL: "no signs of pneumonia",
        Finding.UNCERTAIN: "uncertain",
        Finding.NOT_ASSESSED: "not assessed",
    }
    parts = [f"{counts[finding]} {words}" for finding, words in wording.items()]
    lines = [f"{counts.total()} of {len(found.files)} files screened: {', '.join(parts)}."]
    if found.skipped:
        lines.append(f"Files skipped, as they are no images: {found.skipped}.")
    if csv:
        lines.append(f"Written to {csv}.")
    return lines


def _model(options: argparse.Namespace) -> int:
    bundle = Screener.open(bundle_folder(), __version__).bundle
    print_lines(f"Model {bundle.model_id}", "", bundle.intended_use, "", "Figures")
    for figure in bundle.figures:
        print_lines(f"  {figure}")
    print_lines("", "Operating points (the first is the default)")
    for point in bundle.operating_points:
        print_lines(f"  {point.name}: pneumonia from a score of {point.threshold:.4f}")
        print_lines(f"    uncertain from {point.uncertain_low:.4f} to {point.uncertain_high:.4f}")
        print_lines(f"    {point.sensitivity}", f"    {point.specificity}")
    print_lines("", "Limits")
    for limit in bundle.limits:
        print_lines(f"  - {limit}")
    return ExitStatus.OK


def _self_test(options: argparse.Namespace) -> int:
    screener = Screener.open(bundle_folder(), __version__)
    results = run_self_test(screener)
    for result in results:
        score = "none" if result.score is None else f"{result.score:.4f}"
        mark = "ok    " if result.passed else "DIFFER"
        print_lines(f"{mark} {result.golden.file}: {result.finding} {score}, expected {result.golden.score:.4f}")
    passed = sum(result.passed for result in results)
    print_lines(f"{passed} of {len(results)} test X-rays have the expected score (model {screener.bundle.model_id}).")
    return ExitStatus.OK if results and passed == len(results) else ExitStatus.INCOMPLETE


def _print_error(reason: Reason) -> None:
    print_message(f"kifua: {reason}")
