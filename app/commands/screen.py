"""The command `kifua screen`: a batch from files and folders to the screen, the CSV file and the history."""

from __future__ import annotations

import argparse
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from app.cluster import LOCAL, cluster_records
from app.commands.output import Printer, counts_sentence, others_sentence, progress_bar
from app.commands.parser import add_screening_options, new_command
from app.console import cancelled_by_signals, print_message
from app.core.adjustment import adjusted_further
from app.core.atomic_file import is_standard_output, is_stream, remove_stale_files
from app.core.errors import OutputError, Reason
from app.core.imaging.discovery import Discovery, discover
from app.core.records import Finding, ScreeningRecord
from app.core.results.batch_csv.rows import Origin
from app.core.results.batch_csv.table import BatchCsv
from app.core.results.export import CsvFile
from app.core.results.history import History
from app.core.results.history_keeper import HistoryKeeper
from app.core.results.history_rows import without_name
from app.core.results.protected_files import check_output, own_files
from app.core.screening import Screener, screen
from app.exit_status import ExitStatus
from app.paths import history_file, log_file, settings_file
from app.settings import load_settings

EXAMPLES = """examples:
  kifua screen child.jpeg
  kifua screen xrays/ --recursive --csv results.csv
  kifua screen xrays/ --recursive --csv results.csv --resume     after a power cut, say
  kifua screen xrays/ --json > results.jsonl
  kifua screen lying.dcm --turn 90     of an X-ray that was refused as it lies on its side
  kifua screen /archive --recursive --csv results.csv --no-history --cluster tcp://10.0.0.5:8786
"""


def add_screen_command(commands: Any) -> argparse.ArgumentParser:
    """Add the command to the parser's, and return its own parser.

    Args:
        commands: what `ArgumentParser.add_subparsers` returned.
    """
    about = "screen files and folders"
    command = new_command(commands, "screen", about, EXAMPLES)
    command.add_argument("paths", nargs="+", metavar="PATH", help="an X-ray, or a folder of X-rays")
    command.add_argument("--recursive", action="store_true", help="also screen the folders below")
    command.add_argument("--csv", type=Path, metavar="FILE", help="write the results to this CSV file")
    command.add_argument(
        "--resume",
        action="store_true",
        help="go on with the unfinished batch of this CSV file: what it holds is not screened again",
    )
    command.add_argument("--json", action="store_true", help="print one JSON object a line instead of the table")
    command.add_argument(
        "--workers",
        type=_workers,
        default=os.cpu_count() or 1,
        metavar="N",
        help="number of files at the same time (default: one for each processor core)",
    )
    command.add_argument(
        "--turn",
        type=int,
        choices=(90, 180, 270),
        default=0,
        metavar="DEGREES",
        help="turn each picture clockwise by 90, 180 or 270 degrees before it is checked; the files stay as they are",
    )
    command.add_argument("--invert", action="store_true", help="exchange black and white likewise")
    command.add_argument(
        "--cluster",
        type=_cluster,
        metavar="ADDRESS",
        help="screen on a Dask cluster, such as tcp://10.0.0.5:8786, or local:4 for four processes here",
    )
    add_screening_options(command)
    return command


