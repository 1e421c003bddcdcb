"""Frame test: how much of a dataset, and of a network's figures on it, is the frame of the films and not the lungs.

Three questions: what a small model reaches that sees the frame alone; what a network keeps when lungs are hidden or
frames exchanged; and how much of a network's evidence lies in the frame.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from app.core.imaging.preprocess import PreprocessSpec
from app.core.model.bundle import Figure
from app.core.model.decision import pneumonia_margin
from trainer.data.arrays import targets
from trainer.data.split import ManifestRow
from trainer.errors import TrainerError
from trainer.evaluation import metrics
from trainer.evaluation.stress_results import make_inputs, margins_of_altered
from trainer.images.frame import FRAME_STRESSES, RING, corner_mask, ring_mask

FILE = "frame.json"

THUMBNAIL_PX = 50
"""Side at which the small model sees a picture: the ring is six points deep, and finer grain does not help it."""

LARGE_CORNER = 0.22
"""Share of the side of the larger corners: the deepest that a first trial exchanged in training."""

WHOLE_RING, RING_CORNERS, LARGE_CORNERS = (
    f"outer {RING:.0%} ring",
    f"four corners of {RING:.0%}",
    f"four corners of {LARGE_CORNER:.0%}",
)
INSIDE, WHOLE = "all but the ring", "whole picture"
ASPECT, PIXELS = "aspect ratio of the original file", "number of pixels of the original file"

Sizes = Mapping[str, tuple[int, int]]
"""Width and height in pixels of original files, by the path of their copy below the dataset folder."""

Score = Callable[[NDArray[np.uint8]], tuple[NDArray[np.float32], NDArray[np.float32] | None]]
"""From model inputs, uint8 (N, S, S, 1), to logits, (N, C), and evidence, (N, h, w, C), or None without a map."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a split.

    Attributes:
        rows: its images.
        sources: the same, as `trainer.evaluation.stress_results.read_sources` gives them, uint8 (N, S, S, 1).
    """

    rows: tuple[ManifestRow, ...]
    sources: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Network:
    """A network that is tested.

    Attributes:
        name: of the model or the run.
        score: its outputs.
        spec: of its input.
        threshold: of the pneumonia margin at which its word is pneumonia.
    """

    name: str
    score: Score
    spec: PreprocessSpec
    threshold: float


@dataclass(frozen=True, slots=True)
class Altered:
    """Figures of a network on altered images; each with its interval, rates at the network's threshold."""

    name: str
    auroc: Figure
    accuracy: Figure
    sensitivity: Figure
    specificity: Figure


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a network's evidence lies.

    Attributes:
        frame_area: share of the picture that the ring is, 0..1.
        shares: mean share of the map's absolute margin that lies in the ring, of all images, pneumonias and normals.
        pneumonia_map: mean margin at each place over the pneumonias, h rows of w.
    """

    frame_area: float
    shares: tuple[Figure, ...]
    pneumonia_map: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class FrameTest:
    """The content of `frame.json`.

    Attributes:
        network: its name.
        threshold: of its margin.
        split_by: `patient` or `image`.
        manifest_sha256: digest of the split.
        trained_on: what the small models learned from.
        frame_only: AUROC of small models that see a part of the picture, or the file's shape alone.
        altered: the network, alteration by alteration; the first is the images as they are.
        evidence: None for a network without an evidence map.
    """

    network: str
    threshold: float
    split_by: str
    manifest_sha256: str
    trained_on: str
    frame_only: tuple[Figure, ...]
    altered: tuple[Altered, ...]
    evidence: Evidence | None


def read_sizes(path: Path) -> Sizes:
    """Read the sizes of original files from a CSV with the columns `file`, `width_px` and `height_px`.

    Raises:
        TrainerError: the file is absent or something else.
    """
    try:
        with path.open(newline="", encoding="utf-8") as stream:
            return {line["file"]: (int(line["width_px"]), int(line["height_px"])) for line in csv.DictReader(stream)}
    except (OSError, UnicodeDecodeError, csv.Error, KeyError, TypeError, ValueError) as error:
        raise TrainerError(f"{path} is no table of sizes with the columns file, width_px, height_px.") from error


def measure_frame_only(training: Part, test: Part, sizes: Sizes | None = None) -> tuple[Figure, ...]:
    """Return the AUROC on the test part of models that see the frame alone, and for comparison the rest and the whole.

    Each is a support vector machine with a radial kernel and scikit-learn's defaults on standardised features, so that
    nothing is chosen by what is measured. It is a lower bound of what the frame tells.

    Args:
        training: to learn from.
        test: to measure on.
        sizes: of original files; images without one are left out of the figures on shape. None for no such figures.

    Raises:
        TrainerError: a part lacks a class, or so do its images whose size is known.
    """
    learned, measured = (_thumbnails(part.sources[..., 0]) for part in (training, test))
    ring = ring_mask(THUMBNAIL_PX)
    masks = {
        WHOLE_RING: ring,
        RING_CORNERS: corner_mask(THUMBNAIL_PX, RING),
        LARGE_CORNERS: corner_mask(THUMBNAIL_PX, LARGE_CORNER),
        INSIDE: ~ring,
        WHOLE: np.ones_like(ring),
    }
    pictures = [
        _small_model(name, (training.rows, learned[:, mask]), (test.rows, measured[:, mask]))
        for name, mask in masks.items()
    ]
    return (*pictures, *(_shape_figures(training.rows, test.rows, sizes) if sizes is not None else ()))


def measure_altered(test: Part, network: Network) -> tuple[Altered, ...]:
    """Measure a network under every alteration of `trainer.images.frame.FRAME_STRESSES`, in their order.

    Raises:
        TrainerError: the part lacks a class, so that no frames can be exchanged.
    """
    margins = margins_of_altered(
        FRAME_STRESSES, test.rows, test.sources, lambda images: network.score(images)[0], network.spec
    )
    threshold = network.threshold
    return tuple(
        Altered(
            name,
            _figure("AUROC", metrics.auroc, test.rows, values),
            _figure("Accuracy", metrics.accuracy_at(threshold), test.rows, values),
            _figure("Sensitivity", metrics.sensitivity_at(threshold), test.rows, values),
            _figure("Specificity", metrics.specificity_at(threshold), test.rows, values),
        )
        for name, values in margins.items()
    )


def measure_evidence(test: Part, network: Network) -> Evidence | None:
    """Measure how much of a network's evidence lies in the ring; None for a network without an evidence map.

    There are no masks of lungs: the ring stands for what is outside them. A place of the map that the ring's inner edge
    crosses counts by the share of its area. A place also sees what lies around it, so this is no sharp border.
    """
    _, evidence = network.score(make_inputs(test.sources[..., 0], network.spec))
    if evidence is None:
        return None
    maps, ill = pneumonia_margin(evidence), _ill(test.rows)
    frame = _frame_share(maps.shape[1:])
    size = np.abs(maps)
    share = (size * frame).sum(axis=(1, 2)) / np.maximum(size.sum(axis=(1, 2)), np.finfo(np.float64).tiny)
    groups = {"all images": np.ones_like(ill), "pneumonias": ill, "normals": ~ill}
    shares = tuple(
        _mean(name, [row for row, here in zip(test.rows, of, strict=True) if here], share[of])
        for name, of in groups.items()
    )
    mean_map = tuple(tuple(round(float(value), 3) for value in line) for line in maps[ill].mean(axis=0))
    return Evidence(float(frame.mean()), shares, mean_map)


def save_test(test: FrameTest, path: Path) -> None:
    """Write a frame test as JSON; its page is rebuilt from this file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(test), indent=1) + b"\n")


