"""Stress set: radiographs altered as other machines, operators and scanners would.

Each stress changes every image of a part, alike each time for the same seed. A network that looks at lungs keeps its
figures under them; one that looks at exposure, sharpness or lettering loses them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from app.core.imaging.preprocess import to_uint8
from trainer.images.machine_look import Grey, match_histogram, match_look, match_sharpness

Stress = Callable[[Grey, Grey, np.random.Generator], Grey]
"""From a radiograph, its partner (see `apply_stress`), and a source of chance, to the changed radiograph."""

SOURCE_PX = 224
"""Side at which images are changed, before they are shrunk for the model: that of the 224 × 224 release."""


Alter = Callable[[Grey, NDArray[np.bool_]], Iterator[Grey]]
"""From images, uint8 (N, S, S), and which of them show pneumonia, (N,), to the altered images, each (S, S)."""

Partners = Callable[[NDArray[np.bool_], bool], NDArray[np.bool_]]
"""From which images are ill, (N,), and whether this one is, to those that its partner is drawn from, (N,)."""


def _of_other_class(ill: NDArray[np.bool_], here: bool) -> NDArray[np.bool_]:
    return ill != here


def apply_stress(
    stress: Stress, images: Grey, ill: NDArray[np.bool_], *, partners: Partners = _of_other_class, seed: int = 0
) -> Iterator[Grey]:
    """Yield every image of a part under a stress.

    Args:
        stress: one of `STRESSES`.
        images: shape (N, S, S).
        ill: which show pneumonia, shape (N,).
        partners: whom the partner of each image is drawn from; by default the other class.
        seed: of all that is left to chance.
    """
    rng = np.random.default_rng(seed)
    others = {here: np.flatnonzero(partners(ill, here)) for here in (True, False)}
    for image, here in zip(images, ill, strict=True):
        yield stress(image, images[rng.choice(others[bool(here)])], rng)


def _grey_values(curve: Callable[[NDArray[np.float64]], NDArray[np.float64]]) -> Stress:
    """Return the stress that maps every grey value, 0..1, along a curve."""
    table = to_uint8(255 * curve(np.linspace(0, 1, 256)))
    return lambda image, partner, rng: table[image]


def _contrast(factor: float) -> Stress:
    return lambda image, partner, rng: to_uint8((image - image.mean()) * factor + image.mean())


def _noise(deviation: float) -> Stress:
    return lambda image, partner, rng: to_uint8(image + rng.normal(0, deviation, image.shape))


def _pillow(change: Callable[[Image.Image, np.random.Generator], Image.Image]) -> Stress:
    return lambda image, partner, rng: np.asarray(change(Image.fromarray(image), rng))


def _filter(kernel: ImageFilter.MultibandFilter) -> Stress:
    return _pillow(lambda picture, rng: picture.filter(kernel))


def _jpeg(quality: int) -> Stress:
    def change(picture: Image.Image, rng: np.random.Generator) -> Image.Image:
        stream = BytesIO()
        picture.save(stream, "JPEG", quality=quality)
        return Image.open(stream)

    return _pillow(change)


def _rotate(degrees: float) -> Stress:
    """Return the stress that turns by an angle, to either side by chance, on black."""
    return _pillow(lambda picture, rng: picture.rotate(degrees * rng.choice((-1, 1)), Image.Resampling.BILINEAR))


def _window(width: float, height: float, spread: float = 0.0) -> Stress:
    """Return the stress that shows a window of these shares of the sides, its middle off by up to `spread`."""

    def change(picture: Image.Image, rng: np.random.Generator) -> Image.Image:
        side = picture.width
        x, y = side * (0.5 + rng.uniform(-spread, spread, 2) - np.array([width, height]) / 2)
        return picture.transform((side, side), Image.Transform.AFFINE, (width, 0, x, 0, height, y), _SMOOTH)

    return _pillow(change)


def _lettering(ink: int, paper: int | None) -> Stress:
    """Return the stress that burns a side marker and a line of text in; on a plate when `paper` is a grey value."""

    def change(picture: Image.Image, rng: np.random.Generator) -> Image.Image:
        draw = ImageDraw.Draw(picture)
        for text, place, size in (("RL"[rng.integers(2)], (0.06, 0.08), 0.09), ("AP 12:40 No. 207", (0.5, 0.93), 0.05)):
            where = place[0] * picture.width, place[1] * picture.width
            box = draw.textbbox(where, text, font_size=size * picture.width)
            if paper is not None:
                draw.rectangle((box[0] - 3, box[1] - 3, box[2] + 3, box[3] + 3), fill=paper)
            draw.text(where, text, fill=ink, font_size=size * picture.width)
        return picture

    return _pillow(change)


def _corners(change: Callable[[Grey], Grey]) -> Stress:
    """Return the stress that changes the corners alone, an eighth of each side, where markers and text stand."""

    def stress(image: Grey, partner: Grey, rng: np.random.Generator) -> Grey:
        depth, result = len(image) // 8, image.copy()
        for rows in (slice(None, depth), slice(-depth, None)):
            for columns in (slice(None, depth), slice(-depth, None)):
                result[rows, columns] = change(image[rows, columns])
        return result

    return stress


def _shaded(image: Grey, partner: Grey, rng: np.random.Generator) -> Grey:
    """Darken towards one side, as a lamp behind a film or a photograph of a screen does."""
    angle = rng.uniform(0, 2 * np.pi)
    across, down = np.meshgrid(*[np.linspace(-0.5, 0.5, len(image))] * 2)
    return to_uint8(image * (0.8 + 0.4 * (across * np.cos(angle) + down * np.sin(angle))))


def _unchanged(image: Grey, partner: Grey, rng: np.random.Generator) -> Grey:
    return image


_SMOOTH = Image.Resampling.BILINEAR

STRESSES: dict[str, Stress] = {
    "as it is": _unchanged,
    "underexposed": _grey_values(lambda grey: 0.6 * grey),
    "overexposed": _grey_values(lambda grey: 1.4 * grey),
    "low contrast": _contrast(0.5),
    "high contrast": _contrast(1.6),
    "gamma 0.6": _grey_values(lambda grey: grey**0.6),
    "gamma 1.7": _grey_values(lambda grey: grey**1.7),
    "uneven light": _shaded,
    "blurred": _filter(ImageFilter.GaussianBlur(2.0)),
    "sharpened": _filter(ImageFilter.UnsharpMask(2.0, 150, 0)),
    "noise": _noise(15.0),
    "JPEG, quality 15": _jpeg(15),
    "turned by 7°": _rotate(7.0),
    "turned by 15°": _rotate(15.0),
    "cropped by 15%": _window(0.85, 0.85, 0.05),
    "taken from afar": _window(1.2, 1.2),
    "shifted by up to 10%": _window(1.0, 1.0, 0.1),
    "wider": _window(0.85, 1.0),
    "taller": _window(1.0, 0.85),
    "mirrored": lambda image, partner, rng: image[:, ::-1],
    "corners inverted": _corners(lambda corner: 255 - corner),
    "corners black": _corners(np.zeros_like),
    "lettering, white": _lettering(255, None),
    "lettering on a plate": _lettering(0, 230),
    "exposed as the other class": lambda image, partner, rng: match_histogram(image, partner),
    "sharp as the other class": lambda image, partner, rng: match_sharpness(image, partner),
    "made as the other class": lambda image, partner, rng: match_look(image, partner),
}
"""Every stress by its name in the tables.

The strengths were set once, by eye, at what a reader would still call readable; no network was asked.
"""
