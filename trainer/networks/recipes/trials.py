"""Means to a model that keeps its figures elsewhere, each in a short run.

The first four add up, the next seven are one step from the fourth, and the others are the shipped network in fewer
epochs: without pretrained weights, with them, and with them and epochs without labels. The last seven are means against
the frame of the films: four are one step from `trial-pretrained`, three add up.

All of them: `kifua-trainer trials DATASET --out runs/trials`. Times are of training on two cores, scores are the AUROC
on the validation part of a split by patient, as it is and on average under stress; both are those of
`docs/study/trials.json`, and a trial that is not there has not been measured yet.
"""

from __future__ import annotations

from dataclasses import replace

from trainer.images.frame import RING
from trainer.networks.recipes.recipe import STRONG_AUGMENTATION, Augmentation, Recipe
from trainer.networks.recipes.shipped import SCREEN_128

PLAIN = Recipe(
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
"""A small residual network on images moved and turned at random.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-plain`.
Time: 25 minutes.
Score: 0.9972, under stress 0.9821.
"""

STANDARDISED = replace(PLAIN, name="trial-standardised", standardised=True)
"""The same with exposure and contrast taken out of the input.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-standardised`.
Time: 16 minutes.
Score: 0.9966, under stress 0.9935.
"""

STRONGLY_AUGMENTED = replace(STANDARDISED, name="trial-strong-augmentation", augmentation=STRONG_AUGMENTATION)
"""The same with stronger variation, of grey values too.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-strong-augmentation`.
Time: 10 minutes.
Score: 0.9924, under stress 0.9876.
"""

EXCHANGED = replace(STRONGLY_AUGMENTED, name="trial-exchange", augmentation=replace(STRONG_AUGMENTATION, exchange=0.5))
"""The same with exposure and sharpness exchanged between images.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-exchange`.
Time: 14 minutes.
Score: 0.9931, under stress 0.9906.
"""

MIXUP = replace(EXCHANGED, name="trial-mixup", augmentation=replace(STRONG_AUGMENTATION, exchange=0.5, mixup=0.5))
"""`trial-exchange` with blended images.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-mixup`.
Time: 4 minutes.
Score: 0.9926, under stress 0.9895.
"""

CUT_OUT = replace(EXCHANGED, name="trial-cut-out", augmentation=replace(STRONG_AUGMENTATION, exchange=0.5, cut_out=0.5))
"""`trial-exchange` with squares painted over.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-cut-out`.
Time: 4 minutes.
Score: 0.9936, under stress 0.9913.
"""

AVERAGED = replace(EXCHANGED, name="trial-averaging", averaging=0.99)
"""`trial-exchange` with a running average of the weights.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-averaging`.
Time: 5 minutes.
Score: 0.9936, under stress 0.9905.
"""

SQUEEZE_EXCITE = replace(EXCHANGED, name="trial-squeeze-excite", architecture="residual-se")
"""`trial-exchange` with channels weighed by the whole image.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-squeeze-excite`.
Time: 8 minutes.
Score: 0.9927, under stress 0.9902.
"""

LARGER = replace(EXCHANGED, name="trial-160", input_px=160)
"""`trial-exchange` at 160 × 160.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-160`.
Time: 18 minutes.
Score: 0.9918, under stress 0.9885.
"""

UNBALANCED = replace(EXCHANGED, name="trial-unbalanced", balanced=False)
"""`trial-exchange` with every image of the same weight in the loss.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-unbalanced`.
Time: 9 minutes.
Score: 0.9942, under stress 0.9913.
"""

DISTILLED = replace(
    EXCHANGED,
    name="trial-distilled",
    teachers=tuple(recipe.name for recipe in (MIXUP, CUT_OUT, AVERAGED, SQUEEZE_EXCITE)),
)
"""`trial-exchange`, taught by four other trials, which must have been run before.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-distilled`.
Time: 4 minutes.
Score: 0.9925, under stress 0.9905.
"""

FROM_SCRATCH = replace(SCREEN_128, name="trial-from-scratch", epochs=8, pretrained=False, learning_rate=2e-3)
"""The shipped network without pretrained weights.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-from-scratch`.
Time: 13 minutes.
Score: 0.9931, under stress 0.9905.
"""

PRETRAINED = replace(SCREEN_128, name="trial-pretrained", epochs=8)
"""The shipped network in fewer epochs.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-pretrained`.
Time: 6 minutes.
Score: 0.9957, under stress 0.9953.
"""

SELF_SUPERVISED = replace(PRETRAINED, name="trial-self-supervised", unlabelled_epochs=4)
"""The same after four epochs without labels.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-self-supervised`.
Time: 16 minutes.
Score: 0.9958, under stress 0.9951.
"""

_AUGMENTATION = replace(STRONG_AUGMENTATION, collimation=0.2, exchange=0.5)
"""That of `trial-pretrained`."""

FRAME_EXCHANGED = replace(
    PRETRAINED, name="trial-frame-exchange", augmentation=replace(_AUGMENTATION, frame_exchange=0.9)
)
"""`trial-pretrained` with ring and corners exchanged between images.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-frame-exchange`.
Time: 25 minutes.
Score: 0.9950, under stress 0.9940.
"""

LUNGS_HIDDEN_ALONE = replace(
    PRETRAINED, name="trial-hidden-lungs-alone", augmentation=replace(_AUGMENTATION, hidden_lungs=0.2)
)
"""`trial-pretrained` with some lungs hidden, and taught as one half normal, one half pneumonia.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-hidden-lungs-alone`.
Time: 11 minutes.
Score: 0.9961, under stress 0.9956.
"""

RING_MASKED = replace(PRETRAINED, name="trial-masked-ring", masked_ring=RING)
"""`trial-pretrained` that is not shown the ring.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-masked-ring`.
Time: 5 minutes.
Score: 0.9951, under stress 0.9935.
"""

DEBIASED = replace(PRETRAINED, name="trial-debiased", debiased=True)
"""`trial-pretrained`, in training beside an expert of the ring.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-debiased`.
Time: 6 minutes.
Score: 0.9900, under stress 0.9878.
"""

LUNGS_HIDDEN = replace(
    FRAME_EXCHANGED,
    name="trial-hidden-lungs",
    augmentation=replace(_AUGMENTATION, frame_exchange=0.9, hidden_lungs=0.2),
)
"""`trial-frame-exchange` with some lungs hidden, and taught as one half normal, one half pneumonia.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-hidden-lungs`.
Time: 7 minutes.
Score: 0.9948, under stress 0.9937.
"""

STRETCHED = replace(
    LUNGS_HIDDEN,
    name="trial-stretched",
    augmentation=replace(_AUGMENTATION, frame_exchange=0.9, hidden_lungs=0.2, stretch=0.35),
)
"""`trial-hidden-lungs` with shapes that vary more.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-stretched`.
Time: not measured yet.
Score: not measured yet.
"""

PATTERN_SMOOTHED = replace(STRETCHED, name="trial-pattern-smoothing", pattern_smoothing=0.2)
"""`trial-stretched`, less sure whether a pneumonia is bacterial or viral.

Command: `kifua-trainer trials DATASET --out runs/trials --only trial-pattern-smoothing`.
Time: not measured yet.
Score: not measured yet.
"""

TRIALS = (
    PLAIN,
    STANDARDISED,
    STRONGLY_AUGMENTED,
    EXCHANGED,
    MIXUP,
    CUT_OUT,
    AVERAGED,
    SQUEEZE_EXCITE,
    LARGER,
    UNBALANCED,
    DISTILLED,
    FROM_SCRATCH,
    PRETRAINED,
    SELF_SUPERVISED,
    FRAME_EXCHANGED,
    LUNGS_HIDDEN_ALONE,
    RING_MASKED,
    DEBIASED,
    LUNGS_HIDDEN,
    STRETCHED,
    PATTERN_SMOOTHED,
)
"""In the order in which they are run: those that teach come before the one that is taught."""
