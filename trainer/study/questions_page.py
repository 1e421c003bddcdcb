"""Section of the study's page with the answers to the open questions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean, stdev

from scipy.stats import t as student

from trainer.evaluation import plots
from trainer.evaluation.tables import table
from trainer.study.questions import CURVES, FRACTIONS, REFERENCE, SEEDS, VARIATIONS, Variation, variations
from trainer.study.trials import QUESTION, Trial

PLOT = "learning-curves.png"


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over seeds with its 95% interval by Student's t; the interval is NaN for a single seed."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.4f} ({self.low:.4f} to {self.high:.4f})"


def mean_with_interval(values: Sequence[float]) -> Mean:
    """Return the mean of values, one or more."""
    middle = fmean(values)
    if len(values) < 2:
        return Mean(middle, math.nan, math.nan)
    reach = float(student.ppf(0.975, len(values) - 1)) * stdev(values) / math.sqrt(len(values))
    return Mean(middle, middle - reach, middle + reach)


def mean_share(values: Sequence[float]) -> Mean:
    """Return the mean of values that lie in 0..1; so does its interval, which Student's t knows nothing of."""
    mean = mean_with_interval(values)
    return replace(mean, low=max(mean.low, 0.0), high=min(mean.high, 1.0))


def section(trials: Iterable[Trial], folder: Path) -> list[str]:
    """Return the lines of the section, and draw its plot.

    Args:
        trials: of any kind; those that answer questions are picked out.
        folder: that of the page; gets the plot.

    Returns:
        No lines while no variation and the reference have been run.
    """
    by_name = {trial.name: trial for trial in trials if trial.kind == QUESTION}
    runs = {
        variation: found
        for variation in variations()
        if (found := [by_name[name] for seed in SEEDS if (name := variation.plan_name(seed)) in by_name])
    }
    if Variation(REFERENCE) not in runs or len(runs) < 2:
        return []
    lines = [
        "## What the study left open",
        "",
        f"Its final model, {len(SEEDS)} seeds of each variation, split by patient and tested on the same patients:",
        f"{runs[Variation(REFERENCE)][0].figure('Accuracy').population}. Means over the seeds with their 95% interval",
        "(Student's t); it holds what chance in training does, not what other patients would.",
        "",
        table(
            ("variation", "training patients", "training accuracy", "test accuracy", "AUROC", "minutes"),
            [_row(variation, found) for variation, found in runs.items()],
        ),
        "",
        *(f"- {answer}" for answer in _answers(runs)),
    ]
    curves = {
        name: [(fraction, _accuracy(runs[Variation(name, fraction)])) for fraction in FRACTIONS]
        for name in CURVES
        if all(Variation(name, fraction) in runs for fraction in FRACTIONS)
    }
    if curves:
        plots.learning_curves(
            {name: [(x, mean.value, mean.low, mean.high) for x, mean in points] for name, points in curves.items()},
            folder / PLOT,
        )
        lines += ["", f"![test accuracy over the share of the training patients]({PLOT})"]
    return lines


def _row(variation: Variation, found: Sequence[Trial]) -> list[str]:
    return [
        variation.name,
        f"{variation.fraction:.0%}",
        str(mean_share([trial.training_accuracy for trial in found])),
        str(_accuracy(found)),
        str(mean_share([trial.figure("AUROC").value for trial in found])),
        f"{fmean(trial.minutes for trial in found):.1f}",
    ]


def _accuracy(found: Sequence[Trial]) -> Mean:
    return mean_share([trial.figure("Accuracy").value for trial in found])


Runs = dict[Variation, list[Trial]]


def _answers(runs: Runs) -> list[str]:
    reference = Variation(REFERENCE)
    answers = [
        f"{name[0].upper()}{name[1:]}: {_compare(runs[Variation(name)], runs[reference])}"
        for name in VARIATIONS
        if name != REFERENCE and Variation(name) in runs
    ]
    return answers + _why_augmentation(runs)


def _compare(found: Sequence[Trial], base: Sequence[Trial], against: str = REFERENCE) -> str:
    pairs = zip(found, base, strict=False)
    difference = mean_with_interval(
        [one.figure("Accuracy").value - other.figure("Accuracy").value for one, other in pairs]
    )
    if difference.low > 0:
        word = "it helps"
    elif difference.high < 0:
        word = "it harms"
    else:
        word = f"no difference that {len(found)} seeds can show"
    return (
        f"{word}; test accuracy {difference.value:+.4f} ({difference.low:+.4f} to {difference.high:+.4f}) against "
        f"{against}."
    )


def _why_augmentation(runs: Runs) -> list[str]:
    """Return why augmentation did not help in the study, by the gap between training and test accuracy."""
    few, all_of = Variation(REFERENCE, FRACTIONS[0]), Variation(REFERENCE)
    few_augmented = Variation("augmented", FRACTIONS[0])
    if few not in runs or few_augmented not in runs:
        return []
    return [
        "Why did augmentation not help? It cures overfitting, the gap between training and test accuracy. With all "
        f"training patients and the study's {VARIATIONS[REFERENCE].epochs} short epochs that gap is "
        f"{_gap(runs[all_of]):+.4f}; with {FRACTIONS[0]:.0%} of the patients it is {_gap(runs[few]):+.4f}, and there "
        f"augmentation changes the gap to {_gap(runs[few_augmented]):+.4f}: "
        f"{_compare(runs[few_augmented], runs[few], 'the same patients without it')}"
    ]


def _gap(found: Sequence[Trial]) -> float:
    return fmean(trial.training_accuracy - trial.figure("Accuracy").value for trial in found)
