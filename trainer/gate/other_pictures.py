"""Pictures that are no radiographs at all: documents, screens, photographs, patterns and noise."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from io import BytesIO
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from app.core.imaging.preprocess import to_uint8
from trainer.gate.altered_radiographs import CANVAS_PX, canvas, font, pose
from trainer.gate.phantoms import texture
from trainer.images.machine_look import Grey

PHOTOGRAPHS = (
    ("sklearn.datasets.images", "china.jpg"),
    ("sklearn.datasets.images", "flower.jpg"),
    ("matplotlib", "mpl-data/sample_data/grace_hopper.jpg"),
    ("matplotlib", "mpl-data/sample_data/Minduka_Present_Blue_Pack.png"),
)
"""Package and path of every photograph that the trainer's own requirements carry."""

_WORDS = ("patient", "date", "birth", "ward", "doctor", "report", "the chest", "no", "left", "clear", "12 kg", "2019")


@cache
def photographs() -> Sequence[Grey]:
    """Return the photographs in grey, largest side 512."""
    pictures = []
    for package, path in PHOTOGRAPHS:
        image = Image.open(BytesIO(resources.files(package).joinpath(path).read_bytes())).convert("L")
        image.thumbnail((512, 512))
        pictures.append(np.asarray(image))
    return pictures


