"""Stored values of a DICOM image to grey: modality and VOI transforms, MONOCHROME1, colour, palettes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydicom import Dataset
from pydicom.multival import MultiValue
from pydicom.pixels.processing import apply_color_lut, apply_modality_lut, apply_windowing, convert_color_space

from app.core.imaging.dicom.frame import Frame
from app.core.imaging.raster import colourfulness

FULL_SCALE = 65535
"""The value of white."""

_TRANSFORMS = ("RescaleSlope", "RescaleIntercept", "VOILUTFunction", "PixelPaddingValue", "PixelPaddingRangeLimit")
_SHAPES = {"IDENTITY": False, "INVERSE": True}
_LUMA_AND_CHROMA = ("YBR_FULL", "YBR_FULL_422")
_TABLE_BITS = 16  # of values that are few enough to be worked out one by one
_BAND_PX = 2**18  # pixels that are worked on at a time, which fit into a processor's cache


def is_colour(dataset: Dataset) -> bool:
    """Tell whether an image has colours, by its header."""
    return bool(dataset.get("SamplesPerPixel", 1) > 1 or dataset.get("PhotometricInterpretation") == "PALETTE COLOR")


def drop_empty_transforms(dataset: Dataset) -> None:
    """Remove transforms without a value: some writers name those that do not apply."""
    for name in _TRANSFORMS:
        if name in dataset and dataset[name].is_empty:
            del dataset[name]


def _bands(stored: NDArray[np.generic]) -> Iterator[tuple[slice, NDArray[np.generic]]]:
    """Yield the rows of an image, some at a time: in floating point all of it takes many times its size."""
    rows = max(1, _BAND_PX // stored.shape[1])
    for top in range(0, stored.shape[0], rows):
        yield slice(top, top + rows), stored[top : top + rows]


def grey_of_grey(dataset: Dataset, frame: Frame) -> NDArray[np.uint16]:
    """Return grey values over 16 bits, shape (H, W), high values bright.

    Grey values pass through the modality LUT (rescale slope and intercept) and the VOI LUT or first window
    (PS3.3 C.11.1 and C.11.2), then are spread over 16 bits; without a window the smallest and the largest value are
    black and white, pixel padding aside. Overlays, shutters, and windows and tables after the first are left out.

    They take the place of the stored values where they can: to get as much memory from the system again takes a tenth
    of the time that the quickest decoders need.
    """
    stored = frame.values
    levels = _levels(stored)
    grey = _grey_of_levels(dataset, levels, stored)
    pixels = stored if _can_be_replaced(stored) else np.empty(stored.shape, np.uint16)
    for rows, band in _bands(stored):
        np.take(grey, _places(band, levels), out=pixels[rows], mode="clip")
    return pixels


def _can_be_replaced(stored: NDArray[np.generic]) -> bool:
    """Tell whether grey values may be written over stored ones, band by band."""
    return stored.dtype == np.uint16 and stored.dtype.isnative and stored.flags.writeable


def _levels(stored: NDArray[Any]) -> NDArray[Any]:
    """Return values among which are all of an image, shape (N,).

    Up to 16 bits they are all that there are, in the order of their bits, so that a value tells its own place.
    """
    bits = stored.dtype.itemsize * 8
    if bits > _TABLE_BITS:
        return np.unique(np.concatenate([np.unique(band) for _, band in _bands(stored)]))
    return np.arange(2**bits, dtype=f"u{bits // 8}").view(stored.dtype.newbyteorder("="))


def _places(values: NDArray[Any], levels: NDArray[Any]) -> NDArray[Any]:
    """Return where values stand among the levels of their image."""
    if values.dtype.itemsize * 8 > _TABLE_BITS:
        return np.searchsorted(levels, values)
    return values.astype(levels.dtype, copy=False).view(f"u{levels.dtype.itemsize}")


def _seen(stored: NDArray[Any], levels: NDArray[Any]) -> NDArray[Any]:
    """Return those of some values that an image has."""
    is_seen = np.zeros(levels.shape, np.bool_)
    for _, band in _bands(stored):
        is_seen[_places(band, levels)] = True
    return levels[is_seen]


def _grey_of_levels(dataset: Dataset, levels: NDArray[Any], stored: NDArray[Any]) -> NDArray[np.uint16]:
    """Return the grey, over 16 bits, of stored values.

    Args:
        dataset: that describes them.
        levels: the values, shape (N,).
        stored: the image, which tells black and white where nothing else does.
    """
    values = apply_modality_lut(levels, dataset)
    if dataset.get("VOILUTSequence"):
        values, low, high = _apply_voi_lut(dataset, values)
    elif _has_window(dataset):
        low, high = _window_output_range(dataset)
        with np.errstate(over="ignore"):  # far from a narrow sigmoid window, exp is infinite and the answer right
            values = apply_windowing(values, dataset)
    else:
        low, high = _range(dataset, _seen(stored, levels))
    grey = np.clip((values.astype(np.float64) - low) / ((high - low) or 1.0), 0.0, 1.0)
    return np.rint((1.0 - grey if _is_inverse(dataset) else grey) * FULL_SCALE).astype(np.uint16)


def _is_inverse(dataset: Dataset) -> bool:
    """Tell whether low values are bright.

    Presentation LUT Shape (2050,0020) says so for a digital radiograph, and Photometric Interpretation once more
    (PS3.3 C.8.11.3.1.1); where they disagree, the shape counts, as in DCMTK.
    """
    shape = dataset.get("PresentationLUTShape")
    if shape in _SHAPES:
        return _SHAPES[shape]
    return bool(dataset.get("PhotometricInterpretation") == "MONOCHROME1")


def _range(dataset: Dataset, seen: NDArray[Any]) -> tuple[float, float]:
    """Return the smallest and the largest value after the modality LUT, pixel padding aside unless all is padding."""
    shown = seen[~_is_padding(dataset, seen)] if "PixelPaddingValue" in dataset else seen
    values = apply_modality_lut(shown if shown.size else seen, dataset)
    return float(np.min(values)), float(np.max(values))


def _is_padding(dataset: Dataset, stored: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Tell which stored values are padding: one, or all from it to its limit, in either order (PS3.3 C.7.5.1.1.2)."""
    value = dataset.PixelPaddingValue
    low, high = sorted((value, dataset.get("PixelPaddingRangeLimit", value)))
    return np.asarray((stored >= low) & (stored <= high))


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


def grey_of_colour(dataset: Dataset, frame: Frame) -> tuple[NDArray[np.uint16], float]:
    """Return grey over 16 bits, shape (H, W), of a colour or palette image, and its colourfulness."""
    stored, interpretation = frame.values, frame.interpretation
    is_palette = interpretation == "PALETTE COLOR"
    depth = int(dataset.RedPaletteColorLookupTableDescriptor[2] if is_palette else frame.bits)
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
        pixels[rows] = np.rint(grey[rows] / 255 * FULL_SCALE)
    return pixels, colourfulness(image)
