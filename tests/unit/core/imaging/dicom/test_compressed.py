"""Compressed DICOM gives the pixels of the uncompressed file, and nothing that is damaged gives any."""

import numpy as np
import pytest
from imagecodecs._jpeg2k import jpeg2k_encode
from imagecodecs._jpeg8 import jpeg8_encode
from pydicom.encaps import encapsulate, encapsulate_extended
from pydicom.uid import (
    JPEG2000,
    ExplicitVRLittleEndian,
    HTJ2KLossless,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLosslessSV1,
    JPEGLSLossless,
    RLELossless,
)

from app.core.errors import InputError
from app.core.imaging.decode import decode
from app.core.imaging.dicom.decode import decode_dicom
from tests.helpers.bombs import jpeg_of_scans
from tests.helpers.compressed_dicoms import LOSSLESS, LOSSY, compressed, compressed_file
from tests.helpers.dicoms import as_file, dataset
from tests.helpers.pictures import SAMPLE, gradient

GRANTED = 2**27
ROUGH = np.random.default_rng(3).normal(0, 0.02, (48, 64))


def radiograph(bits, *, signed=False):
    """Return values of so many bits, with noise, so that every bit counts."""
    top = 2**bits - 1
    values = np.clip(np.rint((np.linspace(0.1, 0.9, 64) + ROUGH) * top), 0, top) - (2 ** (bits - 1) if signed else 0)
    return values.astype(f"{'i' if signed else 'u'}{1 if bits == 8 else 2}")


def decoded(data):
    return decode_dicom(data, GRANTED)[0]


def code_of(data):
    with pytest.raises(InputError) as caught:
        decoded(data)
    return caught.value.reason.code


@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize("bits", [8, 10, 12, 14, 16])
@pytest.mark.parametrize("syntax", LOSSLESS)
def test_a_lossless_syntax_gives_the_same_pixels(syntax, bits, signed):
    stored = radiograph(bits, signed=signed)
    plain = decoded(as_file(dataset(stored, bits)))
    np.testing.assert_array_equal(decoded(compressed(stored, syntax, bits)), plain)


@pytest.mark.parametrize(
    ("syntax", "bits"),
    [(syntax, bits) for syntax in LOSSY for bits in (8, 12, 16) if syntax not in (JPEGBaseline8Bit, JPEGExtended12Bit)]
    + [(JPEGBaseline8Bit, 8), (JPEGExtended12Bit, 8), (JPEGExtended12Bit, 12)],
)
def test_a_lossy_syntax_gives_nearly_the_same_pixels(syntax, bits):
    stored, window = radiograph(bits), {"WindowCenter": 2**bits / 2, "WindowWidth": 2**bits}
    plain = decoded(as_file(dataset(stored, bits, **window))).astype(int)
    assert np.abs(decoded(compressed(stored, syntax, bits, **window)) - plain).max() < 65536 * 0.03


@pytest.mark.parametrize("syntax", [RLELossless, JPEGLosslessSV1, JPEGLSLossless, JPEG2000Lossless])
def test_monochrome1_and_a_window_apply_to_what_was_decompressed(syntax):
    stored = radiograph(12)
    elements = {"PhotometricInterpretation": "MONOCHROME1", "WindowCenter": 1800, "WindowWidth": 900}
    plain = decoded(as_file(dataset(stored, 12, **elements)))
    np.testing.assert_array_equal(decoded(compressed(stored, syntax, 12, **elements)), plain)


def test_a_signed_image_whose_jpeg_2000_is_unsigned_keeps_its_sign():
    stored = radiograph(12, signed=True)
    code = LOSSLESS[JPEG2000Lossless](stored.view(np.uint16) & 4095, 12)
    found = decoded(compressed_file(code, stored, JPEG2000Lossless, 12))
    np.testing.assert_array_equal(found, decoded(as_file(dataset(stored, 12))))


def test_an_unsigned_image_whose_jpeg_2000_is_signed_keeps_its_values():
    stored = radiograph(12)
    code = LOSSLESS[JPEG2000Lossless]((stored << 4).view(np.int16) >> 4, 12)
    found = decoded(compressed_file(code, stored, JPEG2000Lossless, 12))
    np.testing.assert_array_equal(found, decoded(as_file(dataset(stored, 12))))


@pytest.mark.parametrize("said", [8, 10, 12, 16])
def test_the_code_stream_goes_before_wrong_bits_stored(said):
    stored, window = radiograph(12), {"WindowCenter": 2000, "WindowWidth": 1500}
    code = LOSSLESS[JPEG2000Lossless](stored, 12)
    found = decoded(compressed_file(code, stored, JPEG2000Lossless, said, **window)).astype(int)
    assert np.abs(found - decoded(as_file(dataset(stored, 12, **window)))).max() <= 1


