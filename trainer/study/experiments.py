"""Experiments of the published study, run and measured by image and by patient."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from app.core.model.bundle import Figure
from trainer.data.dataset import Example
from trainer.data.json_file import write_json
from trainer.data.progress import Progress, silent
from trainer.data.split import SPLITS, TEST, TRAIN, VALIDATION, Manifest, split_examples
from trainer.evaluation import metrics
from trainer.evaluation.outputs import run_network
from trainer.networks.recipes import STUDY, Recipe
from trainer.training import loop, run_folder
from trainer.training.loop import Arrays
from trainer.training.run_folder import History

_LOG = logging.getLogger(__name__)

BYS = ("image", "patient")
"""A split by image is as published; a split by patient keeps what leaks between its parts out."""

SEED = 0
FILE = "results.json"


@dataclass(frozen=True, slots=True)
class Result:
    """One experiment.

    Attributes:
        recipe: what was trained.
        by: `image` or `patient`.
        data_sha256: digest of the manifest.
        history: one entry an epoch.
        train_accuracy, test_accuracy: of the last epoch's network on the whole part, with intervals over patients.
        train_loss, test_loss: binary cross-entropy there, the L2 penalty included.
    """

    recipe: Recipe
    by: str
    data_sha256: str
    history: History
    train_accuracy: Figure
    train_loss: float
    test_accuracy: Figure
    test_loss: float


@dataclass(frozen=True, slots=True)
class Study:
    """Stored results of a study.

    Attributes:
        counts: the table of images of each split, as text.
        results: the experiments that were run.
    """

    counts: dict[str, str]
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """A manifest with the arrays of each part."""

    manifest: Manifest
    arrays: dict[str, Arrays]


def reproduce(
    dataset: Path,
    examples: Sequence[Example],
    out: Path,
    *,
    done: Sequence[Result] = (),
    recipes: Sequence[Recipe] = STUDY,
    progress: Progress = silent,
) -> Iterable[Result]:
    """Run every recipe on both splits, yielding each result as it is ready.

    Args:
        dataset: the dataset folder.
        examples: what it holds.
        out: run folders go to `out/BY/RECIPE`.
        done: earlier results; one of the same recipe on the same data is yielded and not measured again if its run
            folder under `out` is finished: results from elsewhere do not stand in for a run.
        recipes: all with the same input size and classes.
        progress: is told of reading and training.
    """
    for by in BYS:
        manifest = split_examples(examples, by=by, seed=SEED)
        known = {result.recipe: result for result in done if result.data_sha256 == manifest.digest()}
        parts: Parts | None = None
        for recipe in recipes:
            folder = out / by / recipe.name
            if recipe not in known or not run_folder.holds_finished(folder, recipe, manifest, SEED):
                parts = parts or _read(dataset, manifest, recipe, progress)
                known[recipe] = _run(recipe, parts, folder, progress)
            yield known[recipe]


def count_runs(recipes: Sequence[Recipe] = STUDY) -> int:
    """Return how many results `reproduce` yields."""
    return len(BYS) * len(recipes)


def save_study(study: Study, path: Path) -> None:
    """Write a study as JSON; its page is rebuilt from this file."""
    write_json(path, study)


def load_study(path: Path) -> Study:
    """Read what `save_study` wrote; an empty study, before it did."""
    if not path.exists():
        return Study({}, ())
    return msgspec.json.decode(path.read_bytes(), type=Study)


def count_tables(examples: Sequence[Example]) -> dict[str, str]:
    """Return the table of images by part and label of each split, by `image` and by `patient`."""
    return {by: split_examples(examples, by=by, seed=SEED).table() for by in BYS}


def _read(dataset: Path, manifest: Manifest, recipe: Recipe, progress: Progress) -> Parts:
    return Parts(manifest, {name: loop.read_arrays(dataset, manifest.of(name), recipe, progress) for name in SPLITS})


def _run(recipe: Recipe, parts: Parts, folder: Path, progress: Progress) -> Result:
    _LOG.info("%s, split by %s", recipe.name, parts.manifest.by)
    run_folder.open_run(folder, recipe, parts.manifest, SEED)
    history = loop.fit(recipe, parts.arrays[TRAIN], parts.arrays[VALIDATION], folder, seed=SEED, progress=progress)
    network = run_folder.load_last_network(folder)
    penalty = float(sum(network.losses))
    measured: dict[str, Any] = {}
    for name in (TRAIN, TEST):
        outputs = run_network(network, parts.manifest.of(name), parts.arrays[name].images)
        measured[f"{name}_accuracy"] = outputs.figure(
            "Accuracy", metrics.accuracy_at(0.0), f"{name} part, split by {parts.manifest.by}"
        )
        measured[f"{name}_loss"] = metrics.log_loss(outputs.truth, outputs.margins) + penalty
    return Result(recipe, parts.manifest.by, parts.manifest.digest(), history, **measured)
