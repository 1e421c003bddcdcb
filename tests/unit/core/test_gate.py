"""The gate of the shipped bundle, on the sample X-rays and on what they are not."""

from dataclasses import replace

import numpy as np
import pytest

from app.core.bundle import GATE_FILE, load_bundle
from app.core.decode import decode
from app.core.errors import BundleError
from app.core.gate import load_gate
from app.core.records import Radiograph, SourceFacts
from tests.helpers.bundles import copied
from tests.helpers.pictures import gradient

UNDONE_BY = {"left": 1, "right": 3, "upside down": 2}


@pytest.fixture
def gate(bundle):
    return load_gate(bundle, load_bundle(bundle))


@pytest.fixture
def radiographs(samples):
    return [decode(path) for path in sorted(samples.glob("*.jpeg"))]


def shown(pixels):
    return Radiograph(np.ascontiguousarray(pixels), 255, SourceFacts("PNG", *pixels.shape[::-1]), "")


def test_frontal_radiographs_pass(gate, radiographs):
    assert [gate.objection(radiograph) for radiograph in radiographs] == [None] * 6


def test_mirrored_radiographs_pass(gate, radiographs):
    assert [gate.objection(shown(radiograph.pixels[:, ::-1])) for radiograph in radiographs] == [None] * 6


def test_exposure_and_depth_do_not_count(gate, radiographs):
    brighter = radiographs[0].pixels.astype(np.uint16) * 100 + 20000
    assert gate.objection(replace(radiographs[0], pixels=brighter, full_scale=65535)) is None


@pytest.mark.parametrize("quarters", UNDONE_BY.values(), ids=UNDONE_BY)
def test_turned_radiographs_are_said_to_be_turned(gate, radiographs, quarters):
    for radiograph in radiographs:
        assert gate.objection(shown(np.rot90(radiograph.pixels, quarters))) == "turned"


def test_negatives_are_said_to_be_negatives(gate, radiographs):
    for radiograph in radiographs:
        assert gate.objection(shown(255 - radiograph.pixels)) == "negative"


@pytest.mark.parametrize(
    "pixels",
    [
        np.random.default_rng(0).integers(0, 256, (300, 300), np.uint8),
        gradient(300, 300),
        np.kron(np.indices((8, 8)).sum(0) % 2, np.ones((40, 40))).astype(np.uint8) * 255,
        np.full((300, 300), 128, np.uint8),
    ],
    ids=["noise", "gradient", "chessboard", "flat"],
)
def test_other_pictures_are_unlike_a_chest(gate, pixels):
    assert gate.objection(shown(pixels)) == "unlike_chest"


def test_a_gate_of_another_shape_does_not_fit(bundle, tmp_path):
    copy = copied(bundle, tmp_path / "copy", lambda content: content["gate"]["variances"].pop())
    with pytest.raises(BundleError, match="model_incompatible"):
        load_gate(copy, load_bundle(copy))


def test_a_bundle_without_its_gate_is_refused(bundle, tmp_path):
    copy = copied(bundle, tmp_path / "copy", lambda content: content["files"].pop(GATE_FILE))
    with pytest.raises(BundleError, match="model_damaged"):
        load_gate(copy, load_bundle(copy))
