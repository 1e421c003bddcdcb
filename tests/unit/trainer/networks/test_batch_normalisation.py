"""The fused batch normalisation gives what Keras' own gives."""

import keras
import numpy as np
import pytest

from trainer.networks.efficientnet import BatchNormalization

IMAGES = np.random.default_rng(0).normal(3, 2, (8, 16, 16, 4)).astype(np.float32)


def learned(kind, precision="float32"):
    """Return a network after three steps of training, and what it says then."""
    keras.utils.set_random_seed(0)
    norm = kind(dtype=precision)
    model = keras.Sequential([keras.Input((16, 16, 4)), keras.layers.Conv2D(3, 3), norm, keras.layers.Flatten()])
    model.add(keras.layers.Dense(1, dtype="float32"))
    model.compile(keras.optimizers.SGD(1e-3), "mse")
    for _ in range(3):
        model.train_on_batch(IMAGES, np.ones((8, 1), np.float32))
    return model.get_weights(), model.predict_on_batch(IMAGES)


@pytest.mark.parametrize("precision", ["float32", "mixed_bfloat16"])
def test_training_and_judging_are_those_of_keras(precision):
    (ours, said), (keras_own, expected) = (
        learned(BatchNormalization, precision),
        learned(keras.layers.BatchNormalization, precision),
    )

    for one, other in zip(ours, keras_own, strict=True):
        assert np.allclose(one, other, rtol=5e-3, atol=1e-4)  # the fused variance is that of a sample
    assert np.allclose(said, expected, atol=1e-2)


def test_a_frozen_layer_learns_nothing():
    layer = BatchNormalization(trainable=False)
    layer(IMAGES, training=True)

    assert np.allclose(layer.moving_mean, 0)