@pytest.mark.parametrize("fragments", [2, 7])
def test_a_frame_in_several_fragments_is_joined(fragments):
    stored = radiograph(12)
    code = LOSSLESS[JPEGLosslessSV1](stored, 12)
    found = decoded(compressed_file(code, stored, JPEGLosslessSV1, 12, fragments=fragments))
    np.testing.assert_array_equal(found, decoded(as_file(dataset(stored, 12))))


def test_a_frame_without_an_offset_table_is_read():
    stored = radiograph(12)
    code = LOSSLESS[JPEGLosslessSV1](stored, 12)
    found = decoded(compressed_file(code, stored, JPEGLosslessSV1, 12, PixelData=encapsulate([code], has_bot=False)))
    np.testing.assert_array_equal(found, decoded(as_file(dataset(stored, 12))))


def test_a_frame_with_an_extended_offset_table_is_read():
    stored = radiograph(12)
    code = LOSSLESS[JPEGLosslessSV1](stored, 12)
    data, offsets, lengths = encapsulate_extended([code])
    elements = {"PixelData": data, "ExtendedOffsetTable": offsets, "ExtendedOffsetTableLengths": lengths}
    found = decoded(compressed_file(code, stored, JPEGLosslessSV1, 12, **elements))
    np.testing.assert_array_equal(found, decoded(as_file(dataset(stored, 12))))


@pytest.mark.parametrize("syntax", [RLELossless, JPEGLosslessSV1, JPEG2000Lossless])
@pytest.mark.parametrize("has_table", [False, True])
def test_several_frames_that_are_not_said_are_refused(syntax, has_table):
    stored = radiograph(12)
    code = LOSSLESS[syntax](stored, 12)
    data = encapsulate([code, code], has_bot=has_table)
    assert code_of(compressed_file(code, stored, syntax, 12, PixelData=data)) == "several_images"


def test_a_jpeg_2000_in_the_boxes_of_its_own_file_format_is_read():
    stored = radiograph(12)
    code = bytes(jpeg2k_encode(stored, codecformat="jp2", bitspersample=12, reversible=True))
    found = decoded(compressed_file(code, stored, JPEG2000Lossless, 12))
    np.testing.assert_array_equal(found, decoded(as_file(dataset(stored, 12))))


def test_a_code_stream_of_another_kind_than_is_said_is_read():
    stored = radiograph(12)
    found = decoded(compressed_file(LOSSLESS[JPEGLSLossless](stored, 12), stored, JPEGLosslessSV1, 12))
    np.testing.assert_array_equal(found, decoded(as_file(dataset(stored, 12))))


COLOURS = np.dstack([gradient(), gradient()[::-1], gradient()[:, ::-1]])


@pytest.mark.parametrize("syntax", [RLELossless, JPEGLosslessSV1, JPEGLSLossless, JPEG2000Lossless])
def test_colours_are_those_of_the_uncompressed_file(syntax):
    plain = decode_dicom(as_file(dataset(COLOURS, 8)), GRANTED)
    pixels, _, facts = decode_dicom(compressed(COLOURS, syntax, 8), GRANTED)
    np.testing.assert_array_equal(pixels, plain[0])
    assert facts.colourfulness == plain[2].colourfulness


@pytest.mark.parametrize(
    ("stored_as", "said"), [("YCBCR", "YBR_FULL_422"), ("YCBCR", "YBR_FULL"), ("RGB", "RGB"), ("RGB", "YBR_FULL_422")]
)
def test_a_jpeg_has_its_right_colours(stored_as, said):
    blue = np.full((48, 64, 3), (20, 40, 220), np.uint8)
    code = bytes(jpeg8_encode(blue, 95, colorspace="RGB", outcolorspace=stored_as))
    plain = decode_dicom(as_file(dataset(blue, 8)), GRANTED)
    found = decode_dicom(compressed_file(code, blue, JPEGBaseline8Bit, 8, PhotometricInterpretation=said), GRANTED)
    assert found[2].colourfulness == pytest.approx(plain[2].colourfulness, abs=0.02)
    np.testing.assert_allclose(found[0], plain[0], atol=600)


