"""Every training recipe, as data. Each docstring gives the command, the expected time and the expected score."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

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
        l2: weight of the squared kernels in the loss, for the study's architectures.
        dropout: share of the features dropped after each pooling, for the study's architectures; twice that before the
            last layer.
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
    l2: float = 0.0
    dropout: float = 0.0


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


BASELINE = Recipe(
    name="study-baseline",
    architecture="study",
    classes=2,
    input_px=64,
    batch_size=20,
    epochs=30,
    steps_per_epoch=48,
    validation_images=320,
    optimizer="sgd",
    learning_rate=0.01,
)
"""The published study's first model: 6 convolution and 2 dense layers, 64 × 64, 960 training images an epoch."""

_ADAM = replace(BASELINE, name="study-adam", optimizer="adam", learning_rate=1e-3)
_WHOLE = replace(_ADAM, name="study-adam-whole", steps_per_epoch=None, validation_images=None)


def _augmented(name: str, **variation: float | bool) -> Recipe:
    return replace(BASELINE, name=f"study-{name}", augmentation=Augmentation(**variation))  # type: ignore[arg-type]


STUDY = (
    BASELINE,
    replace(BASELINE, name="study-l2", l2=1e-3),
    replace(BASELINE, name="study-dropout", dropout=0.25),
    _augmented("flip", horizontal_flip=True),
    _augmented("brightness", brightness=0.2),
    _augmented("width-shift", width_shift=0.1),
    _augmented("height-shift", height_shift=0.1),
    _augmented("rotation", rotation_deg=10.0),
    _augmented("zoom", zoom=0.1),
    _augmented("shear", shear_deg=0.3),
    _ADAM,
    replace(_ADAM, name="study-deep", architecture="study-deep"),
    _WHOLE,
    replace(_WHOLE, name="study-adam-whole-l2", l2=1e-3),
)
"""Every experiment of the published study, in its order; `study-adam` is its final model.

The study's shear of 0.3 is an angle in degrees, as in Keras' ImageDataGenerator. What the study does not give is Keras'
default (SGD at 0.01 without momentum, Adam at 0.001) or was chosen here once, before any result: the weight of L2, the
share dropped, the strength of the other variations.

Command: `kifua-trainer reproduce DATASET --out runs/study`, about 2 hours on two cores; one alone, such as
`kifua-trainer train study-adam --data DATASET --manifest by-image.csv --out runs/study-adam`, takes 3 to 10 minutes.
"""

RECIPES = {recipe.name: recipe for recipe in (*STUDY, SCREEN_128)}


def recipe_named(name: str) -> Recipe:
    """Return a recipe by its name.

    Raises:
        TrainerError: there is none.
    """
    if name not in RECIPES:
        raise TrainerError(f"There is no recipe named {name}: use one of {', '.join(RECIPES)}.")
    return RECIPES[name]


def recipe_of(stored: dict[str, Any]) -> Recipe:
    """Return the recipe that a run folder stores; what it does not name has its default."""
    augmentation = stored.get("augmentation")
    return Recipe(**{**stored, "augmentation": Augmentation(**augmentation) if augmentation else None})
