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

from trainer.data.dataset import Scan, scan

AddCommand = Callable[[str, str, Callable[[argparse.Namespace], None]], argparse.ArgumentParser]
"""Adds a command by its name, what it is about, and what runs it."""


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
    for files in found.duplicates:
        print(f"identical, kept: {', '.join(files)}", file=sys.stderr)
    return found