def check_screen_options(options: argparse.Namespace) -> None:
    """Put the adjustments together, print what is wrong with the options, if anything, and exit."""
    if options.resume and (options.csv is None or _is_stream(options.csv)):
        options.parser.error("--resume goes on with a CSV file: name it with --csv")
    options.adjustments = adjusted_further((), options.turn // 90, inverted=options.invert)
    if options.adjustments and options.cluster:
        options.parser.error("--turn and --invert are not for --cluster")


def _workers(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("give a whole number of at least 1")
    return int(text)


def _cluster(text: str) -> str:
    if text.startswith(LOCAL):
        _workers(text.removeprefix(LOCAL))
    return text


def run_screen_command(options: argparse.Namespace, screener: Screener, tell: Callable[[Reason], None]) -> int:
    """Screen what the options name, and return the exit status.

    Args:
        options: as the parser of `add_screen_command` returns them.
        screener: screens at the operating point of the options.
        tell: prints an error that does not end the batch.

    Raises:
        OutputError: the CSV file cannot be written, or must not be.
        BundleError: the model cannot be used.
        ClusterError: the cluster cannot be used.
    """
    found = discover(options.paths, recursive=options.recursive)
    if not found.files:
        tell(Reason.of("no_images"))
        if found.others:
            print_message(others_sentence(found.others))
        return ExitStatus.NOTHING_FOUND
    history = chosen_history(tell)
    if options.csv:
        own = chain(own_files(history, screener.folder), (settings_file(), log_file(), log_file(history.parent)))
        check_output(options.csv, chain(found.files, own))
        remove_stale_files(options.csv.parent)
    remove_stale_files(history.parent)
    screener = screener.adjusting(options.adjustments)
    batch = _Batch(found.files, screener, None if options.no_history else history, tell, cluster=options.cluster or "")
    try:
        with cancelled_by_signals(batch.cancel), _csv(options, batch):
            printer = _screen(batch, options)
        print_message(*_summary(batch, found, options.csv))
    except OutputError as error:
        tell(error.reason)
        return ExitStatus.NOT_WRITTEN
    finally:
        if batch.csv and batch.csv.row_count and not batch.csv.is_finished:
            rows = f"{batch.csv.row_count} of {len(batch.files)} rows"
            print_message(f"Not finished: {batch.csv.partial} has {rows}. To go on, repeat the command with --resume.")
    if batch.counts.total() < len(found.files):
        return ExitStatus.INTERRUPTED
    if printer.has_failed:
        return ExitStatus.NOT_WRITTEN
    return ExitStatus.INCOMPLETE if batch.counts[Finding.NOT_ASSESSED] else ExitStatus.OK


@dataclass
class _Batch:
    """A batch at work.

    Attributes:
        files: of the batch.
        screener: screens them.
        history: file of the history; None where it is not to be kept.
        tell: prints an error that does not end the batch.
        csv: the CSV file; None without one, or where it is a stream.
        stream: the CSV file where it is a pipe or a device.
        cluster: address of the cluster that screens; empty for this process.
        cancel: is set when the batch is to end soon.
        counts: how many files have each finding.
        kept: how many of them were screened by an earlier run.
    """

    files: Sequence[str]
    screener: Screener
    history: Path | None
    tell: Callable[[Reason], None]
    csv: BatchCsv | None = None
    stream: CsvFile | None = None
    cluster: str = ""
    cancel: threading.Event = field(default_factory=threading.Event)
    counts: Counter[Finding] = field(default_factory=Counter)
    kept: int = 0

    def keep_earlier_rows(self, executor: Executor) -> None:
        """Take over the rows that an earlier run left in the CSV file."""
        if self.csv:
            self.counts.update(self.csv.keep_unchanged(executor, self.cancel))
            self.kept = self.counts.total()

    def complete_history(self, keeper: HistoryKeeper) -> None:
        """Keep in the history the last screenings of an earlier run, which was killed before it could."""
        if self.csv and self.history and self.kept and not self.cancel.is_set():
            with suppress(OutputError), History(self.history) as history:  # the keeper tells what is wrong with it
                for number, moment in self.csv.behind(history.holds).items():
                    record = self.screener.screen_file(self.files[number])
                    keeper.keep(replace(self.csv.with_id(number, record), screened_at=moment))

    def records(self, executor: Executor) -> Iterator[ScreeningRecord]:
        """Screen the files that have no row, and yield their records, which are in the CSV file then.

        They are without the patients' names, which nobody has asked to have written into files and logs.
        """
        numbers = self.csv.missing() if self.csv else range(len(self.files))
        with self._screened([self.files[number] for number in numbers], executor) as screened:
            for number, record in zip(numbers, screened, strict=False):  # a batch that is cancelled has fewer records
                self.counts[record.verdict.finding] += 1
                nameless = without_name(record)
                if self.stream:
                    self.stream.write(nameless)
                yield self.csv.write(number, nameless) if self.csv else nameless

    def _screened(self, files: Sequence[str], executor: Executor) -> AbstractContextManager[Iterator[ScreeningRecord]]:
        if self.cluster:
            return cluster_records(self.cluster, files, self.screener, self.cancel)
        return nullcontext(screen(files, self.screener, executor, self.cancel))


def chosen_history(tell: Callable[[Reason], None]) -> Path:
    """Return the file of the history, in the data folder that is chosen in the settings."""
    settings, broken = load_settings(settings_file())
    if broken:
        tell(broken)
    return history_file(settings.data_folder)


@contextmanager
def _csv(options: argparse.Namespace, batch: _Batch) -> Iterator[None]:
    """Open the CSV file of a batch; finish it when every file has its row."""
    if not options.csv:
        yield
    elif _is_stream(options.csv):
        with CsvFile(options.csv) as batch.stream:
            yield
    else:
        screener = batch.screener
        named = screener.bundle.model_id, screener.operating_point.name, screener.app_version
        origin = Origin(*named, " ".join(screener.adjustments))
        with BatchCsv(options.csv, origin, resume=options.resume) as table:
            table.set_files(batch.files)
            batch.csv = table
            yield
            table.finish()


def _is_stream(path: Path) -> bool:
    with suppress(OSError):  # opening it will say what is wrong
        return is_stream(path)
    return False


def _screen(batch: _Batch, options: argparse.Namespace) -> Printer:
    """Screen a batch into its outputs, and return what has printed it."""
    with ExitStack() as stack:
        keeper = stack.enter_context(HistoryKeeper(batch.history, batch.tell)) if batch.history else None
        executor = stack.enter_context(ThreadPoolExecutor(options.workers))
        batch.keep_earlier_rows(executor)
        if keeper:
            batch.complete_history(keeper)
        bar = stack.enter_context(progress_bar(len(batch.files), batch.kept)) if sys.stderr.isatty() else None
        is_silent = bool(options.csv and is_standard_output(options.csv))
        printer = Printer(bar, batch.tell, as_json=options.json, is_silent=is_silent)
        for record in batch.records(executor):
            if keeper:
                keeper.keep(record)
            printer.print(record)
    return printer


def _summary(batch: _Batch, found: Discovery, csv: Path | None) -> list[str]:
    lines = [counts_sentence(batch.counts, len(found.files))]
    if batch.kept:
        lines.append(f"Kept from an earlier run: {batch.kept}.")
    if found.skipped:
        lines.append(f"Files skipped, as they are no images: {found.skipped}.")
    if found.others:
        lines.append(others_sentence(found.others))
    if batch.stream or (batch.csv and batch.csv.is_finished):
        lines.append(f"Written to {csv}.")
    return lines
