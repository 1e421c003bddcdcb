"""The shipped input gate, on the sample X-rays and on images that are none."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from app.core.errors import SENTENCES, BundleError
from app.core.imaging.decode import decode
from app.core.intake.gate import SIZE_PX, downscale, gate_image, load_gate
from app.core.model.bundle import GATE_FILE, GATE_NETWORK_FILE, MODEL_FILE, load_bundle
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
    pixels = np.ascontiguousarray(pixels)
    return gate_image(Radiograph(pixels, 255, SourceFacts("PNG", *pixels.shape[::-1]), ""))


def test_frontal_radiographs_pass(gate, radiographs):
    assert [gate.refusal(gate_image(radiograph)) for radiograph in radiographs] == [None] * 6


def test_mirrored_radiographs_pass(gate, radiographs):
    assert [gate.refusal(shown(radiograph.pixels[:, ::-1])) for radiograph in radiographs] == [None] * 6


def test_a_narrow_black_border_passes(gate, radiographs):
    for radiograph in radiographs:
        assert gate.refusal(shown(np.pad(radiograph.pixels, len(radiograph.pixels) // 20))) is None


def test_exposure_and_depth_do_not_count(gate, radiographs):
    brighter = radiographs[0].pixels.astype(np.uint16) * 100 + 20000
    assert gate.refusal(gate_image(replace(radiographs[0], pixels=brighter, full_scale=65535))) is None


@pytest.mark.parametrize("quarters", UNDONE_BY.values(), ids=UNDONE_BY)
def test_turned_radiographs_are_refused_as_turned(gate, radiographs, quarters):
    for radiograph in radiographs:
        assert gate.refusal(shown(np.rot90(radiograph.pixels, quarters))) == "turned"


def test_negatives_are_refused_as_negatives(gate, radiographs):
    for radiograph in radiographs:
        assert gate.refusal(shown(255 - radiograph.pixels)) == "negative"


def test_one_lung_alone_is_refused_as_cropped(gate, radiographs):
    for radiograph in radiographs:
        half = radiograph.pixels.shape[1] // 2
        assert gate.refusal(shown(radiograph.pixels[:, :half])) == "cropped"
        assert gate.refusal(shown(radiograph.pixels[:, half:])) == "cropped"


def test_two_films_in_one_picture_are_refused(gate, radiographs):
    films = [downscale(radiograph.pixels) for radiograph in radiographs[:2]]
    for sheet in (np.hstack(films), np.vstack(films), np.vstack([np.hstack(films)] * 2)):
        assert gate.refusal(shown(sheet)) == "unlike_chest"


@pytest.mark.parametrize(
    "pixels",
    [
        np.random.default_rng(0).integers(0, 256, (300, 300), np.uint8),
        gradient(300, 300),
        np.kron(np.indices((8, 8)).sum(0) % 2, np.ones((40, 40))).astype(np.uint8) * 255,
        np.full((300, 300), 128, np.uint8),
        np.zeros((1, 1), np.uint8),
    ],
    ids=["noise", "gradient", "chessboard", "flat", "dot"],
)
def test_other_pictures_are_unlike_a_chest(gate, pixels):
    assert gate.refusal(shown(pixels)) == "unlike_chest"


def test_every_refusal_has_a_sentence(gate):
    assert set(gate.limits.classes[1:]) <= set(SENTENCES)


def test_pixels_alone_give_the_same_gate_image_as_a_radiograph(radiographs):
    assert np.array_equal(downscale(radiographs[0].pixels), gate_image(radiographs[0]))


def test_the_gate_serves_several_threads(gate, radiographs):
    pictures = [gate_image(radiograph) for radiograph in radiographs] * 20
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(gate.refusal, pictures)) == [None] * 120


@pytest.mark.parametrize(
    "change",
    [lambda gate: gate["classes"].pop(), lambda gate: gate.update(size_px=SIZE_PX // 2)],
    ids=["classes", "size"],
)
def test_a_gate_that_is_not_the_described_one_does_not_fit(bundle, tmp_path, change):
    copy = copied(bundle, tmp_path / "copy", lambda content: change(content["gate"]))
    with pytest.raises(BundleError, match="model_incompatible"):
        load_gate(copy, load_bundle(copy))


@pytest.mark.parametrize("name", [GATE_FILE, GATE_NETWORK_FILE])
def test_a_bundle_without_its_gate_is_refused(bundle, tmp_path, name):
    copy = copied(bundle, tmp_path / "copy", lambda content: content["files"].pop(name))
    with pytest.raises(BundleError, match="model_damaged"):
        load_gate(copy, load_bundle(copy))


@pytest.mark.parametrize("name", [GATE_FILE, GATE_NETWORK_FILE])
def test_a_file_that_is_no_gate_does_not_fit(bundle, tmp_path, name):
    def take_the_other(content):
        content["files"][name] = content["files"]["MODEL_CARD.md" if name == GATE_FILE else MODEL_FILE]

    copy = copied(bundle, tmp_path / "copy", take_the_other)
    (copy / name).write_bytes((copy / ("MODEL_CARD.md" if name == GATE_FILE else MODEL_FILE)).read_bytes())
    with pytest.raises(BundleError, match="model_incompatible"):
        load_gate(copy, load_bundle(copy))
