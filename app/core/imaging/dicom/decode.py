"""Decode DICOM by pydicom and the decoders of its compressed transfer syntaxes, to grey over 16 bits."""

from __future__ import annotations

from pydicom import Dataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from app.core.errors import InputError
from app.core.imaging.budget import check_cost, check_size
from app.core.imaging.dicom.facts import read_facts
from app.core.imaging.dicom.file import READ_ERRORS, DicomFile
from app.core.imaging.dicom.frame import COMPRESSED, JPEG_2000, read_frame
from app.core.imaging.dicom.grey import FULL_SCALE, drop_empty_transforms, grey_of_colour, grey_of_grey, is_colour
from app.core.records import Pixels, SourceFacts

_UNCOMPRESSED = frozenset(
    (ImplicitVRLittleEndian, ExplicitVRLittleEndian, DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian)
)
_UNKNOWN_TO_PYDICOM = {f"1.2.840.10008.1.2.4.{number}": "JPEG XL" for number in (110, 111, 112)}
_GREY_BYTES, _COLOUR_BYTES = 2, 10  # that a pixel takes beside what is stored: the result; its RGB too, twice
_JPEG_2000_BYTES, _DECODER_BYTES = 5, 2  # that a sample takes in a decoder: of 32 bits, with tiles; of coefficients


def decode_dicom(data: bytes, granted_bytes: int) -> tuple[Pixels, int, SourceFacts]:
    """Decode the bytes of a DICOM file, with or without preamble.

    What becomes of the stored values is told by `app.core.imaging.dicom.grey.grey_of_grey`.

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
        drop_empty_transforms(dataset)
        frame = read_frame(dataset)
        pixels, colour = grey_of_colour(dataset, frame) if is_colour(dataset) else (grey_of_grey(dataset, frame), 0.0)
        facts = read_facts(dataset, colour)
    except READ_ERRORS as error:
        is_too_deep = isinstance(error.__context__, RecursionError)  # where pydicom takes that for a damaged tag
        raise InputError("image_too_costly" if is_too_deep else "image_damaged") from error
    return pixels, FULL_SCALE, facts


def _check_decodable(file: DicomFile) -> None:
    """Refuse a data set without a single image of allowed size, before any pixel is read."""
    dataset = file.dataset
    if file.is_cut:
        raise InputError("image_damaged")
    if file.pixel_bytes is None or not dataset.get("Rows") or not dataset.get("Columns"):
        raise InputError("dicom_no_image")
    frames = int(dataset.get("NumberOfFrames") or 1)
    if frames > 1:
        raise InputError("several_images", count=frames)
    check_size(int(dataset.Columns), int(dataset.Rows))
    if "TransferSyntaxUID" not in dataset.file_meta:
        dataset.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian  # the default, PS3.5 section 10
    syntax = dataset.file_meta.TransferSyntaxUID
    if syntax in COMPRESSED:
        return
    if syntax not in _UNCOMPRESSED:
        raise InputError("dicom_compressed", syntax=_UNKNOWN_TO_PYDICOM.get(syntax, syntax.name))
    if not file.pixel_bytes:  # none, or in fragments, which this syntax does not have
        raise InputError("image_damaged")
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
    """Return what decoding takes at its peak beside the file: two copies of what is stored, or one and the result.

    What is compressed is there three times as its fragments are joined, and once when its decoder works.
    """
    pixels, samples = _pixel_count(file.dataset), int(file.dataset.get("SamplesPerPixel") or 1)
    result = pixels * (_COLOUR_BYTES if is_colour(file.dataset) else _GREY_BYTES)
    syntax = file.dataset.file_meta.TransferSyntaxUID
    if syntax in COMPRESSED:
        stored = pixels * samples * (int(file.dataset.BitsAllocated) // 8)
        decoder = pixels * samples * (_JPEG_2000_BYTES if syntax in JPEG_2000 else _DECODER_BYTES)
        return max(3 * file.encapsulated_bytes, file.encapsulated_bytes + stored + max(decoder, stored, result))
    stored = max(file.pixel_bytes or 0, pixels)  # single bits become bytes
    return stored + max(stored, result)
