"""Loading of the picture of a screening, and of the other screenings of its patient; any thread may do it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from app.core.errors import InputError
from app.core.imaging.decode import decode_preview
from app.core.imaging.source_file import digest
from app.core.records import ScreeningRecord
from app.core.results.history import History
from app.gui.imaging.qimage import DISPLAY_PX, to_qimage

_MOST_OTHERS = 20


@dataclass(frozen=True, slots=True)
class LoadedXray:
    """What can be shown of a file.

    Attributes:
        image: of it; null where there is none.
        is_absent: whether the file cannot be read any more.
        is_replaced: whether another file has its name now.
        is_copy: whether the image is the small copy.
    """

    image: QImage
    is_absent: bool = False
    is_replaced: bool = False
    is_copy: bool = False


def load_file(file: str) -> LoadedXray:
    """Decode a file that was not screened before; the screening of the same file says why it cannot be decoded."""
    try:
        return LoadedXray(to_qimage(decode_preview(Path(file), DISPLAY_PX)))
    except InputError:
        return LoadedXray(QImage())


def load_screened(record: ScreeningRecord, history: Path) -> LoadedXray:
    """Return the picture of a record, never that of another file which has its name now."""
    try:
        radiograph = decode_preview(Path(record.file), DISPLAY_PX)
        image, sha256 = to_qimage(radiograph), radiograph.sha256
    except InputError:
        image, sha256 = QImage(), digest(Path(record.file))
    if not record.sha256 or sha256 == record.sha256:
        return LoadedXray(image)
    return LoadedXray(QImage(), is_absent=not sha256, is_replaced=bool(sha256))


@dataclass(frozen=True, slots=True)
class OtherXray:
    """A screening of the same patient.

    Attributes:
        record: of it.
        picture: its small copy; null where none is kept.
    """

    record: ScreeningRecord
    picture: QImage


def read_others(record: ScreeningRecord, history: Path) -> list[OtherXray]:
    """Return the other X-rays of a record's patient, newest first; none where the patient has no id.

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
        return [OtherXray(other, QImage()) for other in others]
