import numpy as np
import pytest

from tests.helpers.pictures import gradient
from trainer.images.stress import STRESSES, apply_stress

ILL = np.array([False, True, False, True])


@pytest.fixture
def images():
    noise = np.random.default_rng(0).integers(0, 40, (4, 224, 224), dtype=np.uint8)
    return noise + gradient(224, 224, top=200)


def under(name, images, **options):
    return np.array(list(apply_stress(STRESSES[name], images, ILL, **options)))


@pytest.mark.parametrize("name", STRESSES)
def test_a_stress_keeps_size_and_type_and_leaves_its_input(name, images):
    before = images.copy()

    result = under(name, images)

    assert (result.shape, result.dtype) == (images.shape, np.uint8)
    assert np.array_equal(images, before)


@pytest.mark.parametrize("name", [name for name in STRESSES if name != "as it is"])
def test_a_stress_changes_every_image(name, images):
    assert (under(name, images) != images).any(axis=(1, 2)).all()


def test_radiographs_as_they_are_stay_as_they_are(images):
    assert np.array_equal(under("as it is", images), images)


@pytest.mark.parametrize("name", STRESSES)
def test_the_same_seed_gives_the_same_set(name, images):
    assert np.array_equal(under(name, images, seed=3), under(name, images, seed=3))


def test_another_seed_gives_another_set(images):
    assert not np.array_equal(
        under("shifted by up to 10%", images, seed=0), under("shifted by up to 10%", images, seed=1)
    )


def test_the_partner_is_of_the_other_class(images):
    images = images // 2 + 120 * ILL[:, None, None].astype(np.uint8)

    result = under("exposed as the other class", images)

    assert (result[ILL].max(axis=(1, 2)) < 130).all()
    assert (result[~ILL].min(axis=(1, 2)) >= 120).all()


@pytest.mark.parametrize("name", ["corners inverted", "corners black"])
def test_a_stress_of_the_corners_leaves_the_middle(name, images):
    assert np.array_equal(under(name, images)[:, 28:-28, 28:-28], images[:, 28:-28, 28:-28])
