"""The gate's training, on pictures that are a little like chests."""

import numpy as np
import pytest

from tests.helpers.datasets import picture
from trainer.gate import network
from trainer.gate.altered_radiographs import SOURCE_PX
from trainer.gate.fit import FRONTAL, fit_gate, measure_gate
from trainer.gate.kinds import CLASSES, DRAWN, FROM_FILMS, HALVES, make_images
from trainer.images.frame import AS_IT_IS, FRAME_STRESSES, HIDDEN, OTHER_FRAME

KINDS = (*FROM_FILMS, *HALVES, *DRAWN)


def films(count, seed=0):
    rng = np.random.default_rng(seed)
    return np.array([np.asarray(picture(int(rng.integers(7)), SOURCE_PX, rng)) for _ in range(count)])


@pytest.fixture(scope="module")
def gate():
    return fit_gate(films(40), films(10, seed=1))


@pytest.fixture(scope="module")
def refused(gate):
    return measure_gate(gate, films(20, seed=2), np.arange(20) % 2 == 0)


def test_pictures_like_those_of_the_training_pass(refused):
    frontal = refused["frontal radiographs"]
    assert frontal.images == 20
    assert frontal.refused <= 2


@pytest.mark.parametrize("kind", ["on the side or upside down", "negatives", "hand phantoms", "documents"])
def test_other_pictures_are_refused(refused, kind):
    assert refused[kind].refused >= 0.6 * refused[kind].images


def test_every_kind_is_measured(refused):
    frames = {f"{FRONTAL}, {name}" for name in FRAME_STRESSES if name != AS_IT_IS}
    assert set(refused) == {FRONTAL, *frames, *(kind.name for kind in KINDS)}


@pytest.mark.parametrize("name", [OTHER_FRAME, "padded white, all sides", "padded black, one side"])
def test_no_frame_is_a_reason_to_refuse(refused, name):
    found = refused[f"{FRONTAL}, {name}"]
    assert found.refused <= 0.2 * found.images


def test_a_frame_without_lungs_is_refused(refused):
    hidden = refused[f"{FRONTAL}, {HIDDEN}"]
    assert hidden.refused >= 0.6 * hidden.images


def test_the_same_pictures_give_the_same_gate(monkeypatch):
    monkeypatch.setattr(network, "ROUNDS", 2)

    first, second = (fit_gate(films(1), films(1)) for _ in range(2))  # a single one is enough to go on
    assert (first.limits, first.network.model) == (second.limits, second.network.model)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("grey", [0, 255, None], ids=["black", "white", "radiograph"])
def test_every_kind_can_be_made_of_any_film(kind, grey):
    source = films(2) if grey is None else np.full((1, SOURCE_PX, SOURCE_PX), grey, np.uint8)

    first, second = (make_images(kind, source, 3, np.random.default_rng(5)) for _ in range(2))

    assert first.shape == (3, 64, 64)
    assert first.dtype == np.uint8
    assert np.array_equal(first, second)


def test_kinds_have_names_of_their_own():
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert {kind.says for kind in KINDS} == set(CLASSES)
