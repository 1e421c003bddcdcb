"""Run folder: provenance, history and networks of a training run."""

from __future__ import annotations

import importlib
import os
import platform
import subprocess
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import keras
import msgspec

from app.core.model.provenance import Provenance
from trainer.data.json_file import write_json
from trainer.data.split import Manifest, write_manifest
from trainer.errors import TrainerError
from trainer.networks import architectures
from trainer.networks.recipes.recipe import Recipe
from trainer.training import augment  # noqa: F401  Keras can only load a model whose layers are registered

_PACKAGES = ("keras", "numpy", "pillow", "ai-edge-litert")


BEST, HISTORY, CONFIG, MANIFEST = "best.keras", "history.json", "config.json", "manifest.csv"

History = list[dict[str, int | float]]
"""One entry an epoch: `epoch`, `loss`, `accuracy`, `val_loss`, `val_accuracy`, `seconds`."""


def open_run(folder: Path, recipe: Recipe, manifest: Manifest, seed: int) -> None:
    """Make a run folder with its configuration and manifest, or check that the one there is of the same run.

    Raises:
        TrainerError: the folder holds a run of another recipe, seed or data.
    """
    path = folder / CONFIG
    if path.exists():
        if not _is_of_run(folder, recipe, manifest, seed):
            raise TrainerError(f"{folder} holds another run: name another folder with --out, or remove it.")
        return
    folder.mkdir(parents=True, exist_ok=True)
    write_manifest(manifest, folder / MANIFEST)
    write_json(path, _provenance(recipe, manifest, seed))


def holds_finished(folder: Path, recipe: Recipe, manifest: Manifest, seed: int) -> bool:
    """Tell whether a folder holds the finished run of this recipe on this data with this seed."""
    started = (folder / CONFIG).exists() and _is_of_run(folder, recipe, manifest, seed)
    return started and is_finished(recipe, read_history(folder))


def _is_of_run(folder: Path, recipe: Recipe, manifest: Manifest, seed: int) -> bool:
    found = read_provenance(folder)
    return read_recipe(folder) == recipe and (found.seed, found.manifest_sha256) == (seed, manifest.digest())


def read_history(folder: Path) -> History:
    """Return the epochs that a run has finished, none for a new run."""
    path = folder / HISTORY
    return msgspec.json.decode(path.read_bytes(), type=History) if path.exists() else []


def read_provenance(folder: Path) -> Provenance:
    """Return the provenance of a run.

    Raises:
        TrainerError: the folder holds no run, or one of another version of the trainer.
    """
    try:
        return msgspec.json.decode((folder / CONFIG).read_bytes(), type=Provenance)
    except OSError as error:
        raise TrainerError(f"{folder} holds no run: make one with `kifua-trainer train`.") from error
    except msgspec.DecodeError as error:
        raise TrainerError(f"{folder / CONFIG} cannot be read: {error}.") from error


def read_recipe(folder: Path) -> Recipe:
    """Return the recipe of a run; what an older run does not name has its default.

    Raises:
        TrainerError: as `read_provenance` does.
    """
    return msgspec.convert(read_provenance(folder).recipe, Recipe)


def best_epoch(history: History) -> int:
    """Return the place of the epoch with the lowest validation loss."""
    return min(range(len(history)), key=lambda place: history[place]["val_loss"])


def is_finished(recipe: Recipe, history: History) -> bool:
    """Tell whether the epochs or the patience of a recipe are spent."""
    waited = len(history) - 1 - best_epoch(history) if history else 0
    return len(history) >= recipe.epochs or (recipe.patience is not None and waited >= recipe.patience)


def save_start(folder: Path, model: keras.Model) -> None:
    """Write a compiled model that was pretrained before its first epoch."""
    model.optimizer.build(model.trainable_variables)  # it is loaded with the state that it has by then
    _save(model, _state(folder, 0))


def save_epoch(folder: Path, model: keras.Model, history: History) -> None:
    """Write the model after an epoch, and `best.keras` at the lowest loss."""
    if best_epoch(history) == len(history) - 1:
        _save(model, folder / BEST)
    _save(model, _state(folder, len(history)))
    write_json(folder / HISTORY, history)  # from here on the epoch counts
    _state(folder, len(history) - 1).unlink(missing_ok=True)


def load_model(folder: Path, history: History) -> keras.Model | None:
    """Return the model to go on with, as it was saved last; None before that."""
    path = _state(folder, len(history))
    return keras.saving.load_model(path) if history or path.exists() else None


def load_chosen_network(folder: Path) -> keras.Model:
    """Return the network that a run was made for, without its augmentation, from images to logits, in float32.

    Where the recipe stops by patience that is the best epoch's; else the last epoch's, at which a falling learning rate
    has come to rest.

    Raises:
        TrainerError: the folder holds no run, or no epoch is finished.
    """
    patient = read_recipe(folder).patience is not None
    last = _last_state(folder)
    return _network(folder / BEST if patient else last)


def load_last_network(folder: Path) -> keras.Model:
    """Return the network of a run's last epoch, as `load_chosen_network` does.

    Raises:
        TrainerError: no epoch is finished.
    """
    return _network(_last_state(folder))


def _state(folder: Path, epochs: int) -> Path:
    """Return where the weights and the optimizer stand after this many epochs."""
    return folder / f"state-{epochs:04d}.keras"


def _last_state(folder: Path) -> Path:
    history = read_history(folder)
    if not history:
        raise TrainerError(f"{folder} has no trained network yet.")
    return _state(folder, len(history))


def _network(path: Path) -> keras.Model:
    return architectures.to_float32(keras.saving.load_model(path, compile=False).layers[-1])


def _save(model: keras.Model, path: Path) -> None:
    partial = path.with_name(f"partial-{path.name}")
    model.save(partial)
    os.replace(partial, path)


def _provenance(recipe: Recipe, manifest: Manifest, seed: int) -> Provenance:
    backend = keras.backend.backend()
    return Provenance(
        recipe=msgspec.to_builtins(recipe),
        seed=seed,
        split_by="patient" if manifest.by == "patient" else "image",
        manifest_sha256=manifest.digest(),
        dataset_sha256=manifest.dataset_digest(),
        backend=backend,
        packages={
            backend: importlib.import_module(backend).__version__,
            **{name: version(name) for name in _PACKAGES},
        },
        git_revision=_git("rev-parse", "HEAD"),
        git_changes=bool(_git("status", "--porcelain", "--untracked-files=no")),
        python=platform.python_version(),
        platform=platform.platform(),
    )


def _git(*words: str) -> str | None:
    """Return what git prints in this project's folder, or None outside a checkout."""
    command: Sequence[str] = ["git", "-C", str(Path(__file__).parent), *words]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
