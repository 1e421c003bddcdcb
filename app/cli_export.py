"""The command `kifua export`: results as DICOM files, for viewers and picture archives."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.cli_screen import chosen_history
from app.console import print_lines, print_message
from app.core.errors import InputError, Reason
from app.core.imaging.discovery import discover
from app.core.imaging.source_file import digest
from app.core.records import ScreeningRecord
from app.core.results.history_keeper import HistoryKeeper
from app.core.screening import Screener
from app.core.text import printable
from app.exit_status import ExitStatus, exit_status_table
from app.paths import fonts_folder

EXAMPLES = """examples:
  kifua export child.dcm --dicom results/
  kifua export xrays/ --recursive --dicom results/
"""

NEW_STUDY = "a study of its own, as the X-ray's file is no DICOM with a study"


def add_export_command(commands: Any) -> argparse.ArgumentParser:
    """Add the command to the parser's, and return its own parser.

    Args:
        commands: what `ArgumentParser.add_subparsers` returned.
    """
    about = "write the results of X-rays as DICOM files"
    detail = f"{about}; an X-ray that is in the history is not screened again: what was entered for it counts"
    examples = f"{EXAMPLES}\nexit status:\n{exit_status_table()}"
    raw = argparse.RawDescriptionHelpFormatter
    command: argparse.ArgumentParser = commands.add_parser(
        "export", help=about, description=detail, epilog=examples, formatter_class=raw
    )
    command.add_argument("paths", nargs="+", metavar="PATH", help="an X-ray, or a folder of X-rays")
    command.add_argument("--recursive", action="store_true", help="also take the folders below")
    command.add_argument("--dicom", type=Path, required=True, metavar="FOLDER", help="write the DICOM files here")
    command.add_argument("--no-history", action="store_true", help="neither read nor keep results in the local history")
    return command


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
    from app.dicom.export import results_of, write_results  # pydicom takes 100 ms to load

    found = discover(options.paths, recursive=options.recursive)
    if not found.files:
        tell(Reason.of("no_images"))
        return ExitStatus.NOTHING_FOUND
    failed = 0
    with ExitStack() as stack:
        keeper = None if options.no_history else stack.enter_context(HistoryKeeper(chosen_history(tell), tell))
        for file in found.files:
            try:
                results = results_of(_record(file, screener, keeper), screener, fonts_folder())
            except InputError as error:
                failed += 1
                print_message(f"{printable(file)}: {error.reason}")
                continue
            written = ", ".join(path.name for path in write_results(results, options.dicom))
            print_lines(f"{file}: {written}" + (f" ({NEW_STUDY})" if results.is_new_study else ""))
    print_message(f"{len(found.files) - failed} of {len(found.files)} results written to {options.dicom}.")
    return ExitStatus.INCOMPLETE if failed else ExitStatus.OK


def _record(file: str, screener: Screener, keeper: HistoryKeeper | None) -> ScreeningRecord:
    """Return the newest screening of an X-ray, or else screen it and keep that."""
    kept = keeper.newest_of_picture(digest(Path(file))) if keeper else None
    if kept:
        return replace(kept, file=file)
    record = screener.screen_file(file)
    if keeper:
        keeper.keep(record)
    return record
