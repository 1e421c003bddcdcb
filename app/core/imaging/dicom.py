"""Decode uncompressed DICOM by pydicom: modality and VOI transforms, MONOCHROME1, palettes, up to 16 bits."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydicom import Dataset
from pydicom.errors import BytesLengthException, InvalidDicomError
from pydicom.multival import MultiValue
from pydicom.pixels import pixel_array  # type: ignore[attr-defined]
from pydicom.pixels.processing import apply_color_lut, apply_modality_lut, apply_windowing, convert_color_space
from pydicom.uid import ImplicitVRLittleEndian

from app.core.errors import InputError
from app.core.imaging.budget import check_cost, check_size
from app.core.imaging.dicom_file import DicomFile
from app.core.imaging.raster import colourfulness
from app.core.records import Pixels, SourceFacts
from app.core.text import cut, printable

_DECODE_ERRORS = (
    *(OSError, ValueError, TypeError, KeyError, AttributeError, IndexError, EOFError, OverflowError),
    *(NotImplementedError, struct.error, zlib.error, BytesLengthException, InvalidDicomError),
)
"""Exceptions that pydicom raises on damaged files."""

_TRANSFORMS = ("RescaleSlope", "RescaleIntercept", "VOILUTFunction", "PixelPaddingValue", "PixelPaddingRangeLimit")
_LUMA_AND_CHROMA = ("YBR_FULL", "YBR_FULL_422")
_FULL_SCALE = 65535
_BAND_PX = 2**20  # pixels that are worked on at a time, which fit into a processor's cache
_GREY_BYTES, _COLOUR_BYTES = 2, 10  # that a pixel takes beside what is stored: the result; its RGB too, twice
_LONGEST_TEXT = 64  # characters of value representation LO, PS3.5 table 6.2-1; the other texts here are shorter
_AGE = re.compile(r"(\d{3})([DWMY])")  # value representation AS, PS3.5 table 6.2-1
_LEAST_WIDTH_MM, _MOST_WIDTH_MM = 50.0, 600.0
"""Widths that a film or a detector can have; the largest in use are 430 mm. Some writers give a spacing of 0 or 1."""

_DAYS = {"D": 1.0, "W": 7.0, "M": 30.4375, "Y": 365.25}


def decode_dicom(data: bytes, granted_bytes: int) -> tuple[Pixels, int, SourceFacts]:
    """Decode the bytes of a DICOM file, with or without preamble.

    Grey values pass through the modality LUT (rescale slope and intercept) and the VOI LUT or first window
    (PS3.3 C.11.1 and C.11.2), then are spread over 16 bits; without a window the smallest and the
    largest value are black and white, pixel padding (0028,0120) aside. MONOCHROME1 is inverted.

    Args:
        data: the whole file.
        granted_bytes: see `app.core.imaging.budget.check_cost`.

    Returns:
        Pixels (H, W), uint16; the value of white, 65535; the facts.

    Raises:
        InputError: `image_damaged`, `image_too_large`, `image_too_costly`, `several_images`, `dicom_compressed`,
            `dicom_no_image`.
        OverBudget: decoding takes more than is granted.
    """
    try:
        file = DicomFile(data)
        dataset = file.dataset
        _check_decodable(file)
        check_cost(_working_bytes(file), granted_bytes, int(dataset.Columns), int(dataset.Rows))
        file.read_pixels()
        _drop_empty_transforms(dataset)
        stored = pixel_array(dataset, raw=True, view_only=True)
        if _is_colour(dataset):
            pixels, colour = _grey_of_colour(dataset, stored)
        else:
            pixels, colour = _grey(dataset, stored), 0.0
        facts = _facts(dataset, colour)
    except _DECODE_ERRORS as error:
        raise InputError("image_damaged") from error
    return pixels, _FULL_SCALE, facts


def _check_decodable(file: DicomFile) -> None:
    """Refuse a data set without a single uncompressed image of allowed size, before any pixel is read."""
    dataset = file.dataset
    if file.pixel_bytes is None or not dataset.get("Rows") or not dataset.get("Columns"):
        raise InputError("dicom_no_image")
    frames = int(dataset.get("NumberOfFrames") or 1)
    if frames > 1:
        raise InputError("several_images", count=frames)
    check_size(int(dataset.Columns), int(dataset.Rows))
    if "TransferSyntaxUID" not in dataset.file_meta:
        dataset.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian  # the default, PS3.5 section 10
    syntax = dataset.file_meta.TransferSyntaxUID
    if syntax.is_compressed and not syntax.is_deflated:
        raise InputError("dicom_compressed", syntax=syntax.name)
    frames = file.pixel_bytes * 8 // (_pixel_count(dataset) * _bits_a_pixel(dataset))
    if frames > 1:  # without a Number of Frames (0028,0008)
        raise InputError("several_images", count=frames)


def _pixel_count(dataset: Dataset) -> int:
    return int(dataset.Rows) * int(dataset.Columns)


def _bits_a_pixel(dataset: Dataset) -> int:
    """Return the stored bits of a pixel; YBR_FULL_422 stores two samples of three."""
    samples = int(dataset.get("SamplesPerPixel") or 1)
    if dataset.get("PhotometricInterpretation") == "YBR_FULL_422":
        samples = 2
    return samples * int(dataset.BitsAllocated)


def _working_bytes(file: DicomFile) -> int:
    """Return what decoding takes at its peak beside the file: two copies of what is stored, or one and the result."""
    pixels = _pixel_count(file.dataset)
    result = _COLOUR_BYTES if _is_colour(file.dataset) else _GREY_BYTES
    stored = max(file.pixel_bytes or 0, pixels)  # single bits become bytes
    return stored + max(stored, pixels * result)


def _is_colour(dataset: Dataset) -> bool:
    return bool(dataset.get("SamplesPerPixel", 1) > 1 or dataset.get("PhotometricInterpretation") == "PALETTE COLOR")


def _drop_empty_transforms(dataset: Dataset) -> None:
    """Remove transforms without a value: some writers name those that do not apply."""
    for name in _TRANSFORMS:
        if name in dataset and dataset[name].is_empty:
            del dataset[name]


def _bands(stored: NDArray[np.generic]) -> Iterator[tuple[slice, NDArray[np.generic]]]:
    """Yield the rows of an image, some at a time: in floating point all of it takes many times its size."""
    rows = max(1, _BAND_PX // stored.shape[1])
    for top in range(0, stored.shape[0], rows):
        yield slice(top, top + rows), stored[top : top + rows]


def _grey(dataset: Dataset, stored: NDArray[np.generic]) -> NDArray[np.uint16]:
    """Return grey values over 16 bits, shape (H, W), high values bright."""
    has_table, has_window = bool(dataset.get("VOILUTSequence")), _has_window(dataset)
    low, high = (0.0, 0.0) if has_table or has_window else _range(dataset, stored)
    if has_window:
        low, high = _window_output_range(dataset)
    pixels = np.empty(stored.shape, np.uint16)
    for rows, band in _bands(stored):
        values = apply_modality_lut(band, dataset)
        if has_table:
            values, low, high = _apply_voi_lut(dataset, values)
        elif has_window:
            with np.errstate(over="ignore"):  # far from a narrow sigmoid window, exp is infinite and the answer right
                values = apply_windowing(values, dataset)
        grey = np.clip((values.astype(np.float64) - low) / ((high - low) or 1.0), 0.0, 1.0)
        if dataset.get("PhotometricInterpretation") == "MONOCHROME1":
            grey = 1.0 - grey
        pixels[rows] = np.rint(grey * _FULL_SCALE)
    return pixels


def _range(dataset: Dataset, stored: NDArray[np.generic]) -> tuple[float, float]:
    """Return the smallest and the largest value after the modality LUT, pixel padding aside unless all is padding."""
    shown, all_values = [], []
    for _, band in _bands(stored):
        values = apply_modality_lut(band, dataset)
        all_values += [float(np.min(values)), float(np.max(values))]
        if "PixelPaddingValue" in dataset:
            values = values[band != dataset.PixelPaddingValue]
        if values.size:
            shown += [float(np.min(values)), float(np.max(values))]
    found = shown or all_values
    return min(found), max(found)


def _apply_voi_lut(dataset: Dataset, values: NDArray[np.generic]) -> tuple[NDArray[np.generic], float, float]:
    """Return values through the first VOI LUT (PS3.3 C.11.2.1.1), and the values of black and white.

    pydicom's own function holds the indices in the type of the table's entries, and so is wrong above 255 in a table
    of 8-bit entries.
    """
    item = dataset.VOILUTSequence[0]
    _, first, bits = item.LUTDescriptor
    table = item.LUTData
    if isinstance(table, bytes):
        _, little_endian = dataset.original_encoding
        table = np.frombuffer(table, "<u2" if little_endian else ">u2")
    indices = np.clip(np.rint(values.astype(np.float64)) - first, 0, len(table) - 1)
    return np.asarray(table)[indices.astype(np.intp)], 0.0, float(2**bits - 1)


def _has_window(dataset: Dataset) -> bool:
    """Tell whether the first window can be applied: its width is ≥ 1 when linear, else > 0 (PS3.3 C.11.2.1.2)."""
    center, width = (_first_number(dataset.get(name)) for name in ("WindowCenter", "WindowWidth"))
    if center is None or width is None:
        return False
    return width >= 1 if dataset.get("VOILUTFunction", "LINEAR") == "LINEAR" else width > 0


def _first_number(value: object) -> float | None:
    if isinstance(value, MultiValue):
        value = value[0] if len(value) else None
    return None if value in (None, "") else float(str(value))


def _window_output_range(dataset: Dataset) -> tuple[float, float]:
    """Return the values of black and white after `apply_windowing`, as pydicom defines them."""
    modality_lut = dataset.get("ModalityLUTSequence")
    if modality_lut:
        return 0.0, float(2 ** int(modality_lut[0].LUTDescriptor[2]) - 1)
    bits, signed = int(dataset.BitsStored), int(dataset.get("PixelRepresentation", 0))
    low, high = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if signed else (0, 2**bits - 1)
    if "RescaleSlope" not in dataset or "RescaleIntercept" not in dataset:
        return float(low), float(high)
    slope, intercept = float(dataset.RescaleSlope), float(dataset.RescaleIntercept)
    return low * slope + intercept, high * slope + intercept


def _grey_of_colour(dataset: Dataset, stored: NDArray[np.generic]) -> tuple[NDArray[np.uint16], float]:
    """Return grey over 16 bits, shape (H, W), of a colour or palette image, and its colourfulness."""
    interpretation = dataset.PhotometricInterpretation
    is_palette = interpretation == "PALETTE COLOR"
    depth = int(dataset.RedPaletteColorLookupTableDescriptor[2] if is_palette else dataset.BitsStored)
    eight_bit = np.empty((*stored.shape[:2], 3), np.uint8)
    for rows, band in _bands(stored):
        rgb = apply_color_lut(band, dataset) if is_palette else band
        if interpretation in _LUMA_AND_CHROMA:
            rgb = convert_color_space(band, "YBR_FULL", "RGB")  # halved chroma is doubled already
        eight_bit[rows] = np.rint(rgb.astype(np.float64) * (255 / (2**depth - 1)))
    image = Image.fromarray(eight_bit)
    grey = np.asarray(image.convert("L"))
    pixels = np.empty(grey.shape, np.uint16)
    for rows, _ in _bands(grey):
        pixels[rows] = np.rint(grey[rows] / 255 * _FULL_SCALE)
    return pixels, colourfulness(image)


def _facts(dataset: Dataset, colour: float) -> SourceFacts:
    return SourceFacts(
        format="DICOM",
        width=int(dataset.Columns),
        height=int(dataset.Rows),
        colourfulness=colour,
        patient_id=_text(dataset, "PatientID"),
        age_years=_age_years(dataset),
        view=_text(dataset, "ViewPosition").upper(),
        modality=_text(dataset, "Modality").upper(),
        body_part=_text(dataset, "BodyPartExamined").upper(),
        width_mm=_width_mm(dataset),
    )


def _width_mm(dataset: Dataset) -> float | None:
    """Return the width of the image in millimetres; None without a spacing of columns that a film can have.

    Pixel Spacing (0028,0030) is that of the patient where it is calibrated; Imager Pixel Spacing (0018,1164) is that of
    the detector, and is divided by the magnification where that is known (PS3.3 10.7.1.3); the last is a scanner's.
    """
    magnification = _number(dataset, "EstimatedRadiographicMagnificationFactor") or 1.0
    spacings = (("PixelSpacing", 1.0), ("ImagerPixelSpacing", magnification), ("NominalScannedPixelSpacing", 1.0))
    for keyword, factor in spacings:
        width_mm = int(dataset.Columns) * (_number(dataset, keyword, place=1) or 0.0) / factor
        if _LEAST_WIDTH_MM <= width_mm <= _MOST_WIDTH_MM:
            return width_mm
    return None


def _number(dataset: Dataset, keyword: str, place: int = 0) -> float | None:
    """Return a value of an element; None when it is absent or no number, which spoils no picture."""
    try:
        value = dataset.get(keyword)
        return float(value[place] if isinstance(value, MultiValue) else (value, "")[place])
    except (TypeError, ValueError, IndexError):
        return None


def _text(dataset: Dataset, keyword: str) -> str:
    """Return an element's text as one line that can be shown; empty when it is absent."""
    return printable(cut(str(dataset.get(keyword) or "").strip(), _LONGEST_TEXT))


def _age_years(dataset: Dataset) -> float | None:
    """Return Patient's Age in years, or study date minus birth date; None without either."""
    match = _AGE.fullmatch(_text(dataset, "PatientAge"))
    if match:
        return int(match[1]) * _DAYS[match[2]] / _DAYS["Y"]
    birth, study = _date(_text(dataset, "PatientBirthDate")), _date(_text(dataset, "StudyDate"))
    if birth and study and study >= birth:
        return (study - birth).days / _DAYS["Y"]
    return None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
