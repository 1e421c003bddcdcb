"""Sections of the model card, each from figures; the section on stress is in `card_stress`."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.model.bundle import Bundle, Figure
from trainer.bundle.card_figures import CardFigures, Estimate
from trainer.bundle.card_frame import frame_in_short
from trainer.bundle.card_stress import format_rates, lowest
from trainer.data.dataset import NORMAL
from trainer.data.split import TEST
from trainer.evaluation.deletion_test import DRAWS, SHARE
from trainer.evaluation.tables import figure_table, format_interval, format_number, table
from trainer.export.format_comparison import (
    LEAST_EQUAL,
    MOST_AUROC_CHANGE,
    MOST_MB,
    MOST_MS,
    TIMED_RUNS,
    FormatResult,
    explain_choice,
    shipped_result,
)

ELSEWHERE = (
    "The literature reports that one model trained on this data fell from an AUROC of 0.93 to 0.65 on Nigerian "
    "children, and another from 0.95 to 0.54 on American children. Expect a fall in any new hospital, and measure it "
    "before relying on the model."
)
NOT_FOR = (
    "Not for sending a sick child home: pneumonia is a clinical diagnosis, and an early one may not be seen on an "
    "X-ray at all. Danger signs and fast breathing count for more than any result.",
    "Not for choosing or withholding antibiotics. The words *bacterial* and *viral* name a pattern, not a cause.",
    "Not for babies under one year, children over five or adults.",
    "Not for views from the side, X-rays of other parts of the body, CT, ultrasound or photographs of anything else.",
    "Not for tuberculosis, fluid, a collapsed lung, the heart, bones, swallowed objects or tubes: a child with one of "
    "these may be called NORMAL.",
    "Not without a trained person who looks at the same X-ray, and never to sort or discharge children by itself.",
    "Not for counting how frequent pneumonia is: the scores fit children of whom three in four had it.",
    "Not in a hospital where it has not been measured on that hospital's own X-rays first.",
)
PUBLISHED_AUROC, PUBLISHED_ACCURACY = 0.940, 0.907
"""Bacterial against viral on the data's own test part (Kermany et al., Cell 172:1122–1131, 2018)."""

EARLIER_HERE, EARLIER_THERE = 0.825, 0.964
"""AUROC of bacterial against viral of an earlier model, of the recipe `screen-128`: on the test part that is cut from
the training data, and on the data's own test part, measured apart from its making."""


def in_short(bundle: Bundle, figures: CardFigures) -> list[str]:
    """Return the summary."""
    found = {figure.name: figure for figure in bundle.figures}
    worst = lowest(figures.stresses, "accuracy")
    return [
        "## In short",
        "",
        f"On X-rays of {figures.patients} children that it had never seen:",
        "",
        f"- of 100 X-rays with pneumonia it found {_of_100(found['Sensitivity'])};",
        f"- of 100 normal X-rays it raised no alarm on {_of_100(found['Specificity'])};",
        f"- of 100 X-rays it calls {_of_100(found['Share uncertain'])} UNCERTAIN, and asks for another reading; "
        f"of 100 of the others {_of_100(found['Accuracy when certain'])} were right;",
        f"- of 100 X-rays changed as another machine or hand might make them, {_of_100(worst.rates.accuracy)} were on "
        f"the right side in the worst of {len(figures.stresses) - 1} ways, “{worst.name}”.",
        *frame_in_short(figures.frame),
        "",
        "In brackets: where the figure lies with 95% certainty. All these children were patients of one hospital. "
        f"{ELSEWHERE}",
    ]


def not_for() -> list[str]:
    """Return the uses that the model is not for."""
    return ["## What it must not be used for", "", *(f"- {line}" for line in NOT_FOR)]


def known_failures(figures: CardFigures, picture: str) -> list[str]:
    """Return the section on the worst errors, with their picture."""
    if not figures.errors:
        tested = sum(figures.counts[TEST].values())
        return ["## Known failures", "", f"None of the {tested} test images is on the wrong side."]
    rows = [(f"`{e.file}`", e.label, f"{e.finding}", f"{e.score:.3f}") for e in figures.errors]
    return [
        "## Known failures",
        "",
        "The errors that the model was most certain of: pneumonias that it missed, then normals that it marked. Below "
        "each X-ray is its evidence map: red speaks for pneumonia, blue against it. The label is the dataset's, and "
        "may itself be wrong.",
        "",
        f"![X-rays that the model gets wrong, with evidence maps]({picture})",
        "",
        table(("file", "label", "the model says", "score"), rows),
    ]


def figures(bundle: Bundle, card: CardFigures) -> list[str]:
    """Return the section with the figures of the test part, whole and by series."""
    point = bundle.operating_points[0]
    return [
        "## Figures on the test part",
        "",
        f"Words as at the operating point `{point.name}`, its uncertain band left aside unless it is named. "
        "Intervals are percentiles of a bootstrap over patients; where all cases were right, or none was, they are "
        "Wilson's over the patients concerned.",
        "",
        figure_table(bundle.figures),
        "",
        "By image series, at the same point:",
        "",
        figure_table(card.series),
    ]


