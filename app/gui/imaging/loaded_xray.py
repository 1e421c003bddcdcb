"""Loading of the picture of a screening; any thread may do it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from app.core.adjustment import Adjustments
from app.core.errors import InputError, OutputError
from app.core.imaging.adjust import adjust
from app.core.imaging.decode import decode_preview
from app.core.imaging.source_file import digest
from app.core.records import ScreeningRecord
from app.core.results.history import History
from app.gui.imaging.qimage import DISPLAY_PX, jpeg_image, to_qimage


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


def load_file(file: str, adjustments: Adjustments = ()) -> LoadedXray:
    """Decode a file that is only being screened, which says why it cannot be decoded; adjusted as it is screened."""
    try:
        return LoadedXray(to_qimage(adjust(decode_preview(Path(file), DISPLAY_PX), adjustments)))
    except InputError:
        return LoadedXray(QImage())


def load_screened(record: ScreeningRecord, history: Path, longer_px: int = DISPLAY_PX) -> LoadedXray:
    """Return the picture of a record as it was screened, never that of another file which has its name now.

    Args:
        record: of the screening.
        history: its file, which may hold a small copy.
        longer_px: shrink as long as the longer side does not fall under this length.
    """
    try:
        radiograph = adjust(decode_preview(Path(record.file), longer_px), record.adjustments)
        image, sha256 = to_qimage(radiograph), radiograph.sha256
    except InputError:
        image, sha256 = QImage(), digest(Path(record.file))
    if not record.sha256 or sha256 == record.sha256:
        return LoadedXray(image)
    copy = small_copy(record.id, history)
    return LoadedXray(copy, is_absent=not sha256, is_replaced=bool(sha256), is_copy=not copy.isNull())


def small_copy(record_id: str, history: Path) -> QImage:
    """Return the small copy that is kept with a screening; null where there is none."""
    if not history.exists():
        return QImage()
    try:
        with History(history) as opened:
            jpeg = opened.picture(record_id)
    except OutputError:  # the page says so as soon as something is to be stored
        return QImage()
    return jpeg_image(jpeg)
