"""Preprocessing: a radiograph of any size and depth becomes a square of bytes."""

from itertools import pairwise

import numpy as np
import pytest

from app.core.imaging.preprocess import PreprocessSpec, load_radiograph, to_model_input
from app.core.model.bundle import load_bundle
from app.core.records import Radiograph, SourceFacts
from tests.helpers.pictures import gradient, saved

SPEC = PreprocessSpec(32)


def radiograph(pixels, full_scale=None):
    facts = SourceFacts("PNG", pixels.shape[1], pixels.shape[0])
    return Radiograph(pixels, full_scale or int(np.iinfo(pixels.dtype).max), facts, "")


@pytest.mark.parametrize("shape", [(40, 64), (500, 31), (1, 1), (32, 32)])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_the_shape_and_type_are_the_models(shape, dtype):
    tensor = to_model_input(radiograph(np.ones(shape, dtype)), SPEC)
    assert (tensor.shape, tensor.dtype) == ((1, 32, 32, 1), np.uint8)


def test_a_picture_of_the_right_size_is_kept():
    grey = gradient(32, 32)
    np.testing.assert_array_equal(to_model_input(radiograph(grey), SPEC)[0, :, :, 0], grey)


def test_shrinking_averages_what_it_covers():
    stripes = np.tile(np.array([0, 200], np.uint8), (64, 32))
    inner = to_model_input(radiograph(stripes), SPEC)[0, 2:-2, 2:-2, 0].astype(int)
    assert np.abs(inner - 100).max() <= 1


@pytest.mark.parametrize("full_scale", [255, 4095, 65535])
def test_the_white_of_any_depth_is_255(full_scale):
    white = np.full((40, 40), full_scale, np.uint16)
    assert set(to_model_input(radiograph(white, full_scale), SPEC).flat) == {255}


def test_sixteen_bits_give_what_eight_bits_give():
    grey = gradient(200, 150)
    deep = radiograph(grey.astype(np.uint16) * 257)
    difference = to_model_input(deep, SPEC).astype(int) - to_model_input(radiograph(grey), SPEC)
    assert np.abs(difference).max() <= 1


def test_the_picture_is_stretched_and_not_cropped():
    tensor = to_model_input(radiograph(gradient(40, 400)), SPEC)[0, :, :, 0].astype(int)
    assert all(after >= before for before, after in pairwise(tensor[16]))
    assert tensor[0, 0] < 10
    assert tensor[-1, -1] > 245


def test_the_filter_is_the_specs():
    picture = radiograph(gradient(40, 64))
    nearest = to_model_input(picture, PreprocessSpec(32, "nearest"))
    assert (nearest != to_model_input(picture, PreprocessSpec(32, "bilinear"))).any()


def test_load_decodes_no_smaller_than_the_spec_asks(tmp_path):
    path = saved(tmp_path / "x", gradient(700, 1100), "JPEG")
    assert load_radiograph(path, PreprocessSpec(32, decode_px=150)).pixels.shape == (175, 275)


def test_the_shipped_spec_decodes_more_than_the_model_takes(bundle):
    spec = load_bundle(bundle).preprocess
    assert spec.decode_px >= spec.size_px


@pytest.mark.parametrize(("slope", "offset"), [(0.5, 10), (0.5, 120), (0.8, 0)])
def test_a_standardised_input_does_not_depend_on_exposure_and_contrast(slope, offset):
    grey = gradient(32, 32)
    spec = PreprocessSpec(32, standardised=True)
    exposed = np.rint(grey * slope + offset).astype(np.uint8)

    inputs = [to_model_input(radiograph(picture), spec).astype(int) for picture in (grey, exposed)]

    assert np.abs(inputs[0] - inputs[1]).max() <= 8  # for what keeps blank pictures blank
    assert inputs[0].mean() == pytest.approx(128, abs=1)
    assert inputs[0].std() == pytest.approx(48, abs=5)


@pytest.mark.parametrize("grey", [0, 90, 255])
def test_a_blank_picture_stays_blank_when_standardised(grey):
    blank = np.full((32, 32), grey, np.uint8)

    assert (to_model_input(radiograph(blank), PreprocessSpec(32, standardised=True)) == 128).all()
