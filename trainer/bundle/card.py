"""The model card, written from the figures and never by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core.model.bundle import CARD_FILE, MODEL_FILE, Bundle, Figure
from trainer.bundle import card_sections as sections
from trainer.bundle.card_stress import Margins, stress_section
from trainer.data.split import Manifest
from trainer.evaluation import metrics, operating_points, plots
from trainer.evaluation.outputs import Outputs
from trainer.evaluation.tables import figure_table, table
from trainer.evaluation.worst_errors import Failure
from trainer.export.format_comparison import FormatResult

CITATION = (
    "D. Kermany, K. Zhang, M. Goldbaum, *Labeled Optical Coherence Tomography (OCT) and Chest X-Ray Images for "
    "Classification*, Mendeley Data, doi:10.17632/rscbjbr9sj.3; Kermany et al., Cell 172:1122–1131 (2018). CC BY 4.0. "
    "The pictures in `golden/` are from it, unchanged but for their size; those in `card/` are drawn from it."
)
PICTURES = "card"
"""Folder of the card's pictures, in the bundle's folder."""

FAILURES, RELIABILITY, ABSTENTION = (f"{PICTURES}/{name}.png" for name in ("failures", "reliability", "abstention"))


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What a card tells that the bundle does not hold.

    Attributes:
        test: what the shipped file says of the test part.
        refused: of each kind of picture, how many the input gate refused, and how many there were.
        config: of the run.
        formats: of the network, measured on the test part.
        stressed: the shipped file's margins of the test part under each stress.
        deletion: figures of the deletion test.
        failures: to show.
    """

    test: Outputs
    refused: dict[str, tuple[int, int]]
    config: dict[str, Any]
    formats: tuple[FormatResult, ...]
    stressed: Margins
    deletion: tuple[Figure, ...]
    failures: tuple[Failure, ...]


def write_card(folder: Path, bundle: Bundle, manifest: Manifest, facts: CardFacts) -> None:
    """Write `MODEL_CARD.md` and its pictures into a bundle folder whose model file lies there already."""
    size_mb = (folder / MODEL_FILE).stat().st_size / 1e6
    test, bins = facts.test, _reliability(bundle, facts.test)
    _draw(folder, bundle, facts, bins)
    texts = (
        _title(bundle),
        ["## Intended use", "", bundle.intended_use, "", *(f"- {limit}" for limit in bundle.limits)],
        sections.in_short(bundle, test, facts.stressed),
        sections.not_for(),
        sections.known_failures(facts.failures, test, FAILURES),
        sections.patterns(bundle),
        sections.figures(bundle, test),
        ["## Operating points, on the validation part", "", *_points(bundle)],
        sections.abstention(bundle, test, ABSTENTION),
        sections.calibration(bundle, bins, RELIABILITY),
        stress_section(bundle, test, facts.stressed, facts.config["recipe"]),
        sections.deletion(facts.deletion),
        _gate(facts.refused),
        sections.formats_section(facts.formats),
        _data(manifest),
        _making(bundle, facts.config, size_mb),
    )
    text = "\n\n".join("\n".join(lines) for lines in texts if lines)
    (folder / CARD_FILE).write_text(text + "\n", encoding="utf-8")


def with_gate(text: str, bundle: Bundle, refused: dict[str, tuple[int, int]]) -> str:
    """Return the text of a card with the name of a bundle that has another gate, and with what that gate refused."""
    gate = _gate(refused)
    _, *sections = text.rstrip("\n").split("\n\n## ")
    kept = ("\n".join(gate) if f"## {section}".startswith(gate[0]) else f"## {section}" for section in sections)
    return "\n\n".join(("\n".join(_title(bundle)), *kept)) + "\n"


def is_of(text: str, manifest: Manifest) -> bool:
    """Tell whether a card is of a bundle that was made with this split of the same data."""
    return _digest(manifest) in text


def _digest(manifest: Manifest) -> str:
    return f"digest of the manifest `{manifest.digest()[:16]}`"


def _title(bundle: Bundle) -> list[str]:
    return [
        f"# Model {bundle.model_id}",
        "",
        "Written by `kifua-trainer bundle`, the table of the gate by it or by `kifua-trainer gate`; every figure is of "
        "the shipped file, unless another is named.",
    ]


def _reliability(bundle: Bundle, test: Outputs) -> tuple[metrics.Bin, ...]:
    return metrics.reliability(test.truth, test.scores(bundle.calibration), test.patients)


def _draw(folder: Path, bundle: Bundle, facts: CardFacts, bins: tuple[metrics.Bin, ...]) -> None:
    (folder / PICTURES).mkdir(exist_ok=True)
    plots.reliability(bins, folder / RELIABILITY)
    uncertain = next(figure.value for figure in bundle.figures if figure.name == "Share uncertain")
    threshold = operating_points.default_threshold(bundle)
    plots.abstention(operating_points.abstention_curve(facts.test, threshold), uncertain, folder / ABSTENTION)
    if facts.failures:
        plots.failures(facts.failures, folder / FAILURES)


def _gate(refused: dict[str, tuple[int, int]]) -> list[str]:
    rows = [(kind, f"{count} of {of}", f"{count / of:.1%}") for kind, (count, of) in refused.items()]
    return [
        "## Input gate, on the test part",
        "",
        "A small network, taught with pictures made of the training radiographs and of nothing, says what a picture "
        "is; what is far from the training radiographs is refused besides. The pictures below are made alike, of the "
        "test part. Real side views, other parts of the body and other devices' pictures were not at hand: phantoms "
        "stand in for them.",
        "",
        table(("pictures", "refused", "share"), rows),
    ]


def _data(manifest: Manifest) -> list[str]:
    counts = ["```", manifest.table(), "```"]
    return [
        f"## Data\n\nSplit by {manifest.by}, in images; {_digest(manifest)}.\n",
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
        *_origin(config["recipe"]),
        f"Refused: pictures with a side under {limits.min_side_px} points, with one side more than "
        f"{limits.max_aspect_ratio:g} times the other, with a contrast under {limits.min_contrast:.3f} of the full "
        f"scale, in colour, or with more than {limits.max_black:.0%} of them next to black or {limits.max_white:.0%} "
        "next to white.",
    ]


def _origin(recipe: Mapping[str, Any]) -> list[str]:
    if not recipe.get("pretrained"):
        return []
    return [
        "Its trunk is that of EfficientNet-Lite0 (Tan & Le 2019, arXiv:1905.11946) and starts from weights learned "
        "from the photographs of ImageNet (Apache License 2.0; see `trainer/networks/pretrained/README.md`).",
        "",
    ]


def _points(bundle: Bundle) -> list[str]:
    lines = [
        "`balanced` has the largest sensitivity + specificity over the validation part under every stress together, so "
        "that a change of machine costs neither too much. `high_sensitivity` is the highest threshold, up to that of "
        f"`balanced`, that finds {operating_points.HIGH_SENSITIVITY:.0%} of the pneumonias there as they are.",
        "",
    ]
    for point in bundle.operating_points:
        lines += [
            f"`{point.name}`: pneumonia from a score of {point.threshold:.4f}; uncertain from "
            f"{point.uncertain_low:.4f} to {point.uncertain_high:.4f}.",
            "",
            figure_table((point.sensitivity, point.specificity)),
            "",
        ]
    return lines[:-1]