def patterns(bundle: Bundle) -> list[str]:
    """Return the section on bacterial against viral, beside the published figures; none without such figures."""
    ours = [figure for figure in bundle.figures if figure.name.startswith("Bacterial against viral")]
    if not ours:
        return []
    auroc, accuracy = ours
    worse = [
        name
        for name, mine, published in (
            ("AUROC", auroc.value, PUBLISHED_AUROC),
            ("accuracy", accuracy.value, PUBLISHED_ACCURACY),
        )
        if not mine >= published
    ]
    verdict = (
        f"Ours is worse in {' and '.join(worse)}: of 100 pneumonias, {_hundredths(1 - accuracy.value)} get the wrong "
        "word. Theirs was measured on another division of the data."
        if worse
        else "Ours is no worse, on another division of the data."
    )
    return [
        "## Bacterial or viral: a pattern, not a diagnosis",
        "",
        f"Among X-rays with pneumonia, the pattern is told with an AUROC of {format_interval(auroc)} and an accuracy "
        f"of {format_interval(accuracy)}. The publication of the data reports {PUBLISHED_AUROC:.3f} and "
        f"{PUBLISHED_ACCURACY:.3f}. {verdict} The word describes what the shadows look like; no treatment may hang on "
        "it.",
        "",
        "The labels that it learned from, and those of the test part here, are noisy: only those of the data's own "
        "test part were checked by a third expert. An earlier model with an AUROC of "
        f"{EARLIER_HERE:.3f} here reached {EARLIER_THERE:.3f} there.",
    ]


def calibration(bundle: Bundle, figures: CardFigures, picture: str) -> list[str]:
    """Return the section on calibration."""
    error = next(figure for figure in bundle.figures if figure.name == "Expected calibration error")
    counts = figures.counts[TEST]
    ill = 1 - counts[NORMAL] / sum(counts.values())
    rows = [
        (f"{b.low:.1f} to {b.high:.1f}", str(b.images), format_number(b.mean_score), format_interval(b.share))
        for b in figures.reliability
    ]
    return [
        "## Can the score be read as a probability?",
        "",
        f"Of children with a score near 0.8, about 8 in 10 should have pneumonia. On the test part the expected "
        f"calibration error (0 is best) is {format_interval(error)}. This holds only where {ill:.0%} of the X-rays "
        "show pneumonia, as here; where fewer do, the score is too high.",
        "",
        f"![Reliability diagram]({picture})",
        "",
        table(("score", "images", "mean score", "share with pneumonia"), rows),
    ]


def abstention(figures: CardFigures, picture: str) -> list[str]:
    """Return the section on the uncertain band."""
    rows = [
        (f"in use: {band.share:.1%}" if band.in_use else f"{band.share:.0%}", *format_rates(band.others))
        for band in figures.bands
    ]
    return [
        "## What the word UNCERTAIN is worth",
        "",
        "The more X-rays near the threshold are called uncertain, the more often the others are right. The band in use "
        "was chosen on the validation part; the other rows show what other widths would give on the test part.",
        "",
        f"![Abstention curve]({picture})",
        "",
        table(("called uncertain", "accuracy of the others", "sensitivity", "specificity"), rows),
    ]


def deletion(found: Sequence[Figure]) -> list[str]:
    """Return the section on the deletion test."""
    return [
        "## Does the evidence map show what decides?",
        "",
        f"The map's mean is the very number that the verdict is made of. In the test pneumonias, {SHARE:.0%} of the "
        "map's cells were painted over with the soft grey of what surrounds them, and the model was asked again. The "
        "margin is the log-odds of pneumonia: it falls when what spoke for pneumonia is gone, and rises (a fall below "
        f"0) when what spoke against it is gone. Random places are the mean of {DRAWS} draws.",
        "",
        figure_table(found),
    ]


def formats_section(results: Sequence[FormatResult]) -> list[str]:
    """Return the section that compares the four file formats."""
    rows = [
        (
            f"**{r.form}**" if r is shipped_result(tuple(results)) else str(r.form),
            f"{r.size_mb:.2f}",
            f"{r.milliseconds:.2f}",
            format_interval(r.auroc, 4),
            format_interval(r.auroc_change, 4),
            format_interval(r.equal_sides, 4),
            format_interval(r.equal_words, 4),
            format_interval(r.mean_change, 4),
            format_number(r.largest_change, 4),
        )
        for r in results
    ]
    heads = ("format", "MB", "ms an image", "AUROC", "AUROC less float32's", "equal verdicts", "equal words")
    return [
        "## Formats",
        "",
        explain_choice(tuple(results)),
        "",
        table((*heads, "mean change of the score", "largest"), rows),
        "",
        f"Budget of the shipped file: at most {MOST_MB:g} MB, {MOST_MS:g} ms an image and {MOST_AUROC_CHANGE:g} of "
        f"AUROC either way, and at least {LEAST_EQUAL:.1%} of the verdicts as by float32. Times are medians of "
        f"{TIMED_RUNS} runs on one thread of the computer that made this bundle, the formats taking turns; they differ "
        "from computer to computer. A verdict is the side of the threshold; a word also counts the uncertain band. All "
        "on the test part.",
    ]


def _of_100(figure: Figure | Estimate) -> str:
    return f"{_hundredths(figure.value)} ({_hundredths(figure.low)} to {_hundredths(figure.high)})"


def _hundredths(share: float | None) -> str:
    return format_number(None if share is None else 100 * share, 1)
