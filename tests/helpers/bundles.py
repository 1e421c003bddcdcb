"""Copies of a model bundle, changed, and with the id that belongs to the change."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from app.core.intake.thorax import FEATURE_COUNT
from app.core.model.bundle import BUNDLE_FILE, GATE_FILE, MODEL_FILE, Bundle, compute_model_id


def copied(bundle: Path, folder: Path, change: Callable[[dict[str, Any]], object] | None = None) -> Path:
    """Copy a bundle, change its `bundle.json`, and give it the id of the change where it still is one; return it."""
    shutil.copytree(bundle, folder)
    if change:
        _rewrite(folder, change)
    return folder


def with_model(bundle: Path, folder: Path, model: bytes) -> Path:
    """Copy a bundle and give it another model file, with the digest that belongs to it."""
    digest = hashlib.sha256(model).hexdigest()
    copied(bundle, folder, lambda content: content["files"].update({MODEL_FILE: digest}))
    (folder / MODEL_FILE).write_bytes(model)
    return folder


def with_thorax(bundle: Path, folder: Path, share: float, max_thorax_mm: float | None) -> Path:
    """Copy a bundle and let its gate find the thorax at this share of the width of every image, with this limit."""
    shutil.copytree(bundle, folder)
    with np.load(folder / GATE_FILE) as arrays:
        weights = np.append(np.zeros(FEATURE_COUNT), np.log(share)).astype(np.float32)
        np.savez(folder / GATE_FILE, **{**arrays, "thorax": weights})
    digest = hashlib.sha256((folder / GATE_FILE).read_bytes()).hexdigest()

    def change(content: dict[str, Any]) -> None:
        content["files"][GATE_FILE] = digest
        content["input_limits"]["max_thorax_mm"] = max_thorax_mm

    _rewrite(folder, change)
    return folder


def _rewrite(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the `bundle.json` of a folder, and give it the id of the change where it still is one."""
    path = folder / BUNDLE_FILE
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    with suppress(msgspec.ValidationError):
        content["model_id"] = compute_model_id(msgspec.convert(content, Bundle))
    path.write_text(json.dumps(content), encoding="utf-8")
