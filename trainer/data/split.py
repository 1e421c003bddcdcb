"""Split of a dataset by patient or by image: seeded, written to a manifest once, then only read."""

from __future__ import annotations

import csv
import hashlib
import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from fractions import Fraction
from pathlib import Path

from trainer.data.dataset import LABELS, Example
from trainer.errors import TrainerError

TRAIN, VALIDATION, TEST = SPLITS = ("train", "validation", "test")
EXCLUDED = "excluded"
_SUM_TOLERANCE = Fraction(1, 1000)


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One image and the split it belongs to; `split` is one of `SPLITS` or `EXCLUDED`."""

    file: str
    sha256: str
    patient: str
    label: str
    split: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A split of a dataset.

    Attributes:
        rows: sorted by file.
        by: `patient` or `image`.
    """

    rows: tuple[ManifestRow, ...]
    by: str

    def of(self, split: str) -> tuple[ManifestRow, ...]:
        """Return the rows of one split.

        Raises:
            TrainerError: there are none; a missing split is never made up.
        """
        rows = tuple(row for row in self.rows if row.split == split)
        if not rows:
            raise TrainerError(f"The manifest has no image in the split {split}.")
        return rows

    def digest(self) -> str:
        """Return the SHA-256 over every row: the same data, split alike, has the same digest."""
        lines = "".join("\t".join(astuple(row)) + "\n" for row in self.rows)
        return hashlib.sha256(lines.encode()).hexdigest()

    def dataset_digest(self) -> str:
        """Return the SHA-256 over the name and content of every file: the same data has the same, however split."""
        lines = "".join(f"{row.file}\t{row.sha256}\n" for row in self.rows)
        return hashlib.sha256(lines.encode()).hexdigest()

    def counts(self) -> dict[str, dict[str, int]]:
        """Return the number of images of each part of the split that has any, by label."""
        found = Counter((row.split, row.label) for row in self.rows)
        counts = {part: {label: found[part, label] for label in LABELS} for part in (*SPLITS, EXCLUDED)}
        return {part: numbers for part, numbers in counts.items() if any(numbers.values())}

    def table(self) -> str:
        """Return the counts as text."""
        return count_table(self.counts())


def count_table(counts: Mapping[str, Mapping[str, int]]) -> str:
    """Return the counts that `Manifest.counts` gives, by part and label, as a table in plain text."""
    lines = [f"{'':12}" + "".join(f"{label:>11}" for label in LABELS) + f"{'pneumonia':>11}{'all':>8}"]
    for part, by_label in counts.items():
        numbers = [by_label[label] for label in LABELS]
        columns = "".join(f"{number:>11}" for number in numbers)
        lines.append(f"{part:12}{columns}{sum(numbers[1:]):>11}{sum(numbers):>8}")
    return "\n".join(lines)


def split_examples(
    examples: Sequence[Example],
    *,
    by: str = "patient",
    fractions: Sequence[float] = (0.7, 0.15, 0.15),
    seed: int = 0,
    excluded_patients: Collection[str] = (),
) -> Manifest:
    """Divide examples into training, validation and test, alike in their share of each label.

    By image, validation and test take ⌈fraction × n⌉ images of each label and training the rest: the rule by which the
    published study's counts come out. By patient, all images of a patient, and of patients that share an identical
    file, stay together; groups are dealt until validation and test have their share of images.

    Args:
        examples: at least one of each label in use.
        by: `patient` or `image`.
        fractions: for training, validation and test; they add up to 1.
        seed: of the shuffle.
        excluded_patients: their images go into no split.

    Raises:
        TrainerError: the fractions do not add up, or `by` is unknown.
    """
    shares = [Fraction(str(fraction)) for fraction in fractions]
    if len(shares) != len(SPLITS) or min(shares) < 0 or abs(sum(shares, Fraction(0)) - 1) > _SUM_TOLERANCE:
        raise TrainerError("Give three fractions, for train, validation and test, that add up to 1.")
    if by not in ("patient", "image"):
        raise TrainerError(f"A split is by patient or by image, not by {by}.")
    ordered = sorted(examples, key=lambda example: example.file)
    usable = [example for example in ordered if example.patient not in excluded_patients]
    rng = random.Random(seed)  # noqa: S311
    chosen = (_by_patient if by == "patient" else _by_image)(usable, shares, rng)
    rows = tuple(ManifestRow(e.file, e.sha256, e.patient, e.label, chosen.get(e.file, EXCLUDED)) for e in ordered)
    manifest = Manifest(rows, by)
    if by == "patient":
        check_disjoint(manifest)
    return manifest


