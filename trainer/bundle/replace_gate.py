"""Another gate for a bundle whose network stays as it is, with every figure of it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from app.core.intake.gate import save_gate
from app.core.model import bundle as bundles
from app.core.model.bundle import Bundle
from trainer.bundle import card
from trainer.bundle.folder import new_staging_folder, publish, with_golden
from trainer.data.progress import Progress, silent
from trainer.data.split import VALIDATION, Manifest
from trainer.errors import TrainerError
from trainer.gate.fit import make_gate


def refit_gate(folder: Path, dataset: Path, manifest: Manifest, progress: Progress = silent) -> Bundle:
    """Fit the gate of a bundle anew, and measure it; the same data gives the gate that a whole bundle would get.

    Args:
        folder: of the bundle; replaced as a whole when everything else is done.
        dataset: the folder that the bundle was made of.
        manifest: the split that it was made with.
        progress: is told of reading and training.

    Raises:
        BundleError: the folder holds no whole bundle.
        TrainerError: the bundle was made of other data, or with another split.
    """
    bundle = bundles.load_bundle(folder)
    text = (folder / bundles.CARD_FILE).read_text(encoding="utf-8")
    if not card.is_of(text, manifest):
        raise TrainerError(f"{folder} was made of other data or another split: give the options that it was made with.")
    gate, refused = make_gate(dataset, manifest, bundle.preprocess, progress)
    partial = new_staging_folder(folder)
    shutil.copyfile(folder / bundles.MODEL_FILE, partial / bundles.MODEL_FILE)
    save_gate(partial, gate)
    bundle = replace(bundle, gate=gate.limits, golden=(), model_id="")
    bundle = with_golden(partial, bundle, dataset, manifest.of(VALIDATION))
    shutil.copytree(folder / card.PICTURES, partial / card.PICTURES)
    text = card.with_gate(text, bundle, refused)
    (partial / bundles.CARD_FILE).write_text(text, encoding="utf-8")
    return publish(partial, bundle, folder)
