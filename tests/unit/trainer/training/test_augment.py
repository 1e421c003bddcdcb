from dataclasses import asdict

import numpy as np
import pytest

from app.core.imaging.preprocess import standardise
from trainer.networks.recipes import Augmentation
from trainer.training.augment import Augment, mix_up


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


@pytest.mark.parametrize(
    "spec", [{"width_shift": 0.2}, {"height_shift": 0.2}, {"rotation_deg": 20}, {"zoom": 0.3}, {"stretch": 0.3}]
)
def test_a_movement_keeps_the_bright_square(images, spec):
    moved = varied(images, **spec)

    assert not np.allclose(moved, images, atol=5)
    assert (moved.max(axis=(1, 2, 3)) > 150).all()


@pytest.mark.parametrize(
    "spec",
    [
        {"brightness": 0.3},
        {"contrast": 0.5},
        {"gamma": 1.0},
        {"sharpness": 1.0},
        {"uneven_light": 0.5},
        {"noise": 0.1},
        {"collimation": 1.0},
        {"cut_out": 1.0},
    ],
)
def test_grey_values_change_but_stay_in_range(images, spec):
    changed = varied(images, **spec)

    assert not np.allclose(changed, images, atol=2)
    assert changed.min() >= 0
    assert changed.max() <= 255


def test_collimation_paints_the_rim_and_leaves_the_middle(images):
    painted = varied(images, collimation=1.0)

    assert np.allclose(painted[:, 4:-4, 4:-4], images[:, 4:-4, 4:-4], atol=0.5)
    assert not np.allclose(painted, images, atol=0.5)


def test_a_cut_out_paints_one_square_of_one_grey_over(images):
    painted = varied(images, cut_out=1.0)

    for picture, image in zip(painted, images, strict=True):
        rows, columns = np.nonzero(np.abs(picture - image)[..., 0] > 0.5)
        if len(rows):
            square = picture[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
            assert square.std() < 1
            assert max(square.shape) <= 0.4 * 32 + 1


def test_varied_images_get_the_grey_that_the_app_gives(images):
    layer = Augment(asdict(Augmentation(brightness=0.3, contrast=0.5)), seed=0, standardised=True)

    pictures = np.asarray(layer(images, training=True))

    for picture, image in zip(pictures, images, strict=True):
        assert np.allclose(picture, standardise(image), atol=12)


def test_blended_images_take_their_targets_along():
    images = np.array([0, 200] * 20, np.uint8).reshape(40, 1, 1, 1)
    targets = np.eye(2, dtype=np.float32)[[0, 1] * 20]

    mixed, soft = mix_up(images, targets, 1.0, np.random.default_rng(0))

    assert np.allclose(mixed.ravel() / 200, soft[:, 1], atol=0.01)
    assert np.allclose(soft.sum(axis=1), 1)
    assert (np.argmax(soft, axis=1) == [0, 1] * 20).all()
    assert ((soft > 0.05) & (soft < 0.95)).any()


def test_without_a_share_nothing_is_blended(images):
    targets = np.eye(8, dtype=np.float32)

    mixed, soft = mix_up(images, targets, 0.0, np.random.default_rng(0))

    assert np.array_equal(mixed, images)
    assert np.array_equal(soft, targets)
