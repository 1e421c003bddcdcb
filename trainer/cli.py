"""Commands of `kifua-trainer`: split, train, evaluate, export, report, bundle, gate; the study's are in `cli_study`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.core.errors import KifuaError
from trainer import cli_study
from trainer.cli_options import (
    AddCommand,
    add_dataset,
    add_split_options,
    examples_of,
    printed_messages,
    progress_bar,
    split_dataset,
)
from trainer.data.split import (
    SPLITS,
    TEST,
    TRAIN,
    VALIDATION,
    Manifest,
    ManifestRow,
    read_manifest,
    write_manifest,
)
from trainer.errors import TrainerError
from trainer.networks.recipes import RECIPES, SHIPPED, Recipe, recipe_named

Images = NDArray[np.uint8]
FAILED, INTERRUPTED = 1, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 failed, 2 wrong command, 130 interrupted."""
    options = _parser().parse_args(arguments)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")  # TensorFlow's remarks on this machine's processor
    command: Callable[[argparse.Namespace], None] = options.command
    try:
        with printed_messages():
            command(options)
    except (TrainerError, KifuaError, OSError) as error:
        print(f"kifua-trainer: {error}", file=sys.stderr)
        return FAILED
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in ("app", "trainer"):
            raise
        print(f"kifua-trainer: {error.name} is not installed: pip install 'kifua[trainer]'", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("kifua-trainer: interrupted; the same command goes on from the last epoch.", file=sys.stderr)
        return INTERRUPTED
    return 0


def _parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        "kifua-trainer",
        description="Makes Kifua's model from a dataset folder.",
        epilog=examples_of(""),
        formatter_class=raw,
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add(name: str, about: str, run: Callable[[argparse.Namespace], None]) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name,
            help=about.replace("%", "%%"),  # argparse fills in what follows a % in a help, and not in a description
            description=about,
            epilog=examples_of(name),
            formatter_class=raw,
        )
        command.set_defaults(command=run)
        return command

    _add_steps(add)
    _add_whole_work(add)
    cli_study.add_commands(add)
    return parser


def _add_steps(add: AddCommand) -> None:
    command = add("split", "divide a dataset into train, validation and test, and write the manifest", _split)
    add_dataset(command)
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help="the manifest to write")
    add_split_options(command)

    command = add("train", "train a recipe; goes on where it was cut off", _train)
    command.add_argument("recipe", metavar="RECIPE", help=f"one of {', '.join(RECIPES)}")
    _add_data(command)
    command.add_argument("--manifest", type=Path, required=True, metavar="FILE", help="made by `split`")
    command.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="the run folder")
    command.add_argument("--seed", type=int, default=0, metavar="N", help="of weights, order and augmentation")

    command = add("evaluate", "measure a run on one part of its split, with 95% intervals", _evaluate)
    _add_run(command)
    _add_data(command)
    command.add_argument("--split", choices=SPLITS, default=TEST, help="which part (default: test)")

    command = add("export", "convert a run's network to a quantised LiteRT file", _export)
    _add_run(command)
    _add_data(command)
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help="the .tflite file to write")

    command = add("report", "write a run's curves and figures as a page", _report)
    _add_run(command)


def _add_whole_work(add: AddCommand) -> None:
    command = add("bundle", "split, train, evaluate, export: dataset folder in, model bundle out", _bundle)
    add_dataset(command)
    command.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="the bundle folder to write")
    command.add_argument("--recipe", default=SHIPPED.name, metavar="RECIPE", help=f"default: {SHIPPED.name}")
    command.add_argument("--runs", type=Path, default=Path("runs"), metavar="FOLDER", help="where runs lie")
    add_split_options(command)

    command = add("gate", "fit the input gate of a bundle anew, and leave its network as it is", _gate)
    add_dataset(command)
    command.add_argument("--bundle", type=Path, required=True, metavar="FOLDER", help="the bundle folder to renew")
    add_split_options(command)


