"""Altered radiographs, from usable ones to those that must be refused: training images of the gate.

Every maker takes a radiograph, another one and a source of chance, and gives a picture of CANVAS_PX a side. It is
changed once more by `vary_acquisition`, as light, machine and hand would change it, so that none of these gives a kind
away.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from app.core.imaging.preprocess import to_uint8
from trainer.images.machine_look import Grey

Maker = Callable[[Grey, Grey, np.random.Generator], Grey]
"""From a radiograph, another one, and a source of chance, to a picture of CANVAS_PX a side."""

SOURCE_PX = 192
"""Side of the radiographs that pictures are made of: half of one still fills a canvas without looking blurred."""

CANVAS_PX = 128
"""Side at which pictures are made; the gate sees them shrunk by averages, as it sees files."""

MOST_TILT = 17.0
"""Degrees that a radiograph may be tilted by; from LEAST_TURN on it counts as turned. Nothing between is learned."""

LEAST_TURN = 38.0

LEAST_KEPT = 0.85
"""Share of each side that a crop may keep and the picture still be whole."""

_BILINEAR = Image.Resampling.BILINEAR


def canvas(picture: Image.Image | Grey) -> Grey:
    """Return a picture stretched to the canvas."""
    image = picture if isinstance(picture, Image.Image) else Image.fromarray(np.ascontiguousarray(picture))
    return np.asarray(image.resize((CANVAS_PX, CANVAS_PX), _BILINEAR, reducing_gap=2.0))


def pose(picture: Grey, rng: np.random.Generator, degrees: float, window: tuple[float, float, float, float]) -> Grey:
    """Return a window of a picture, turned about its middle.

    Args:
        picture: of any size.
        rng: decides what fills the corners: black, or the grey of the edge.
        degrees: to the left.
        window: left, top, width and height, as shares of the sides; what lies outside of the picture is filled.
    """
    height, width = picture.shape
    left, top, across, down = window
    angle = np.radians(degrees)
    matrix = np.diag([width, height]) / CANVAS_PX @ np.diag([across, down])
    matrix = matrix @ np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    middle = np.array([width * (left + across / 2), height * (top + down / 2)])
    offset = middle - matrix @ np.full(2, CANVAS_PX / 2)
    terms = (matrix[0, 0], matrix[0, 1], offset[0], matrix[1, 0], matrix[1, 1], offset[1])
    fill = 0 if rng.random() < 0.7 else int(np.median(picture[0]))
    size = (CANVAS_PX, CANVAS_PX)
    image = Image.fromarray(np.ascontiguousarray(picture))
    return np.asarray(image.transform(size, Image.Transform.AFFINE, terms, _BILINEAR, fillcolor=fill))


def vary_pose(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a radiograph a little tilted, cropped or taken from afar, wider or taller, mirrored or not."""
    picture = picture[:, ::-1] if rng.random() < 0.5 else picture
    degrees = rng.uniform(-MOST_TILT, MOST_TILT) if rng.random() < 0.5 else rng.normal(0, 3)
    if rng.random() < 0.5:
        across, down = rng.uniform(LEAST_KEPT, 1, 2)
        left, top = rng.uniform(0, 1 - across), rng.uniform(0, 1 - down)
    else:
        across, down = rng.uniform(0.95, 1.2) * rng.uniform(0.92, 1.08, 2)
        left, top = (1 - np.array([across, down])) / 2 + rng.uniform(-0.08, 0.08, 2)
    return pose(picture, rng, degrees, (left, top, across, down))


