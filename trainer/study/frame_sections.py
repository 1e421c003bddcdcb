"""Sections of the frame test's page that compare networks: means against the frame, and the published study's."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.evaluation.frame import FrameTest
from trainer.evaluation.frame_only import WHOLE_RING
from trainer.evaluation.stress_results import StressResult
from trainer.evaluation.tables import format_interval, format_number, table
from trainer.images.frame import AS_IT_IS, HIDDEN, OTHER_FRAME, PADDED, SAME_FRAME, SQUEEZED
from trainer.networks.recipes.recipe import STRONG_AUGMENTATION, Augmentation, Recipe
from trainer.study.study_page import PUBLISHED
from trainer.study.trials import MEANS, Trial

_PATTERNS = "Bacterial against viral, AUROC"

_MEANS_TEXT = """## Means against it

Short runs of one recipe, with no means against the frame, with one alone, and with some together. Measured on the
{population},
patients that the runs did not see, at a margin of 0; padded and squeezed is the alteration of each kind that leaves
the lowest AUROC, with the specificity there. No run is repeated, so small differences may be chance.

{means}

{table}"""

_MEANS = {
    "frames exchanged": "in training, ring and corners of most pictures are taken from others, whatever their class.",
    "lungs hidden": "in training, the inside of some pictures is painted over, and taught as one half normal, one "
    "half\n  pneumonia.",
    "ring masked": "the network is not shown the ring; grey stands in its place.",
    "product of experts": "(Clark et al. 2019, arXiv:1909.03683) in training, the log-probabilities of a small model "
    "that\n  sees the ring alone are added to the network's.",
    "shapes varied more": "in training, pictures are stretched by up to {stretch} instead of {usual_stretch}.",
    "kinds smoothed": "bacterial and viral pneumonias give a share of their target to each other.",
}
"""What each means is, by its name in the table."""

_RUNS_TEXT = """## How much of the published figures is frame?

Those named `study-…` are networks [of the published study](README.md), trained again as it describes; the accuracy
that it reports stands beside the one measured here. Each is measured on the test part of its own split, at a margin of
0. What it loses from a frame of the same class to one of the other is the part of its accuracy that the frame carries.

{table}"""


def compare_means(trials: Sequence[Trial]) -> str:
    """Return the section on the means against the frame; nothing where no trial has figures of the frame."""
    tried = [trial for trial in trials if trial.kind == MEANS and trial.frame]
    if not tried:
        return ""
    heads = (
        "run",
        "means",
        "AUROC as it is",
        "accuracy as it is",
        f"AUROC, {OTHER_FRAME}",
        f"AUROC, {HIDDEN}",
        "AUROC, padded (specificity)",
        "AUROC, squeezed (specificity)",
        "AUROC, bacterial against viral",
        "minutes",
    )
    stretch = max(_augmentation(trial.recipe).stretch for trial in tried)
    used = {name for trial in tried for name in _means_of(trial.recipe)}
    lines = [f"- **{name.capitalize()}**: {about}" for name, about in _MEANS.items() if name in used]
    return _MEANS_TEXT.format(
        population=tried[0].figure("AUROC").population,
        means="\n".join(lines).format(stretch=f"{stretch:.0%}", usual_stretch=f"{STRONG_AUGMENTATION.stretch:.0%}"),
        table=table(heads, [_means_row(trial) for trial in tried]),
    )


def compare_runs(runs: Sequence[FrameTest]) -> str:
    """Return the section on networks of runs; nothing where none was tested."""
    if not runs:
        return ""
    heads = (
        "network",
        "split by",
        "published accuracy",
        "AUROC as it is",
        "accuracy as it is",
        f"AUROC, {OTHER_FRAME}",
        f"accuracy, {SAME_FRAME}",
        f"accuracy, {OTHER_FRAME}",
        "lost",
        f"AUROC, {HIDDEN}",
        f"AUROC, small model of the {WHOLE_RING}",
    )
    return _RUNS_TEXT.format(table=table(heads, [_run_row(test) for test in runs]))


def _means_row(trial: Trial) -> tuple[str, ...]:
    patterns = [figure for figure in trial.figures if figure.name == _PATTERNS]
    return (
        trial.name,
        ", ".join(_means_of(trial.recipe)) or "none",
        format_interval(trial.figure("AUROC")),
        format_interval(trial.figure("Accuracy")),
        *(_auroc(trial.altered(name)) for name in (OTHER_FRAME, HIDDEN)),
        *(_auroc_and_specificity(trial.worst_altered(names)) for names in (PADDED, SQUEEZED)),
        format_interval(patterns[0]) if patterns else "–",
        f"{trial.minutes:.0f}",
    )


def _means_of(recipe: Recipe) -> list[str]:
    """Return the names, as in `_MEANS`, of what a recipe does against the frame."""
    spec = _augmentation(recipe)
    used = (
        spec.frame_exchange,
        spec.hidden_lungs,
        recipe.masked_ring,
        recipe.debiased,
        spec.stretch > STRONG_AUGMENTATION.stretch,
        recipe.pattern_smoothing,
    )
    return [name for name, here in zip(_MEANS, used, strict=True) if here]


def _augmentation(recipe: Recipe) -> Augmentation:
    return recipe.augmentation or Augmentation()


def _auroc(result: StressResult | None) -> str:
    return "–" if result is None else format_number(result.auroc)


def _auroc_and_specificity(result: StressResult | None) -> str:
    return "–" if result is None else f"{format_number(result.auroc)} ({format_number(result.specificity)})"


def _run_row(test: FrameTest) -> tuple[str, ...]:
    altered = {each.name: each for each in test.altered}
    as_it_is, same, other = (altered[name] for name in (AS_IT_IS, SAME_FRAME, OTHER_FRAME))
    published = PUBLISHED.get(test.network)
    return (
        test.network,
        test.split_by,
        format_number(published.test_accuracy if published else None),
        format_interval(as_it_is.auroc),
        format_interval(as_it_is.accuracy),
        format_interval(other.auroc),
        format_interval(same.accuracy),
        format_interval(other.accuracy),
        format_number(same.accuracy.value - other.accuracy.value),
        format_interval(altered[HIDDEN].auroc),
        format_interval(next(figure for figure in test.frame_only if figure.name == WHOLE_RING)),
    )
