"""Trials: short runs that compare means, cross-validation, and the runs for the open questions.

The official test part differs from the training part in ways that are not known here. So the means to a better model
are judged on patients that the runs did not see, and there by what is kept under the stresses of
`trainer.images.stress`; the test part of the shipped model's split is not touched.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import keras
import msgspec
import numpy as np
from numpy.typing import NDArray

from app.core.model.bundle import Figure
from trainer.data.dataset import Example
from trainer.data.json_file import write_json
from trainer.data.progress import Progress, silent
from trainer.data.split import TEST, TRAIN, VALIDATION, Manifest, make_folds, split_examples
from trainer.errors import TrainerError
from trainer.evaluation import metrics
from trainer.evaluation.outputs import Outputs, measure_figures, run_network
from trainer.evaluation.stress_results import (
    StressResult,
    margins_of_altered,
    measure_stresses,
    read_sources,
    stress_figures,
    worst,
)
from trainer.images.frame import FRAME_STRESSES, HIDDEN, OTHER_FRAME, PADDED, SQUEEZED
from trainer.networks.recipes import TRIALS, Recipe
from trainer.training import loop, run_folder

_LOG = logging.getLogger(__name__)

FOLDS, SEED = 5, 0
MEANS, FOLD, QUESTION = KINDS = ("means", "fold", "question")
FILE = "trials.json"


@dataclass(frozen=True, slots=True)
class Plan:
    """A planned run.

    Attributes:
        name: unlike that of any other; names the run folder.
        kind: one of `KINDS`; a `QUESTION` is not put under stress, nor is its frame altered.
        recipe: to train.
        manifest: whose training part is learned from.
        tested: the part that is measured.
        seed: of the weights, the order and the augmentation.
    """

    name: str
    kind: str
    recipe: Recipe
    manifest: Manifest
    tested: str
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class Trial:
    """A finished run and its figures.

    Attributes:
        name, kind, recipe, seed: of its plan.
        data_sha256: digest of the manifest.
        minutes: of training.
        training_accuracy: of the last epoch's network on the whole training part as it is, at a margin of 0.
        figures: of the same network on the tested part as it is, at the same margin.
        stresses: there, under each stress; none for a `QUESTION`.
        frame: there, under each alteration of the frame, at the same margin; none for a `QUESTION`, nor for a trial
            that is older than these figures.
    """

    name: str
    kind: str
    recipe: Recipe
    seed: int
    data_sha256: str
    minutes: float
    training_accuracy: float
    figures: tuple[Figure, ...]
    stresses: tuple[StressResult, ...]
    frame: tuple[StressResult, ...] = ()

    def figure(self, name: str) -> Figure:
        """Return the figure of this name on the tested part."""
        return next(figure for figure in self.figures if figure.name == name)

    def altered(self, name: str) -> StressResult | None:
        """Return the figures under the alteration of the frame of this name; None where they were not measured."""
        return next((result for result in self.frame if result.name == name), None)

    def worst_altered(self, names: Collection[str]) -> StressResult | None:
        """Return the figures under that of some alterations of the frame that leaves the lowest AUROC, likewise."""
        return worst([result for result in self.frame if result.name in names], "auroc") if self.frame else None


def plan_means(examples: Sequence[Example]) -> tuple[Plan, ...]:
    """Return one plan for each recipe of `TRIALS`: all learn from the same patients and are tested on the same."""
    manifest = split_examples(examples, by="patient", seed=SEED)
    return tuple(Plan(recipe.name, MEANS, recipe, manifest, VALIDATION) for recipe in TRIALS)


def plan_folds(examples: Sequence[Example], recipe: Recipe) -> tuple[Plan, ...]:
    """Return one plan for each fold: every patient is tested by a network that never saw an image of them."""
    manifests = make_folds(examples, FOLDS, seed=SEED)
    return tuple(Plan(f"{recipe.name}-{n}", FOLD, recipe, manifest, TEST) for n, manifest in enumerate(manifests, 1))


def run_plans(
    plans: Sequence[Plan], dataset: Path, out: Path, done: Sequence[Trial] = (), progress: Progress = silent
) -> Iterator[Trial]:
    """Run plans, and yield each trial as it is ready.

    Args:
        plans: in the order in which they run.
        dataset: the dataset folder.
        out: run folders go to `out/NAME`; a cut-off run goes on.
        done: earlier trials; one of the same recipe on the same data, with all figures, is yielded and not measured
            again if its run folder under `out` is finished: results from elsewhere do not stand in for a run.
        progress: is told of reading and training.
    """
    known = {
        (trial.recipe, trial.seed, trial.data_sha256): trial for trial in done if trial.frame or trial.kind == QUESTION
    }
    for plan in plans:
        earlier = known.get((plan.recipe, plan.seed, plan.manifest.digest()))
        finished = run_folder.holds_finished(out / plan.name, plan.recipe, plan.manifest, plan.seed)
        yield earlier if earlier and finished else _run(plan, dataset, out / plan.name, progress)


def choose_plans(plans: Sequence[Plan], names: Sequence[str] | None) -> tuple[Plan, ...]:
    """Return the plans of these names, in their own order; all of them without names.

    Raises:
        TrainerError: there is no plan of a name.
    """
    if names is None:
        return tuple(plans)
    known = [plan.name for plan in plans]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise TrainerError(f"There is no trial named {', '.join(unknown)}: use some of {', '.join(known)}.")
    return tuple(plan for plan in plans if plan.name in names)


def describe_trial(trial: Trial) -> str:
    """Return the main figures of a trial in a line."""
    line = f"{trial.name}: AUROC {trial.figure('AUROC').value:.4f}, accuracy {trial.figure('Accuracy').value:.4f}"
    if not trial.stresses:
        return line
    lowest, hardest = worst(trial.stresses, "auroc"), worst(trial.stresses)
    return (
        f"{line}; under stress, AUROC at worst {lowest.auroc:.4f} ({lowest.name}), accuracy at worst "
        f"{hardest.accuracy:.4f} ({hardest.name}){_describe_frame(trial)}"
    )


def _describe_frame(trial: Trial) -> str:
    other, hidden, shaped = trial.altered(OTHER_FRAME), trial.altered(HIDDEN), trial.worst_altered(PADDED | SQUEEZED)
    if other is None or hidden is None or shaped is None:
        return ""
    return (
        f"; AUROC {other.auroc:.4f} with the {OTHER_FRAME}, {hidden.auroc:.4f} with the lungs hidden, padded or "
        f"squeezed at worst {shaped.auroc:.4f} with specificity {shaped.specificity:.4f} ({shaped.name})"
    )


def save_trials(trials: Sequence[Trial], path: Path) -> None:
    """Write trials as JSON; their page is rebuilt from this file."""
    write_json(path, trials)


def load_trials(path: Path) -> tuple[Trial, ...]:
    """Read what `save_trials` wrote; nothing, before it did."""
    return msgspec.json.decode(path.read_bytes(), type=tuple[Trial, ...]) if path.exists() else ()


def _run(plan: Plan, dataset: Path, folder: Path, progress: Progress) -> Trial:
    """Train a plan's recipe and measure the network of the last epoch, so that nothing of the tested part chooses."""
    _LOG.info("%s", plan.name)
    recipe, manifest = plan.recipe, plan.manifest
    parts = {name: loop.read_arrays(dataset, manifest.of(name), recipe, progress) for name in (TRAIN, plan.tested)}
    run_folder.open_run(folder, recipe, manifest, plan.seed)
    history = loop.fit(recipe, parts[TRAIN], parts[plan.tested], folder, seed=plan.seed, progress=progress)
    network, rows = run_folder.load_last_network(folder), manifest.of(plan.tested)
    outputs = run_network(network, rows, parts[plan.tested].images)
    stresses, frame = ((), ()) if plan.kind == QUESTION else _altered(network, outputs, dataset, recipe, progress)
    return Trial(
        name=plan.name,
        kind=plan.kind,
        recipe=recipe,
        seed=plan.seed,
        data_sha256=manifest.digest(),
        minutes=round(sum(entry["seconds"] for entry in history) / 60, 1),
        training_accuracy=_accuracy(run_network(network, manifest.of(TRAIN), parts[TRAIN].images)),
        figures=measure_figures(outputs, f"{plan.tested} part"),
        stresses=stresses,
        frame=frame,
    )


def _accuracy(outputs: Outputs) -> float:
    return metrics.accuracy_at(0.0)(outputs.truth, outputs.margins)


def _altered(
    network: keras.Model, outputs: Outputs, dataset: Path, recipe: Recipe, progress: Progress
) -> tuple[tuple[StressResult, ...], tuple[StressResult, ...]]:
    """Return a network's figures under every stress, and under every alteration of the frame, at a margin of 0."""
    rows, spec = outputs.rows, recipe.preprocess
    sources = read_sources(dataset, rows, progress)

    def logits(images: NDArray[np.uint8]) -> NDArray[np.float32]:
        return run_network(network, rows, images).logits

    margins = margins_of_altered(FRAME_STRESSES, rows, sources, logits, spec)
    stresses = measure_stresses(rows, sources, logits, spec, threshold=0.0)
    return stresses, stress_figures(outputs.truth, margins, threshold=0.0)
