from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.learning import arrays
from trainer.networks.recipes import Augmentation, Recipe
from trainer.training import batch_steps, frame_augment, loop
from trainer.training.frame_augment import DEEPEST, PLAIN_FRAMES, exchange_frames, hide_lungs

COUNT, SIDE = 200, 64
DEPTH = round((DEEPEST + 0.02) * SIDE) + 1
"""Points from the edge beyond which no exchanged frame reaches, its soft edge included."""


@pytest.fixture
def images():
    """Pictures of one grey each, no two alike."""
    return np.repeat(np.arange(COUNT, dtype=np.uint8), SIDE * SIDE).reshape(COUNT, SIDE, SIDE, 1)


@pytest.fixture
def classes():
    return np.arange(COUNT) % 3


def rng():
    return np.random.default_rng(0)


def middle(images):
    return images[:, DEPTH:-DEPTH, DEPTH:-DEPTH]


def test_an_exchanged_frame_leaves_the_middle_as_it_is_to_the_byte(images):
    before = images.copy()

    result = exchange_frames(images, 1.0, rng())

    assert result.dtype == np.uint8
    assert np.array_equal(middle(result), middle(images))
    assert np.array_equal(images, before)


def test_the_frame_comes_from_another_picture_whatever_its_class(images, classes, monkeypatch):
    monkeypatch.setattr(frame_augment, "PLAIN_FRAMES", 0.0)

    given = exchange_frames(images, 1.0, rng())[:, 0, 0, 0]

    assert not (given == np.arange(COUNT)).mean() > 0.1  # but for a frame of next to no depth
    pairs = np.bincount(classes * 3 + classes[given], minlength=9)
    assert (pairs > COUNT / 9 / 2).all()  # every class gives to every class


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_as_many_frames_are_exchanged_as_asked_for(share, images):
    changed = (exchange_frames(images, share, rng()) != images).any(axis=(1, 2, 3)).mean()

    assert changed == pytest.approx(share, abs=0.08)


def test_some_frames_are_a_plain_grey(images):
    pictures = images.copy()
    pictures[:, ::2] //= 2  # stripes, so that only a plain frame is of one grey
    edges = exchange_frames(pictures, 1.0, rng())[:, :, 0, 0]

    plain = (np.ptp(edges[:, 10:-10], axis=1) == 0).mean()
    assert 0.3 * PLAIN_FRAMES < plain < 1.5 * PLAIN_FRAMES  # a left side of no depth shows no frame


def test_the_edge_of_an_exchanged_frame_passes_steadily_into_the_picture():
    images = np.zeros((2, SIDE, SIDE, 1), np.uint8)
    images[1] = 200

    dark = exchange_frames(np.repeat(images, 20, axis=0), 1.0, rng())[:20, SIDE // 2, : SIDE // 2, 0].astype(int)

    assert (np.diff(dark, axis=1) <= 0).all()
    assert ((dark > 0) & (dark < 200)).any()


def test_the_depths_of_the_sides_are_drawn_independently(images):
    result = exchange_frames(images, 1.0, rng())[..., 0]
    changed = result != images[..., 0]
    half = SIDE // 2
    depths = [
        changed[:, :half, half].sum(axis=1),
        changed[:, half:, half].sum(axis=1),
        changed[:, half, :half].sum(axis=1),
        changed[:, half, half:].sum(axis=1),
    ]

    correlations = np.corrcoef(depths)[~np.eye(4, dtype=bool)]
    assert np.abs(correlations).max() < 0.4  # a picture that got its own grey has depth 0 everywhere
    assert max(depth.max() for depth in depths) <= DEPTH
    assert min(depth.max() for depth in depths) >= 0.8 * DEEPEST * SIDE


def test_corners_are_exchanged_beyond_the_ring(images):
    changed = (exchange_frames(images, 1.0, rng()) != images)[..., 0]

    at = round(DEEPEST / 2 * SIDE)
    corner_alone = changed[:, at, at] & ~changed[:, SIDE // 2, at] & ~changed[:, at, SIDE // 2]
    assert corner_alone.mean() > 0.05


def test_hidden_lungs_are_taught_as_half_normal_half_pneumonia(images, classes):
    targets = np.eye(3, dtype=np.float32)[classes]

    hidden, unknown = hide_lungs(images, targets, 0.15, rng())

    taught = (unknown == np.float32([0.5, 0.25, 0.25])).all(axis=1)
    assert taught.mean() == pytest.approx(0.15, abs=0.06)
    assert unknown.dtype == np.float32
    assert np.array_equal(unknown[~taught], targets[~taught])
    assert np.array_equal(hidden[~taught], images[~taught])
    assert np.array_equal(targets, np.eye(3, dtype=np.float32)[classes])


def test_a_single_probability_is_taught_as_one_half(images):
    _, unknown = hide_lungs(images, np.ones((COUNT, 1), np.float32), 1.0, rng())

    assert (unknown == 0.5).all()


def test_hidden_lungs_keep_the_ring_and_nothing_of_the_middle():
    image = np.random.default_rng(1).integers(0, 256, (SIDE, SIDE, 1), np.uint8)
    images = np.repeat(image[None], 60, axis=0)

    hidden, _ = hide_lungs(images, np.ones((60, 1), np.float32), 1.0, rng())

    ring = round(0.06 * SIDE) - 1
    edge = np.ones((SIDE, SIDE), bool)
    edge[ring:-ring, ring:-ring] = False
    assert np.array_equal(hidden[:, edge], images[:, edge])
    inside = hidden[:, DEPTH:-DEPTH, DEPTH:-DEPTH, 0].astype(float)
    assert np.abs(np.diff(inside, axis=1)).max() < 40  # the noise that was there jumps by up to 255
    greys = inside.mean(axis=(1, 2))
    plain = inside.std(axis=(1, 2)) == 0
    assert 0.5 < plain.mean() < 0.85  # two of three ways are plain, and the third a blur
    assert (plain & (greys == 128)).any()
    assert len(set(greys[plain])) > 10


@pytest.mark.parametrize("variation", [{"frame_exchange": 1.0}, {"hidden_lungs": 1.0}])
def test_a_recipe_varies_what_is_learned_alike_for_the_same_seed(variation, tmp_path, monkeypatch):
    seen = []

    def train_epoch(model, images, targets, weights, **_):
        seen.append((images, targets))
        return {"loss": 1.0, "accuracy": 0.0}

    monkeypatch.setattr(batch_steps, "train_epoch", train_epoch)
    plain = Recipe("tiny", "residual", classes=3, input_px=32, batch_size=8, epochs=1, augmentation=Augmentation())
    varied = replace(plain, augmentation=Augmentation(**variation))
    for name, recipe in (("plain", plain), ("one", varied), ("two", varied)):
        (tmp_path / name).mkdir()
        loop.fit(recipe, arrays(recipe), arrays(recipe), tmp_path / name, seed=0)

    (plain_images, _), (images, targets), (again, again_targets) = seen
    assert np.array_equal(images, again)
    assert np.array_equal(targets, again_targets)
    assert (images != plain_images).any(axis=(1, 2, 3)).mean() > 0.9
    assert np.allclose(targets, [0.5, 0.25, 0.25]) is ("hidden_lungs" in variation)
