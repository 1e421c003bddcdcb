"""Small models that see thumbnails of parts of a picture, and the expert of the frame that is made of one.

A product of experts (Clark et al. 2019, arXiv:1909.03683) takes a known bias out of what a network learns: the
log-probabilities of an expert that knows the bias alone are added to its logits in the loss. What the expert tells
already brings the network nothing; afterwards the network is used without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras
import numpy as np
from keras import ops
from numpy.typing import NDArray
from PIL import Image
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from trainer.images.frame import ring_mask

THUMBNAIL_PX = 50
"""Side at which the small model sees a picture: the ring is six points deep, and finer grain does not help it."""

FOLDS = 5
"""By patient: the expert that speaks of an image has seen no image of that patient."""


def make_thumbnails(images: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return images, (N, S, S), at `THUMBNAIL_PX`; a point in the ring holds nothing from inside it."""
    size = (THUMBNAIL_PX, THUMBNAIL_PX)
    return np.array([Image.fromarray(image).resize(size, Image.Resampling.BOX) for image in images], np.float64)


def make_small_model() -> Pipeline:
    """Return a support vector machine with a radial kernel and scikit-learn's defaults, on standardised features."""
    return make_pipeline(StandardScaler(), SVC())


def expert_log_probabilities(
    images: NDArray[np.uint8], classes: NDArray[np.int64], patients: Sequence[str]
) -> NDArray[np.float32]:
    """Return what an expert that sees the ring alone says of each image.

    The scores of a small model, out of fold, become log-probabilities by a logistic regression in which each class
    weighs the same: how common a class is remains for the network to learn.

    Args:
        images: shape (N, S, S, 1).
        classes: of each, shape (N,): three or more, by their numbers.
        patients: of each.

    Returns:
        Shape (N, C).
    """
    seen = make_thumbnails(images[..., 0])[:, ring_mask(THUMBNAIL_PX)]
    scores = cross_val_predict(
        make_small_model(),
        seen,
        classes,
        groups=np.array(patients),
        cv=StratifiedGroupKFold(FOLDS),
        method="decision_function",
    )
    said = LogisticRegression(class_weight="balanced").fit(scores, classes).predict_log_proba(scores)
    return np.asarray(said, np.float32)


@keras.saving.register_keras_serializable(package="kifua")
class ProductLoss(keras.losses.Loss):
    """Cross-entropy of the product of a network and an expert.

    The targets, (B, 2 C), are those of the network's C logits and then the expert's log-probabilities.
    """

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """Return the loss of each image, shape (B,)."""
        targets, expert = ops.split(y_true, 2, axis=1)
        return keras.losses.categorical_crossentropy(targets, y_pred + expert, from_logits=True)


@keras.saving.register_keras_serializable(package="kifua")
class NetworkAccuracy(keras.metrics.CategoricalAccuracy):
    """Share of images that the network alone has right, of targets as `ProductLoss` takes them."""

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        """Count a batch; arguments as of every Keras metric."""
        return super().update_state(ops.split(y_true, 2, axis=1)[0], y_pred, sample_weight)
