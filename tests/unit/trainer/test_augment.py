from dataclasses import asdict

import numpy as np
import pytest

from trainer.augment import Augment
from trainer.recipes import Augmentation


@pytest.fixture
def images():
    """Eight equal pictures with a bright square in the upper left quarter."""
    pixels = np.full((8, 32, 32, 1), 50, np.uint8)
    pixels[:, 6:12, 6:12] = 200
    return pixels


def varied(images, **spec):
    return np.asarray(Augment(asdict(Augmentation(**spec)), seed=0)(images, training=True))


def test_nothing_is_varied_outside_training(images):
    layer = Augment(asdict(Augmentation(rotation_deg=20, brightness=0.5)), seed=0)

    assert np.array_equal(np.asarray(layer(images)), images)


def test_without_a_variation_the_pictures_stay_as_they_are(images):
    assert np.allclose(varied(images), images, atol=0.5)


def test_a_flip_mirrors_about_the_middle(images):
    flipped = varied(images, horizontal_flip=True)

    mirrored = images[:, :, ::-1]
    alike = [np.allclose(picture, image, atol=0.5) for picture, image in zip(flipped, images, strict=True)]
    assert any(alike)
    assert not all(alike)
    for picture, image, mirror in zip(flipped, images, mirrored, strict=True):
        assert np.allclose(picture, image, atol=0.5) or np.allclose(picture, mirror, atol=0.5)


@pytest.mark.parametrize("spec", [{"width_shift": 0.2}, {"height_shift": 0.2}, {"rotation_deg": 20}, {"zoom": 0.3}])
def test_a_movement_keeps_the_bright_square(images, spec):
    moved = varied(images, **spec)

    assert not np.allclose(moved, images, atol=5)
    assert (moved.max(axis=(1, 2, 3)) > 150).all()


@pytest.mark.parametrize("spec", [{"brightness": 0.3}, {"contrast": 0.5}, {"gamma": 1.0}])
def test_grey_values_change_but_stay_in_range(images, spec):
    changed = varied(images, **spec)

    assert not np.allclose(changed, images, atol=2)
    assert changed.min() >= 0
    assert changed.max() <= 255
