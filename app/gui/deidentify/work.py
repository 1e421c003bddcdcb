"""What is done off the window's thread: an X-ray is opened to be looked at, and saved without the identity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtGui import QImage

from app.core.errors import InputError
from app.core.imaging.decode_bytes import eight_bits
from app.core.records import ScreeningRecord
from app.dicom.deidentify.regions import Region
from app.gui.imaging.qimage import to_qimage
from app.paths import pseudonym_key_file


@dataclass(frozen=True, slots=True)
class Opened:
    """An X-ray to be looked at.

    Attributes:
        image: for the screen.
        width: of the whole picture, in pixels.
        height: likewise.
        regions: that may hold text.
    """

    image: QImage
    width: int
    height: int
    regions: tuple[Region, ...]


def open_for_look(record: ScreeningRecord) -> Opened:
    """Decode the X-ray of a record, and look for text in it.

    Raises:
        InputError: see `app.core.imaging.decode.decode`; `file_changed`: it is not the X-ray that was screened.
    """
    from app.dicom.deidentify.deidentifier import open_xray  # pydicom takes 100 ms to load

    xray = open_xray(Path(record.file))
    if xray.radiograph.sha256 != record.sha256:
        raise InputError("file_changed")
    radiograph = xray.radiograph
    height, width = radiograph.pixels.shape
    shown = replace(radiograph, pixels=eight_bits(radiograph.pixels, radiograph.full_scale), full_scale=255)
    return Opened(to_qimage(shown), width, height, xray.text_regions)


def save_without_identity(record: ScreeningRecord, black: Sequence[Region], folder: Path, history: Path) -> None:
    """Write the new file of an X-ray that a person has looked at.

    Args:
        record: of the X-ray.
        black: regions that are black in the new file.
        folder: that it is written into.
        history: beside it lies the key of the new names.

    Raises:
        InputError: the X-ray cannot be read, or is another one now.
        OutputError: `output_exists`, `output_failed`, `key_damaged`.
    """
    from app.core.imaging.decode import decode
    from app.dicom.deidentify.deidentifier import OpenedXray, deidentified, write_deidentified
    from app.dicom.deidentify.pseudonyms import pseudonyms_of

    radiograph = decode(Path(record.file))
    if radiograph.sha256 != record.sha256:
        raise InputError("file_changed")
    xray = OpenedXray(Path(record.file), radiograph, ())
    made = deidentified(xray, black, pseudonyms_of(pseudonym_key_file(history.parent)), seen=True)
    write_deidentified(made, folder)
