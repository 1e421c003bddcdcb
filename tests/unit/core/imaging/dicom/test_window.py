"""The window of a DICOM file, compared with the formulas of PS3.3 C.11.2.1.2 and C.11.2.1.3."""

import math

import numpy as np
import pytest

from app.core.errors import InputError
from app.core.imaging.decode import decode
from tests.helpers.dicoms import lookup_table, saved_dicom
from tests.helpers.pictures import gradient

STORED = gradient(64, 64, top=4095, dtype=np.uint16)


def linear(x, center, width):
    """C.11.2.1.2.1, with ymin = 0 and ymax = 1."""
    if x <= center - 0.5 - (width - 1) / 2:
        return 0.0
    if x > center - 0.5 + (width - 1) / 2:
        return 1.0
    return (x - (center - 0.5)) / (width - 1) + 0.5


def linear_exact(x, center, width):
    """C.11.2.1.3.2."""
    if x <= center - width / 2:
        return 0.0
    if x > center + width / 2:
        return 1.0
    return (x - center) / width + 0.5


def sigmoid(x, center, width):
    """C.11.2.1.3.1, 1 / (1 + exp(-4 (x - c) / w)), written so that it cannot overflow."""
    return (1 + math.tanh(2 * (x - center) / width)) / 2


def windowed(function, values, center, width):
    return np.rint(65535 * np.array([[function(float(x), center, width) for x in row] for row in values]))


def decoded(tmp_path, stored=STORED, bits=12, **elements):
    return decode(saved_dicom(tmp_path / "x", stored, bits, **elements)).pixels.astype(float)


@pytest.mark.parametrize(("center", "width"), [(2048, 4096), (1000, 500), (3000, 1), (2047.5, 2), (-500, 3000)])
@pytest.mark.parametrize(
    ("name", "function"), [("LINEAR", linear), ("LINEAR_EXACT", linear_exact), ("SIGMOID", sigmoid)]
)
def test_the_window_follows_the_standard(tmp_path, name, function, center, width):
    found = decoded(tmp_path, WindowCenter=center, WindowWidth=width, VOILUTFunction=name)
    np.testing.assert_allclose(found, windowed(function, STORED, center, width), atol=1)


def test_a_window_without_a_named_function_is_linear(tmp_path):
    found = decoded(tmp_path, WindowCenter=1000, WindowWidth=500)
    np.testing.assert_allclose(found, windowed(linear, STORED, 1000, 500), atol=1)


def test_the_first_of_several_windows_counts(tmp_path):
    found = decoded(tmp_path, WindowCenter=[1000, 3000], WindowWidth=[500, 10])
    np.testing.assert_allclose(found, windowed(linear, STORED, 1000, 500), atol=1)


def test_a_window_is_in_rescaled_units(tmp_path):
    found = decoded(tmp_path, WindowCenter=-500, WindowWidth=800, RescaleSlope=0.5, RescaleIntercept=-1024)
    np.testing.assert_allclose(found, windowed(linear, STORED * 0.5 - 1024, -500, 800), atol=1)


def test_a_window_turns_round_with_a_negative_slope(tmp_path):
    found = decoded(tmp_path, WindowCenter=2048, WindowWidth=1000, RescaleSlope=-1, RescaleIntercept=4095)
    np.testing.assert_allclose(found, windowed(linear, 4095.0 - STORED, 2048, 1000), atol=1)


def test_a_slope_without_intercept_is_no_rescaling(tmp_path):
    found = decoded(tmp_path, WindowCenter=1000, WindowWidth=500, RescaleSlope=2)
    np.testing.assert_allclose(found, windowed(linear, STORED, 1000, 500), atol=1)


def test_a_window_on_a_modality_table(tmp_path):
    table = np.arange(4095, -1, -1, dtype=np.uint16)
    sequence = [lookup_table(table, 0, 16)]
    found = decoded(tmp_path, WindowCenter=1000, WindowWidth=500, ModalityLUTSequence=sequence)
    np.testing.assert_allclose(found, windowed(linear, 4095 - STORED, 1000, 500), atol=1)


def test_a_window_on_signed_values(tmp_path):
    signed = STORED.astype(np.int16) - 2048
    found = decoded(tmp_path, signed, WindowCenter=-100, WindowWidth=700)
    np.testing.assert_allclose(found, windowed(linear, signed, -100, 700), atol=1)


def test_monochrome1_is_turned_round_after_the_window(tmp_path):
    found = decoded(tmp_path, WindowCenter=1000, WindowWidth=500, PhotometricInterpretation="MONOCHROME1")
    np.testing.assert_allclose(found, 65535 - windowed(linear, STORED, 1000, 500), atol=1)


