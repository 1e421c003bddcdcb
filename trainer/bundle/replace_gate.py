"""Replacement of a bundle's input gate; its network and the figures of it stay as they are."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from app.core.model.bundle import MODEL_FILE, Bundle, load_bundle
from trainer.bundle.card import write_card
from trainer.bundle.card_figures import FOLDER, load_figures
from trainer.bundle.folder import add_golden, new_staging_folder, publish, write_networks
from trainer.bundle.make import MAX_THORAX_MM
from trainer.data.progress import Progress, silent
from trainer.data.split import TEST, TRAIN, VALIDATION, Manifest, check_digest
from trainer.gate.fit import make_gate, read_films


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
    bundle, figures = load_bundle(folder), load_figures(folder)
    check_digest(manifest, bundle.provenance.manifest_sha256, str(folder))
    training, validation, test = (
        read_films(dataset, manifest.of(part), bundle.preprocess, progress) for part in (TRAIN, VALIDATION, TEST)
    )
    gate, refused = make_gate(training, validation, test, manifest.of(TEST), progress)

    staging = new_staging_folder(folder)
    write_networks(staging, (folder / MODEL_FILE).read_bytes(), gate)
    limits = replace(bundle.input_limits, max_thorax_mm=MAX_THORAX_MM)
    bundle = replace(bundle, gate=gate.limits, input_limits=limits, golden=(), model_id="")
    bundle = add_golden(staging, bundle, dataset, manifest.of(VALIDATION))
    shutil.copytree(folder / FOLDER, staging / FOLDER)
    write_card(staging, bundle, replace(figures, gate=refused))
    return publish(staging, bundle, folder)
