"""Phantoms: randomly drawn stand-ins for radiographs of other parts of the body and for images of other devices."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from app.core.imaging.preprocess import to_uint8
from trainer.gate.altered_radiographs import CANVAS_PX, canvas
from trainer.images.machine_look import Grey

Layer = NDArray[np.float64]
"""Brightness that a tissue adds, shape (CANVAS_PX, CANVAS_PX)."""

Point = tuple[float, float]
"""Across and down, as shares of the sides."""


def _draw_layer(shape: str, points: object, blur: float, width: float = 0.0) -> Layer:
    """Return a filled shape, or a line of a width, with soft edges, 0..1; `points` as Pillow's ImageDraw takes them."""
    image = Image.new("L", (CANVAS_PX, CANVAS_PX))
    draw = ImageDraw.Draw(image)
    scaled = (np.asarray(points, np.float64) * CANVAS_PX).ravel().tolist()
    if shape == "line":
        thick = max(int(width * CANVAS_PX), 1)
        draw.line(scaled, fill=255, width=thick, joint="curve")
        for x, y in zip(scaled[::2], scaled[1::2], strict=True):
            draw.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), fill=255)
    else:
        getattr(draw, shape)(scaled, fill=255)
    return np.asarray(image.filter(ImageFilter.GaussianBlur(blur)), np.float64) / 255


def _ellipse(middle: Point, radii: Point, blur: float = 1.5, degrees: float = 0.0) -> Layer:
    turn = np.radians(degrees)
    t = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    x, y = radii[0] * np.cos(t), radii[1] * np.sin(t)
    across, down = x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)
    return _draw_layer("polygon", np.stack([middle[0] + across, middle[1] + down], axis=1), blur)


def _ring(middle: Point, radii: Point, thick: float, degrees: float = 0.0) -> Layer:
    inner = (max(radii[0] - thick, 0.005), max(radii[1] - thick, 0.005))
    return np.clip(_ellipse(middle, radii, 1.0, degrees) - _ellipse(middle, inner, 1.0, degrees), 0, 1)


def _bone(points: Sequence[Point], width: float, knobs: float = 1.5) -> Layer:
    """Return a long bone: bright cortex, darker marrow, thicker ends."""
    bone = _draw_layer("line", points, 0.8, width) - 0.5 * _draw_layer("line", points, 0.8, width * 0.5)
    for x, y in (points[0], points[-1]):
        bone = np.maximum(bone, 0.8 * _ellipse((x, y), (width * knobs / 2, width * knobs / 2), 1.0))
    return bone


def texture(rng: np.random.Generator, slope: float = 1.2) -> Layer:
    """Return noise whose amplitude falls with frequency to the power of `slope`, mean 0, standard deviation 1."""
    fx, fy = np.meshgrid(*[np.fft.fftfreq(CANVAS_PX)] * 2)
    fall = np.maximum(np.hypot(fx, fy), 1 / CANVAS_PX) ** -slope
    noise = np.fft.ifft2(np.fft.fft2(rng.normal(size=(CANVAS_PX, CANVAS_PX))) * fall).real
    return np.asarray((noise - noise.mean()) / noise.std())


def _film(body: Layer, tissue: Layer, rng: np.random.Generator) -> Grey:
    """Return a radiograph of what was drawn: grain over the body, and air around it."""
    grain = 1 + rng.uniform(0.02, 0.12) * texture(rng, rng.uniform(0.8, 1.6))
    air = rng.choice([0.0, 0.02, 0.05, 0.1])
    return to_uint8(255 * np.clip(air + (body * grain) * tissue, 0, 1))


def _turn(grey: Grey, rng: np.random.Generator, most: float) -> Grey:
    image = Image.fromarray(grey).rotate(rng.uniform(-most, most), Image.Resampling.BILINEAR, fillcolor=int(grey[0, 0]))
    return np.asarray(image)


