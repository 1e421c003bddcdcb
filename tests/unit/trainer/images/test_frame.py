import numpy as np
import pytest

from trainer.images.frame import (
    ANY_FRAME,
    FRAME_STRESSES,
    HIDDEN,
    LUNG_GREY,
    OTHER_FRAME,
    PAD_GREYS,
    RING,
    SAME_FRAME,
    SOFT_EDGE,
    corner_mask,
    frame_weight,
    ring_mask,
)
from trainer.images.stress import STRESSES

SIDE = 100
ILL = np.array([False, False, True, True])
INSIDE = ~ring_mask(SIDE)


@pytest.fixture
def images():
    """Noise from 10 to 99 for the well, from 130 to 219 for the ill."""
    rng = np.random.default_rng(0)
    return (rng.integers(10, 100, (4, SIDE, SIDE)) + 120 * ILL[:, None, None]).astype(np.uint8)


def altered(name, images):
    return np.array(list(FRAME_STRESSES[name](images, ILL)))


def test_the_ring_is_the_outer_eighth_of_each_side_and_the_corners_are_in_it():
    ring = ring_mask(SIDE)

    assert ring[:12].all()
    assert ring[:, -12:].all()
    assert not ring[12:-12, 12:-12].any()
    assert ring[corner_mask(SIDE, RING)].all()
    assert corner_mask(SIDE, RING).sum() == 4 * 12 * 12


def test_the_frame_is_whole_at_the_edges_and_nothing_in_the_middle():
    weight = frame_weight(SIDE)

    assert (weight[0] == 1).all()
    assert (weight[:, -1] == 1).all()
    inner = round((RING + SOFT_EDGE / 2) * SIDE)
    assert (weight[inner:-inner, inner:-inner] == 0).all()


def test_the_edge_is_soft_and_falls_steadily_inwards():
    falling = frame_weight(SIDE)[SIDE // 2, : SIDE // 2]

    assert (np.diff(falling) <= 0).all()
    assert 3 <= ((falling > 0) & (falling < 1)).sum() <= SOFT_EDGE * SIDE + 1


@pytest.mark.parametrize("place", range(4))
def test_each_side_has_a_depth_of_its_own(place):
    depths = [0.0] * 4
    depths[place] = 0.2

    weight = frame_weight(SIDE, depths)

    turned = (weight, weight[::-1], weight.T, weight.T[::-1])[place]
    assert (turned[:18] == 1).all()
    assert (turned[22:] == 0).all()


@pytest.mark.parametrize("place", range(4))
def test_each_corner_has_a_size_of_its_own(place):
    corners = [0.0] * 4
    corners[place] = 0.2

    weight = frame_weight(SIDE, [0.0] * 4, corners)

    turned = (weight, weight[:, ::-1], weight[::-1], weight[::-1, ::-1])[place]
    assert (turned[:18, :18] == 1).all()
    assert (turned[22:] == 0).all()
    assert (turned[:, 22:] == 0).all()


@pytest.mark.parametrize("name", FRAME_STRESSES)
def test_every_alteration_gives_pictures_of_the_same_kind_alike_each_time_and_leaves_its_own_alone(name, images):
    kept = images.copy()

    found = altered(name, images)

    assert (found.shape, found.dtype) == (images.shape, np.uint8)
    assert np.array_equal(found, altered(name, images))
    assert np.array_equal(images, kept)


@pytest.mark.parametrize("name", [name for name in FRAME_STRESSES if name.startswith("lungs hidden")])
def test_hidden_lungs_leave_the_ring_as_it_is_and_nothing_of_the_rest(name, images):
    found = altered(name, images)

    assert np.array_equal(found[:, ~INSIDE], images[:, ~INSIDE])
    assert np.std(found[0][INSIDE].astype(float)) < np.std(images[0][INSIDE].astype(float)) / 3


def test_lungs_hidden_by_grey_tell_nothing_of_themselves(images):
    assert (altered(HIDDEN, images)[:, INSIDE] == LUNG_GREY).all()


@pytest.mark.parametrize(
    ("name", "bright"), [(OTHER_FRAME, [True, True, False, False]), (SAME_FRAME, [False, False, True, True])]
)
def test_an_exchanged_frame_is_that_of_a_partner_and_the_middle_stays(name, bright, images):
    found, weight = altered(name, images), frame_weight(SIDE)

    assert np.array_equal(found[:, weight == 0], images[:, weight == 0])
    assert [(picture[weight == 1] > 110).all() for picture in found] == bright
    for picture in found:
        assert any(np.array_equal(picture[weight == 1], image[weight == 1]) for image in images)


def test_another_picture_is_of_either_class(images):
    many, ill = np.tile(images, (10, 1, 1)), np.tile(ILL, 10)

    found = np.array([picture[0, 0] > 110 for picture in FRAME_STRESSES[ANY_FRAME](many, ill)])

    assert 0 < (found != ill).sum() < len(ill)


@pytest.mark.parametrize(("name", "grey"), PAD_GREYS.items())
def test_padding_adds_a_margin_and_keeps_the_whole_picture(name, grey, images):
    smooth = np.broadcast_to(np.linspace(60, 200, SIDE).astype(np.uint8), images.shape)

    everywhere, one_side = (altered(f"padded {name}, {sides}", smooth) for sides in ("all sides", "one side"))

    assert (everywhere[:, :8] == grey).all()
    assert (everywhere[:, :, -8:] == grey).all()
    middle = everywhere[0, SIDE // 2, 11:-11].astype(int)
    assert middle[0] < 65
    assert middle[-1] > 195
    edges = [(one_side[0, :8], one_side[0, -8:], one_side[0, :, :8], one_side[0, :, -8:])]
    assert sum(bool((edge == grey).all()) for edge in edges[0]) == 1


@pytest.mark.parametrize(("name", "axis"), [("squeezed: 25% wider", 1), ("squeezed: 25% taller", 0)])
def test_a_squeeze_stretches_one_direction_alone(name, axis, images):
    places = np.broadcast_to(np.linspace(0, 200, SIDE), (SIDE, SIDE))
    picture = (places if axis == 1 else places.T).astype(np.uint8)

    found = altered(name, np.broadcast_to(picture, images.shape))[0]

    along = found[SIDE // 2] if axis == 1 else found[:, SIDE // 2]
    assert (int(along[-1]) - int(along[0])) == pytest.approx(200 / 1.25, abs=4)
    across = altered(name, np.broadcast_to(picture.T, images.shape))[0]
    assert np.array_equal(across, picture.T)


def test_the_names_differ_from_those_of_the_stress_set_but_for_the_pictures_as_they_are():
    assert set(FRAME_STRESSES) & set(STRESSES) == {"as it is"}
