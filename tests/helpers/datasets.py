"""Small datasets in the Kaggle layout, whose classes a small network can tell apart."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from PIL import Image

SPOTS = {"normal": 0, "bacterial": 1, "viral": 6}


def make_dataset(folder: Path, patients: int = 4, images_each: int = 2, size_px: int = 48) -> Path:
    """Make a dataset with this many patients of each label, whose images lie in `train` and `val`."""
    rng = np.random.default_rng(0)
    for patient in range(patients):
        for image in range(images_each):
            part = "val" if patient == 0 else "train"
            for label, name in (
                ("normal", f"NORMAL/IM-{patient:04}-{image:04}.jpeg"),
                ("bacterial", f"PNEUMONIA/person{patient}_bacteria_{image}.jpeg"),
                ("viral", f"PNEUMONIA/person{1000 + patient}_virus_{image}.jpeg"),
            ):
                path = folder / part / name
                path.parent.mkdir(parents=True, exist_ok=True)
                picture(SPOTS[label], size_px, rng).save(path, quality=95)
    return folder


def picture(spots: int, size_px: int, rng: np.random.Generator) -> Image.Image:
    """Return a picture that is bright in the middle and below, like a chest, with this many spots."""
    y, x = np.mgrid[0 : 1 : 1j * size_px, -1 : 1 : 1j * size_px]
    pixels = 60 + 120 * np.exp(-(((x - 0.1) / 0.25) ** 2)) + 100 * np.clip(y - 0.7, 0, 1) / 0.3
    pixels += rng.normal(0, 4, (size_px, size_px))
    for _ in range(spots):
        left, top = rng.integers(size_px // 8, size_px - size_px // 4, 2)
        pixels[top : top + size_px // 8, left : left + size_px // 8] += 40
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def write_each(folder: Path, names: Iterable[str]) -> None:
    """Write a distinct tiny PNG under each name; the suffix does not matter, content decides."""
    for place, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        bits = [(place >> bit & 1) * 255 for bit in range(16)]
        Image.frombytes("L", (4, 4), bytes(bits)).save(path, "PNG", compress_level=0)