def _add_data(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", type=Path, required=True, metavar="DATASET", help="the dataset folder")


def _add_run(command: argparse.ArgumentParser) -> None:
    command.add_argument("run", type=Path, metavar="RUN", help="a run folder made by `train`")


def _split(options: argparse.Namespace) -> None:
    _make_manifest(options.dataset, options.out, options)


def _make_manifest(dataset: Path, out: Path, options: argparse.Namespace) -> Manifest:
    manifest = split_dataset(dataset, options)
    write_manifest(manifest, out)
    print(manifest.table())
    return manifest


def _part_of_run(options: argparse.Namespace, name: str) -> tuple[Sequence[ManifestRow], Images]:
    """Return the rows and images of one part of the split that a run was trained on."""
    from trainer.data.arrays import read_images
    from trainer.training import run_folder  # Keras takes seconds to import

    rows = read_manifest(options.run / run_folder.MANIFEST).of(name)
    spec = run_folder.read_recipe(options.run).preprocess
    return rows, read_images(options.data, rows, spec, progress_bar)


def _train(options: argparse.Namespace) -> None:
    recipe, manifest = recipe_named(options.recipe), read_manifest(options.manifest)

    def read(name: str) -> Images:
        from trainer.data.arrays import read_images

        return read_images(options.data, manifest.of(name), recipe.preprocess, progress_bar)

    _train_run(recipe, manifest, options.out, options.seed, read)


def _train_run(recipe: Recipe, manifest: Manifest, folder: Path, seed: int, read: Callable[[str], Images]) -> None:
    """Train one recipe into a run folder, unless it is finished already; `read` gives the images of a part."""
    from trainer.training import loop, run_folder

    run_folder.open_run(folder, recipe, manifest, seed)
    if run_folder.is_finished(recipe, run_folder.read_history(folder)):
        print(f"{folder} is finished already.")
        return
    training, validation = (loop.make_arrays(read(name), manifest.of(name), recipe) for name in (TRAIN, VALIDATION))
    history = loop.fit(recipe, training, validation, folder, seed=seed, progress=progress_bar)
    best = history[run_folder.best_epoch(history)]
    print(f"Best epoch {best['epoch'] + 1}: validation loss {best['val_loss']:.4f}, {best['val_accuracy']:.4f} right.")


def _evaluate(options: argparse.Namespace) -> None:
    from trainer.evaluation import run_report
    from trainer.evaluation.outputs import measure_figures, run_network
    from trainer.training import run_folder

    rows, images = _part_of_run(options, options.split)
    outputs = run_network(run_folder.load_chosen_network(options.run), rows, images)
    figures = measure_figures(
        outputs, f"{options.split} part, split by {run_folder.read_provenance(options.run).split_by}"
    )
    run_report.save_figures(options.run, options.split, outputs, figures)
    for figure in figures:
        print(figure)


def _export(options: argparse.Namespace) -> None:
    from trainer.export import tflite
    from trainer.training import run_folder

    _, images = _part_of_run(options, TRAIN)
    options.out.write_bytes(tflite.to_int8(run_folder.load_chosen_network(options.run), images))
    print(f"Written to {options.out}.")


def _report(options: argparse.Namespace) -> None:
    from trainer.evaluation import run_report

    print(f"Written to {run_report.write_report(options.run)}.")


def _bundle(options: argparse.Namespace) -> None:
    recipe = recipe_named(options.recipe)
    manifest = _make_manifest(options.dataset, options.runs / f"{recipe.name}.csv", options)
    run = options.runs / recipe.name

    from trainer.bundle.training_data import read_training_data

    data = read_training_data(options.dataset, manifest, recipe.preprocess, progress_bar)
    images = {TRAIN: data.training.images, VALIDATION: data.validation.images}
    _train_run(recipe, manifest, run, options.seed, images.__getitem__)

    from trainer.bundle import make  # after training: it loads the converter

    bundle = make.make_bundle(run, data, options.out, progress_bar)
    for figure in bundle.figures:
        print(figure)
    print(f"Written to {options.out}.")


def _gate(options: argparse.Namespace) -> None:
    manifest = split_dataset(options.dataset, options)

    from trainer.bundle import replace_gate  # Keras takes seconds to import

    bundle = replace_gate.refit_gate(options.bundle, options.dataset, manifest, progress_bar)
    print(f"{options.bundle} is {bundle.model_id} now.")
