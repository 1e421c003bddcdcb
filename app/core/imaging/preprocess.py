"""Preprocessing of a radiograph to the model's input tensor; the app and the trainer use the same function."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
from msgspec import Meta
from numpy.typing import NDArray
from PIL import Image

from app.core.imaging.decode import decode
from app.core.records import Radiograph

TARGET_MEAN, TARGET_DEVIATION = np.float32(128), np.float32(48)
"""Mean and standard deviation of grey after standardising."""

_BAND_PX = 2**20  # pixels that are worked on at a time, which fit into a processor's cache

DEVIATION_OFFSET = np.float32(4)
"""Grey levels added to the measured standard deviation, so that a flat image does not become noise."""


@dataclass(frozen=True, slots=True)
class PreprocessSpec:
    """How a radiograph becomes the model's input; travels in the bundle.

    Attributes:
        size_px: side S of the model's square input.
        resample: name of Pillow's filter, in lower case; it averages over the pixels that it merges.
        decode_px: least side of a JPEG that is decoded at reduced scale.
        standardised: whether mean and deviation of grey are normalised, see `standardise`.
    """

    size_px: Annotated[int, Meta(ge=1)]
    resample: str = "bilinear"
    decode_px: Annotated[int, Meta(ge=1)] = 192
    standardised: bool = False

    def __post_init__(self) -> None:
        """Check the filter's name.

        Raises:
            ValueError: Pillow has no such filter.
        """
        if self.resample.upper() not in Image.Resampling.__members__:
            raise ValueError(f"no filter named {self.resample}")


def load_radiograph(path: Path, spec: PreprocessSpec) -> Radiograph:
    """Decode a file at the scale that the model needs.

    Raises:
        InputError: see `app.core.imaging.decode.decode`.
    """
    return decode(path, at_least_px=spec.decode_px)


def to_model_input(radiograph: Radiograph, spec: PreprocessSpec) -> NDArray[np.uint8]:
    """Resize a radiograph to the model's square input.

    The aspect ratio is not kept, as it is not in the 224 × 224 release of the training data.

    Args:
        radiograph: of any size and depth.
        spec: the size and filter.

    Returns:
        uint8, shape (1, S, S, 1), 0 black to 255 white. The rescaling to network range lies inside the model.
    """
    size = (spec.size_px, spec.size_px)
    resample = Image.Resampling[spec.resample.upper()]
    if radiograph.pixels.dtype == np.uint8 and radiograph.full_scale == 255:
        small = np.asarray(Image.fromarray(radiograph.pixels).resize(size, resample))
    else:
        small = to_uint8(_resized_deep(radiograph, spec.size_px, resample))
    if spec.standardised:
        small = standardise(small)
    return small.reshape(1, spec.size_px, spec.size_px, 1)


def _resized_deep(radiograph: Radiograph, side_px: int, resample: Image.Resampling) -> NDArray[np.float32]:
    """Return deep grey as floats 0..255, shape (S, S).

    Pillow averages 32-bit floats as it does bytes, while its 16-bit resize is limited to some filters. It shrinks the
    width before the height: here the former is done for some rows at a time, since floats of the whole take four times
    its memory.
    """
    height, width = radiograph.pixels.shape
    rows, factor = max(1, _BAND_PX // width), np.float32(255 / radiograph.full_scale)
    narrow = np.empty((height, side_px), np.float32)
    for top in range(0, height, rows):
        band = Image.fromarray(radiograph.pixels[top : top + rows].astype(np.float32) * factor)
        narrow[top : top + rows] = np.asarray(band.resize((side_px, band.height), resample))
    return np.asarray(Image.fromarray(narrow).resize((side_px, side_px), resample))


def standardise(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Normalise mean and standard deviation of grey, so that exposure and contrast do not count.

    Args:
        grey: uint8, any shape, one image.

    Returns:
        uint8, the same shape: mean near 128, standard deviation near 48, so that values within 2.6 standard deviations
        of the mean are not clipped.
    """
    values = grey.astype(np.float32)
    values -= values.mean()
    values *= TARGET_DEVIATION / (np.sqrt(np.mean(np.square(values))) + DEVIATION_OFFSET)
    return to_uint8(values + TARGET_MEAN)


def to_uint8(values: NDArray[np.floating]) -> NDArray[np.uint8]:
    """Return grey values rounded and clipped to 0..255."""
    return np.asarray(np.clip(np.rint(values), 0, 255), np.uint8)