def turn(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a radiograph on its side or upside down, not quite straight."""
    quarters = rng.choice([1, 2, 2, 3])
    return np.rot90(vary_pose(picture, other, rng), quarters)


def flip(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a radiograph whose upper and lower edge are exchanged."""
    return vary_pose(picture, other, rng)[::-1]


def tilt(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a radiograph tilted by far more than a hand would."""
    degrees = rng.choice((-1, 1)) * rng.uniform(LEAST_TURN, 65) + rng.choice((0, 180))
    share = rng.uniform(0.9, 1.35)
    return pose(picture, rng, degrees, ((1 - share) / 2, (1 - share) / 2, share, share))


def invert(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a radiograph dark for bright."""
    curve = 255 * np.linspace(1, 0, 256) ** np.exp(rng.normal(0, 0.4))
    return to_uint8(curve)[vary_pose(picture, other, rng)]


def crop_to(across: tuple[float, float], down: tuple[float, float], edges: tuple[str, ...] = ("",)) -> Maker:
    """Return the maker that keeps a window of these shares of width and height, at one of these edges.

    Args:
        across: least and most of the width that is kept.
        down: likewise of the height.
        edges: of `left`, `right`, `upper`, `lower` and ""; along an edge that is not named the window lies anywhere.
    """

    def make(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
        wide, high = rng.uniform(*across), rng.uniform(*down)
        left, top = rng.uniform(0, 1 - wide), rng.uniform(0, 1 - high)
        edge, slack = rng.choice(edges), rng.uniform(0, 0.05)
        left = {"left": min(slack, left), "right": 1 - wide}.get(edge, left)
        top = {"upper": min(slack, top), "lower": 1 - high}.get(edge, top)
        return pose(picture, rng, rng.normal(0, 4), (left, top, wide, high))

    return make


def vary_acquisition(picture: Grey, rng: np.random.Generator) -> Grey:
    """Return a picture changed by light, machine and hand."""
    grey = 255 * (picture / 255) ** np.exp(rng.normal(0, 0.35)) if rng.random() < 0.6 else picture.astype(np.float64)
    if rng.random() < 0.4:
        grey = (grey - grey.mean()) * rng.uniform(0.45, 1.7) + grey.mean() * rng.uniform(0.6, 1.4)
    if rng.random() < 0.15:
        slope = rng.normal(0, 0.3, 2)[:, None] * np.linspace(-1, 1, CANVAS_PX)
        grey = grey * (1 + slope[0][None, :] + slope[1][:, None])
    if rng.random() < 0.2:
        grey = grey + rng.normal(0, rng.uniform(2, 16), grey.shape)
    image = Image.fromarray(to_uint8(grey))
    if rng.random() < 0.25:
        image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 1.8)))
    if rng.random() < 0.1:
        image = image.filter(ImageFilter.UnsharpMask(2.0, 150, 0))
    if rng.random() < 0.25:
        _letter(image, rng)
    if rng.random() < 0.18:
        image = _add_border(image, rng)
    return np.asarray(image)


