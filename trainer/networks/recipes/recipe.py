"""The recipe: every setting of a training run but data and seed."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.imaging.preprocess import PreprocessSpec


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
        exchange: share of the images that take the exposure or sharpness of another, see `machine_look.exchange_looks`.
        mixup: share of the images blended with another, labels alike (Zhang et al. 2018, arXiv:1710.09412).
        frame_exchange: share of the images whose ring and corners are taken from another, or are a plain grey, see
            `trainer.training.frame_augment.exchange_frames`.
        hidden_lungs: share of the images whose inside is painted over or blurred, and that are taught as *cannot tell*,
            see `trainer.training.frame_augment.hide_lungs`.
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
    frame_exchange: float = 0.0
    hidden_lungs: float = 0.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """Every setting of a training run but data and seed.

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
        masked_ring: depth of the ring, as a share of the side, that a network with an evidence map is not shown: the
            middle grey takes its place inside the network.
        debiased: whether the log-probabilities of an expert that sees the ring alone are added to the logits in the
            loss, in training only (product of experts: Clark et al. 2019, arXiv:1909.03683), see
            `trainer.training.frame_expert`. For 3 classes; the expert knows nothing of exchanged frames.
        pattern_smoothing: share of a pneumonia's target that goes to the other kind, bacterial or viral, while normal
            stays as it is: the kinds are noisily labelled (smoothing against noise: Lukasik et al. 2020,
            arXiv:2003.02819). For 3 classes.
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
    masked_ring: float = 0.0
    debiased: bool = False
    pattern_smoothing: float = 0.0

    @property
    def preprocess(self) -> PreprocessSpec:
        """How a radiograph becomes this recipe's input."""
        return PreprocessSpec(self.input_px, standardised=self.standardised)


STRONG_AUGMENTATION = Augmentation(
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
"""Variations of place, grey values, sharpness and light, all at once."""
