"""The batch loop: files in, one record for each out, in the order of the files; a bad file never ends a batch."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from app.core.adjustment import Adjustments
from app.core.errors import BundleError, InputError, Reason
from app.core.imaging.adjust import adjust
from app.core.imaging.formats import SUFFIXES
from app.core.imaging.preprocess import load_radiograph, to_model_input
from app.core.imaging.small_picture import PictureTray, small_picture
from app.core.intake.checks import age_warnings, check_input
from app.core.intake.gate import Gate, load_gate
from app.core.model.bundle import Bundle, OperatingPoint, load_bundle
from app.core.model.decision import decide
from app.core.model.engine import Engine, load_engine
from app.core.model.limits import InputLimits
from app.core.records import (
    AGE_CODES,
    Finding,
    InputStatus,
    Patient,
    Radiograph,
    Scores,
    ScreeningRecord,
    SourceFacts,
    Verdict,
)

MAX_IN_FLIGHT = 32
"""Largest number of files submitted and not yet yielded: enough for any laptop's workers, and memory stays flat."""

T = TypeVar("T")
R = TypeVar("R")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Screener:
    """Screens one file at a time, from any thread or process.

    Attributes:
        folder: of the model bundle.
        bundle: its description.
        gate: refuses what does not look like a chest radiograph.
        engine: scores radiographs.
        operating_point: decides which finding a score is.
        app_version: for the record.
        pictures: takes a small copy of each picture that could be decoded; None for no copies.
        adjustments: what is done to each picture before it is checked.
    """

    folder: Path
    bundle: Bundle = field(repr=False)
    gate: Gate = field(repr=False)
    engine: Engine = field(repr=False)
    operating_point: OperatingPoint
    app_version: str
    pictures: PictureTray | None = field(default=None, repr=False)
    adjustments: Adjustments = ()

    @classmethod
    def open(cls, folder: Path, app_version: str, operating_point: str | None = None) -> Screener:
        """Load a bundle and its model.

        Args:
            folder: of the bundle.
            app_version: for the records.
            operating_point: by name; None for the bundle's default.

        Raises:
            BundleError: it is absent, damaged, of another version, or lacks that operating point.
        """
        bundle = load_bundle(folder)
        point = bundle.operating_point(operating_point)
        return cls(folder, bundle, load_gate(folder, bundle), load_engine(folder, bundle), point, app_version)

    def at_operating_point(self, name: str) -> Screener:
        """Return a screener that decides at another operating point of the bundle.

        Raises:
            BundleError: `unknown_operating_point`.
        """
        return replace(self, operating_point=self.bundle.operating_point(name))

    def keeping_pictures(self, pictures: PictureTray) -> Screener:
        """Return a screener that gives a small copy of each picture to a tray of this process."""
        return replace(self, pictures=pictures)

    def adjusting(self, adjustments: Adjustments) -> Screener:
        """Return a screener that turns and inverts each picture before it checks it; the files stay as they are."""
        return replace(self, adjustments=adjustments)

    def load(self, file: str) -> Radiograph:
        """Decode a file at the scale that the model needs, and adjust it.

        Raises:
            InputError: see `app.core.imaging.decode.decode`.
        """
        return adjust(load_radiograph(Path(file), self.bundle.preprocess), self.adjustments)

    def score(self, radiograph: Radiograph) -> Scores:
        """Return the network's scores for a decoded radiograph."""
        tensor = to_model_input(radiograph, self.bundle.preprocess)
        return self.engine.run(tensor)

    def assess(self, radiograph: Radiograph) -> Verdict:
        """Check one decoded radiograph and, unless it is refused, score it and decide."""
        report = check_input(radiograph, self.bundle.input_limits, self.gate)
        if report.status is InputStatus.REFUSED:
            return Verdict(Finding.NOT_ASSESSED, reasons=report.reasons)
        return decide(self.score(radiograph), report, self.bundle, self.operating_point)

    def screen_file(self, file: str) -> ScreeningRecord:
        """Screen one file. Whatever is wrong with it, the result is a record.

        Raises:
            BundleError: the model cannot be loaded in this process; no file can be screened.
        """
        try:
            radiograph = self.load(file)
            record = self._record(file, self.assess(radiograph), radiograph.facts, radiograph.sha256)
            self._keep_picture(record, radiograph)
            return record
        except InputError as error:
            return self.not_assessed(file, error.reason, error.sha256)
        except BundleError:
            raise
        # The boundary of one file: whatever else is wrong with it, the batch goes on.
        except Exception as error:  # noqa: BLE001
            _log.exception("Unexpected failure on a %s file of %d bytes", *_suffix_and_size(file))
            return self.not_assessed(file, Reason.of("internal_error", error=type(error).__name__))

    def not_assessed(self, file: str, reason: Reason, sha256: str = "") -> ScreeningRecord:
        """Return the record of a file that could not be screened."""
        return self._record(file, Verdict(Finding.NOT_ASSESSED, reasons=(reason,)), None, sha256)

    def _keep_picture(self, record: ScreeningRecord, radiograph: Radiograph) -> None:
        if self.pictures is not None:
            with suppress(InputError):  # the file is gone again: there is a verdict, but no copy
                self.pictures.put(record.id, small_picture(radiograph, Path(record.file), self.adjustments))

    def _record(self, file: str, verdict: Verdict, facts: SourceFacts | None, sha256: str) -> ScreeningRecord:
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        model, version = self.bundle.model_id, self.app_version
        return ScreeningRecord(file, verdict, facts, sha256, model, version, now, adjustments=self.adjustments)


