"""Decoding uncompressed DICOM of every kind gives the stored grey levels."""

import struct

import numpy as np
import pytest
from pydicom import Dataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from app.core.errors import InputError
from app.core.imaging.decode import decode
from tests.helpers.dicoms import as_bare_dataset, as_file, dataset, lookup_table, saved_dicom
from tests.helpers.pictures import gradient

GREY = gradient()
TWELVE_BITS = gradient(top=4095, dtype=np.uint16)


def spread(values):
    """Return values over 16 bits, the least of them black and the greatest white."""
    exact = values.astype(float)
    return np.rint((exact - exact.min()) / (exact.max() - exact.min()) * 65535)


def decoded(path):
    return decode(path).pixels


@pytest.mark.parametrize(
    ("stored", "bits"),
    [
        (GREY, 8),
        (TWELVE_BITS, 12),
        (gradient(top=65535, dtype=np.uint16), 16),
        (gradient(top=4095, dtype=np.int16) - 2048, 12),
        ((gradient(top=255, dtype=np.int16) - 128).astype(np.int8), 8),
        (gradient(top=100_000, dtype=np.uint32), 32),
    ],
)
def test_without_a_window_the_least_value_is_black_and_the_greatest_white(tmp_path, stored, bits):
    np.testing.assert_array_equal(decoded(saved_dicom(tmp_path / "x", stored, bits)), spread(stored))


def test_the_white_is_that_of_16_bits(tmp_path):
    assert decode(saved_dicom(tmp_path / "x", GREY)).full_scale == 65535


def test_monochrome1_is_turned_round(tmp_path):
    path = saved_dicom(tmp_path / "x", TWELVE_BITS, 12, PhotometricInterpretation="MONOCHROME1")
    np.testing.assert_array_equal(decoded(path), 65535 - spread(TWELVE_BITS))


@pytest.mark.parametrize("interpretation", ["MONOCHROME1", "MONOCHROME2"])
def test_an_inverse_shape_turns_round_once(tmp_path, interpretation):
    elements = {"PhotometricInterpretation": interpretation, "PresentationLUTShape": "INVERSE"}
    np.testing.assert_array_equal(
        decoded(saved_dicom(tmp_path / "x", TWELVE_BITS, 12, **elements)), 65535 - spread(TWELVE_BITS)
    )


@pytest.mark.parametrize("interpretation", ["MONOCHROME1", "MONOCHROME2"])
def test_the_identity_shape_turns_nothing_round(tmp_path, interpretation):
    elements = {"PhotometricInterpretation": interpretation, "PresentationLUTShape": "IDENTITY"}
    path = saved_dicom(tmp_path / "x", TWELVE_BITS, 12, **elements)
    np.testing.assert_array_equal(decoded(path), spread(TWELVE_BITS))


@pytest.mark.parametrize(("slope", "intercept"), [(1, -1024), (0.25, 3), (-1, 4095)])
def test_rescale_slope_and_intercept_are_applied(tmp_path, slope, intercept):
    path = saved_dicom(tmp_path / "x", TWELVE_BITS, 12, RescaleSlope=slope, RescaleIntercept=intercept)
    np.testing.assert_array_equal(decoded(path), spread(TWELVE_BITS.astype(float) * slope + intercept))


