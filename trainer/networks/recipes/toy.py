"""The recipe that shows in a minute whether everything works; its network is good for nothing."""

from __future__ import annotations

from trainer.networks.recipes.recipe import Recipe

TOY = Recipe(
    name="toy",
    architecture="residual",
    classes=3,
    input_px=32,
    batch_size=8,
    epochs=1,
    steps_per_epoch=3,
    validation_images=24,
    learning_rate=1e-3,
)
"""One epoch of 24 images of 32 × 32.

Command: `kifua-trainer train toy --data DATASET --manifest manifest.csv --out runs/toy`.
Time: under a minute on two cores, most of it to read the files.
Score: none worth a figure; near that of a guess.
"""