def photograph(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a window of a photograph, turned a little, sometimes mixed with another."""
    shots = []
    for _ in range(2):
        shot = photographs()[int(rng.integers(len(photographs())))]
        across, down = rng.uniform(0.2, 1.0, 2)
        window = (rng.uniform(0, 1 - across), rng.uniform(0, 1 - down), across, down)
        shots.append(pose(shot, rng, rng.normal(0, 10) + 90 * rng.integers(4), window)[:, :: rng.choice((-1, 1))])
    return shots[0] if rng.random() < 0.7 else to_uint8(shots[0] * rng.uniform(0.4, 0.7) + shots[1] * 0.4)


def scene(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return planes and blobs with textures of their own, one before the other: as a camera sees things."""
    grey = 128 + 40 * texture(rng, 1.8)
    for _ in range(int(rng.integers(3, 14))):
        mask = Image.new("L", (CANVAS_PX, CANVAS_PX))
        points = rng.uniform(-0.1, 1.1, 2) + rng.uniform(0.05, 0.4) * rng.normal(size=(int(rng.integers(3, 9)), 2))
        spread = np.argsort(np.arctan2(*(points - points.mean(axis=0)).T))
        ImageDraw.Draw(mask).polygon((points[spread] * CANVAS_PX).ravel().tolist(), fill=255)
        share = np.asarray(mask.filter(ImageFilter.GaussianBlur(float(rng.choice([0.3, 0.6, 3.0])))), np.float64) / 255
        plane = rng.uniform(0, 255) + rng.uniform(0, 40) * texture(rng, rng.uniform(0.5, 2.0))
        grey = grey * (1 - share) + share * plane
    return to_uint8(grey)


def document(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a page of text, with headings, rules, a table or a picture on it; seldom light on dark."""
    image = Image.new("L", (CANVAS_PX * 2, CANVAS_PX * 2), int(rng.integers(215, 256)))
    draw, side = ImageDraw.Draw(image), CANVAS_PX * 2
    size, y, margin = int(rng.integers(6, 22)), rng.uniform(0, 30), rng.uniform(0, 40)
    while y < side - size:
        if rng.random() < 0.1:
            draw.line((margin, y, side - margin, y), fill=60)
        if rng.random() < 0.8:
            words = " ".join(rng.choice(_WORDS, int(rng.integers(1, 14))))
            draw.text((margin, y), words, fill=int(rng.integers(0, 90)), font=font(size))
        y += size * rng.uniform(1.1, 2.0)
    if rng.random() < 0.3:
        left, top = rng.uniform(20, side / 2, 2)
        draw.rectangle(
            (left, top, left + rng.uniform(30, 120), top + rng.uniform(30, 120)), fill=int(rng.integers(256))
        )
    for _ in range(int(rng.choice([0, 0, 1, 6]))):
        draw.line((*rng.uniform(0, side, 2), *rng.uniform(0, side, 2)), fill=int(rng.integers(0, 150)), width=2)
    page = np.asarray(image.rotate(rng.normal(0, 6), fillcolor=int(rng.integers(256))))
    return canvas(255 - page if rng.random() < 0.15 else page)


def interface(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a screen: bars, windows, buttons and text, sometimes with a film in a window."""
    back = int(rng.integers(0, 256))
    image = Image.new("L", (CANVAS_PX * 2, CANVAS_PX * 2), back)
    draw, side = ImageDraw.Draw(image), CANVAS_PX * 2
    for _ in range(int(rng.integers(4, 30))):
        left, top = rng.uniform(-10, side, 2)
        right, bottom = left + rng.uniform(8, 160), top + rng.uniform(6, 110)
        radius = int(rng.choice([0, 0, 4]))
        draw.rounded_rectangle(
            (left, top, right, bottom), radius, fill=int(rng.integers(256)), outline=int(rng.integers(256))
        )
        draw.text(
            (left + 4, top + 2),
            str(rng.choice(_WORDS)),
            fill=int(rng.choice((0, 255))),
            font=font(int(rng.integers(6, 16))),
        )
    if rng.random() < 0.3:
        width, height, left, top = rng.integers((60, 60, 0, 0), 140).tolist()
        image.paste(Image.fromarray(picture).resize((width, height)), (left, top))
    draw.rectangle((0, 0, side, rng.uniform(6, 20)), fill=int(rng.integers(256)))
    return canvas(image)


def chart(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return curves or bars with axes; so does a recorded heart look."""
    image = Image.new("L", (CANVAS_PX, CANVAS_PX), int(rng.integers(200, 256)))
    draw = ImageDraw.Draw(image)
    for place in np.linspace(0, CANVAS_PX, int(rng.integers(3, 14))):
        draw.line((0, place, CANVAS_PX, place), fill=200)
    for _ in range(int(rng.integers(1, 5))):
        ys = CANVAS_PX * (rng.uniform(0.2, 0.8) + 0.15 * np.cumsum(rng.normal(0, 0.3, 24)))
        points = list(zip(np.linspace(8, CANVAS_PX - 4, 24).tolist(), ys.tolist(), strict=True))
        if rng.random() < 0.3:
            for (left, top), (right, _) in pairwise(points):
                draw.rectangle((left, min(top, CANVAS_PX), right - 1, CANVAS_PX), fill=int(rng.integers(220)))
        draw.line(points, fill=int(rng.integers(120)), width=int(rng.integers(1, 4)))
    page = np.asarray(image)
    return 255 - page if rng.random() < 0.3 else page


def noise(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return noise of any grain, from snow to clouds, even or by bits."""
    grey = texture(rng, rng.uniform(0, 2.5))
    grey = np.sign(grey) if rng.random() < 0.15 else grey
    return to_uint8(rng.uniform(10, 80) * grey + rng.uniform(60, 190))


def ramp(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a gradient, along a line or about a point, with next to nothing else."""
    y, x = np.mgrid[0 : 1 : CANVAS_PX * 1j, 0 : 1 : CANVAS_PX * 1j]
    along = x * rng.normal() + y * rng.normal()
    if rng.random() < 0.5:
        along = np.hypot((x - rng.uniform(0, 1)) * rng.uniform(0.5, 2), y - rng.uniform(0, 1))
    along = np.sin(rng.uniform(1, 30) * along) if rng.random() < 0.4 else along
    spread = max(float(np.ptp(along)), 1e-9)
    grey = rng.uniform(30, 255) * (along - along.min()) / spread + rng.uniform(-20, 60)
    if rng.random() < 0.25:
        grey[np.hypot(x - 0.5, y - 0.5) > rng.uniform(0.3, 0.6)] = rng.choice((0, 255))
    return to_uint8(grey)


def tiles(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a chessboard, stripes or random squares."""
    down, across = rng.integers(1, 17, 2)
    cells = (
        rng.integers(0, 256, (down, across)) if rng.random() < 0.5 else (np.indices((down, across)).sum(0) % 2) * 255
    )
    image = Image.fromarray(cells.astype(np.uint8)).resize((CANVAS_PX, CANVAS_PX), int(rng.choice([0, 0, 2])))
    return np.asarray(image.rotate(float(rng.choice([0, 0, rng.uniform(-45, 45)]))))


def blobs(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return soft bright or dark spots; two dark ones beside each other are what a network would take for lungs."""
    y, x = np.mgrid[0 : 1 : CANVAS_PX * 1j, 0 : 1 : CANVAS_PX * 1j]
    grey = np.full((CANVAS_PX, CANVAS_PX), rng.uniform(0, 255))
    for _ in range(int(rng.integers(1, 12))):
        middle, width = rng.uniform(0, 1, 2), rng.uniform(0.03, rng.choice((0.3, 0.7)), 2)
        share = np.exp(-(((x - middle[0]) / width[0]) ** 2) - ((y - middle[1]) / width[1]) ** 2)
        share = (share > 0.5) if rng.random() < 0.3 else share
        grey = grey + rng.uniform(-200, 200) * share
    return to_uint8(grey)


def bare(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a film without a body: one shade, a hair of dirt, a marker."""
    image = Image.fromarray(to_uint8(rng.uniform(0, 255) + rng.uniform(0, 6) * texture(rng, 1.0)))
    draw = ImageDraw.Draw(image)
    for _ in range(int(rng.integers(0, 4))):
        x, y = rng.uniform(0, CANVAS_PX, 2)
        draw.text((x, y), str(rng.choice(_WORDS)), fill=int(rng.integers(256)), font=font(int(rng.integers(6, 30))))
    return np.asarray(image)
