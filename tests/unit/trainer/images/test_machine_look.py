import numpy as np
import pytest

from tests.helpers.pictures import gradient
from trainer.images.machine_look import exchange_looks, match_histogram, match_look, match_sharpness


@pytest.fixture
def fine():
    """A gradient with strong fine noise."""
    return np.clip(gradient(64, 64) * 0.5 + np.random.default_rng(0).normal(60, 30, (64, 64)), 0, 255).astype(np.uint8)


@pytest.fixture
def smooth():
    return (gradient(64, 64) // 3).astype(np.uint8)


def fineness(image):
    return float(np.abs(np.diff(image.astype(float), axis=1)).mean())


def test_exposure_is_taken_over_as_the_whole_histogram(fine, smooth):
    assert np.array_equal(np.bincount(match_histogram(fine, smooth).flat), np.bincount(smooth.flat))


def test_exposure_keeps_what_is_brighter_than_what(fine, smooth):
    result = match_histogram(fine, smooth).astype(int)

    ordered = np.argsort(fine, axis=None, kind="stable")
    assert (np.diff(result.flat[ordered]) >= 0).all()


def test_sharpness_is_taken_over_and_the_large_shapes_stay(fine, smooth):
    softened = match_sharpness(fine, smooth)

    assert fineness(softened) < fineness(fine) / 4
    blocks = [image.reshape(4, 16, 4, 16).mean(axis=(1, 3)) for image in (fine.astype(float), softened)]
    assert np.abs(blocks[0] - blocks[1]).max() < 8


@pytest.mark.parametrize("give", [match_histogram, match_sharpness, match_look])
@pytest.mark.parametrize("other", [0, 255])
def test_a_blank_other_is_no_error(give, other, fine):
    result = give(fine, np.full_like(fine, other))

    assert (result.shape, result.dtype) == (fine.shape, np.uint8)


def test_an_exchange_changes_the_share_asked_for_and_not_its_input(fine, smooth):
    images = np.stack([fine, smooth] * 20)[..., None]
    before = images.copy()

    result = exchange_looks(images, 0.5, np.random.default_rng(0))

    changed = (result != images).any(axis=(1, 2, 3)).mean()
    assert 0.15 <= changed <= 0.6  # half are drawn, and some of them draw their like
    assert np.array_equal(images, before)


@pytest.mark.parametrize(("share", "alike"), [(0.0, True), (1.0, False)])
def test_no_image_or_every_image_takes_part(share, alike, fine, smooth):
    images = np.stack([fine, smooth])[..., None]

    assert np.array_equal(exchange_looks(images, share, np.random.default_rng(3)), images) is alike
