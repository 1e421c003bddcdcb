"""DICOM through pydicom: modality and VOI transforms, MONOCHROME1, up to 16 bits; uncompressed syntaxes."""

from __future__ import annotations

import re
import struct
from datetime import date
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydicom import Dataset, dcmread
from pydicom.errors import InvalidDicomError
from pydicom.multival import MultiValue
from pydicom.pixels.processing import apply_color_lut, apply_modality_lut, apply_voi_lut, convert_color_space
from pydicom.uid import ImplicitVRLittleEndian

from app.core.decode_picture import MAX_PIXELS, colourfulness
from app.core.errors import InputError
from app.core.records import Pixels, SourceFacts

_DAMAGE = (OSError, ValueError, TypeError, KeyError, AttributeError, IndexError, EOFError, struct.error)
"""What pydicom raises on damaged files, `NotImplementedError` (a kind of RuntimeError) apart."""

_FULL_SCALE = 65535
_AGE = re.compile(r"(\d{3})([DWMY])")  # value representation AS, PS3.5 table 6.2-1
_DAYS = {"D": 1.0, "W": 7.0, "M": 30.4375, "Y": 365.25}


def decode_dicom(data: bytes) -> tuple[Pixels, int, SourceFacts]:
    """Decode the bytes of a DICOM file, with or without preamble.

    Grey values pass through the modality LUT (rescale slope and intercept) and the VOI LUT or first window
    (PS3.3 C.11.1 and C.11.2), then are spread over 16 bits; without a window the picture's own smallest and
    largest values are black and white, pixel padding (0028,0120) aside. MONOCHROME1 is turned round.

    Args:
        data: the whole file.

    Returns:
        Pixels (H, W), uint16; the value that stands for white, 65535; the facts.

    Raises:
        InputError: `image_damaged`, `image_too_large`, `several_images`, `dicom_compressed`, `dicom_no_image`.
    """
    try:
        dataset = dcmread(BytesIO(data), force=True)
        _check(dataset)
        stored = dataset.pixel_array
        if dataset.get("SamplesPerPixel", 1) > 1 or dataset.get("PhotometricInterpretation") == "PALETTE COLOR":
            grey, colour = _grey_of_colour(dataset, stored)
        else:
            grey, colour = _grey(dataset, stored), 0.0
        facts = _facts(dataset, colour)
    except (*_DAMAGE, InvalidDicomError, NotImplementedError) as error:
        raise InputError("image_damaged") from error
    return np.rint(grey * _FULL_SCALE).astype(np.uint16), _FULL_SCALE, facts


def _check(dataset: Dataset) -> None:
    """Refuse what holds no single uncompressed picture of bearable size, before any pixel is read."""
    if "PixelData" not in dataset or not dataset.get("Rows") or not dataset.get("Columns"):
        raise InputError("dicom_no_image")
    frames = int(dataset.get("NumberOfFrames") or 1)
    if frames > 1:
        raise InputError("several_images", count=frames)
    if dataset.Rows * dataset.Columns > MAX_PIXELS:
        raise InputError("image_too_large", width=dataset.Columns, height=dataset.Rows)
    if "TransferSyntaxUID" not in dataset.file_meta:
        dataset.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian  # the default, PS3.5 section 10
    syntax = dataset.file_meta.TransferSyntaxUID
    if syntax.is_compressed and not syntax.is_deflated:
        raise InputError("dicom_compressed", syntax=syntax.name)


def _grey(dataset: Dataset, stored: NDArray[np.generic]) -> NDArray[np.float64]:
    """Return grey values 0..1, shape (H, W), high values bright."""
    values = apply_modality_lut(stored, dataset)
    low, high = _output_range(dataset, stored, values)
    if _has_voi(dataset):
        values = apply_voi_lut(values, dataset)
    grey = np.clip((values.astype(np.float64) - low) / ((high - low) or 1.0), 0.0, 1.0)
    return 1.0 - grey if dataset.get("PhotometricInterpretation") == "MONOCHROME1" else grey


def _has_voi(dataset: Dataset) -> bool:
    width = dataset.get("WindowWidth")
    first = width[0] if isinstance(width, MultiValue) and len(width) else width
    return bool(dataset.get("VOILUTSequence")) or (first not in (None, "") and float(first) >= 1)


def _output_range(dataset: Dataset, stored: NDArray[np.generic], values: NDArray[np.generic]) -> tuple[float, float]:
    """Return the values that stand for black and white after the VOI transform, as pydicom defines them."""
    lut_sequence = dataset.get("VOILUTSequence")
    if lut_sequence:
        return 0.0, float(2 ** int(lut_sequence[0].LUTDescriptor[2]) - 1)
    if not _has_voi(dataset):
        shown = values[stored != dataset.PixelPaddingValue] if "PixelPaddingValue" in dataset else values
        shown = shown if shown.size else values
        return float(np.min(shown)), float(np.max(shown))
    modality_lut = dataset.get("ModalityLUTSequence")
    if modality_lut:
        return 0.0, float(2 ** int(modality_lut[0].LUTDescriptor[2]) - 1)
    bits, signed = int(dataset.BitsStored), int(dataset.get("PixelRepresentation", 0))
    low, high = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if signed else (0, 2**bits - 1)
    slope, intercept = float(dataset.get("RescaleSlope", 1)), float(dataset.get("RescaleIntercept", 0))
    return low * slope + intercept, high * slope + intercept


def _grey_of_colour(dataset: Dataset, stored: NDArray[np.generic]) -> tuple[NDArray[np.float64], float]:
    """Return grey 0..1, shape (H, W), of a colour or palette picture, and its colourfulness."""
    space = dataset.PhotometricInterpretation
    if space == "PALETTE COLOR":
        rgb = apply_color_lut(stored, dataset)
        depth = int(dataset.RedPaletteColorLookupTableDescriptor[2])
    else:
        rgb = convert_color_space(stored, space, "RGB") if space.startswith("YBR") else stored
        depth = int(dataset.BitsStored)
    eight_bit = np.rint(rgb.astype(np.float64) * (255 / (2**depth - 1))).astype(np.uint8)
    image = Image.fromarray(eight_bit)
    return np.asarray(image.convert("L"), np.float64) / 255, colourfulness(image)


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
    )


def _text(dataset: Dataset, keyword: str) -> str:
    return str(dataset.get(keyword) or "").strip()


def _age_years(dataset: Dataset) -> float | None:
    """Return Patient's Age in years, or study date less birth date; None when neither is given."""
    match = _AGE.fullmatch(_text(dataset, "PatientAge"))
    if match:
        return int(match[1]) * _DAYS[match[2]] / _DAYS["Y"]
    born, studied = _date(_text(dataset, "PatientBirthDate")), _date(_text(dataset, "StudyDate"))
    if born and studied and studied >= born:
        return (studied - born).days / _DAYS["Y"]
    return None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
