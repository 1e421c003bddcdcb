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

DEVIATION_OFFSET = np.float32(4)
"""Grey levels added to the measured standard deviation, so that a flat image does not become noise."""


AspectRatio = Annotated[float, Meta(gt=0, le=100)]


@dataclass(frozen=True, slots=True)
class PreprocessSpec:
    """How a radiograph becomes the model's input; travels in the bundle.

    Attributes:
        size_px: side S of the model's square input.
        resample: name of Pillow's filter, in lower case; it averages over the pixels that it merges.
        decode_px: least side of a JPEG that is decoded at reduced scale.
        standardised: whether mean and deviation of grey are normalised, see `standardise`.
        aspect_ratios: width over height of the narrowest and of the widest film that is stretched to the square, as the
            training films are in their 224 × 224 release; one beyond is padded to it first. None stretches all.
    """

    size_px: Annotated[int, Meta(ge=1)]
    resample: str = "bilinear"
    decode_px: Annotated[int, Meta(ge=1)] = 192
    standardised: bool = False
    aspect_ratios: tuple[AspectRatio, AspectRatio] | None = None

    def __post_init__(self) -> None:
        """Check the filter's name and the order of the aspect ratios.

        Raises:
            ValueError: Pillow has no such filter, or the narrowest film is wider than the widest.
        """
        if self.resample.upper() not in Image.Resampling.__members__:
            raise ValueError(f"no filter named {self.resample}")
        if self.aspect_ratios and self.aspect_ratios[0] > self.aspect_ratios[1]:
            raise ValueError("the narrowest film is wider than the widest")


def load_radiograph(path: Path, spec: PreprocessSpec) -> Radiograph:
    """Decode a file at the scale that the model needs.

    Raises:
        InputError: see `app.core.imaging.decode.decode`.
    """
    return decode(path, at_least_px=spec.decode_px)


def to_model_input(radiograph: Radiograph, spec: PreprocessSpec) -> NDArray[np.uint8]:
    """Resize a radiograph to the model's square input, padded where `film_share` says so.

    Args:
        radiograph: of any size and depth.
        spec: the size, filter and aspect ratios.

    Returns:
        uint8, shape (1, S, S, 1), 0 black to 255 white. The rescaling to network range lies inside the model.
    """
    side = spec.size_px
    height, width = (round(share * side) for share in film_share(radiograph.pixels.shape, spec))
    film = _resize(radiograph, (width, height), Image.Resampling[spec.resample.upper()])
    if (width, height) == (side, side):
        small = film
    else:
        small = np.full((side, side), to_uint8(film.mean()))  # its own mean grey, so that exposure stays as it is
        top, left = (side - height) // 2, (side - width) // 2
        small[top : top + height, left : left + width] = film
    if spec.standardised:
        small = standardise(small)
    return small.reshape(1, side, side, 1)


def film_share(shape: tuple[int, ...], spec: PreprocessSpec) -> tuple[float, float]:
    """Return which share of the model's square input a film takes, in its middle.

    Args:
        shape: of the film's pixels, (H, W).
        spec: of the input.

    Returns:
        Of its height and of its width, each 0..1; at least one is 1.
    """
    if spec.aspect_ratios is None:
        return 1.0, 1.0
    narrowest, widest = spec.aspect_ratios
    ratio = shape[1] / shape[0]
    return min(widest / ratio, 1.0), min(ratio / narrowest, 1.0)


def _resize(radiograph: Radiograph, size: tuple[int, int], resample: Image.Resampling) -> NDArray[np.uint8]:
    """Return the pixels in grey of 8 bits, resized to (width, height)."""
    if radiograph.pixels.dtype == np.uint8 and radiograph.full_scale == 255:
        return np.asarray(Image.fromarray(radiograph.pixels).resize(size, resample))
    # Pillow averages 32-bit floats as it does bytes; its 16-bit resize is limited to some filters.
    grey = radiograph.pixels.astype(np.float32) * np.float32(255 / radiograph.full_scale)
    return to_uint8(np.asarray(Image.fromarray(grey).resize(size, resample)))


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


def to_uint8(values: NDArray[np.floating] | np.floating) -> NDArray[np.uint8]:
    """Return grey values rounded and clipped to 0..255."""
    return np.asarray(np.clip(np.rint(values), 0, 255), np.uint8)
