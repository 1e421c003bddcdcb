"""Progress of a batch in figures: files done, findings, speed, and the time that is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Slot

from app.core.imaging.discovery import Discovery
from app.core.records import Finding, ScreeningRecord
from app.gui.batch.pace import Pace


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is.

    Attributes:
        done: how many files have a record.
        total: how many it has; None while they are not counted.
        counts: records of each finding.
        per_second: files a second; None until it is known.
        skipped: how many files of its folders are no X-rays.
        others: how many hold another examination: see `Discovery.others`.
        recalled: of `counts`, those that were screened before.
    """

    done: int = 0
    total: int | None = None
    counts: Mapping[Finding, int] = field(default_factory=dict)
    per_second: float | None = None
    skipped: int = 0
    others: Mapping[str, int] = field(default_factory=dict)
    recalled: Mapping[Finding, int] = field(default_factory=dict)

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take; None until that is known."""
        return None if self.total is None or not self.per_second else (self.total - self.done) / self.per_second

    @property
    def is_complete(self) -> bool:
        """Whether every file has a record."""
        return self.done == self.total


class ProgressMeter(QObject):
    """Counts the records of a batch, and measures how fast they come."""

    def __init__(self, clock: Callable[[], float], parent: QObject) -> None:
        """Begin with nothing; the clock returns seconds that only go forward."""
        super().__init__(parent)
        self._clock = clock
        self._counts: Counter[Finding] = Counter()
        self._recalled: Counter[Finding] = Counter()
        self._pace = Pace()
        self.reset()

    @property
    def progress(self) -> Progress:
        """The figures of this moment."""
        counts, recalled = dict(self._counts), dict(self._recalled)
        found = self._found
        return Progress(
            self._counts.total(), self._total, counts, self._pace.per_second, found.skipped, found.others, recalled
        )

    def reset(self) -> None:
        """Begin with another batch."""
        self._counts.clear()
        self._recalled.clear()
        self._total: int | None = None
        self._found = Discovery((), 0)
        self._pace.reset()

    def reset_pace(self) -> None:
        """Measure the speed anew."""
        self._pace.reset()

    def set_total(self, total: int, found: Discovery) -> None:
        """Set the number of files, and take what was left out."""
        self._total, self._found = total, replace(found, files=())

    @Slot(object)
    def count_recalled(self, record: ScreeningRecord) -> None:
        """Note that a record, which `count` counts too, was made before this batch."""
        self._recalled[record.verdict.shown_finding] += 1

    def count(self, records: Sequence[ScreeningRecord]) -> None:
        """Count records that have just come."""
        self._counts.update(record.verdict.shown_finding for record in records)
        self._pace.add(self._clock(), self._counts.total())
