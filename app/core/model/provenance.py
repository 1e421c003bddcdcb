"""How a model came to be; nothing of it decides a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from msgspec import Meta

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What decided a training run, and what it ran on; None where that was not recorded.

    Attributes:
        recipe: every setting of the training recipe, by its name.
        seed: of weights, order and augmentation.
        split_by: what is never divided between training, validation and test.
        manifest_sha256: digest of every file's name, content, patient, label and part of the split.
        dataset_sha256: digest of every file's name and content alone.
        backend: what Keras ran on.
        packages: versions of the packages that took part.
        git_revision: of the trainer.
        git_changes: whether the trainer's files differed from that revision.
        python: version.
        platform: system and processor.
    """

    recipe: dict[str, Any]
    seed: int
    split_by: Literal["patient", "image"]
    manifest_sha256: Sha256
    dataset_sha256: Sha256
    backend: str
    packages: dict[str, str]
    git_revision: str | None
    git_changes: bool | None
    python: str | None
    platform: str | None