def test_a_modality_table_is_looked_up(tmp_path):
    table = (np.arange(4096, dtype=np.uint32) ** 2 // 256).astype(np.uint16)
    path = saved_dicom(tmp_path / "x", TWELVE_BITS, 12, ModalityLUTSequence=[lookup_table(table, 0, 16)])
    np.testing.assert_array_equal(decoded(path), spread(table[TWELVE_BITS]))


def test_pixel_padding_is_left_out_of_the_range(tmp_path):
    content = 1000 + gradient(top=2000, dtype=np.uint16)
    framed = np.pad(content, 5, constant_values=4095)
    found = decoded(saved_dicom(tmp_path / "x", framed, 12, PixelPaddingValue=4095))
    np.testing.assert_array_equal(found[5:-5, 5:-5], spread(content))


def test_signed_pixel_padding_is_left_out_of_the_range(tmp_path):
    content = gradient(top=2000, dtype=np.int16)
    framed = np.pad(content, 5, constant_values=-2048)
    found = decoded(saved_dicom(tmp_path / "x", framed, 12, PixelPaddingValue=-2048))
    np.testing.assert_array_equal(found, np.pad(spread(content), 5))


@pytest.mark.parametrize(("value", "limit"), [(3900, 4095), (4095, 3900)])
def test_a_range_of_pixel_padding_is_left_out_of_the_range(tmp_path, value, limit):
    content = 1000 + gradient(top=2000, dtype=np.uint16)
    framed = np.pad(np.pad(content, 5, constant_values=3900), 5, constant_values=4095)
    elements = {"PixelPaddingValue": value, "PixelPaddingRangeLimit": limit}
    found = decoded(saved_dicom(tmp_path / "x", framed, 12, **elements))
    np.testing.assert_array_equal(found[10:-10, 10:-10], spread(content))


def embedded_overlay():
    """Return the elements of an overlay in bit 15 of the pixels, as old devices store it."""
    overlay = Dataset()
    overlay.add_new((0x6000, 0x0010), "US", TWELVE_BITS.shape[0])
    overlay.add_new((0x6000, 0x0100), "US", 16)
    overlay.add_new((0x6000, 0x0102), "US", 15)
    return overlay


def test_an_overlay_in_the_unused_bits_is_left_out(tmp_path):
    drawn = TWELVE_BITS.copy()
    drawn[10:20, 10:20] |= 0x8000
    made = dataset(drawn, 12)
    made.update(embedded_overlay())
    (tmp_path / "x").write_bytes(as_file(made))
    np.testing.assert_array_equal(decoded(tmp_path / "x"), spread(TWELVE_BITS))


def test_an_overlay_of_its_own_is_left_out(tmp_path):
    made = dataset(TWELVE_BITS, 12)
    made.add_new((0x6000, 0x0102), "US", 0)
    made.add_new((0x6000, 0x3000), "OW", bytes(TWELVE_BITS.size // 8))
    (tmp_path / "x").write_bytes(as_file(made))
    np.testing.assert_array_equal(decoded(tmp_path / "x"), spread(TWELVE_BITS))


@pytest.mark.parametrize("said", [8, 10])
def test_more_bits_than_are_said_to_be_stored_are_read(tmp_path, said):
    np.testing.assert_array_equal(decoded(saved_dicom(tmp_path / "x", TWELVE_BITS, said)), spread(TWELVE_BITS))


def test_a_sign_below_unused_bits_is_a_sign(tmp_path):
    signed = TWELVE_BITS.astype(np.int16) - 2048
    path = saved_dicom(tmp_path / "x", signed & 0xFFF, 12, PixelRepresentation=1)
    np.testing.assert_array_equal(decoded(path), spread(signed))


@pytest.mark.parametrize("signed", [False, True])
def test_bits_that_are_stored_high_are_moved_down(tmp_path, signed):
    stored = TWELVE_BITS.astype(np.int16) - 2048 if signed else TWELVE_BITS
    elements = {"HighBit": 15, "WindowCenter": 100 if signed else 2000, "WindowWidth": 3000}
    high = decoded(saved_dicom(tmp_path / "x", stored << 4, 12, **elements))
    plain = decoded(saved_dicom(tmp_path / "y", stored, 12, **{**elements, "HighBit": 11}))
    np.testing.assert_array_equal(high, plain)


def test_a_picture_of_padding_alone_decodes(tmp_path):
    path = saved_dicom(tmp_path / "x", np.full((9, 9), 7, np.uint16), PixelPaddingValue=7)
    assert set(decoded(path).flat) == {0}


@pytest.mark.parametrize(
    "syntax", [ImplicitVRLittleEndian, ExplicitVRLittleEndian, DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian]
)
def test_every_uncompressed_transfer_syntax_is_read(tmp_path, syntax):
    stored = TWELVE_BITS.astype(">u2" if syntax == ExplicitVRBigEndian else "<u2")
    (tmp_path / "x").write_bytes(as_file(dataset(stored, 12), syntax))
    np.testing.assert_array_equal(decoded(tmp_path / "x"), spread(TWELVE_BITS))


@pytest.mark.parametrize("implicit", [True, False])
def test_a_data_set_without_preamble_and_meta_information_is_read(tmp_path, implicit):
    (tmp_path / "x").write_bytes(as_bare_dataset(dataset(TWELVE_BITS, 12), implicit=implicit))
    np.testing.assert_array_equal(decoded(tmp_path / "x"), spread(TWELVE_BITS))


def test_meta_information_without_preamble_is_read(tmp_path):
    (tmp_path / "x").write_bytes(as_file(dataset(TWELVE_BITS, 12))[132:])
    np.testing.assert_array_equal(decoded(tmp_path / "x"), spread(TWELVE_BITS))


@pytest.mark.parametrize("name", ["x.jpg", "x.txt", "IM000001", "x.dcm"])
def test_dicom_is_known_by_its_content(tmp_path, name):
    assert decode(saved_dicom(tmp_path / name, GREY)).facts.format == "DICOM"


@pytest.mark.parametrize("planar", [0, 1])
def test_grey_stored_as_rgb_is_kept(tmp_path, planar):
    rgb = np.dstack([GREY] * 3)
    data = (rgb.transpose(2, 0, 1) if planar else rgb).tobytes()
    path = saved_dicom(tmp_path / "x", rgb, PlanarConfiguration=planar, PixelData=data)
    np.testing.assert_array_equal(decoded(path), GREY * 257.0)


def test_grey_stored_as_luma_and_chroma_is_kept(tmp_path):
    neutral = np.full_like(GREY, 128)
    path = saved_dicom(tmp_path / "x", np.dstack([GREY, neutral, neutral]), PhotometricInterpretation="YBR_FULL")
    np.testing.assert_array_equal(decoded(path), GREY * 257.0)


def test_grey_stored_as_luma_and_halved_chroma_is_kept(tmp_path):
    pairs = GREY.reshape(-1, 2)
    data = np.hstack([pairs, np.full_like(pairs, 128)]).tobytes()
    elements = {"PhotometricInterpretation": "YBR_FULL_422", "PixelData": data}
    path = saved_dicom(tmp_path / "x", np.dstack([GREY] * 3), **elements)
    np.testing.assert_array_equal(decoded(path), GREY * 257.0)


def test_colour_is_measured(tmp_path):
    path = saved_dicom(tmp_path / "x", np.full((9, 9, 3), (255, 0, 0), np.uint8))
    assert decode(path).facts.colourfulness == 1


def test_grey_has_no_colour(tmp_path):
    assert decode(saved_dicom(tmp_path / "x", GREY)).facts.colourfulness == 0


def palette(entries, bits):
    """Return the elements of a palette whose three colours are alike."""
    elements = {"PhotometricInterpretation": "PALETTE COLOR"}
    for colour in ("Red", "Green", "Blue"):
        elements[f"{colour}PaletteColorLookupTableDescriptor"] = [len(entries), 0, bits]
        elements[f"{colour}PaletteColorLookupTableData"] = entries.tobytes()
    return elements


@pytest.mark.parametrize(("dtype", "bits", "step"), [(np.uint8, 8, 1), (np.uint16, 16, 257)])
def test_a_palette_is_looked_up(tmp_path, dtype, bits, step):
    backwards = (np.arange(255, -1, -1) * step).astype(dtype)
    path = saved_dicom(tmp_path / "x", 255 - GREY, **palette(backwards, bits))
    np.testing.assert_array_equal(decoded(path), GREY * 257.0)


def code_of(tmp_path, stored=GREY, **elements):
    with pytest.raises(InputError) as caught:
        decode(saved_dicom(tmp_path / "x", stored, **elements))
    return caught.value.reason.code


def test_several_frames_are_refused(tmp_path):
    assert code_of(tmp_path, NumberOfFrames=2, PixelData=GREY.tobytes() * 2) == "several_images"


def test_one_frame_is_not_several(tmp_path):
    assert decoded(saved_dicom(tmp_path / "x", GREY, NumberOfFrames=1)).shape == GREY.shape


@pytest.mark.parametrize("absent", ["PixelData", "Rows", "Columns"])
def test_a_file_without_a_picture_says_so(tmp_path, absent):
    assert code_of(tmp_path, **{absent: None}) == "dicom_no_image"


@pytest.mark.parametrize("absent", ["PhotometricInterpretation", "BitsStored", "SamplesPerPixel"])
def test_a_file_that_does_not_describe_its_pixels_is_damaged(tmp_path, absent):
    assert code_of(tmp_path, **{absent: None}) == "image_damaged"


def test_too_few_pixels_are_damage(tmp_path):
    assert code_of(tmp_path, PixelData=GREY.tobytes()[:-100]) == "image_damaged"


def test_a_file_that_is_cut_within_an_element_is_damaged(tmp_path):
    data = as_file(dataset(GREY, PatientComments="coughs " * 99))
    (tmp_path / "x").write_bytes(data[: data.index(b"coughs") + 300])
    with pytest.raises(InputError, match="image_damaged"):
        decode(tmp_path / "x")


def test_a_cut_deflated_file_is_damaged(tmp_path):
    (tmp_path / "x").write_bytes(as_file(dataset(GREY), DeflatedExplicitVRLittleEndian)[:-200])
    with pytest.raises(InputError, match="image_damaged"):
        decode(tmp_path / "x")


@pytest.mark.parametrize(
    "element", [(0x28, 0x08, b"IS", b"2 "), (0x28, 0x10, b"US", b"\x60\xea"), (0x28, 0x02, b"US", b"\3\0")]
)
def test_what_stands_behind_the_pixels_changes_nothing(tmp_path, element):
    group, number, kind, value = element
    behind = struct.pack("<HH2sH", group, number, kind, len(value)) + value
    (tmp_path / "x").write_bytes(as_file(dataset(GREY)) + behind)
    np.testing.assert_array_equal(decoded(tmp_path / "x"), spread(GREY))


def test_pixel_data_that_is_there_twice_is_damage(tmp_path):
    data = as_file(dataset(GREY))
    place = data.index(b"\xe0\x7f\x10\0")
    shorter = data[place : place + 8] + struct.pack("<I", 40) + bytes(40)
    (tmp_path / "x").write_bytes(data[:place] + shorter + data[place:])
    with pytest.raises(InputError, match="image_damaged"):
        decode(tmp_path / "x")


def test_a_huge_promise_is_refused_before_the_pixels_are_read(tmp_path):
    assert code_of(tmp_path, Rows=65535, Columns=65535) == "image_too_large"