def make_folds(examples: Sequence[Example], count: int, *, seed: int = 0) -> tuple[Manifest, ...]:
    """Divide examples into folds by patient, alike in their share of each label.

    Returns:
        One manifest a fold: the fold is its test part, all else its training part.

    Raises:
        TrainerError: fewer than two folds, or fewer groups of patients of a label than folds.
    """
    rng = random.Random(seed)  # noqa: S311
    ordered = sorted(examples, key=lambda example: example.file)
    fold_of: dict[str, int] = {}
    for label in LABELS:
        groups = [group for group in _groups(ordered) if _majority(group) == label]
        if not 2 <= count <= len(groups):
            raise TrainerError(f"{count} folds cannot be made of {len(groups)} groups of {label} patients.")
        rng.shuffle(groups)
        sizes = [0] * count
        for group in groups:
            fold = sizes.index(min(sizes))
            sizes[fold] += len(group)
            fold_of.update({example.file: fold for example in group})
    manifests = tuple(
        Manifest(
            tuple(
                ManifestRow(e.file, e.sha256, e.patient, e.label, TEST if fold_of[e.file] == fold else TRAIN)
                for e in ordered
            ),
            "patient",
        )
        for fold in range(count)
    )
    for manifest in manifests:
        check_disjoint(manifest)
    return manifests


def _by_image(examples: Sequence[Example], shares: Sequence[Fraction], rng: random.Random) -> dict[str, str]:
    chosen = {}
    for label in LABELS:
        files = [example.file for example in examples if example.label == label]
        rng.shuffle(files)
        validation, test = (math.ceil(share * len(files)) for share in shares[1:])
        for place, file in enumerate(files):
            chosen[file] = VALIDATION if place < validation else TEST if place < validation + test else TRAIN
    return chosen


def _by_patient(examples: Sequence[Example], shares: Sequence[Fraction], rng: random.Random) -> dict[str, str]:
    chosen = {}
    for label in LABELS:
        groups = [group for group in _groups(examples) if _majority(group) == label]
        rng.shuffle(groups)
        size = sum(map(len, groups))
        room = {VALIDATION: shares[1] * size, TEST: shares[2] * size}
        for group in groups:
            target = next((name for name, left in room.items() if left > 0), TRAIN)
            if target != TRAIN:
                room[target] -= len(group)
            chosen.update({example.file: target for example in group})
    return chosen


def _majority(group: Sequence[Example]) -> str:
    counts = Counter(example.label for example in group)
    return max(LABELS, key=lambda label: counts[label])


def _groups(examples: Iterable[Example]) -> list[list[Example]]:
    """Return the examples grouped so that no two groups share a patient or an identical file."""
    group_of: dict[Hashable, list[Example]] = {}
    for example in examples:
        keys = (("patient", example.patient), ("sha256", example.sha256))
        merged = [example]
        for found in {id(group_of[key]): group_of[key] for key in keys if key in group_of}.values():
            merged = found + merged
        for member in merged:
            group_of["patient", member.patient] = group_of["sha256", member.sha256] = merged
    unique = {id(group): group for group in group_of.values()}
    return sorted(unique.values(), key=lambda group: group[0].file)


def check_digest(manifest: Manifest, sha256: str, name: str) -> None:
    """Assert that a manifest is the one that something was made with.

    Args:
        manifest: to check.
        sha256: its digest then.
        name: of what was made.

    Raises:
        TrainerError: it is another.
    """
    if manifest.digest() != sha256:
        raise TrainerError(f"{name} was made of other data or another split: give the options that it was made with.")


def check_disjoint(manifest: Manifest) -> None:
    """Assert that no patient and no identical file lies in two splits.

    Raises:
        TrainerError: one does; the message names it.
    """
    reads: tuple[Callable[[ManifestRow], str], ...] = (lambda row: row.patient, lambda row: row.sha256)
    for read in reads:
        splits_of = defaultdict(set)
        for row in manifest.rows:
            splits_of[read(row)].add(row.split)
        for key, splits in splits_of.items():
            if len(splits - {EXCLUDED}) > 1:
                raise TrainerError(f"{key} lies in {' and '.join(sorted(splits))}: the split leaks.")


def write_manifest(manifest: Manifest, path: Path) -> None:
    """Write a manifest as CSV, first line `file,sha256,patient,label,split,by`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([*(field.name for field in fields(ManifestRow)), "by"])
        writer.writerows([*astuple(row), manifest.by] for row in manifest.rows)


def read_manifest(path: Path) -> Manifest:
    """Read a manifest, and check again that a split by patient is one.

    Raises:
        TrainerError: the file is absent or no manifest.
    """
    try:
        with path.open(newline="", encoding="utf-8") as stream:
            lines = list(csv.DictReader(stream))
        rows = tuple(ManifestRow(**{field.name: line[field.name] for field in fields(ManifestRow)}) for line in lines)
        manifest = Manifest(rows, lines[0]["by"])
    except (OSError, UnicodeDecodeError, csv.Error, KeyError, IndexError) as error:
        raise TrainerError(f"{path} is no manifest: make one with `kifua-trainer split`.") from error
    if manifest.by == "patient":
        check_disjoint(manifest)
    return manifest