def load_test(path: Path) -> FrameTest:
    """Read what `save_test` wrote.

    Raises:
        OSError: there is none.
        msgspec.DecodeError: it is damaged.
    """
    return msgspec.json.decode(path.read_bytes(), type=FrameTest)


def describe_part(name: str, rows: Sequence[ManifestRow]) -> str:
    """Return the name of a part with its numbers of images and patients."""
    return f"{name} part: {len(rows)} images of {len({row.patient for row in rows})} patients"


Seen = tuple[Sequence[ManifestRow], NDArray[np.float64]]
"""Rows and what a small model sees of each, shape (N, F)."""


def _small_model(name: str, training: Seen, test: Seen) -> Figure:
    known = _ill(training[0])
    if known.all() or not known.any() or len(set(_ill(test[0]))) < 2:
        raise TrainerError(f"The frame test needs normal and pneumonia images in both parts ({name}).")
    model = make_pipeline(StandardScaler(), SVC()).fit(training[1], known)
    return _figure(name, metrics.auroc, test[0], model.decision_function(test[1]))


def _shape_figures(training: Sequence[ManifestRow], test: Sequence[ManifestRow], sizes: Sizes) -> tuple[Figure, ...]:
    seen = {
        ASPECT: lambda width, height: np.log(width / height),
        PIXELS: lambda width, height: np.log(width * height),
    }
    parts = [[row for row in rows if row.file in sizes] for rows in (training, test)]

    def look(rows: Sequence[ManifestRow], of: Callable[..., NDArray[np.float64]]) -> Seen:
        width, height = np.array([sizes[row.file] for row in rows], np.float64).reshape(-1, 2).T
        return rows, of(width, height)[:, None]

    return tuple(_small_model(name, *(look(rows, of) for rows in parts)) for name, of in seen.items())


def _thumbnails(images: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return images, (N, S, S), at `THUMBNAIL_PX`; a point in the ring holds nothing from inside it."""
    size = (THUMBNAIL_PX, THUMBNAIL_PX)
    return np.array([Image.fromarray(image).resize(size, Image.Resampling.BOX) for image in images], np.float64)


def _frame_share(shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Return which share of each place of a map, (h, w), lies in the ring."""

    def inside(cells: int) -> NDArray[np.float64]:
        edges = np.linspace(0, 1, cells + 1)
        return np.clip((np.minimum(1 - RING, edges[1:]) - np.maximum(RING, edges[:-1])) * cells, 0, 1)

    return 1 - np.multiply.outer(*map(inside, shape))


def _figure(name: str, metric: metrics.Metric, rows: Sequence[ManifestRow], values: NDArray[np.float64]) -> Figure:
    patients = [row.patient for row in rows]
    return metrics.figure(name, metric, _ill(rows), values, patients, describe_part("test", rows))


def _mean(name: str, rows: Sequence[ManifestRow], values: NDArray[np.float64]) -> Figure:
    patients = [row.patient for row in rows]
    return metrics.bootstrap(name, lambda drawn: float(np.mean(values[drawn])), patients, describe_part("test", rows))


def _ill(rows: Sequence[ManifestRow]) -> NDArray[np.bool_]:
    return targets(rows, classes=2).astype(np.bool_)