@pytest.mark.parametrize("syntax", {**LOSSLESS, **LOSSY})
def test_a_code_stream_that_is_cut_is_damage(syntax):
    stored = radiograph(8)
    code = {**LOSSLESS, **LOSSY}[syntax](stored, 8)
    assert code_of(compressed_file(code[: len(code) // 2], stored, syntax, 8)) == "image_damaged"


@pytest.mark.parametrize("syntax", {**LOSSLESS, **LOSSY})
@pytest.mark.parametrize("keep", [0.3, 0.8])
@pytest.mark.filterwarnings("ignore:End of file reached:UserWarning")
def test_a_file_that_is_cut_is_damage(syntax, keep):
    data = compressed(radiograph(8), syntax, 8)
    assert code_of(data[: int(len(data) * keep)]) == "image_damaged"


@pytest.mark.parametrize("syntax", {**LOSSLESS, **LOSSY})
@pytest.mark.parametrize(
    "elements", [{"Rows": 24}, {"Columns": 128}, {"SamplesPerPixel": 3, "PhotometricInterpretation": "RGB"}]
)
def test_a_code_stream_of_another_image_than_is_said_is_damage(syntax, elements):
    if syntax == RLELossless and elements == {"Rows": 24}:
        pytest.skip("a segment has no size of its own")
    assert code_of(compressed(radiograph(8), syntax, 8, **elements)) == "image_damaged"


def test_a_code_stream_of_more_bits_than_are_allocated_is_damage():
    code = LOSSLESS[JPEGLosslessSV1](radiograph(12), 12)
    assert code_of(compressed_file(code, radiograph(8), JPEGLosslessSV1, 8)) == "image_damaged"


@pytest.mark.parametrize("syntax", [JPEGBaseline8Bit, JPEGLSLossless, JPEG2000, RLELossless])
@pytest.mark.parametrize("code", [b"\0" * 200, b"\xff\xd8\xff\xd9", b"\xff\x4f\xff\x51\xff\xd9", b"\x0c\0\0\0" * 99])
def test_what_is_no_code_stream_is_damage(syntax, code):
    assert code_of(compressed_file(code, radiograph(8), syntax, 8)) == "image_damaged"


@pytest.mark.parametrize("code", [b"", radiograph(8).tobytes() * 2])
def test_fragments_in_an_uncompressed_syntax_are_damage(code):
    data = compressed_file(code + b"\0\0", radiograph(8), HTJ2KLossless, 8)
    uncompressed = ExplicitVRLittleEndian.encode().ljust(len(HTJ2KLossless), b"\0")
    assert code_of(data.replace(HTJ2KLossless.encode(), uncompressed)) == "image_damaged"


def test_a_huge_promise_of_the_code_stream_is_refused_before_it_is_decoded():
    code = bytearray(LOSSLESS[JPEG2000Lossless](radiograph(8), 8))
    code[8:16] = b"\0\1\0\0" * 2  # 65,536 pixels on either side
    assert code_of(compressed_file(bytes(code), radiograph(8), JPEG2000Lossless, 8)) == "image_damaged"


def test_a_huge_promise_of_the_header_is_refused():
    assert code_of(compressed(radiograph(8), RLELossless, 8, Rows=60_000, Columns=60_000)) == "image_too_large"


def test_a_jpeg_of_too_many_scans_is_refused():
    code = jpeg_of_scans(200)
    assert code_of(compressed_file(code, np.zeros((64, 64), np.uint8), JPEGBaseline8Bit, 8)) == "image_too_costly"


def test_an_rle_frame_unpacks_no_further_than_its_size():
    code = LOSSLESS[RLELossless](radiograph(8), 8) + b"\x81\0" * 2**20
    assert decoded(compressed_file(code, radiograph(8), RLELossless, 8)).shape == (48, 64)


REFUSED = {
    "1.2.840.10008.1.2.4.100": "MPEG2",
    "1.2.840.10008.1.2.4.107": "HEVC",
    "1.2.840.10008.1.2.4.110": "JPEG XL",
    "1.2.840.10008.1.2.4.112": "JPEG XL",
    "1.2.840.10008.1.2.4.204": "JPIP",
    "1.2.826.0.1.368043.2.99": "1.2.826.0.1.368043.2.99",
}


@pytest.mark.parametrize(("syntax", "name"), REFUSED.items())
def test_what_is_no_radiograph_s_compression_is_refused_by_name(syntax, name):
    data = compressed(radiograph(8), HTJ2KLossless, 8).replace(HTJ2KLossless.encode(), syntax.encode())
    with pytest.raises(InputError, match="dicom_compressed") as caught:
        decoded(data)
    assert name in caught.value.reason.sentence


def test_a_compressed_sample_is_decoded_in_a_process_of_its_own(tmp_path):
    stored = decode(SAMPLE).pixels
    (tmp_path / "plain.dcm").write_bytes(as_file(dataset(stored, 8)))
    (tmp_path / "small.dcm").write_bytes(compressed(stored, JPEG2000Lossless, 8))
    np.testing.assert_array_equal(decode(tmp_path / "small.dcm").pixels, decode(tmp_path / "plain.dcm").pixels)
