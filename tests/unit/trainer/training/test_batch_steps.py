"""A pass over arrays gives what Keras' own loop gives."""

import keras
import numpy as np
import pytest

from trainer.training import batch_steps

RNG = np.random.default_rng(0)
IMAGES = RNG.integers(0, 255, (100, 8, 8, 1), dtype=np.uint8)
TARGETS = (IMAGES.mean(axis=(1, 2)) > 128).astype(np.float32)
WEIGHTS = RNG.uniform(0.5, 2, 100).astype(np.float32)


def network():
    keras.utils.set_random_seed(0)
    layers = [keras.layers.Rescaling(1 / 255), keras.layers.Flatten(), keras.layers.Dense(1, kernel_regularizer="l2")]
    model = keras.Sequential([keras.Input((8, 8, 1)), *layers])
    model.compile(
        "sgd", keras.losses.BinaryCrossentropy(from_logits=True), metrics=[keras.metrics.BinaryAccuracy("accuracy")]
    )
    return model


@pytest.mark.parametrize("weights", [None, WEIGHTS], ids=["all alike", "weighed"])
def test_training_gives_the_means_and_the_weights_of_keras_own_loop(weights):
    ours, keras_own = network(), network()
    found = batch_steps.train_epoch(ours, IMAGES, TARGETS, weights, batch_size=16)
    history = keras_own.fit(IMAGES, TARGETS, batch_size=16, shuffle=False, sample_weight=weights, verbose=0).history

    assert found == pytest.approx({name: values[0] for name, values in history.items()}, rel=1e-5)
    for one, other in zip(ours.get_weights(), keras_own.get_weights(), strict=True):
        assert np.allclose(one, other, atol=1e-6)


def test_testing_gives_the_means_of_keras_own_loop():
    model = network()

    assert batch_steps.evaluate(model, IMAGES, TARGETS) == pytest.approx(
        model.evaluate(IMAGES, TARGETS, verbose=0, return_dict=True), rel=1e-5
    )


def test_a_prediction_is_that_of_every_image_in_its_place():
    model = network()

    assert np.allclose(batch_steps.predict(model, IMAGES), model.predict(IMAGES, verbose=0), atol=1e-5)