def limb(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return one or two long bones with a joint, in their flesh: arm, knee, ankle."""
    body, tissue = np.zeros((CANVAS_PX, CANVAS_PX)), np.zeros((CANVAS_PX, CANVAS_PX))
    for view in range(int(rng.choice([1, 1, 1, 2]))):
        x = rng.uniform(0.35, 0.65) if rng.random() < 0.6 else (0.27, 0.73)[view]
        joint, bend = (x, rng.uniform(0.35, 0.65)), rng.uniform(-0.25, 0.25)
        upper, lower = (x - bend * rng.uniform(0, 1), -0.1), (x + bend, 1.1)
        width, flesh = rng.uniform(0.05, 0.16), rng.uniform(0.15, 0.5)
        body = np.maximum(body, _draw_layer("line", [upper, joint, lower], 2.0, flesh))
        tissue = tissue + _bone([upper, (joint[0], joint[1] - width * 0.75)], width, rng.uniform(1.2, 2.2))
        for side in (-0.35, 0.35) if rng.random() < 0.5 else (0.0,):
            start, end = (joint[0] + side * width, joint[1] + width * 0.75), (lower[0] + side * 2 * width, lower[1])
            tissue = tissue + _bone([start, end], width * (0.6 if side else 1.0), 1.6)
    grey = _film(body, rng.uniform(0.2, 0.45) + rng.uniform(0.3, 0.6) * tissue, rng)
    return _turn(np.rot90(grey) if rng.random() < 0.3 else grey, rng, 30)


def hand(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a palm with fingers, or the like of a foot; sometimes two of them."""
    wrist, palm = (rng.uniform(0.42, 0.58), 1.05), (rng.uniform(0.45, 0.55), rng.uniform(0.55, 0.68))
    body, tissue = _draw_layer("line", [wrist, palm], 2.0, rng.uniform(0.18, 0.3)), np.zeros((CANVAS_PX, CANVAS_PX))
    thin, spread, reach = rng.uniform(0.02, 0.04), rng.uniform(15, 28), rng.uniform(0.35, 0.55)
    body = np.maximum(body, _ellipse(palm, (rng.uniform(0.14, 0.22), 0.2), 2.0))
    for finger in range(int(rng.choice([4, 5, 5, 5]))):
        angle = np.radians((finger - 2) * spread + rng.normal(0, 4) - (30 if finger == 0 else 0))
        ends = np.array([0.12, 0.5, 0.75, 1.0]) * (reach * (0.75 if finger in (0, 4) else 1.0)) + 0.02
        ray = [(palm[0] + float(r * np.sin(angle)), palm[1] - float(r * np.cos(angle))) for r in ends]
        body = np.maximum(body, _draw_layer("line", [palm, ray[-1]], 1.2, thin * 2.6))
        for start, end in pairwise(ray):
            tissue = tissue + _bone([start, end], thin, 1.5)
    for _ in range(7):
        carpal = (palm[0] + rng.uniform(-0.09, 0.09), palm[1] + rng.uniform(0.02, 0.16))
        tissue = np.maximum(tissue, 0.9 * _ellipse(carpal, (0.035, 0.03), 0.8))
    for side in (-0.05, 0.05):
        tissue = tissue + _bone([(wrist[0] + side, 1.1), (palm[0] + side, palm[1] + 0.2)], 0.06)
    grey = _film(np.clip(body, 0, 1), rng.uniform(0.2, 0.4) + rng.uniform(0.3, 0.6) * tissue, rng)
    grey = _turn(grey[::-1] if rng.random() < 0.2 else grey, rng, 40)
    return canvas(np.concatenate([grey, grey[:, ::-1]], axis=1)) if rng.random() < 0.2 else grey


def skull(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a skull from before or from the side: a bright shell, orbits, teeth, neck."""
    middle, radii = (rng.uniform(0.45, 0.55), rng.uniform(0.36, 0.46)), (rng.uniform(0.28, 0.4), rng.uniform(0.3, 0.4))
    head, shell = _ellipse(middle, radii, 2.0), _ring(middle, radii, rng.uniform(0.02, 0.06))
    jaw_x = middle[0] + (rng.uniform(0.1, 0.22) * rng.choice((-1, 1)) if rng.random() < 0.5 else 0.0)
    jaw = _ellipse((jaw_x, middle[1] + radii[1] * 0.9), (radii[0] * 0.6, radii[1] * 0.45), 2.0)
    neck = _draw_layer("line", [(middle[0], middle[1] + radii[1]), (middle[0], 1.1)], 2.0, rng.uniform(0.2, 0.35))
    tissue = 0.35 + 0.5 * shell + 0.3 * jaw + 0.2 * np.clip(texture(rng, 1.5), -1, 1) * head
    for side in (-0.13, 0.13) if jaw_x == middle[0] else (0.12,):
        orbit = (jaw_x + side, middle[1] + 0.1)
        tissue = tissue + 0.35 * _ring(orbit, (0.09, 0.08), 0.02) - 0.15 * _ellipse(orbit, (0.08, 0.07))
    for tooth in np.linspace(-0.1, 0.1, 7):
        tissue = tissue + 0.4 * _ellipse((jaw_x + float(tooth), middle[1] + radii[1] * 0.85), (0.012, 0.04), 0.6)
    tissue = tissue - 0.3 * _ellipse((jaw_x, middle[1] + radii[1] * 0.45), (0.03, 0.08))
    return _turn(_film(np.clip(head + jaw + neck, 0, 1), tissue * rng.uniform(0.7, 1.2), rng), rng, 15)


def _vertebrae(x: float, ends: Point, width: float, count: int, bow: float) -> Layer:
    column = np.zeros((CANVAS_PX, CANVAS_PX))
    for place in np.linspace(0, 1, count):
        middle = (x + bow * float(np.sin(np.pi * place)), ends[0] + (ends[1] - ends[0]) * float(place))
        half = (ends[1] - ends[0]) / count * 0.42
        box = [(middle[0] - width / 2, middle[1] - half), (middle[0] + width / 2, middle[1] + half)]
        column = np.maximum(column, _draw_layer("rectangle", box, 1.0))
    return column


def spine(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a spine with soft tissue about it, from before or from the side."""
    x, width = rng.uniform(0.3, 0.7), rng.uniform(0.1, 0.28)
    column = _vertebrae(x, (-0.05, 1.05), width, int(rng.integers(5, 11)), rng.uniform(-0.15, 0.15))
    body = _draw_layer("line", [(x, -0.1), (x + rng.uniform(-0.1, 0.1), 1.1)], 4.0, rng.uniform(0.4, 1.6))
    tissue = rng.uniform(0.25, 0.5) + column * (rng.uniform(0.2, 0.5) + 0.2 * np.clip(texture(rng, 1.0), 0, 1))
    return _turn(_film(body, tissue, rng), rng, 12)


def pelvis(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return two iliac wings, a ring, hips and thighs."""
    y, size = rng.uniform(0.38, 0.52), rng.uniform(0.85, 1.2)
    tissue = 0.8 * _vertebrae(0.5, (-0.05, y), 0.14, int(rng.integers(3, 6)), 0.0)
    tissue = tissue + 0.6 * _draw_layer("polygon", [(0.4, y - 0.05), (0.6, y - 0.05), (0.5, y + 0.2)], 1.5)
    for side in (-1, 1):
        wing = (0.5 + side * 0.24 * size, y - 0.08)
        tissue = tissue + 0.5 * _ellipse(wing, (0.17 * size, 0.12 * size), 2.0, -side * 40)
        tissue = tissue + 0.4 * _ring(wing, (0.18 * size, 0.13 * size), 0.025, -side * 40)
        head = (0.5 + side * 0.27 * size, y + 0.17 * size)
        tissue = tissue + 0.5 * _ring(head, (0.09, 0.09), 0.02) + 0.5 * _ellipse(head, (0.06, 0.06))
        tissue = tissue + 0.7 * _bone(
            [head, (head[0] + side * 0.08, head[1] + 0.1), (head[0] + side * 0.05, 1.1)], 0.09
        )
        tissue = tissue + 0.5 * _ring((0.5 + side * 0.1 * size, y + 0.28 * size), (0.09, 0.08), 0.035)
    body = _ellipse((0.5, 0.45), (rng.uniform(0.42, 0.6), 0.7), 3.0)
    return _turn(_film(body, rng.uniform(0.25, 0.5) + rng.uniform(0.3, 0.5) * tissue, rng), rng, 10)


def abdomen(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return soft tissue, a spine, the lowest ribs, hips and gas in the bowels."""
    tissue = rng.uniform(0.45, 0.6) + 0.3 * _vertebrae(0.5, (-0.05, 0.85), rng.uniform(0.1, 0.16), 7, 0.0)
    for side in (-1, 1):
        for rib in range(int(rng.integers(1, 4))):
            start, y = (0.5 + side * 0.07, 0.02 + 0.1 * rib), rng.uniform(0.12, 0.25) + 0.1 * rib
            tissue = tissue + 0.12 * _draw_layer(
                "line", [start, (0.5 + side * 0.25, y * 0.8), (0.5 + side * 0.4, y)], 1.0, 0.035
            )
        if rng.random() < 0.7:
            wing = (0.5 + side * 0.27, rng.uniform(0.8, 0.95))
            tissue = tissue + 0.25 * _ellipse(wing, (0.18, 0.14), 2.0, -side * 40)
    for _ in range(int(rng.integers(4, 16))):
        gas = _ellipse(
            (rng.uniform(0.12, 0.88), rng.uniform(0.15, 0.95)),
            tuple(rng.uniform(0.03, 0.13, 2)),
            rng.uniform(1, 3),
            rng.uniform(0, 180),
        )
        tissue = tissue - rng.uniform(0.08, 0.3) * gas
    body = _ellipse((0.5, 0.5), (rng.uniform(0.42, 0.6), rng.uniform(0.6, 0.9)), 3.0)
    return _turn(_film(body, tissue * rng.uniform(0.7, 1.2), rng), rng, 8)


def lateral(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a chest from the side: one dark field between spine and breastbone, heart in front, dome below."""
    outline = [(0.28, 0.12), (0.62, 0.1), (0.8, 0.3), (0.86, 0.62), (0.75, 0.72), (0.5, 0.68), (0.3, 0.82), (0.2, 0.55)]
    jitter = rng.normal(0, 0.025, (len(outline), 2))
    lung = _draw_layer("polygon", np.array(outline) + jitter, rng.uniform(2, 5))
    heart = _ellipse((rng.uniform(0.58, 0.72), rng.uniform(0.52, 0.62)), (rng.uniform(0.12, 0.2), 0.15), 4.0, 30)
    column = _vertebrae(rng.uniform(0.16, 0.26), (-0.05, 1.0), rng.uniform(0.08, 0.13), int(rng.integers(8, 14)), 0.06)
    tissue = rng.uniform(0.5, 0.7) - rng.uniform(0.25, 0.5) * lung + rng.uniform(0.1, 0.3) * heart * lung
    tissue = tissue + rng.uniform(0.05, 0.25) * column + 0.3 * _ellipse((0.5, 1.0), (0.45, 0.28), 5.0)
    for rib in range(int(rng.integers(4, 9))):
        y = 0.12 + 0.09 * rib
        arc = [(0.2, y), (0.5, y + rng.uniform(0.06, 0.14)), (0.8, y + rng.uniform(0.12, 0.28))]
        tissue = tissue + rng.uniform(0.02, 0.09) * _draw_layer("line", arc, 0.8, 0.03)
    arm = [(rng.uniform(0.3, 0.5), 0.12), (rng.uniform(0.4, 0.9), -0.1)]
    tissue = tissue + rng.uniform(0, 0.3) * _draw_layer("line", arm, 2.0, 0.2)
    trunk = _ellipse((rng.uniform(0.45, 0.55), 0.5), (rng.uniform(0.38, 0.55), rng.uniform(0.55, 0.8)), 3.0)
    body = np.maximum(trunk, _draw_layer("line", arm, 2.0, 0.25))
    grey = _film(np.clip(body, 0, 1), tissue, rng)
    return _turn(grey[:, ::-1] if rng.random() < 0.5 else grey, rng, 10)


def slice_of_head(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a slice through a head, as CT or MR shows it: shell, brain, ventricles."""
    middle, radii = tuple(rng.uniform(0.47, 0.53, 2)), (rng.uniform(0.25, 0.42), rng.uniform(0.3, 0.46))
    head = _ellipse(middle, radii, 1.0)
    folds = np.tanh(2 * np.sin(rng.uniform(1, 4) * texture(rng, rng.uniform(1.2, 2.0))))
    tissue = head * (rng.uniform(0.2, 0.6) + rng.uniform(0, 0.2) * folds)
    for depth, bright in ((0.0, rng.uniform(0.2, 0.9)), (rng.uniform(0.02, 0.05), rng.uniform(-0.5, 0.6))):
        inner = (radii[0] - depth, radii[1] - depth)
        tissue = tissue + bright * _ring(middle, inner, rng.uniform(0.015, 0.04))
    dark, tilt = rng.uniform(-0.4, 0.5), rng.uniform(5, 25)
    for side in (-1, 1):
        horn = (middle[0] + side * rng.uniform(0.04, 0.08), middle[1] + rng.uniform(-0.08, 0.05))
        tissue = tissue - dark * _ellipse(horn, (rng.uniform(0.015, 0.05), rng.uniform(0.05, 0.14)), 1.0, side * tilt)
    if rng.random() < 0.25:  # the round field of a scanner, air grey in it
        tissue = tissue + rng.uniform(0.1, 0.5) * np.clip(_ellipse((0.5, 0.5), (0.5, 0.5), 0.5) - head, 0, 1)
    return _turn(to_uint8(255 * (tissue + 0.02 * texture(rng, 0.3))), rng, rng.choice((5.0, 180.0)))


def slice_of_body(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a slice through a trunk, as CT or MR shows it, with lungs or without."""
    middle, radii = tuple(rng.uniform(0.46, 0.54, 2)), (rng.uniform(0.36, 0.5), rng.uniform(0.22, 0.4))
    tissue = rng.uniform(0.3, 0.7) * _ellipse(middle, radii, 1.0) + rng.uniform(-0.25, 0.3) * _ring(middle, radii, 0.05)
    chest = rng.random() < 0.4
    for side in (-1, 1):
        if chest:
            lung = (middle[0] + side * radii[0] * 0.5, middle[1] - 0.02)
            tissue = tissue * (1 - 0.9 * _ellipse(lung, (radii[0] * 0.36, radii[1] * 0.65), 1.5, side * 12))
        else:
            organ = (middle[0] + side * radii[0] * 0.5, middle[1] + rng.uniform(-0.1, 0.1))
            tissue = tissue + rng.uniform(-0.1, 0.3) * _ellipse(organ, tuple(rng.uniform(0.06, 0.17, 2)), 1.0, 30)
    for _ in range(int(rng.integers(2, 9))):
        organ = (middle[0] + radii[0] * rng.uniform(-0.6, 0.6), middle[1] + radii[1] * rng.uniform(-0.6, 0.6))
        tissue = tissue + rng.uniform(-0.25, 0.3) * _ellipse(organ, tuple(rng.uniform(0.02, 0.08, 2)), 1.0)
    back = (middle[0], middle[1] + radii[1] * 0.6)
    tissue = tissue + rng.uniform(0, 0.6) * (_ellipse(back, (0.06, 0.05), 1.0) + 0.5 * _ring(back, (0.09, 0.07), 0.02))
    if rng.random() < 0.5:
        bed = [(0.1, 0.85), (0.5, 0.95), (0.9, 0.85)]
        tissue = np.maximum(tissue, rng.uniform(0.1, 0.5) * _draw_layer("line", bed, 0.6, 0.015))
    return _turn(to_uint8(255 * (tissue + 0.03 * texture(rng, 0.3))), rng, 10)


def ultrasound(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a fan or a block of speckle, with dark cavities, on black."""
    speckle = np.abs(texture(rng, 0.5) + 1j * texture(rng, 0.5)) * np.exp(0.5 * texture(rng, 1.5))
    if rng.random() < 0.7:
        half, depth, apex = rng.uniform(0.35, 1.0), rng.uniform(0.75, 1.0), rng.uniform(-0.1, 0.1)
        arc = np.linspace(-half, half, 20)
        rim = [(0.5 + depth * float(np.sin(a)), apex + depth * float(np.cos(a))) for a in arc]
        body = _draw_layer("polygon", [(0.5, apex), *rim], 0.8)
        body = body * (1 - _ellipse((0.5, apex), (0.2 * depth, 0.2 * depth), 0.8)) if rng.random() < 0.5 else body
    else:
        left, top = rng.uniform(0.02, 0.2, 2)
        body = _draw_layer("rectangle", [(left, top), (1 - left, rng.uniform(0.8, 0.98))], 0.5)
    for _ in range(int(rng.integers(1, 6))):
        blob = _ellipse(tuple(rng.uniform(0.25, 0.75, 2)), tuple(rng.uniform(0.04, 0.2, 2)), 2.0, rng.uniform(0, 180))
        speckle = speckle * (1 - rng.uniform(-0.6, 0.95) * blob)
    return to_uint8(rng.uniform(50, 110) * body * speckle)


def breast(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return a half disc of tissue at an edge, as a mammogram shows it."""
    middle, radii = (0.0, rng.uniform(0.4, 0.6)), (rng.uniform(0.4, 0.8), rng.uniform(0.35, 0.5))
    strands = np.clip(1 + 0.4 * texture(rng, rng.uniform(1.2, 1.8)), 0, 2)
    tissue = _ellipse(middle, radii, 3.0) * strands * rng.uniform(0.3, 0.6)
    muscle = _draw_layer("polygon", [(0, 0), (rng.uniform(0.2, 0.5), 0), (0, rng.uniform(0.3, 0.7))], 2.0)
    grey = to_uint8(255 * np.clip(tissue + rng.uniform(0, 0.5) * muscle, 0, 1))
    return grey[:, ::-1] if rng.random() < 0.5 else grey


def jaws(picture: Grey, other: Grey, rng: np.random.Generator) -> Grey:
    """Return two rows of teeth in an arch, or a few of them large, as a dentist's films show them."""
    tissue, count = np.full((CANVAS_PX, CANVAS_PX), rng.uniform(0.15, 0.45)), int(rng.integers(4, 15))
    bow, tall = rng.uniform(-0.15, 0.2), rng.uniform(0.12, 0.3)
    for tooth in np.linspace(-0.42, 0.42, count):
        y = 0.5 + bow * (1 - (float(tooth) / 0.42) ** 2)
        for side in (-1, 1):
            middle, lean = (0.5 + float(tooth), y + side * (tall + 0.01)), rng.normal(0, 6)
            tissue = tissue + rng.uniform(0.25, 0.5) * _ellipse(middle, (0.38 / count, tall), 1.0, lean)
            tissue = tissue - 0.15 * _ellipse(middle, (0.1 / count, tall * 0.7), 1.0, lean)
    arch = [(0.04, rng.uniform(0.2, 0.4)), (0.15, 0.8), (0.5, 0.93), (0.85, 0.8), (0.96, rng.uniform(0.2, 0.4))]
    tissue = tissue + rng.uniform(0, 0.3) * _draw_layer("line", arch, 2.0, 0.12)
    return _film(np.ones_like(tissue), tissue + 0.08 * texture(rng, 1.5), rng)