@cache
def font(size_px: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return Pillow's own font in a size."""
    return ImageFont.load_default(size_px)


def _letter(image: Image.Image, rng: np.random.Generator) -> None:
    """Burn side markers and lines of text in near the edges, on plates or not, or black the corners out."""
    draw = ImageDraw.Draw(image)
    for _ in range(rng.integers(1, 4)):
        text = ("L", "R", "AP", "R 12:40", "No. 207 AP SUPINE", "PORTABLE 3/7")[rng.integers(6)]
        across, down = rng.choice([0.03, 0.1, 0.75, 0.85, 0.45]), rng.choice([0.02, 0.08, 0.9, 0.94])
        where = (float(across) * CANVAS_PX, float(down) * CANVAS_PX)
        ink, size = int(rng.choice((0, 255))), font(int(rng.integers(6, 14)))
        box = draw.textbbox(where, text, font=size)
        if rng.random() < 0.4:
            draw.rectangle((box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2), fill=int(rng.integers(0, 256)))
        draw.text(where, text, fill=ink, font=size)


def _add_border(image: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Return the picture within borders of black, seldom of white or grey."""
    borders = (rng.uniform(0, 0.12, 4) * (rng.random(4) < 0.7) * CANVAS_PX).astype(int)
    left, top, right, bottom = map(int, borders)
    grey = int(rng.choice((0, 0, 0, 0, 255, int(rng.integers(256)))))
    framed = Image.new("L", image.size, grey)
    framed.paste(image.resize((CANVAS_PX - left - right, CANVAS_PX - top - bottom), _BILINEAR), (left, top))
    return framed


# Wrong anatomy with the texture of radiographs: a network that knows textures alone is fooled by these.


def shuffle_tiles(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return the radiograph cut into tiles that are shuffled."""
    count = int(rng.choice([2, 3, 4]))
    tile = CANVAS_PX // count
    cut = canvas(picture)[: tile * count, : tile * count].reshape(count, tile, count, tile).swapaxes(1, 2)
    order = np.roll(rng.permutation(count * count), 1)
    order = order if np.any(order != np.arange(count * count)) else order[::-1]
    return canvas(
        cut.reshape(-1, tile, tile)[order].reshape(count, count, tile, tile).swapaxes(1, 2).reshape(tile * count, -1)
    )


def mirror_half(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a half of the radiograph beside or above its mirror image, the spine never in the middle."""
    grey, half = canvas(picture), CANVAS_PX // 2
    if rng.random() < 0.5:
        part = grey[:half] if rng.random() < 0.5 else grey[half:]
        part = part[:: rng.choice((-1, 1))]
        return np.concatenate([part, part[::-1]])
    part = grey[:, half:] if rng.random() < 0.5 else grey[:, half - 1 :: -1]  # the spine lies at its left
    return np.concatenate([part, part[:, ::-1]], axis=1)


def swap_halves(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return the radiograph with its halves exchanged, so that its middle lies at the edges."""
    grey = canvas(picture)
    shift = int(CANVAS_PX * rng.uniform(0.35, 0.65))
    return np.roll(grey, shift, axis=int(rng.integers(2)))


def arrange_films(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return two to six films in one picture."""
    across, down = [(2, 1), (1, 2), (2, 2), (3, 1), (3, 2), (2, 3)][rng.integers(6)]
    gap, sheet = int(rng.integers(0, 6)), Image.new("L", (CANVAS_PX, CANVAS_PX), int(rng.choice((0, 0, 255))))
    width, height = CANVAS_PX // across, CANVAS_PX // down
    for place in range(across * down):
        film = vary_pose(picture if place % 2 else other, other, rng)
        part = Image.fromarray(film).resize((width - gap, height - gap), _BILINEAR)
        sheet.paste(part, (place % across * width, place // across * height))
    return np.asarray(sheet)


def put_in_frame(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return one film small within a large frame, as on a screen or a light box."""
    share, place = rng.uniform(0.2, 0.5, 2), rng.uniform(0, 1, 2)
    width, height = (share * CANVAS_PX).astype(int).tolist()
    left, top = (place * (CANVAS_PX - np.array([width, height]))).astype(int).tolist()
    sheet = Image.new("L", (CANVAS_PX, CANVAS_PX), int(rng.choice((0, 0, 255, int(rng.integers(256))))))
    sheet.paste(Image.fromarray(vary_pose(picture, other, rng)).resize((width, height), _BILINEAR), (left, top))
    return np.asarray(sheet)


def warp(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return the radiograph under a strong, smooth, random warp."""
    points = int(rng.integers(4, 7))
    shifts = rng.normal(0, rng.uniform(0.15, 0.27), (2, points, points)) * CANVAS_PX
    fields = [
        Image.fromarray(s.astype(np.float32)).resize((CANVAS_PX, CANVAS_PX), Image.Resampling.BICUBIC) for s in shifts
    ]
    y, x = np.mgrid[:CANVAS_PX, :CANVAS_PX]
    rows, columns = (
        np.clip(a + np.asarray(f), 0, CANVAS_PX - 1).astype(int) for a, f in zip((y, x), fields, strict=True)
    )
    return canvas(picture)[rows, columns]


def cut_piece(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a small piece of a radiograph, turned anyhow: bone and soft tissue of no part in particular."""
    share = rng.uniform(0.15, 0.4, 2)
    left, top = rng.uniform(0, 1 - share)
    return pose(picture, rng, rng.uniform(0, 360), (left, top, *share))


def scramble(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a picture with the spectrum of a radiograph and the phases of chance: its clouds without its anatomy."""
    phases = np.fft.fft2(rng.normal(size=(CANVAS_PX, CANVAS_PX)))
    grey = np.fft.ifft2(np.abs(np.fft.fft2(canvas(picture))) * phases / np.abs(phases)).real
    return to_uint8((grey - grey.mean()) / max(float(grey.std()), 1.0) * rng.uniform(30, 60) + rng.uniform(80, 150))


def superimpose(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return both lungs one over the other, the spine at the side: what a view from the side makes of them."""
    middle, weight = rng.uniform(0.44, 0.56), rng.uniform(0.3, 0.7)
    width = picture.shape[1]
    column = int(middle * width)
    spine = int(rng.uniform(0, 0.08) * width)
    halves = (canvas(picture[:, max(column - spine, 0) :]), canvas(picture[:, : column + spine][:, ::-1]))
    grey = to_uint8(weight * halves[0] + (1 - weight) * halves[1])
    grey = grey[:, ::-1] if rng.random() < 0.5 else grey
    return pose(grey, rng, rng.normal(0, 6), (*rng.uniform(-0.1, 0.05, 2), *rng.uniform(0.9, 1.3, 2)))


def with_texture(drawn: Maker) -> Maker:
    """Return the maker that gives a drawn picture the texture of a piece of a radiograph."""

    def make(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
        shape, weight = drawn(picture, other, rng), rng.uniform(0.3, 0.7)
        texture = cut_piece(picture, other, rng) / 255.0
        return to_uint8(shape * (1 - weight + 2 * weight * texture))

    return make
