"""Addition of a frame test to the card of a bundle; all that decides stays as it is."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from app.core.model.bundle import BUNDLE_FILE, Bundle, load_bundle
from trainer.bundle.card import write_card
from trainer.bundle.card_figures import load_figures
from trainer.bundle.folder import new_staging_folder, publish
from trainer.errors import TrainerError
from trainer.evaluation.frame import FrameTest


def add_to_card(folder: Path, test: FrameTest) -> Bundle:
    """Put the figures of a frame test into the card of the bundle that it was made of.

    Args:
        folder: of the bundle; replaced as a whole when everything else is done.
        test: of its shipped file.

    Raises:
        BundleError: the folder holds no whole bundle.
        TrainerError: the test is of another model or split.
    """
    bundle, figures = load_bundle(folder), load_figures(folder)
    if (test.network, test.manifest_sha256) != (bundle.model_id, bundle.provenance.manifest_sha256):
        raise TrainerError(f"The frame test is of {test.network}, and not of {folder}.")
    staging = new_staging_folder(folder)
    shutil.copytree(folder, staging, dirs_exist_ok=True, ignore=shutil.ignore_patterns(BUNDLE_FILE))
    write_card(staging, bundle, replace(figures, frame=test))
    return publish(staging, bundle, folder)
