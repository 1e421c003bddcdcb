"""The last steps of every bundle: its name, its golden pictures, and that it appears whole or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, replace
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


def with_model_id(bundle: Bundle) -> Bundle:
    """Return the bundle with its id, which changes with the network, the gate and every threshold."""
    content = json.dumps(asdict(bundle), sort_keys=True)
    return replace(bundle, model_id=f"{bundle.recipe}-{hashlib.sha256(content.encode()).hexdigest()[:8]}")


def publish(partial: Path, bundle: Bundle, dataset: Path, rows: Sequence[ManifestRow], out: Path) -> Bundle:
    """Add the golden pictures to a bundle, and put it in the place of `out`.

    Args:
        partial: folder with all else of the bundle; becomes `out`.
        bundle: without golden pictures.
        dataset: the dataset folder.
        rows: to choose them from.
        out: replaced as a whole.
    """
    bundle = _with_golden(partial, bundle, dataset, rows)
    shutil.rmtree(out, ignore_errors=True)
    partial.rename(out)
    return bundle


def _with_golden(folder: Path, bundle: Bundle, dataset: Path, rows: Sequence[ManifestRow]) -> Bundle:
    """Copy the first pictures of each label that are assessed into the bundle, with what the app says of them."""
    bundles.write_bundle(folder, bundle)
    screener = Screener.open(folder, __version__)
    golden: list[Golden] = []
    for label in LABELS:
        verdicts = ((row, screener.screen_file(str(dataset / row.file)).verdict) for row in rows if row.label == label)
        assessed = ((row, verdict) for row, verdict in verdicts if verdict.score is not None)
        for row, verdict in islice(assessed, GOLDEN_EACH):
            name = Path(row.file).name
            shutil.copyfile(dataset / row.file, folder / bundles.GOLDEN_FOLDER / name)
            golden.append(Golden(name, round(verdict.score or 0.0, 6), str(verdict.finding)))
    bundle = replace(bundle, golden=tuple(golden), files=bundles.file_digests(folder))
    bundles.write_bundle(folder, bundle)
    return bundle
