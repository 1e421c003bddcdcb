"""The pixel data of a de-identified file: as it was, or decoded and blacked without any other loss."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.encaps import encapsulate
from pydicom.uid import RLELossless

from app.core.imaging.dicom.frame import COMPRESSED, encapsulated_frame, has_overlay_in_pixels, read_frame
from app.core.records import Radiograph
from app.dicom.deidentify.jpeg import clean_jpeg
from app.dicom.deidentify.jpeg_2000 import clean_jpeg_2000
from app.dicom.deidentify.regions import Region

_JPEG = b"\xff\xd8"


def is_copied(source: Dataset, regions: Sequence[Region]) -> bool:
    """Tell whether the pixel data can stay as it is: nothing is blacked, and no overlay lies in its unused bits."""
    return not regions and not has_overlay_in_pixels(source)


def add_copied(made: Dataset, source: Dataset) -> None:
    """Add the pixel data as it is to a data set; a code stream without its comments and what lies beside it.

    Raises:
        ValueError: it is damaged.
        InputError: `several_images`.
    """
    syntax = source.file_meta.TransferSyntaxUID
    if syntax not in COMPRESSED:
        vr = "OW" if source.BitsAllocated > 8 else "OB"
        made.add_new("PixelData", "OW" if source.is_implicit_VR else vr, _cut(source))
        return
    code = encapsulated_frame(source)
    if syntax != RLELossless:
        code = clean_jpeg(code) if code.startswith(_JPEG) else clean_jpeg_2000(code)
    made.add_new("PixelData", "OB", encapsulate([code + b"\0" * (len(code) % 2)]))
    made["PixelData"].is_undefined_length = True


def _cut(source: Dataset) -> bytes:
    """Return uncompressed pixel data without what is behind the last pixel."""
    samples = 2 if source.PhotometricInterpretation == "YBR_FULL_422" else int(source.get("SamplesPerPixel") or 1)
    size = -(-int(source.Rows) * int(source.Columns) * samples * int(source.BitsAllocated) // 8)
    data: bytes = source.PixelData[:size]
    return data + b"\0" * (len(data) % 2)


def add_blacked(made: Dataset, source: Dataset, radiograph: Radiograph, regions: Sequence[Region]) -> None:
    """Add decoded pixel data to a data set, little endian, with regions as dark as the darkest pixel.

    Args:
        made: the data set; what it says of its pixels is corrected.
        source: that of the file, with its pixel data.
        radiograph: the same, decoded: it tells what is dark.
        regions: to be blacked.

    Raises:
        InputError: `several_images`, `image_too_costly`.
        Exception: the pixel data is damaged; see `read_frame`.
    """
    frame = read_frame(source)
    values: NDArray[Any] = np.array(frame.values)
    darkest = values[np.unravel_index(np.argmin(radiograph.pixels), radiograph.pixels.shape)].copy()
    for region in regions:
        values[region.rows, region.columns] = darkest
    stored = values.astype(values.dtype.newbyteorder("<"), copy=False)
    made.BitsAllocated = values.dtype.itemsize * 8
    made.BitsStored = min(int(source.BitsStored), made.BitsAllocated)
    made.HighBit = made.BitsStored - 1
    made.PixelRepresentation = int(values.dtype.kind == "i")
    made.PhotometricInterpretation = frame.interpretation
    if values.ndim > 2:
        made.SamplesPerPixel, made.PlanarConfiguration = values.shape[2], 0
    data = np.ascontiguousarray(stored).tobytes()
    made.add_new("PixelData", "OW" if made.BitsAllocated > 8 else "OB", data + b"\0" * (len(data) % 2))
