"""Scan of a dataset folder, *Chest X-Ray Images (Pneumonia)* in the Kaggle layout, into labelled examples.

The layout is any of `train`, `val`, `test` × `NORMAL`, `PNEUMONIA`; the parts are pooled. Patient and pattern stand in
the file names: `person12_bacteria_48.jpeg`, `person12_virus_5.jpeg`, `IM-0115-0001.jpeg`, `NORMAL2-IM-0329-0001.jpeg`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from app.core.errors import InputError
from app.core.imaging.decode import decode
from trainer.data.progress import Progress, silent
from trainer.errors import TrainerError

NORMAL, BACTERIAL, VIRAL = LABELS = ("normal", "bacterial", "viral")
"""The classes, in the order of the model's logits."""

PARTS = ("train", "val", "test")
CLASS_FOLDERS = ("NORMAL", "PNEUMONIA")
CHECK_PX = 64  # enough of a JPEG to find damage in its stream

_PNEUMONIA_NAME = re.compile(r"(person\d+)_(bacteria|virus)_\d+")
_NORMAL_NAME = re.compile(r"((?:NORMAL2-)?IM-\d+)-\d+")
_PATTERNS = {"bacteria": BACTERIAL, "virus": VIRAL}


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled image.

    Attributes:
        file: path below the dataset folder, with forward slashes.
        sha256: digest of the file.
        patient: patient within the series, such as `person12`, `IM-0115` or `NORMAL2-IM-0329`. The same person number
            among bacterial and viral images counts as one patient, which can only make a split stricter.
        label: one of `LABELS`.
    """

    file: str
    sha256: str
    patient: str
    label: str


@dataclass(frozen=True, slots=True)
class Scan:
    """Content of a dataset folder.

    Attributes:
        examples: every usable image, sorted by file.
        problems: file and sentence of every file that is no usable image.
        duplicates: groups of files with identical bytes; all of them are among the examples.
    """

    examples: tuple[Example, ...]
    problems: tuple[tuple[str, str], ...] = ()
    duplicates: tuple[tuple[str, ...], ...] = field(default=())

    def counts(self) -> dict[str, int]:
        """Return the number of examples of each label."""
        counter = Counter(example.label for example in self.examples)
        return {label: counter[label] for label in LABELS}


def identify(name: str, class_folder: str) -> tuple[str, str] | None:
    """Return the patient and the label in a file name, or None when it has none.

    Args:
        name: the file's name, with or without suffix.
        class_folder: `NORMAL` or `PNEUMONIA`.
    """
    if class_folder == "NORMAL":
        match = _NORMAL_NAME.match(name)
        return (match[1], NORMAL) if match else None
    match = _PNEUMONIA_NAME.match(name)
    return (match[1], _PATTERNS[match[2]]) if match else None


def patient_of(name: str) -> str | None:
    """Return the patient in a file name, whatever its class."""
    known = identify(name, "NORMAL") or identify(name, "PNEUMONIA")
    return known[0] if known else None


def scan(dataset: Path, progress: Progress = silent) -> Scan:
    """Read every file of a dataset folder.

    Args:
        dataset: the folder that holds `train`, `val` or `test`.
        progress: is told of every file.

    Raises:
        TrainerError: the folder has none of the expected folders, or no usable image.
    """
    files = _files(dataset)
    examples, problems = [], []
    with ThreadPoolExecutor() as pool:
        for path, outcome in zip(progress(files, "Reading"), pool.map(_read, files), strict=True):
            file = path.relative_to(dataset).as_posix()
            if isinstance(outcome, str):
                problems.append((file, outcome))
            else:
                sha256, patient, label = outcome
                examples.append(Example(file, sha256, patient, label))
    if not examples:
        raise TrainerError(f"{dataset} holds no usable image.")
    return Scan(tuple(examples), tuple(problems), _duplicates(examples))


def _files(dataset: Path) -> list[Path]:
    folders = [dataset / part / name for part in PARTS for name in CLASS_FOLDERS]
    present = [folder for folder in folders if folder.is_dir()]
    if not present:
        raise TrainerError(f"{dataset} has none of train, val, test with a folder NORMAL or PNEUMONIA inside.")
    return sorted(path for folder in present for path in folder.iterdir() if path.is_file())


def _read(path: Path) -> tuple[str, str, str] | str:
    """Return digest, patient and label of one file, or why it cannot be used."""
    try:
        sha256 = decode(path, at_least_px=CHECK_PX).sha256
    except InputError as error:
        return str(error)
    known = identify(path.name, path.parent.name)
    if known is None:
        return "unknown_name: The file name does not tell patient and kind, so it is left out."
    return sha256, *known


def _duplicates(examples: Iterable[Example]) -> tuple[tuple[str, ...], ...]:
    files_of = defaultdict(list)
    for example in examples:
        files_of[example.sha256].append(example.file)
    return tuple(tuple(files) for files in files_of.values() if len(files) > 1)
