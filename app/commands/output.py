"""What `kifua screen` prints: results as a table or as JSON, a progress bar, and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from app.console import print_lines
from app.core.errors import OutputError, Reason
from app.core.imaging.discovery import BESIDE_DIRECTORY
from app.core.records import Finding, ScreeningRecord
from app.core.results.export import json_line

if TYPE_CHECKING:
    from tqdm import tqdm


def progress_bar(total: int, done: int) -> tqdm[Any]:
    """Return a bar on the error stream, for a number of files of which some are done."""
    from tqdm import tqdm  # takes 25 ms to import, and only a terminal shows it

    return tqdm(total=total, initial=done, unit="file")


class Printer:
    """Prints records as table rows or JSON lines, above the progress bar if there is one.

    Attributes:
        has_failed: whether a record could not be printed.
    """

    def __init__(
        self, bar: tqdm[Any] | None, tell: Callable[[Reason], None], *, as_json: bool, is_silent: bool
    ) -> None:
        """Print the heading.

        Args:
            bar: to keep up to date; None for none.
            tell: prints an error.
            as_json: print lines of JSON.
            is_silent: print nothing, for the rows go to the same place.
        """
        self._bar = bar
        self._tell = tell
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
            self._tell(error.reason)
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


def others_sentence(others: Mapping[str, int]) -> str:
    """Return how many files of folders were left out, and what they hold: see `Discovery.others`."""
    words = {BESIDE_DIRECTORY: "pictures beside a DICOMDIR"}
    kinds = ", ".join(f"{words.get(kind, kind)} {count}" for kind, count in others.items())
    return f"Files left out, as they are no plain X-rays: {sum(others.values())} ({kinds})."


def counts_sentence(counts: Counter[Finding], total: int) -> str:
    """Return how many of so many files have each finding, in words."""
    wording = {
        Finding.PNEUMONIA: "signs of pneumonia",
        Finding.NORMAL: "no signs of pneumonia",
        Finding.UNCERTAIN: "uncertain",
        Finding.NOT_ASSESSED: "not assessed",
    }
    parts = [f"{counts[finding]} {words}" for finding, words in wording.items()]
    return f"{counts.total()} of {total} files screened: {', '.join(parts)}."
