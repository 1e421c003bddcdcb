"""What every command of `kifua-trainer` shares."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from trainer.data.dataset import Scan, scan

AddCommand = Callable[[str, str, Callable[[argparse.Namespace], None]], argparse.ArgumentParser]
"""Adds a command by its name, what it is about, and what runs it."""


def add_dataset(command: argparse.ArgumentParser) -> None:
    """Add the argument that names the dataset folder."""
    command.add_argument("dataset", type=Path, metavar="DATASET", help="folder with train, val or test inside")


def progress_bar(label: str) -> Callable[[Sequence[Any]], Iterable[Any]]:
    """Return what wraps a list in a progress bar, on a terminal."""

    def wrap(items: Sequence[Any]) -> Iterable[Any]:
        return tqdm(items, desc=label, unit="image", disable=not sys.stderr.isatty())

    return wrap


def read_dataset(dataset: Path) -> Scan:
    """Read every file of a dataset folder, and tell what is wrong with some.

    Raises:
        TrainerError: see `trainer.data.dataset.scan`.
    """
    found = scan(dataset, progress_bar("Reading"))
    for file, sentence in found.problems:
        print(f"left out: {file}: {sentence}", file=sys.stderr)
    for files in found.duplicates:
        print(f"identical, kept: {', '.join(files)}", file=sys.stderr)
    return found
