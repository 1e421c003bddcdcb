"""What the trainer learns from is what the app scores: pixels, standardisation and scores."""

from dataclasses import asdict
from pathlib import Path

import keras
import numpy as np
import pytest
from keras import layers

from app.core.imaging.preprocess import PreprocessSpec, load_radiograph, to_model_input
from app.core.model.bundle import load_bundle
from app.core.model.decision import calibrated_probability, pneumonia_margin
from app.core.model.engine import Engine
from app.core.screening import Screener
from tests.helpers.bundles import with_model
from trainer.data.arrays import read_images
from trainer.data.dataset import scan
from trainer.data.split import split_examples
from trainer.export.tflite import Format, convert
from trainer.networks.architectures import EVIDENCE, with_evidence
from trainer.networks.recipes import Augmentation
from trainer.training.augment import Augment

TOLERANCE = 1e-4  # of a score, between Keras and LiteRT in float32


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    """The sample X-rays as a dataset folder."""
    folder = tmp_path_factory.mktemp("parity")
    for path in (Path(__file__).parents[4] / "assets/samples").glob("*.jpeg"):
        part = folder / "train" / ("PNEUMONIA" if path.name.startswith("person") else "NORMAL")
        part.mkdir(parents=True, exist_ok=True)
        (part / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture(scope="module")
def rows(dataset):
    return split_examples(scan(dataset).examples, by="image").rows


@pytest.fixture
def spec(bundle):
    """How the shipped model's inputs are made."""
    return load_bundle(bundle).preprocess


def test_the_screener_gives_the_engine_the_bytes_that_the_trainer_reads(bundle, dataset, rows, spec, monkeypatch):
    given = []
    run = Engine.run
    monkeypatch.setattr(Engine, "run", lambda self, image: given.append(image) or run(self, image))
    screener = Screener.open(bundle, "test")

    for row in rows:
        screener.screen_file(str(dataset / row.file))

    assert len(given) == len(rows) == 6
    assert np.array_equal(np.concatenate(given), read_images(dataset, rows, spec))


def test_training_standardises_as_the_app_does(dataset, rows, spec):
    """The layer that varies training images standardises them anew; with nothing varied that is the app's result."""
    plain = PreprocessSpec(spec.size_px, spec.resample, spec.decode_px)
    layer = Augment(asdict(Augmentation()), seed=0, standardised=True)

    in_graph = np.asarray(layer(read_images(dataset, rows, plain), training=True))

    served = [to_model_input(load_radiograph(dataset / row.file, spec), spec) for row in rows]
    assert spec.standardised
    assert np.abs(in_graph - np.concatenate(served)).max() < 0.6  # the app rounds to bytes


@pytest.fixture(scope="module")
def network():
    """An untrained network with weights so large that its scores follow the pixels."""
    keras.utils.set_random_seed(3)
    image = keras.Input((128, 128, 1))
    x = layers.Rescaling(1 / 127.5, offset=-1.0)(image)
    x = layers.AveragePooling2D(4)(x)
    x = layers.Conv2D(8, 3, strides=2, activation="relu", kernel_initializer=keras.initializers.HeNormal(1))(x)
    maps = layers.Conv2D(3, 3, name=EVIDENCE, kernel_initializer=keras.initializers.RandomNormal(0, 1, 2))(x)
    return keras.Model(image, layers.GlobalAveragePooling2D(name="logits")(maps))


def app_scores(bundle, dataset, rows):
    """What the app says of each file, by the bundle's own file, calibration and gate."""
    screener = Screener.open(bundle, "test")
    return np.array([screener.screen_file(str(dataset / row.file)).verdict.score for row in rows])


def test_the_app_scores_a_file_as_the_trainers_network_does(bundle, dataset, rows, spec, network, tmp_path):
    images = read_images(dataset, rows, spec)
    file = convert(network, images, (Format.FLOAT32,))[Format.FLOAT32]
    calibration = load_bundle(bundle).calibration

    served = app_scores(with_model(bundle, tmp_path / "bundle", file), dataset, rows)

    def trained(inputs):
        margins = pneumonia_margin(with_evidence(network).predict(inputs, verbose=0)["logits"])
        return np.array([calibrated_probability(margin, calibration) for margin in margins])

    otherwise = read_images(dataset, rows, PreprocessSpec(spec.size_px, "box", spec.decode_px, spec.standardised))
    assert np.abs(served - trained(images)).max() < TOLERANCE
    assert np.abs(served - trained(otherwise)).max() > 10 * TOLERANCE  # another filter would have been noticed
