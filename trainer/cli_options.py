"""Options, input and output that the commands of `kifua-trainer` share."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tqdm import tqdm

from trainer.data.dataset import Scan, patient_of, scan
from trainer.data.split import Manifest, split_examples
from trainer.errors import TrainerError

AddCommand = Callable[[str, str, Callable[[argparse.Namespace], None]], argparse.ArgumentParser]
"""Adds a command by its name, what it is about, and what runs it."""

EXAMPLES = {
    "": (
        "split chest_xray --out manifest.csv",
        "train toy --data chest_xray --manifest manifest.csv --out runs/toy      # a minute: does everything work?",
        "evaluate runs/toy --data chest_xray",
        "bundle chest_xray --out assets/model --exclude assets/samples           # the shipped model",
    ),
    "split": (
        "split chest_xray --out manifest.csv",
        "split chest_xray --out by-image.csv --by image --seed 1",
    ),
    "train": (
        "train toy --data chest_xray --manifest manifest.csv --out runs/toy",
        "train study-adam --data chest_xray --manifest by-image.csv --out runs/study-adam --seed 1",
    ),
    "evaluate": (
        "evaluate runs/study-adam --data chest_xray",
        "evaluate runs/study-adam --data chest_xray --split validation",
    ),
    "export": ("export runs/trial-plain --data chest_xray --out model.tflite",),
    "bundle": (
        "bundle chest_xray --out assets/model --exclude assets/samples",
        "bundle chest_xray --out build/other --recipe trial-plain --runs build/runs",
    ),
    "gate": ("gate chest_xray --bundle assets/model --exclude assets/samples",),
    "report": ("report runs/study-adam",),
    "reproduce": (
        "reproduce chest_xray --out runs/study",
        "reproduce chest_xray --out runs/study --results docs/study      # replaces the stored results",
    ),
    "frame": (
        "frame chest_xray --bundle assets/model --exclude assets/samples --sizes sizes.csv --out docs/study --card",
        "frame chest_xray --run runs/study-baseline --run runs/study-adam-whole-l2 --out docs/study",
    ),
    "pattern": ("pattern chest_xray --bundle assets/model --exclude assets/samples",),
    "study": (
        "study",
        "study --results runs/study --out runs/page",
    ),
    "trials": (
        "trials chest_xray --out runs/trials",
        "trials chest_xray --out runs/trials --only trial-plain trial-exchange",
    ),
}
"""Examples of each command, without the program's name; under the empty name those of the program as a whole."""


def add_dataset(command: argparse.ArgumentParser) -> None:
    """Add the argument that names the dataset folder."""
    command.add_argument("dataset", type=Path, metavar="DATASET", help="folder with train, val or test inside")


def progress_bar(items: Collection[Any], label: str) -> Iterable[Any]:
    """Yield the items of long work, and draw a bar on a terminal: see `trainer.data.progress`."""
    return tqdm(items, desc=label, leave=False, disable=not sys.stderr.isatty())


@contextmanager
def printed_messages() -> Iterator[None]:
    """Print what the trainer's modules log: messages on the output, warnings on the error stream."""
    logger = logging.getLogger("trainer")
    before = logger.level, logger.propagate
    messages, warnings = logging.StreamHandler(sys.stdout), logging.StreamHandler(sys.stderr)
    messages.addFilter(lambda record: record.levelno < logging.WARNING)
    warnings.setLevel(logging.WARNING)
    warnings.setFormatter(logging.Formatter("Warning: %(message)s"))
    logger.setLevel(logging.INFO)
    logger.propagate = False  # TensorFlow gives the root logger a handler that would print everything again
    for handler in (messages, warnings):
        logger.addHandler(handler)
    try:
        yield
    finally:
        for handler in (messages, warnings):
            logger.removeHandler(handler)
        logger.setLevel(before[0])
        logger.propagate = before[1]


def read_dataset(dataset: Path) -> Scan:
    """Read every file of a dataset folder, and tell what is wrong with some.

    Raises:
        TrainerError: see `trainer.data.dataset.scan`.
    """
    found = scan(dataset, progress_bar)
    for file, sentence in found.problems:
        print(f"left out: {file}: {sentence}", file=sys.stderr)
    if found.duplicates:
        others = len(found.duplicates) - 1
        more = f"; and {others} more group{'s' * (others > 1)} with the same sha256 in the manifest" if others else ""
        print(f"identical, kept: {', '.join(found.duplicates[0])}{more}", file=sys.stderr)
    return found


def examples_of(command: str) -> str:
    """Return the end of the help of a command: its examples, one a line."""
    return "\n".join(["examples:", *(f"  kifua-trainer {example}" for example in EXAMPLES[command])])


def add_split_options(command: argparse.ArgumentParser) -> None:
    """Add the options of a split, which `split_dataset` reads."""
    command.add_argument("--by", choices=("patient", "image"), default="patient", help="what is never divided")
    command.add_argument(
        "--fractions", type=float, nargs=3, default=(0.7, 0.15, 0.15), metavar=("TRAIN", "VALIDATION", "TEST")
    )
    command.add_argument("--seed", type=int, default=0, metavar="N", help="of the shuffle")
    command.add_argument(
        "--exclude", type=Path, metavar="FOLDER", help="leave out every patient with a picture of that name in here"
    )


def split_dataset(dataset: Path, options: argparse.Namespace) -> Manifest:
    """Read a dataset folder and divide it as the options of `add_split_options` say.

    Raises:
        TrainerError: see `read_dataset` and `trainer.data.split.split_examples`, or `--exclude` is no folder.
    """
    found = read_dataset(dataset)
    excluded = _patients_in(options.exclude) if options.exclude else frozenset()
    return split_examples(
        found.examples, by=options.by, fractions=options.fractions, seed=options.seed, excluded_patients=excluded
    )


def _patients_in(folder: Path) -> frozenset[str]:
    if not folder.is_dir():
        raise TrainerError(f"{folder} is no folder.")
    return frozenset(patient for path in folder.iterdir() if (patient := patient_of(path.name)))
