"""Loading of the picture of a screening; any thread may do it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from app.core.adjustment import Adjustments
from app.core.errors import InputError, OutputError
from app.core.imaging.adjust import adjust
from app.core.imaging.colours import decode_colours
from app.core.imaging.decode import decode_preview
from app.core.imaging.source_file import digest
from app.core.records import Radiograph, ScreeningRecord
from app.core.results.history import History
from app.gui.imaging.qimage import DISPLAY_PX, colour_image, jpeg_image, to_qimage


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


def load_file(file: str, adjustments: Adjustments = (), max_colourfulness: float = 1.0) -> LoadedXray:
    """Decode a file that is only being screened, which says why it cannot be decoded.

    Args:
        file: its path.
        adjustments: that it is screened with.
        max_colourfulness: of an X-ray, see `SourceFacts.colourfulness`; a picture of more is shown in its colours.
    """
    try:
        radiograph = decode_preview(Path(file), DISPLAY_PX)
    except InputError:
        return LoadedXray(QImage())
    is_coloured = radiograph.facts.colourfulness > max_colourfulness
    return LoadedXray(_image(radiograph, Path(file), adjustments, DISPLAY_PX if is_coloured else 0))


def load_screened(record: ScreeningRecord, history: Path, longer_px: int = DISPLAY_PX) -> LoadedXray:
    """Return the picture of a record as it was screened, never that of another file which has its name now.

    Args:
        record: of the screening.
        history: its file, which may hold a small copy.
        longer_px: shrink as long as the longer side does not fall under this length.
    """
    try:
        radiograph = decode_preview(Path(record.file), longer_px)
        is_coloured = any(reason.code == "image_colour" for reason in record.verdict.reasons)
        image = _image(radiograph, Path(record.file), record.adjustments, longer_px if is_coloured else 0)
        sha256 = radiograph.sha256
    except InputError:
        image, sha256 = QImage(), digest(Path(record.file))
    if not record.sha256 or sha256 == record.sha256:
        return LoadedXray(image)
    copy = small_copy(record.id, history)
    return LoadedXray(copy, is_absent=not sha256, is_replaced=bool(sha256), is_copy=not copy.isNull())


def _image(radiograph: Radiograph, path: Path, adjustments: Adjustments, coloured_px: int) -> QImage:
    """Return a decoded picture adjusted; in its colours, with no side longer than a length, where that is not 0."""
    colours = decode_colours(path, radiograph.sha256, coloured_px) if coloured_px and not adjustments else None
    return to_qimage(adjust(radiograph, adjustments)) if colours is None else colour_image(colours)


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
