"""The batch loop, written once: files in, records out, in order, and no file ends it."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from app.core.errors import BundleError, InputError, Reason
from app.core.imaging.preprocess import load, to_model_input
from app.core.intake.checks import age_warnings, inspect
from app.core.intake.gate import Gate, load_gate
from app.core.model.bundle import Bundle, InputLimits, OperatingPoint, load_bundle
from app.core.model.decision import decide
from app.core.model.engine import engine_for
from app.core.records import Finding, InputStatus, Patient, Radiograph, Scores, ScreeningRecord, SourceFacts, Verdict

AHEAD = 32
"""How many files are in work at once at most: enough for any laptop's workers, few enough that memory stays flat."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Screener:
    """Screens one file at a time, from any thread or process.

    Attributes:
        folder: of the model bundle.
        bundle: what that folder holds.
        gate: refuses what does not look like a chest radiograph.
        point: the operating point to decide at.
        app_version: for the record.
    """

    folder: Path
    bundle: Bundle = field(repr=False)
    gate: Gate = field(repr=False)
    point: OperatingPoint
    app_version: str

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
        engine_for(folder, bundle)  # a model that does not load must say so now, not once for each file
        return cls(folder, bundle, load_gate(folder, bundle), bundle.operating_point(operating_point), app_version)

    def at(self, operating_point: str) -> Screener:
        """Return a screener that decides at another operating point, by name.

        Raises:
            BundleError: `unknown_operating_point`.
        """
        return replace(self, point=self.bundle.operating_point(operating_point))

    def score(self, radiograph: Radiograph) -> Scores:
        """Return the network's scores for a decoded radiograph."""
        tensor = to_model_input(radiograph, self.bundle.preprocess)
        return engine_for(self.folder, self.bundle).run(tensor)

    def judge(self, radiograph: Radiograph) -> Verdict:
        """Inspect and, unless refused, score and decide one decoded radiograph."""
        report = inspect(radiograph, self.bundle.input_limits, self.gate)
        if report.status is InputStatus.REFUSED:
            return Verdict(Finding.NOT_ASSESSED, reasons=report.reasons)
        return decide(self.score(radiograph), report, self.bundle, self.point)

    def screen_file(self, file: str) -> ScreeningRecord:
        """Screen one file. Whatever is wrong with it, the answer is a record.

        Raises:
            BundleError: the model itself was damaged or removed meanwhile; no file can be screened.
        """
        try:
            radiograph = load(Path(file), self.bundle.preprocess)
            return self._record(file, self.judge(radiograph), radiograph.facts, radiograph.sha256)
        except InputError as error:
            return self._refused(file, error.reason, error.sha256)
        except BundleError:
            raise
        # The boundary of one file: whatever else is wrong with it, the batch goes on.
        except Exception as error:  # noqa: BLE001
            _log.exception("Unexpected failure on %r", file)
            return self._refused(file, Reason.of("internal_error", error=type(error).__name__))

    def _refused(self, file: str, reason: Reason, sha256: str = "") -> ScreeningRecord:
        return self._record(file, Verdict(Finding.NOT_ASSESSED, reasons=(reason,)), None, sha256)

    def _record(self, file: str, verdict: Verdict, facts: SourceFacts | None, sha256: str) -> ScreeningRecord:
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        return ScreeningRecord(file, verdict, facts, sha256, self.bundle.model_id, self.app_version, now)


AGE_CODES = frozenset({"age_outside", "age_unsuited"})


def for_patient(record: ScreeningRecord, patient: Patient, limits: InputLimits) -> ScreeningRecord:
    """Return a record with what the user says of the patient, and the warnings that the patient's age asks for."""
    told = replace(record, patient=patient)
    others = tuple(reason for reason in record.verdict.reasons if reason.code not in AGE_CODES)
    assessed = record.verdict.finding is not Finding.NOT_ASSESSED
    warnings = age_warnings(told.age_years, limits) if assessed else ()
    return replace(told, verdict=replace(record.verdict, reasons=others + warnings))


def screen(
    files: Iterable[str],
    screener: Screener,
    executor: Executor,
    cancel: threading.Event | None = None,
    go_on: threading.Event | None = None,
) -> Iterator[ScreeningRecord]:
    """Screen files, yielding one record for each in the order of the files.

    Args:
        files: to screen; read lazily.
        screener: does one file; must be picklable for an executor of processes, and is.
        executor: runs the work: threads, processes, or a cluster's own.
        cancel: when set, no further file is begun; those in work are finished and their records yielded.
        go_on: while clear, no further file is begun; those in work are finished and their records yielded, and the
            next waits until it is set. Who cancels sets it too, so that the batch can end.

    Raises:
        BundleError: see `Screener.screen_file`.
    """
    waiting = iter(files)
    in_work: deque[_InWork] = deque()
    try:
        while True:
            if cancel is not None and cancel.is_set():
                _taken_back(in_work)
                waiting = iter(())
            elif go_on is not None and not go_on.is_set():
                waiting = chain(_taken_back(in_work), waiting)
                if not in_work:
                    go_on.wait()
                    continue
            else:
                for file in islice(waiting, AHEAD - len(in_work)):
                    in_work.append(_InWork(file, executor.submit(screener.screen_file, file)))
            if not in_work:
                return
            yield in_work.popleft().record.result()
    finally:
        _taken_back(in_work)


class _InWork(NamedTuple):
    file: str
    record: Future[ScreeningRecord]


def _taken_back(in_work: deque[_InWork]) -> list[str]:
    """Take out the files that no worker has begun, and return them in their order."""
    files: list[str] = []
    while in_work and in_work[-1].record.cancel():
        files.append(in_work.pop().file)
    return files[::-1]