def _suffix_and_size(file: str) -> tuple[str, int]:
    """Return what may be logged of a file, whose name may be a patient's; -1 for an unknown size."""
    path = Path(file)
    suffix = path.suffix.lower()
    try:
        return suffix if suffix in SUFFIXES else ".other", path.stat().st_size
    except (OSError, ValueError):
        return ".other", -1


def with_patient(record: ScreeningRecord, patient: Patient, limits: InputLimits) -> ScreeningRecord:
    """Return a record with the patient's data as the user entered them, and the warnings for the patient's age."""
    updated = replace(record, patient=patient)
    others = tuple(reason for reason in record.verdict.reasons if reason.code not in AGE_CODES)
    assessed = record.verdict.finding is not Finding.NOT_ASSESSED
    warnings = age_warnings(updated.age_years, limits) if assessed else ()
    return replace(updated, verdict=replace(record.verdict, reasons=others + warnings))


def shown_score(record: ScreeningRecord) -> float | None:
    """Return the score that a list or a report shows: none without an age, nor for one that the model is not for."""
    is_suited = record.age_years is not None and not record.verdict.is_for_other_age
    return record.verdict.score if is_suited else None


def with_earlier(record: ScreeningRecord, earlier: ScreeningRecord | None, limits: InputLimits) -> ScreeningRecord:
    """Return a record with the patient and the danger signs of an earlier screening of the same picture.

    The clinician's decision is taken over where the same model has found the same again, with when it was first opened;
    otherwise it stays with the verdict that it was made on.
    """
    if earlier is None:
        return record
    is_same = (earlier.model, earlier.verdict.finding) == (record.model, record.verdict.finding)
    if is_same and not earlier.review.is_empty:
        record = replace(record, review=earlier.review, seen_at=earlier.seen_at)
    if earlier.patient == Patient() and not (earlier.danger_signs or earlier.signs_checked_at):
        return record
    return replace(
        with_patient(record, earlier.patient, limits),
        danger_signs=earlier.danger_signs,
        signs_checked_by=earlier.signs_checked_by,
        signs_checked_at=earlier.signs_checked_at,
    )


def is_repeatable(record: ScreeningRecord, screener: Screener) -> bool:
    """Tell whether a screener would say the same of the picture again: its model, at its operating point, has said it.

    What was not assessed has no operating point. A later version of the program may read it.
    """
    if record.model != screener.bundle.model_id:
        return False
    if record.verdict.finding is Finding.NOT_ASSESSED:
        return record.app_version == screener.app_version
    return record.verdict.operating_point == screener.operating_point.name


def screen(
    files: Iterable[str],
    screener: Screener,
    executor: Executor,
    cancel: threading.Event | None = None,
    unpaused: threading.Event | None = None,
) -> Iterator[ScreeningRecord]:
    """Screen files, yielding one record for each in the order of the files.

    Args:
        files: to screen; read lazily.
        screener: screens one file; can be pickled, for an executor of processes.
        executor: runs the work: threads or processes.
        cancel: once it is set, no further file is started; those under way are finished and their records yielded.
        unpaused: while it is clear, no further file is started; those under way are finished and their records
            yielded. To cancel a paused batch, set both.

    Raises:
        BundleError: see `Screener.screen_file`.
    """
    return run_in_order(files, screener.screen_file, executor, cancel, unpaused)


def run_in_order(
    items: Iterable[T],
    work: Callable[[T], R],
    executor: Executor,
    cancel: threading.Event | None = None,
    unpaused: threading.Event | None = None,
    in_flight: int = MAX_IN_FLIGHT,
) -> Iterator[R]:
    """Do work on items, yielding one result for each in the order of the items; `screen` says what can stop it.

    Args:
        items: read lazily.
        work: what is done with each.
        executor: runs the work.
        cancel: see `screen`.
        unpaused: see `screen`.
        in_flight: largest number of items submitted and not yet yielded.

    Raises:
        Exception: whatever the work raises.
    """
    waiting = iter(items)
    submitted: deque[tuple[T, Future[R]]] = deque()
    try:
        while True:
            if cancel is not None and cancel.is_set():
                _withdraw(submitted)
                waiting = iter(())
            elif unpaused is not None and not unpaused.is_set():
                waiting = chain(_withdraw(submitted), waiting)
                if not submitted:
                    unpaused.wait()
                    continue
            else:
                for item in islice(waiting, in_flight - len(submitted)):
                    submitted.append((item, executor.submit(work, item)))
            if not submitted:
                return
            yield submitted.popleft()[1].result()
    finally:
        _withdraw(submitted)


def _withdraw(submitted: deque[tuple[T, Future[R]]]) -> list[T]:
    """Cancel the items that no worker has started, remove them from the queue, and return them in their order."""
    items: list[T] = []
    while submitted and submitted[-1][1].cancel():
        items.append(submitted.pop()[0])
    return items[::-1]
