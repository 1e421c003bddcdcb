"""The model card, written from the figures and never by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from app.core.bundle import CARD_FILE, MODEL_FILE, Bundle, Figure
from trainer import metrics, operating
from trainer.evaluate import Outputs
from trainer.split import Manifest

CITATION = (
    "D. Kermany, K. Zhang, M. Goldbaum, *Labeled Optical Coherence Tomography (OCT) and Chest X-Ray Images for "
    "Classification*, Mendeley Data, doi:10.17632/rscbjbr9sj.3; Kermany et al., Cell 172:1122–1131 (2018). CC BY 4.0. "
    "The pictures in `golden/` are from it, unchanged but for their size."
)
ELSEWHERE = (
    "The literature reports that one model trained on this data fell from an AUROC of 0.93 to 0.65 on Nigerian "
    "children, and another from 0.95 to 0.54 on American children. Expect a fall in any new hospital, and measure it "
    "before relying on the model."
)


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What a card tells that the bundle does not hold.

    Attributes:
        test: what the shipped file says of the test part.
        refused: of each kind of picture, how many the input gate refused, and how many there were.
        config: of the run.
    """

    test: Outputs
    refused: dict[str, tuple[int, int]]
    config: dict[str, Any]


def write_card(folder: Path, bundle: Bundle, manifest: Manifest, facts: CardFacts) -> None:
    """Write `MODEL_CARD.md` into a bundle folder whose model file lies there already."""
    size_mb = (folder / MODEL_FILE).stat().st_size / 1e6
    sections = (
        [
            f"# Model {bundle.model_id}",
            "",
            "Written by `kifua-trainer bundle`; every figure is of the shipped int8 file.",
        ],
        ["## Intended use", "", bundle.intended_use, "", *(f"- {limit}" for limit in bundle.limits)],
        _figures(bundle, facts.test),
        ["## Operating points, on the validation part", "", *_points(bundle)],
        _gate(facts.refused),
        _data(manifest),
        _making(bundle, facts.config, size_mb),
    )
    text = "\n\n".join("\n".join(section) for section in sections)
    (folder / CARD_FILE).write_text(text + "\n", encoding="utf-8")


def _figures(bundle: Bundle, test: Outputs) -> list[str]:
    point = bundle.operating_points[0]
    threshold = operating.margin_of(point.threshold, bundle.calibration)
    return [
        "## Figures on the test part",
        "",
        f"Words as at the operating point `{point.name}`, its uncertain band left aside unless it is named.",
        "",
        *_table(bundle.evidence),
        "",
        "By image series, at the same point:",
        "",
        *_table(_by_series(test, threshold)),
        "",
        ELSEWHERE,
    ]


def _gate(refused: dict[str, tuple[int, int]]) -> list[str]:
    rows = [f"| {kind} | {count} of {of} | {count / of:.1%} |" for kind, (count, of) in refused.items()]
    return [
        "## Input gate, on the test part",
        "",
        "What does not look like the training radiographs is refused, and so is what looks more like them turned or "
        "inverted. Side views, other parts of the body and other devices' pictures were not at hand to measure it on.",
        "",
        "| pictures | refused | share |",
        "|---|---|---|",
        *rows,
    ]


def _data(manifest: Manifest) -> list[str]:
    digest = manifest.digest()[:16]
    counts = ["```", manifest.table(), "```"]
    return [
        f"## Data\n\nSplit by {manifest.by}, in images; digest of the manifest `{digest}`.\n",
        *counts,
        "",
        CITATION,
    ]


def _making(bundle: Bundle, config: dict[str, Any], size_mb: float) -> list[str]:
    limits, side = bundle.input_limits, bundle.preprocess.size_px
    return [
        "## Making",
        "",
        f"Recipe `{bundle.recipe}`, seed {config['seed']}, Keras {config['packages']['keras']} on "
        f"{config['keras_backend']} {config['keras_backend_version']}; {size_mb:.2f} MB, input {side} × {side}, "
        "uint8 in, int8 inside, float32 out.",
        "",
        f"Refused: pictures with a side under {limits.min_side_px} points, with one side more than "
        f"{limits.max_aspect_ratio:g} times the other, with a contrast under {limits.min_contrast:.3f} of the full "
        "scale, or in colour.",
    ]


def table_of(figures: Iterable[Figure]) -> str:
    """Return figures as a Markdown table."""
    return "\n".join(_table(figures))


def _table(figures: Iterable[Figure]) -> list[str]:
    rows = [f"| {f.name} | {f.value:.3f} | {f.low:.3f} to {f.high:.3f} | {f.population} |" for f in figures]
    return ["| figure | value | 95% interval | measured on |", "|---|---|---|---|", *rows]


def _by_series(test: Outputs, threshold: float) -> list[Figure]:
    """Return the share that is right of each series of file names: two of normals, two of pneumonias."""
    series = np.array([_series(row.patient, row.label) for row in test.rows])
    right = metrics.accuracy_at(threshold)
    return [test.where(series == name).figure(name, right, "test part") for name in sorted(set(series))]


def _series(patient: str, label: str) -> str:
    if patient.startswith("person"):
        return f"{label}, called pneumonia"
    return f"{label} ({patient.rsplit('-', 1)[0]}-), called normal"


def _points(bundle: Bundle) -> list[str]:
    lines = []
    for point in bundle.operating_points:
        lines += [
            f"`{point.name}`: pneumonia from a score of {point.threshold:.4f}; uncertain from "
            f"{point.uncertain_low:.4f} to {point.uncertain_high:.4f}.",
            "",
            *_table((point.sensitivity, point.specificity)),
            "",
        ]
    return lines[:-1]
