"""Copies of a model bundle, changed and sealed again."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.core.model.bundle import BUNDLE_FILE, MODEL_FILE


def copied(bundle: Path, folder: Path, change: Callable[[dict[str, Any]], object] | None = None) -> Path:
    """Copy a bundle and change what its `bundle.json` says; return the copy."""
    shutil.copytree(bundle, folder)
    if change:
        path = folder / BUNDLE_FILE
        content = json.loads(path.read_text(encoding="utf-8"))
        change(content)
        path.write_text(json.dumps(content), encoding="utf-8")
    return folder


def with_model(bundle: Path, folder: Path, model: bytes) -> Path:
    """Copy a bundle and give it another model file, with the digest that belongs to it."""
    digest = hashlib.sha256(model).hexdigest()
    copied(bundle, folder, lambda content: content["files"].update({MODEL_FILE: digest}))
    (folder / MODEL_FILE).write_bytes(model)
    return folder
