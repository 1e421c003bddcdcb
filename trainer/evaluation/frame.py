"""Frame test: how much of a dataset, and of a network's figures on it, is the frame of the films and not the lungs.

Three questions: what a small model reaches that sees the frame alone; what a network keeps when lungs are hidden or
frames exchanged; and how much of a network's evidence lies in the frame.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.core.imaging.preprocess import PreprocessSpec
from app.core.model.bundle import Figure
from app.core.model.decision import pneumonia_margin
from trainer.data.arrays import are_ill
from trainer.data.split import Manifest, ManifestRow
from trainer.evaluation import metrics
from trainer.evaluation.frame_only import Part, Sizes, describe_part, measure, measure_frame_only
from trainer.evaluation.stress_results import make_inputs, margins_of_altered
from trainer.images.frame import FRAME_STRESSES, RING

FILE = "frame.json"

Score = Callable[[NDArray[np.uint8]], tuple[NDArray[np.float32], NDArray[np.float32] | None]]
"""From model inputs, uint8 (N, S, S, 1), to logits, (N, C), and evidence, (N, h, w, C), or None without a map."""


@dataclass(frozen=True, slots=True)
class Network:
    """A network that is tested.

    Attributes:
        name: of the model or the run.
        score: its outputs.
        spec: of its input.
        threshold: of the pneumonia margin at which its word is pneumonia.
        uncertain: the margins from and below which its word is uncertain; None for a network without that word.
    """

    name: str
    score: Score
    spec: PreprocessSpec
    threshold: float
    uncertain: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Altered:
    """Figures of a network on altered images; each with its interval, rates at the network's threshold.

    Attributes:
        name: of the alteration.
        auroc, accuracy, sensitivity, specificity: the uncertain band left aside.
        uncertain: share of the images that are called uncertain; None for a network without that word.
    """

    name: str
    auroc: Figure
    accuracy: Figure
    sensitivity: Figure
    specificity: Figure
    uncertain: Figure | None = None


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


@dataclass(frozen=True, slots=True)
class FrameSplit:
    """A split, and what the frame alone tells there; the same for every network that was made with it.

    Attributes:
        manifest: of the split.
        test: its test part.
        trained_on: what the small models learned from.
        frame_only: see `measure_frame_only`.
    """

    manifest: Manifest
    test: Part
    trained_on: str
    frame_only: tuple[Figure, ...]


def measure_split(manifest: Manifest, training: Part, test: Part, sizes: Sizes | None = None) -> FrameSplit:
    """Measure what the frame alone tells on the test part of a split; arguments and errors as `measure_frame_only`."""
    trained_on = describe_part("training", training.rows)
    return FrameSplit(manifest, test, trained_on, measure_frame_only(training, test, sizes))


def measure_network(network: Network, split: FrameSplit) -> FrameTest:
    """Measure what a network keeps and looks at on the test part of the split that it was made with."""
    return FrameTest(
        network.name,
        network.threshold,
        split.manifest.by,
        split.manifest.digest(),
        split.trained_on,
        split.frame_only,
        measure_altered(split.test, network),
        measure_evidence(split.test, network),
    )


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
            measure("AUROC", metrics.auroc, test.rows, values),
            measure("Accuracy", metrics.accuracy_at(threshold), test.rows, values),
            measure("Sensitivity", metrics.sensitivity_at(threshold), test.rows, values),
            measure("Specificity", metrics.specificity_at(threshold), test.rows, values),
            _share_uncertain(test, values, network.uncertain),
        )
        for name, values in margins.items()
    )


def _share_uncertain(test: Part, margins: NDArray[np.float64], band: tuple[float, float] | None) -> Figure | None:
    if band is None:
        return None
    low, high = band
    return _mean("Share uncertain", test.rows, np.asarray((margins >= low) & (margins < high), np.float64))


def measure_evidence(test: Part, network: Network) -> Evidence | None:
    """Measure how much of a network's evidence lies in the ring; None for a network without an evidence map.

    There are no masks of lungs: the ring stands for what is outside them. A place of the map that the ring's inner edge
    crosses counts by the share of its area. A place also sees what lies around it, so this is no sharp border.
    """
    _, evidence = network.score(make_inputs(test.sources[..., 0], network.spec))
    if evidence is None:
        return None
    maps, ill = pneumonia_margin(evidence), are_ill(test.rows)
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


def _frame_share(shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Return which share of each place of a map, (h, w), lies in the ring."""

    def inside(cells: int) -> NDArray[np.float64]:
        edges = np.linspace(0, 1, cells + 1)
        return np.clip((np.minimum(1 - RING, edges[1:]) - np.maximum(RING, edges[:-1])) * cells, 0, 1)

    return 1 - np.multiply.outer(*map(inside, shape))


def _mean(name: str, rows: Sequence[ManifestRow], values: NDArray[np.float64]) -> Figure:
    patients = [row.patient for row in rows]
    return metrics.bootstrap(name, lambda drawn: float(np.mean(values[drawn])), patients, describe_part("test", rows))
