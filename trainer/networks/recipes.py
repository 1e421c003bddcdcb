"""Every training recipe, as data. Each docstring gives the command, the expected time and the expected score."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from app.core.imaging.preprocess import PreprocessSpec
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
        stretch: wider or taller by up to this fraction, the other side by as much less.
        sharpness: blurred or sharpened by up to this many times what a small blur takes away.
        uneven_light: brighter to one side by up to this fraction, across and down.
        noise: Gaussian, its standard deviation up to this fraction of the range.
        collimation: share of the images whose rim, up to 0.12 of the side from each edge, is painted over in dark grey.
        cut_out: share of the images with one square, up to 0.4 of the side, painted over in a random grey.
        exchange: share of the images that take the exposure or sharpness of another, see `acquisition.exchanged`.
        mixup: share of the images blended with another, labels alike (Zhang et al. 2018, arXiv:1710.09412).
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
    stretch: float = 0.0
    sharpness: float = 0.0
    uneven_light: float = 0.0
    noise: float = 0.0
    collimation: float = 0.0
    cut_out: float = 0.0
    exchange: float = 0.0
    mixup: float = 0.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides a training run but data and seed.

    Attributes:
        name: of the recipe, and of its run folder.
        architecture: a key of `trainer.networks.architectures.ARCHITECTURES`.
        classes: 2 for normal and pneumonia (one logit), 3 for normal, bacterial and viral (three logits).
        input_px: side of the square input.
        batch_size: images a step.
        epochs: at most.
        steps_per_epoch: None for every training image once an epoch.
        validation_images: None for all; else a sample of this many, another in each epoch.
        patience: stop after this many epochs without a lower validation loss; None for never.
        optimizer: a key of `trainer.training.loop.OPTIMIZERS`.
        learning_rate: at the start.
        cosine_decay: whether the rate falls to zero along a cosine over all epochs.
        balanced: whether each class weighs the same in the loss.
        l2: weight of the squared kernels in the loss, for the study's architectures.
        dropout: share of the features dropped after each pooling, for the study's architectures, and twice that before
            the last layer; for `efficientnet-lite0`, before the last layer.
        pretrained: whether `efficientnet-lite0` starts from weights learned from photographs.
        augmentation: None for none.
        standardised: whether exposure and contrast are taken out of the input, see `PreprocessSpec`.
        averaging: momentum of a running average of the weights, which takes their place after each epoch; 0 for none.
        teachers: runs beside this one whose mean probability is half of what is learned, the class being the other half
            (distillation: Hinton et al. 2015, arXiv:1503.02531); none for the class alone.
        unlabelled_epochs: how often the trunk sees the training images without their labels first, see
            `trainer.training.barlow_twins`.
        precision: a Keras dtype policy; `mixed_bfloat16` is faster where the processor has bfloat16.
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
    standardised: bool = False
    averaging: float = 0.0
    teachers: tuple[str, ...] = ()
    unlabelled_epochs: int = 0
    precision: str = "float32"
    pretrained: bool = False

    @property
    def preprocess(self) -> PreprocessSpec:
        """How a radiograph becomes this recipe's input."""
        return PreprocessSpec(self.input_px, standardised=self.standardised)


STUDY_AUGMENTATION = Augmentation(
    horizontal_flip=True, brightness=0.2, width_shift=0.1, height_shift=0.1, rotation_deg=10.0, zoom=0.1, shear_deg=0.3
)
"""The study's variations, all at once, each as strong as in its own recipe."""

_STRONG = Augmentation(
    horizontal_flip=True,
    rotation_deg=12,
    zoom=0.18,
    width_shift=0.1,
    height_shift=0.1,
    shear_deg=6,
    stretch=0.2,
    brightness=0.1,
    contrast=0.4,
    gamma=0.6,
    sharpness=1.2,
    uneven_light=0.4,
    noise=0.02,
)

SCREEN_128 = Recipe(
    name="screen-128",
    architecture="efficientnet-lite0",
    classes=3,
    input_px=128,
    batch_size=32,
    epochs=15,
    learning_rate=1e-3,
    cosine_decay=True,
    balanced=True,
    dropout=0.2,
    pretrained=True,
    standardised=True,
    augmentation=replace(_STRONG, collimation=0.2, exchange=0.5),
)
"""The shipped model: a pretrained trunk of EfficientNet-Lite0 at 128 × 128 under a fully convolutional head.

Command: `kifua-trainer bundle DATASET --out assets/model --exclude assets/samples`, about 25 minutes on two cores.
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

_PLAIN = Recipe(
    name="trial-plain",
    architecture="residual",
    classes=3,
    input_px=128,
    batch_size=32,
    epochs=8,
    learning_rate=2e-3,
    cosine_decay=True,
    balanced=True,
    precision="mixed_bfloat16",
    augmentation=Augmentation(
        horizontal_flip=True, rotation_deg=10, zoom=0.12, width_shift=0.06, height_shift=0.06, shear_deg=5
    ),
)
_STANDARD = replace(_PLAIN, name="trial-standardised", standardised=True)
_VARIED = replace(_STANDARD, name="trial-strong-augmentation", augmentation=_STRONG)
_EXCHANGED = replace(_VARIED, name="trial-exchange", augmentation=replace(_STRONG, exchange=0.5))

_TEACHERS = ("trial-mixup", "trial-cut-out", "trial-averaging", "trial-squeeze-excite")
_SHORT = replace(SCREEN_128, name="trial-pretrained", epochs=8)

TRIALS = (
    _PLAIN,
    _STANDARD,
    _VARIED,
    _EXCHANGED,
    replace(_EXCHANGED, name="trial-mixup", augmentation=replace(_STRONG, exchange=0.5, mixup=0.5)),
    replace(_EXCHANGED, name="trial-cut-out", augmentation=replace(_STRONG, exchange=0.5, cut_out=0.5)),
    replace(_EXCHANGED, name="trial-averaging", averaging=0.99),
    replace(_EXCHANGED, name="trial-squeeze-excite", architecture="residual-se"),
    replace(_EXCHANGED, name="trial-160", input_px=160),
    replace(_EXCHANGED, name="trial-unbalanced", balanced=False),
    replace(_EXCHANGED, name="trial-distilled", teachers=_TEACHERS),
    replace(_SHORT, name="trial-from-scratch", pretrained=False, learning_rate=2e-3),
    _SHORT,
    replace(_SHORT, name="trial-self-supervised", unlabelled_epochs=4),
)
"""Means to a model that travels, each in a short run: the first four add up, the next seven are one step from the
fourth, and the last three are the shipped network without pretrained weights, with them, and with them and four epochs
without labels.

Command: `kifua-trainer trials DATASET --out runs/trials`, 5 to 8 minutes each on two fast cores, the last one 15.
"""

SHIPPED = SCREEN_128

RECIPES = {recipe.name: recipe for recipe in (*STUDY, *TRIALS, SCREEN_128)}


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
    read = {"augmentation": Augmentation(**augmentation) if augmentation else None}
    return Recipe(**{**stored, **read, "teachers": tuple(stored.get("teachers", ()))})
