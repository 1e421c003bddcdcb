"""Every training recipe, as data. Each docstring gives the command, the expected time and the expected score."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.errors import TrainerError


@dataclass(frozen=True, slots=True)
class Augmentation:
    """How training images are varied, each anew at every step; a zero switches a variation off.

    Attributes:
        horizontal_flip: mirror left and right, half of the time.
        rotation_deg: up to this angle either way.
        zoom: larger or smaller by up to this fraction.
        width_shift, height_shift: by up to this fraction of the side, either way.
        shear_deg: up to this angle either way.
        brightness: add up to this fraction of the range, either way.
        contrast: stretch about the mean by up to this fraction, either way.
        gamma: exponent from 1 / (1 + gamma) to 1 + gamma.
    """

    horizontal_flip: bool = False
    rotation_deg: float = 0.0
    zoom: float = 0.0
    width_shift: float = 0.0
    height_shift: float = 0.0
    shear_deg: float = 0.0
    brightness: float = 0.0
    contrast: float = 0.0
    gamma: float = 0.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides a training run but data and seed.

    Attributes:
        name: of the recipe, and of its run folder.
        architecture: a key of `trainer.models.ARCHITECTURES`.
        classes: 2 for normal and pneumonia (one logit), 3 for normal, bacterial and viral (three logits).
        input_px: side of the square input.
        batch_size: images a step.
        epochs: at most.
        steps_per_epoch: None for every training image once an epoch.
        validation_images: None for all; else a sample of this many, another in each epoch.
        patience: stop after this many epochs without a lower validation loss; None for never.
        optimizer: a key of `trainer.fit.OPTIMIZERS`.
        learning_rate: at the start.
        cosine_decay: whether the rate falls to zero along a cosine over all epochs.
        balanced: whether each class weighs the same in the loss.
        augmentation: None for none.
    """

    name: str
    architecture: str
    classes: int
    input_px: int
    batch_size: int
    epochs: int
    steps_per_epoch: int | None = None
    validation_images: int | None = None
    patience: int | None = None
    optimizer: str = "adam"
    learning_rate: float = 1e-3
    cosine_decay: bool = False
    balanced: bool = False
    augmentation: Augmentation | None = None


STUDY_ADAM = Recipe(
    name="study-adam",
    architecture="study",
    classes=2,
    input_px=64,
    batch_size=20,
    epochs=30,
    steps_per_epoch=48,
    validation_images=320,
)
"""The published study's final model: 6 convolution and 2 dense layers, 64 × 64, Adam, no augmentation.

Command: `kifua-trainer train study-adam --data DATASET --manifest by-image.csv --out runs/study-adam`
"""

SCREEN_128 = Recipe(
    name="screen-128",
    architecture="residual",
    classes=3,
    input_px=128,
    batch_size=32,
    epochs=32,
    patience=12,
    learning_rate=2e-3,
    cosine_decay=True,
    balanced=True,
    augmentation=Augmentation(
        horizontal_flip=True,
        rotation_deg=10,
        zoom=0.12,
        width_shift=0.06,
        height_shift=0.06,
        shear_deg=5,
        brightness=0.12,
        contrast=0.25,
        gamma=0.3,
    ),
)
"""The shipped model: a small residual CNN at 128 × 128 with a fully convolutional head.

Command: `kifua-trainer bundle DATASET --out assets/model --exclude assets/samples`
"""

RECIPES = {recipe.name: recipe for recipe in (STUDY_ADAM, SCREEN_128)}


def recipe_named(name: str) -> Recipe:
    """Return a recipe by its name.

    Raises:
        TrainerError: there is none.
    """
    if name not in RECIPES:
        raise TrainerError(f"There is no recipe named {name}: use one of {', '.join(RECIPES)}.")
    return RECIPES[name]
