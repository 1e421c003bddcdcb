"""The last steps of every bundle: its name, its golden pictures, and that it appears whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from app import __version__
from app.core.model import bundle as bundles
from app.core.model.bundle import Bundle, Golden
from app.core.screening import Screener
from trainer.data.dataset import LABELS
from trainer.data.split import ManifestRow

GOLDEN_EACH = 2  # of every label


def new_staging_folder(out: Path) -> Path:
    """Return a new folder beside `out` that a bundle is made in."""
    partial = out.with_name(f"partial-{out.name}")
    shutil.rmtree(partial, ignore_errors=True)
    (partial / bundles.GOLDEN_FOLDER).mkdir(parents=True)
    return partial


def publish(partial: Path, bundle: Bundle, out: Path) -> Bundle:
    """Write `bundle.json`, with the digests of all files, and put the bundle in the place of `out`.

    Args:
        partial: folder with all else of the bundle; becomes `out`.
        bundle: with its id.
        out: replaced as a whole.
    """
    bundle = replace(bundle, files=bundles.file_digests(partial))
    bundles.write_bundle(partial, bundle)
    shutil.rmtree(out, ignore_errors=True)
    partial.rename(out)
    return bundle


def with_golden(folder: Path, bundle: Bundle, dataset: Path, rows: Sequence[ManifestRow]) -> Bundle:
    """Add golden images: the first of each label that the app assesses, with its scores; return the bundle with its id.

    Args:
        folder: with all files that decide; the images are copied into it.
        bundle: without golden images and id.
        dataset: the dataset folder.
        rows: to choose the images from.
    """
    bundle = _with_id(replace(bundle, files=bundles.file_digests(folder)))
    bundles.write_bundle(folder, bundle)
    screener = Screener.open(folder, __version__)
    golden: list[Golden] = []
    for label in LABELS:
        verdicts = ((row, screener.screen_file(str(dataset / row.file)).verdict) for row in rows if row.label == label)
        assessed = ((row, verdict) for row, verdict in verdicts if verdict.score is not None)
        for row, verdict in islice(assessed, GOLDEN_EACH):
            name = Path(row.file).name
            shutil.copyfile(dataset / row.file, folder / bundles.GOLDEN_FOLDER / name)
            golden.append(Golden(name, round(verdict.score or 0.0, 6), verdict.finding))
    return _with_id(replace(bundle, golden=tuple(golden), files=bundles.file_digests(folder)))


def _with_id(bundle: Bundle) -> Bundle:
    return replace(bundle, model_id=bundles.compute_model_id(bundle))
