"""The fit of the width of the thorax, on drawn chests whose width is known."""

import numpy as np
import pytest

from app.core.imaging.preprocess import to_uint8
from app.core.intake.gate import clipped_z_scores, downscale
from app.core.intake.thorax import thorax_share
from trainer.gate.altered_radiographs import SOURCE_PX
from trainer.gate.thorax import MEAN_SHARE, fit_thorax


def chest(share, rng):
    """Return two dark lungs that take this share of the width, a spine between them."""
    down, across = np.mgrid[-1 : 1 : SOURCE_PX * 1j, -1 : 1 : SOURCE_PX * 1j]
    across = across - rng.uniform(-0.1, 0.1)
    grey = np.full((SOURCE_PX, SOURCE_PX), rng.uniform(120, 180))
    for side in (-1, 1):
        radius = share * 0.4
        grey -= 90 * (((across - side * (share - radius)) / radius) ** 2 + (down / rng.uniform(0.6, 0.8)) ** 2 < 1)
    return to_uint8(grey + rng.normal(0, 4, grey.shape))


@pytest.fixture(scope="module")
def weights():
    rng = np.random.default_rng(0)
    films = np.array([chest(rng.uniform(0.6, 0.85), rng) for _ in range(150)])
    return fit_thorax(films, rng)


def measured(weights, films):
    return thorax_share(clipped_z_scores(np.array([downscale(film) for film in films])).reshape(-1, 64, 64), weights)


def test_a_wider_thorax_is_measured_wider(weights):
    rng = np.random.default_rng(1)
    shares = np.linspace(0.55, 0.9, 30)

    found = measured(weights, [chest(share, rng) for share in shares])

    assert np.corrcoef(shares, found)[0, 1] > 0.95
    assert found.mean() == pytest.approx(MEAN_SHARE, rel=0.06)


def test_no_thorax_is_wider_than_its_picture(weights):
    rng = np.random.default_rng(2)
    assert measured(weights, [chest(1.6, rng), np.zeros((SOURCE_PX, SOURCE_PX), np.uint8)]).max() <= 1


def test_the_same_films_give_the_same_weights():
    film = chest(0.7, np.random.default_rng(3))[None]
    first, second = (fit_thorax(film, np.random.default_rng(4)) for _ in range(2))
    np.testing.assert_array_equal(first, second)