@pytest.mark.parametrize(
    "elements",
    [
        {"WindowCenter": 1000, "WindowWidth": 0},
        {"WindowCenter": 1000, "WindowWidth": 0.5},
        {"WindowCenter": 1000, "WindowWidth": -7},
        {"WindowCenter": 1000, "WindowWidth": 0, "VOILUTFunction": "SIGMOID"},
        {"WindowCenter": 1000},
        {"WindowWidth": 500},
        {"WindowCenter": "", "WindowWidth": ""},
    ],
)
def test_what_is_no_window_leaves_the_whole_range(tmp_path, elements):
    dark = STORED // 4
    np.testing.assert_array_equal(decoded(tmp_path, dark, **elements), decoded(tmp_path, dark))


def test_a_narrow_exact_window_is_a_window(tmp_path):
    scaled = {"RescaleSlope": 0.001, "RescaleIntercept": 0}
    found = decoded(tmp_path, WindowCenter=2, WindowWidth=0.5, VOILUTFunction="LINEAR_EXACT", **scaled)
    np.testing.assert_allclose(found, windowed(linear_exact, STORED * 0.001, 2, 0.5), atol=1)


def test_an_unknown_function_is_not_guessed_at(tmp_path):
    with pytest.raises(InputError, match="image_damaged"):
        decoded(tmp_path, WindowCenter=1000, WindowWidth=500, VOILUTFunction="CUBIC")


@pytest.mark.parametrize("bits", [8, 10, 12, 16])
def test_a_table_of_values_of_interest_is_looked_up(tmp_path, bits):
    table = np.arange(4095, -1, -1, dtype=np.uint16) >> max(0, 12 - bits)
    found = decoded(tmp_path, VOILUTSequence=[lookup_table(table, 0, bits)])
    np.testing.assert_allclose(found, np.rint(table[STORED] * (65535 / (2**bits - 1))), atol=1)


def test_values_outside_the_table_take_its_ends(tmp_path):
    table = np.arange(100, 1100, dtype=np.uint16)
    found = decoded(tmp_path, VOILUTSequence=[lookup_table(table, 1000, 12)])
    expected = table[np.clip(STORED.astype(int) - 1000, 0, 999)] * (65535 / 4095)
    np.testing.assert_allclose(found, np.rint(expected), atol=1)


def test_a_table_is_looked_up_by_rescaled_values(tmp_path):
    table = np.arange(4095, -1, -1, dtype=np.uint16)
    sequence = [lookup_table(table, 1000, 12)]
    found = decoded(tmp_path, VOILUTSequence=sequence, RescaleSlope=1, RescaleIntercept=1000)
    np.testing.assert_allclose(found, np.rint(table[STORED] * (65535 / 4095)), atol=1)


def test_a_table_may_begin_below_zero(tmp_path):
    signed = STORED.astype(np.int16) - 2048
    table = np.arange(4095, -1, -1, dtype=np.uint16)
    found = decoded(tmp_path, signed, VOILUTSequence=[lookup_table(table, -2048, 12)])
    np.testing.assert_allclose(found, np.rint(table[STORED] * (65535 / 4095)), atol=1)


def test_a_table_goes_before_a_window(tmp_path):
    sequence = [lookup_table(np.arange(4095, -1, -1, dtype=np.uint16), 0, 12)]
    alone = decoded(tmp_path, VOILUTSequence=sequence)
    np.testing.assert_array_equal(decoded(tmp_path, VOILUTSequence=sequence, WindowCenter=9, WindowWidth=9), alone)


def test_a_table_of_65536_entries_is_read_whole(tmp_path):
    table = np.arange(65535, -1, -1, dtype=np.uint16)
    stored = gradient(top=65535, dtype=np.uint16)
    found = decoded(tmp_path, stored, 16, VOILUTSequence=[lookup_table(table, 0, 16)])
    np.testing.assert_array_equal(found, table[stored])


@pytest.mark.parametrize("name", ["RescaleSlope", "RescaleIntercept", "VOILUTFunction", "PixelPaddingValue"])
def test_a_transform_that_is_named_but_empty_does_not_apply(tmp_path, name):
    empty = decode(saved_dicom(tmp_path / "empty.dcm", STORED, WindowCenter=2048, WindowWidth=1000, **{name: None}))
    without = decode(saved_dicom(tmp_path / "without.dcm", STORED, WindowCenter=2048, WindowWidth=1000))
    assert np.array_equal(empty.pixels, without.pixels)
