"""The other X-rays of a patient, read from the history."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from app.core.records import ScreeningRecord
from app.core.results.history import History
from app.gui.imaging.qimage import jpeg_image

_MOST_OTHERS = 20


@dataclass(frozen=True, slots=True)
class OtherXray:
    """A screening of the same patient.

    Attributes:
        record: of it.
        picture: its small copy; null where none is kept.
    """

    record: ScreeningRecord
    picture: QImage


def was_earlier(other: ScreeningRecord, record: ScreeningRecord) -> bool | None:
    """Tell whether one X-ray was taken before another; None where their files do not say it."""
    moments = other.study_at, record.study_at
    if not all("T" in moment for moment in moments):
        moments = other.study_at[:10], record.study_at[:10]
    return moments[0] < moments[1] if all(moments) and moments[0] != moments[1] else None


def read_others(record: ScreeningRecord, history: Path) -> list[OtherXray]:
    """Return the other X-rays of a record's patient, the one taken last first; none where the patient has no id.

    A file that was screened twice is there once, as it was screened last, and the one that is shown not at all.

    Raises:
        OutputError: `history_failed`.
    """
    if not record.patient_id or not history.exists():
        return []
    with History(history) as opened:
        found = {record.sha256: record}
        for stored in opened.of_patient(record.patient_id, record.id, _MOST_OTHERS):
            found.setdefault(stored.record.sha256, stored.record)
        others = [other for other in found.values() if other is not record]
        others.sort(key=lambda other: other.taken_at, reverse=True)
        return [OtherXray(other, jpeg_image(opened.picture(other.id))) for other in others]
