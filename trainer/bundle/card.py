"""The model card, written from `bundle.json` and `card/figures.json` alone, and never read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.core.model.bundle import CARD_FILE, Bundle
from app.core.model.limits import InputLimits
from app.core.model.provenance import Provenance
from trainer.bundle import card_sections
from trainer.bundle.card_figures import FOLDER, CardFigures, Counts, save_figures
from trainer.bundle.card_frame import frame_section
from trainer.bundle.card_stress import stress_section
from trainer.data.split import count_table
from trainer.evaluation import metrics, operating_points, plots
from trainer.evaluation.outputs import Outputs
from trainer.evaluation.tables import figure_table, table
from trainer.evaluation.worst_errors import Failure
from trainer.export.format_comparison import shipped_result
from trainer.gate.fit import Refusals

CITATION = (
    "D. Kermany, K. Zhang, M. Goldbaum, *Labeled Optical Coherence Tomography (OCT) and Chest X-Ray Images for "
    "Classification*, Mendeley Data, doi:10.17632/rscbjbr9sj.3; Kermany et al., Cell 172:1122–1131 (2018). CC BY 4.0. "
    "The pictures in `golden/` are from it, unchanged but for their size; those in `card/` are drawn from it."
)
FAILURES, RELIABILITY, ABSTENTION = (f"{FOLDER}/{name}.png" for name in ("failures", "reliability", "abstention"))


def write_card(folder: Path, bundle: Bundle, figures: CardFigures) -> None:
    """Write `MODEL_CARD.md` and its figures into a bundle folder whose pictures lie there already."""
    save_figures(folder, figures)
    (folder / CARD_FILE).write_text(render_card(bundle, figures), encoding="utf-8")


def render_card(bundle: Bundle, figures: CardFigures) -> str:
    """Return the text of the card."""
    texts = (
        _title(bundle),
        ["## Intended use", "", bundle.intended_use, "", *(f"- {limit}" for limit in bundle.limits)],
        card_sections.in_short(bundle, figures),
        card_sections.not_for(),
        card_sections.known_failures(figures, FAILURES),
        card_sections.patterns(bundle),
        card_sections.figures(bundle, figures),
        ["## Operating points, on the validation part", "", *_points(bundle)],
        card_sections.abstention(figures, ABSTENTION),
        card_sections.calibration(bundle, figures, RELIABILITY),
        stress_section(bundle, figures.stresses),
        frame_section(figures.frame),
        card_sections.deletion(figures.deletion),
        _gate(figures.gate, bundle.input_limits),
        card_sections.formats_section(figures.formats),
        _data(bundle.provenance, figures.counts),
        _making(bundle, shipped_result(figures.formats).size_mb),
    )
    return "\n\n".join("\n".join(lines) for lines in texts if lines) + "\n"


def draw_pictures(
    folder: Path, bundle: Bundle, test: Outputs, failures: Sequence[Failure], bins: Sequence[metrics.Bin]
) -> None:
    """Draw the pictures of the card into a bundle folder.

    Args:
        folder: of the bundle.
        bundle: gives the threshold and the share of uncertain images.
        test: what the shipped file says of the test part.
        failures: to show, if any.
        bins: of the reliability diagram.
    """
    (folder / FOLDER).mkdir(exist_ok=True)
    plots.reliability(bins, folder / RELIABILITY)
    uncertain = next(figure.value for figure in bundle.figures if figure.name == "Share uncertain")
    threshold = operating_points.default_threshold(bundle)
    plots.abstention(operating_points.abstention_curve(test, threshold), uncertain, folder / ABSTENTION)
    if failures:
        plots.failures(failures, folder / FAILURES)


def _title(bundle: Bundle) -> list[str]:
    return [
        f"# Model {bundle.model_id}",
        "",
        "Written by `kifua-trainer bundle`, the table of the gate by it or by `kifua-trainer gate`; every figure is of "
        "the shipped file, unless another is named.",
    ]


def _gate(kinds: Mapping[str, Refusals], limits: InputLimits) -> list[str]:
    rows = [
        (kind, f"{each.refused} of {each.images}", f"{each.refused / each.images:.1%}") for kind, each in kinds.items()
    ]
    return [
        "## Input gate, on the test part",
        "",
        "A small network, taught with pictures made of the training radiographs and of nothing, says what a picture "
        "is; what is far from the training radiographs is refused besides. The pictures below are made alike, of the "
        "test part. Real side views, other parts of the body and other devices' pictures were not at hand: phantoms "
        "stand in for them.",
        "",
        table(("pictures", "refused", "share"), rows),
        *_age(limits),
    ]


def _age(limits: InputLimits) -> list[str]:
    """Return what the gate does not see of a patient's age, and the one warning of it."""
    if limits.max_thorax_mm is None:
        return []
    return [
        "",
        "**Adults pass the gate.** None of their X-rays was at hand to learn from or to measure on. Where a DICOM file "
        f"tells the size of the image, a thorax that seems wider than {limits.max_thorax_mm / 10:g} cm from rib to rib "
        "gives the warning `maybe_not_a_child`. By published widths, and the measure's error of 8% on 24 films read by "
        "eye, about nine in ten adults would get it, 2% of children of six, and fewer of the younger ones. No file of "
        "the dataset tells its size, so that none of these was counted. Other files give no such warning: proportions "
        "do not tell the age. On the 222 test films whose true shape is known, the thorax's width over its height "
        "varies by 16%, and between six years and adulthood it falls by 6% alone (Simon et al., Arch Dis Child "
        "1972;47:373).",
    ]


def _data(provenance: Provenance, counts: Counts) -> list[str]:
    return [
        f"## Data\n\nSplit by {provenance.split_by}, in images; digest of the manifest "
        f"`{provenance.manifest_sha256[:16]}`.\n",
        "```",
        count_table(counts),
        "```",
        "",
        CITATION,
    ]


def _making(bundle: Bundle, size_mb: float) -> list[str]:
    limits, side, provenance = bundle.input_limits, bundle.preprocess.size_px, bundle.provenance
    versions = provenance.packages
    return [
        "## Making",
        "",
        f"Recipe `{bundle.recipe}`, seed {provenance.seed}, Keras {versions['keras']} on "
        f"{provenance.backend} {versions[provenance.backend]}; {size_mb:.2f} MB, input {side} × {side}, "
        "uint8 in, int8 inside, float32 out. Everything that decided the training stands in `bundle.json` under "
        "`provenance`.",
        "",
        *_origin(provenance.recipe),
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
