"""Every experiment of the published study.

The study's shear of 0.3 is an angle in degrees, as in Keras' ImageDataGenerator. What the study does not give is Keras'
default (SGD at 0.01 without momentum, Adam at 0.001) or was chosen here once, before any result: the weight of L2, the
share dropped, the strength of the other variations.

All of them: `kifua-trainer reproduce DATASET --out runs/study`, about 3 hours on two cores. In the commands of a single
recipe, `…` stands for `--data DATASET --manifest MANIFEST --out RUN`. Times are of training on two cores, scores are
accuracies on the test part; both are those of `docs/study/results.json`.
"""

from __future__ import annotations

from dataclasses import replace

from trainer.networks.recipes.recipe import Augmentation, Recipe

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
"""The first model: 6 convolution and 2 dense layers, 64 × 64, 960 training images an epoch.

Command: `kifua-trainer train study-baseline …`.
Time: 4 to 6 minutes.
Score: 0.958 split by image, 0.954 by patient.
"""

L2 = replace(BASELINE, name="study-l2", l2=1e-3)
"""The baseline with a penalty on large weights.

Command: `kifua-trainer train study-l2 …`.
Time: 4 to 5 minutes.
Score: 0.957 split by image, 0.952 by patient.
"""

DROPOUT = replace(BASELINE, name="study-dropout", dropout=0.25)
"""The baseline with dropout.

Command: `kifua-trainer train study-dropout …`.
Time: 4 to 5 minutes.
Score: 0.941 split by image, 0.950 by patient.
"""


def _augmented(name: str, augmentation: Augmentation) -> Recipe:
    return replace(BASELINE, name=name, augmentation=augmentation)


FLIP = _augmented("study-flip", Augmentation(horizontal_flip=True))
"""The baseline on images mirrored at random.

Command: `kifua-trainer train study-flip …`.
Time: 2 to 4 minutes.
Score: 0.944 split by image, 0.938 by patient.
"""

BRIGHTNESS = _augmented("study-brightness", Augmentation(brightness=0.2))
"""The baseline on images brighter or darker at random.

Command: `kifua-trainer train study-brightness …`.
Time: 2 to 5 minutes.
Score: 0.962 split by image, 0.958 by patient.
"""

WIDTH_SHIFT = _augmented("study-width-shift", Augmentation(width_shift=0.1))
"""The baseline on images shifted sideways at random.

Command: `kifua-trainer train study-width-shift …`.
Time: 2 to 4 minutes.
Score: 0.943 split by image, 0.938 by patient.
"""

HEIGHT_SHIFT = _augmented("study-height-shift", Augmentation(height_shift=0.1))
"""The baseline on images shifted up or down at random.

Command: `kifua-trainer train study-height-shift …`.
Time: 3 to 4 minutes.
Score: 0.944 split by image, 0.942 by patient.
"""

ROTATION = _augmented("study-rotation", Augmentation(rotation_deg=10.0))
"""The baseline on images rotated at random.

Command: `kifua-trainer train study-rotation …`.
Time: 3 to 4 minutes.
Score: 0.949 split by image, 0.939 by patient.
"""

ZOOM = _augmented("study-zoom", Augmentation(zoom=0.1))
"""The baseline on images enlarged or reduced at random.

Command: `kifua-trainer train study-zoom …`.
Time: 4 minutes.
Score: 0.948 split by image, 0.949 by patient.
"""

SHEAR = _augmented("study-shear", Augmentation(shear_deg=0.3))
"""The baseline on images sheared at random.

Command: `kifua-trainer train study-shear …`.
Time: 5 minutes.
Score: 0.959 split by image, 0.956 by patient.
"""

ADAM = replace(BASELINE, name="study-adam", optimizer="adam", learning_rate=1e-3)
"""The study's final model: the baseline with another optimizer.

Command: `kifua-trainer train study-adam …`.
Time: 6 minutes.
Score: 0.972 split by image, 0.970 by patient.
"""

DEEP = replace(ADAM, name="study-deep", architecture="study-deep")
"""The final model with a convolution pair and a dense layer more.

Command: `kifua-trainer train study-deep …`.
Time: 6 to 9 minutes.
Score: 0.976 split by image, 0.957 by patient.
"""

WHOLE = replace(ADAM, name="study-adam-whole", steps_per_epoch=None, validation_images=None)
"""The final model on every training image in each epoch.

Command: `kifua-trainer train study-adam-whole …`.
Time: 15 to 21 minutes.
Score: 0.972 split by image, 0.966 by patient.
"""

WHOLE_L2 = replace(WHOLE, name="study-adam-whole-l2", l2=1e-3)
"""The same with a penalty on large weights.

Command: `kifua-trainer train study-adam-whole-l2 …`.
Time: 13 to 18 minutes.
Score: 0.969 split by image, 0.972 by patient.
"""

STUDY = (
    BASELINE,
    L2,
    DROPOUT,
    FLIP,
    BRIGHTNESS,
    WIDTH_SHIFT,
    HEIGHT_SHIFT,
    ROTATION,
    ZOOM,
    SHEAR,
    ADAM,
    DEEP,
    WHOLE,
    WHOLE_L2,
)
"""In the order of the study."""

STUDY_AUGMENTATION = Augmentation(
    horizontal_flip=True, brightness=0.2, width_shift=0.1, height_shift=0.1, rotation_deg=10.0, zoom=0.1, shear_deg=0.3
)
"""The study's variations, all at once, each as strong as in its own recipe."""
