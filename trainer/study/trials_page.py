"""Sections of the study's page on the trials and on cross-validation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean, stdev

from trainer.evaluation.stress_results import StressResult, worst
from trainer.evaluation.tables import table
from trainer.images.frame import HIDDEN, OTHER_FRAME
from trainer.study.trials import FOLD, MEANS, Trial

COMPARED_WITH = {
    "trial-standardised": "trial-plain",
    "trial-strong-augmentation": "trial-standardised",
    "trial-exchange": "trial-strong-augmentation",
    "trial-mixup": "trial-exchange",
    "trial-cut-out": "trial-exchange",
    "trial-averaging": "trial-exchange",
    "trial-squeeze-excite": "trial-exchange",
    "trial-160": "trial-exchange",
    "trial-unbalanced": "trial-exchange",
    "trial-distilled": "trial-exchange",
    "trial-pretrained": "trial-from-scratch",
    "trial-self-supervised": "trial-pretrained",
    "trial-frame-exchange": "trial-pretrained",
    "trial-hidden-lungs-alone": "trial-pretrained",
    "trial-masked-ring": "trial-pretrained",
    "trial-debiased": "trial-pretrained",
    "trial-hidden-lungs": "trial-frame-exchange",
    "trial-stretched": "trial-hidden-lungs",
    "trial-pattern-smoothing": "trial-stretched",
}
"""The trial that each is compared with; it differs from it in one thing."""

PAYS = 0.001
"""A means is said to pay, or to cost, from this difference of the mean AUROC under stress; no run is repeated, so less
is taken for chance."""

_HEADS = (
    "run",
    "AUROC as it is",
    "mean under stress",
    "worst under stress",
    "accuracy, worst",
    f"AUROC, {OTHER_FRAME}",
    f"AUROC, {HIDDEN}",
    "against, mean under stress",
)


def sections(trials: Iterable[Trial]) -> list[list[str]]:
    """Return the lines of each section of the page; none without trials."""
    means = [trial for trial in trials if trial.kind == MEANS]
    tested = [trial for trial in trials if trial.kind == FOLD]
    return [write(found) for write, found in ((_means, means), (_folds, tested)) if found]


def _means(trials: Sequence[Trial]) -> list[str]:
    by_name = {trial.name: trial for trial in trials}
    patients = trials[0].figures[0].population
    lines = [
        "## Which means make a model travel",
        "",
        "Short runs, one of each, on the same patients; measured on other patients, at a margin of 0, on their",
        "radiographs as they are and under every stress of `trainer/images/stress.py`. Stresses of exposure, contrast,",
        "sharpness, geometry and exchange also occur, milder and at random, in the training of the runs that use them.",
        "A model is chosen by its figures under stress and by those on an altered frame of the film: with the frame of",
        "the other class it should keep its AUROC, and with the lungs hidden have one near 0.5. A dash stands where",
        "that was not measured.",
        f"Measured on the {patients}. A difference of the mean under {PAYS:g} is taken for chance.",
        "Whatever makes learning harder is at a disadvantage in runs as short as these.",
        "",
    ]
    rows = []
    for trial in trials:
        base = by_name.get(COMPARED_WITH.get(trial.name, ""))
        lowest, hardest = worst(trial.stresses, "auroc"), worst(trial.stresses)
        cells = [
            trial.name,
            f"{trial.figure('AUROC').value:.4f}",
            f"{_mean_auroc(trial):.4f}",
            f"{lowest.auroc:.4f} ({lowest.name})",
            f"{hardest.accuracy:.3f} ({hardest.name})",
            *(_auroc_of(trial.altered(name)) for name in (OTHER_FRAME, HIDDEN)),
            f"{base.name}: {_verdict(_mean_auroc(trial) - _mean_auroc(base))}" if base else "–",
        ]
        rows.append(cells)
    return [*lines, table(_HEADS, rows)]


def _auroc_of(result: StressResult | None) -> str:
    return "–" if result is None else f"{result.auroc:.4f}"


def _verdict(difference: float) -> str:
    word = "pays" if difference >= PAYS else "costs" if difference <= -PAYS else "no difference"
    return f"{difference:+.4f}, {word}"


def _folds(trials: Sequence[Trial]) -> list[str]:
    names = [figure.name for figure in trials[0].figures]
    lines = [
        f"## Cross-validation of {trials[0].recipe.name}",
        "",
        f"{len(trials)} folds by patient; each patient is tested by a network that saw no image of them. At a margin",
        "of 0; a fold's interval is bootstrapped over its patients.",
        "",
    ]
    rows = []
    for place, name in enumerate(names):
        found = [trial.figures[place] for trial in trials]
        cells = [f"{figure.value:.4f} ({figure.low:.3f} to {figure.high:.3f})" for figure in found]
        rows.append([name, *cells, *_spread([figure.value for figure in found])])
    lows = [worst(trial.stresses, "auroc") for trial in trials]
    cells = [f"{low.auroc:.4f} ({low.name})" for low in lows]
    rows.append(["AUROC, worst under stress", *cells, *_spread([low.auroc for low in lows])])
    return [*lines, table(("figure", *(trial.name for trial in trials), "mean", "standard deviation"), rows)]


def _spread(values: Sequence[float]) -> tuple[str, str]:
    return f"{fmean(values):.4f}", f"{stdev(values):.4f}" if len(values) > 1 else "–"


def _mean_auroc(trial: Trial) -> float:
    return fmean(result.auroc for result in trial.stresses)
