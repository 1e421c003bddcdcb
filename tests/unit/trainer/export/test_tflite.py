"""One network in four formats, by the app's own engine."""

from dataclasses import replace

import keras
import numpy as np
import pytest
from keras import layers

from app.core.model.engine import Engine
from trainer.errors import TrainerError
from trainer.export.format_comparison import measure_milliseconds
from trainer.export.tflite import Format, convert, to_int8
from trainer.images.frame import ring_mask
from trainer.networks import architectures
from trainer.networks.recipes import recipe_named
from trainer.networks.recipes.study import BASELINE

FARTHEST = {Format.FLOAT32: 1e-5, Format.FLOAT16: 1e-3, Format.DYNAMIC: 0.1, Format.INT8: 0.1}
"""Largest change of a logit of an untrained network, as a part of the largest logit."""


@pytest.fixture(scope="module")
def images():
    return np.random.default_rng(0).integers(0, 256, (12, 32, 32, 1), dtype=np.uint8)


@pytest.fixture(scope="module")
def network():
    """Two convolutions and an evidence map: as little as can be converted, in a second and not in ten."""
    keras.utils.set_random_seed(0)
    image = keras.Input((32, 32, 1))
    x = layers.Rescaling(1 / 127.5, offset=-1.0)(image)
    for width in (32, 64):
        x = layers.Conv2D(width, 3, strides=2, activation="relu")(x)
    maps = layers.Conv2D(3, 1, name=architectures.EVIDENCE)(x)
    return keras.Model(image, layers.GlobalAveragePooling2D(name="logits")(maps))


@pytest.fixture(scope="module")
def files(network, images):
    return convert(network, images)


@pytest.mark.parametrize("form", Format)
def test_every_format_takes_bytes_and_says_what_the_network_says(files, network, images, form):
    engine = Engine(files[form])

    scores = [engine.run(image[None]) for image in images]

    logits = np.array([each.logits for each in scores])
    expected = architectures.with_evidence(network).predict(images, verbose=0)["logits"]
    assert logits.dtype == np.float32
    np.testing.assert_allclose(logits, expected, rtol=0, atol=FARTHEST[form] * np.abs(expected).max())
    np.testing.assert_allclose([each.evidence.mean((0, 1)) for each in scores], logits, rtol=1e-5, atol=1e-5)


def test_rounding_to_int8_shifts_no_logit_on_average(files, images):
    exact, rounded = (
        np.mean([Engine(files[form]).run(image[None]).logits for image in images], axis=0)
        for form in (Format.FLOAT32, Format.INT8)
    )
    np.testing.assert_allclose(rounded, exact, rtol=0, atol=2e-4)


def test_a_smaller_format_gives_a_smaller_file(files):
    assert len(files[Format.FLOAT32]) > len(files[Format.FLOAT16]) > len(files[Format.INT8])


def test_every_format_is_timed(files, images):
    times = measure_milliseconds(files, images)

    assert set(times) == set(Format)
    assert all(0 < milliseconds < 1000 for milliseconds in times.values())


@pytest.mark.usefixtures("small_networks")
def test_a_masked_ring_is_masked_in_the_file_too(images):
    recipe = replace(recipe_named("trial-masked-ring"), architecture="residual", input_px=32)
    network = architectures.build(recipe)
    other_ring = np.where(ring_mask(32)[:, :, None], 255 - images[0], images[0])

    engine = Engine(to_int8(network, images))
    scores, other = engine.run(images[:1]), engine.run(other_ring[None])

    assert np.array_equal(scores.logits, other.logits)
    expected = architectures.with_evidence(network).predict(images[:1], verbose=0)["logits"][0]
    np.testing.assert_allclose(scores.logits, expected, rtol=0, atol=0.1 * np.abs(expected).max())
    np.testing.assert_allclose(scores.evidence.mean((0, 1)), scores.logits, rtol=1e-5, atol=1e-5)


def test_a_network_without_an_evidence_map_is_refused(images):
    with pytest.raises(TrainerError, match="evidence map"):
        convert(architectures.build(BASELINE), images)
