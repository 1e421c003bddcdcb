"""The folder of a bundle: staged beside its place, and published whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from app import __version__
from app.core.intake.gate import Gate, save_gate
from app.core.model.bundle import (
    GOLDEN_FOLDER,
    MODEL_FILE,
    Bundle,
    Golden,
    compute_model_id,
    file_digests,
    write_bundle,
)
from app.core.screening import Screener
from trainer.data.dataset import LABELS
from trainer.data.split import ManifestRow

GOLDEN_EACH = 2  # of every label


def new_staging_folder(out: Path) -> Path:
    """Return a new folder beside `out` that a bundle is made in."""
    staging = out.with_name(f"partial-{out.name}")
    shutil.rmtree(staging, ignore_errors=True)
    (staging / GOLDEN_FOLDER).mkdir(parents=True)
    return staging


def write_networks(staging: Path, model: bytes, gate: Gate) -> None:
    """Write the files that decide: the model, and the gate's network and arrays."""
    (staging / MODEL_FILE).write_bytes(model)
    save_gate(staging, gate)


def add_golden(staging: Path, bundle: Bundle, dataset: Path, rows: Sequence[ManifestRow]) -> Bundle:
    """Add golden images: the first of each label that the app assesses, with its scores; return the bundle with its id.

    Args:
        staging: with all files that decide; the images are copied into it.
        bundle: without golden images and id.
        dataset: the dataset folder.
        rows: to choose the images from.
    """
    bundle = _with_id(replace(bundle, files=file_digests(staging)))
    write_bundle(staging, bundle)
    screener = Screener.open(staging, __version__)
    golden: list[Golden] = []
    for label in LABELS:
        verdicts = ((row, screener.screen_file(str(dataset / row.file)).verdict) for row in rows if row.label == label)
        assessed = ((row, verdict) for row, verdict in verdicts if verdict.score is not None)
        for row, verdict in islice(assessed, GOLDEN_EACH):
            name = Path(row.file).name
            shutil.copyfile(dataset / row.file, staging / GOLDEN_FOLDER / name)
            golden.append(Golden(name, round(verdict.score or 0.0, 6), verdict.finding))
    return _with_id(replace(bundle, golden=tuple(golden), files=file_digests(staging)))


def publish(staging: Path, bundle: Bundle, out: Path) -> Bundle:
    """Write `bundle.json`, with the digests of all files, and put the bundle in the place of `out`.

    Args:
        staging: folder with all else of the bundle; becomes `out`.
        bundle: with its id.
        out: replaced as a whole.
    """
    bundle = replace(bundle, files=file_digests(staging))
    write_bundle(staging, bundle)
    shutil.rmtree(out, ignore_errors=True)
    staging.rename(out)
    return bundle


def _with_id(bundle: Bundle) -> Bundle:
    return replace(bundle, model_id=compute_model_id(bundle))
