"""Runs that answer the published study's open questions: its final model with one change, three seeds each."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from trainer.data.dataset import Example
from trainer.data.split import EXCLUDED, TEST, TRAIN, Manifest, split_examples
from trainer.networks.recipes import Recipe, study
from trainer.study.trials import QUESTION, Plan

SEEDS = (0, 1, 2)
FRACTIONS = (0.1, 0.3, 1.0)
"""Of the training patients, for the learning curves."""

_FINAL = replace(study.ADAM, precision="mixed_bfloat16")

REFERENCE = "as published"
VARIATIONS: dict[str, Recipe] = {
    REFERENCE: _FINAL,
    "whole data": replace(_FINAL, steps_per_epoch=None, validation_images=None),
    "128 px": replace(_FINAL, input_px=128),
    "224 px": replace(_FINAL, input_px=224),
    "batch 32": replace(_FINAL, batch_size=32),
    "90 epochs": replace(_FINAL, epochs=90),
    "augmented": replace(_FINAL, augmentation=study.STUDY_AUGMENTATION),
    "augmented, 90 epochs": replace(_FINAL, epochs=90, augmentation=study.STUDY_AUGMENTATION),
}
"""The study's final model, and what each question changes in it.

All in bfloat16, which takes the two fifths of the time that float32 does where the processor has it.
"""


@dataclass(frozen=True, slots=True)
class Variation:
    """One variation at one size of the training part.

    Attributes:
        name: a key of `VARIATIONS`.
        fraction: of the training patients, 0..1.
    """

    name: str
    fraction: float = 1.0

    def plan_name(self, seed: int) -> str:
        """Return the name of the plan that runs it with a seed."""
        words = f"question {self.name} {self.fraction:g} seed {seed}"
        return words.replace(",", "").replace(" ", "-")


CURVES = (REFERENCE, "augmented")
"""The variations whose learning curves are drawn."""


def variations() -> tuple[Variation, ...]:
    """Return every variation that is run: each at full size, and the learning curves."""
    parts = [Variation(name, fraction) for fraction in FRACTIONS if fraction < 1 for name in CURVES]
    return (*(Variation(name) for name in VARIATIONS), *parts)


def plan_questions(examples: Sequence[Example]) -> tuple[Plan, ...]:
    """Return one plan for each variation and seed: all split by patient alike, and tested on the same patients."""
    whole = split_examples(examples, by="patient", seed=0)
    return tuple(
        Plan(
            variation.plan_name(seed),
            QUESTION,
            replace(VARIATIONS[variation.name], name=f"question-{variation.name}"),
            with_fewer_patients(whole, variation.fraction, seed),
            TEST,
            seed,
        )
        for variation in variations()
        for seed in SEEDS
    )


def with_fewer_patients(manifest: Manifest, fraction: float, seed: int) -> Manifest:
    """Return a manifest with this fraction of its training patients, others excluded, drawn by a seed."""
    patients = sorted({(row.label, row.patient) for row in manifest.of(TRAIN)})
    random.Random(seed).shuffle(patients)  # noqa: S311
    kept: set[str] = set()
    for label in sorted({label for label, _ in patients}):
        of_label = [patient for found, patient in patients if found == label]
        kept.update(of_label[: max(round(fraction * len(of_label)), 1)])
    rows = tuple(
        replace(row, split=EXCLUDED) if row.split == TRAIN and row.patient not in kept else row for row in manifest.rows
    )
    return Manifest(rows, manifest.by)
