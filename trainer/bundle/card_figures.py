"""Every figure of the model card that `bundle.json` does not hold, as data in `card/figures.json`."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.core.model.bundle import Figure
from app.core.records import Finding
from trainer.data.json_file import write_json
from trainer.evaluation.frame import FrameTest
from trainer.export.format_comparison import FormatResult
from trainer.gate.fit import Refusals

FOLDER = "card"
"""Folder of the card's figures and pictures, in the bundle's folder."""

FIGURES_FILE = f"{FOLDER}/figures.json"

Counts = dict[str, dict[str, int]]
"""Number of images of each part of the split, by label."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measured value with its 95% interval; None where there was no case to measure it on."""

    value: float | None
    low: float | None
    high: float | None

    @classmethod
    def of(cls, figure: Figure) -> Estimate:
        """Return the numbers of a figure."""
        return cls(*(None if math.isnan(number) else number for number in (figure.value, figure.low, figure.high)))


@dataclass(frozen=True, slots=True)
class Rates:
    """Accuracy, sensitivity and specificity at the threshold of the default operating point."""

    accuracy: Estimate
    sensitivity: Estimate
    specificity: Estimate


@dataclass(frozen=True, slots=True)
class Band:
    """A share of the test images called uncertain, and the rates of the others.

    Attributes:
        share: of the images, nearest to the threshold, that are called uncertain.
        in_use: whether it is the band of the default operating point.
        others: the rates of the images outside the band.
    """

    share: float
    in_use: bool
    others: Rates


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Images with a score from `low` to `high`: their number, mean score and share of pneumonias."""

    low: float
    high: float
    images: int
    mean_score: float | None
    share: Estimate


@dataclass(frozen=True, slots=True)
class StressFigures:
    """The test part under one stress.

    Attributes:
        name: of the stress.
        auroc: of all images.
        rates: of all images.
        pairs: AUROC between two series of images, by the name of the pair.
        series: share of each series on the right side of the threshold, by the name of the series.
    """

    name: str
    auroc: Estimate
    rates: Rates
    pairs: dict[str, Estimate]
    series: dict[str, Estimate]


@dataclass(frozen=True, slots=True)
class WorstError:
    """A test image far on the wrong side of the threshold."""

    file: str
    label: str
    finding: Finding
    score: float


@dataclass(frozen=True, slots=True)
class CardFigures:
    """The content of `card/figures.json`; all of the shipped file and the test part, unless another is named.

    Attributes:
        patients: number of patients.
        counts: images of every part of the split.
        errors: the worst, as they are shown in the card's picture.
        series: share of each series of images on the right side.
        bands: the uncertain band in use, then others.
        reliability: in equal bins of the score.
        stresses: the first is the images as they are.
        deletion: figures of the deletion test.
        gate: by the kind of image.
        formats: of the network's file.
        frame: what the frame of the films tells; None where it was not measured.
    """

    patients: int
    counts: Counts
    errors: tuple[WorstError, ...]
    series: tuple[Figure, ...]
    bands: tuple[Band, ...]
    reliability: tuple[ReliabilityBin, ...]
    stresses: tuple[StressFigures, ...]
    deletion: tuple[Figure, ...]
    gate: dict[str, Refusals]
    formats: tuple[FormatResult, ...]
    frame: FrameTest | None = None


def save_figures(folder: Path, figures: CardFigures) -> None:
    """Write the figures of the card into a bundle's folder."""
    write_json(folder / FIGURES_FILE, figures)


def load_figures(folder: Path) -> CardFigures:
    """Read the figures of the card of a bundle.

    Raises:
        OSError: the file is missing.
        msgspec.DecodeError: it is damaged.
    """
    return msgspec.json.decode((folder / FIGURES_FILE).read_bytes(), type=CardFigures)
