"""Decoding raster files of every kind gives the stored grey levels."""

import hashlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from PIL import Image

from app.core.errors import InputError
from app.core.imaging.decode import decode
from tests.helpers.pictures import SAMPLE, colours, encoded, gradient, min_is_white_tiff, raw_png, saved

GREY = gradient()
LOSSLESS = [
    ("PNG", {}),
    ("TIFF", {}),
    ("TIFF", {"compression": "tiff_lzw"}),
    ("TIFF", {"big_tiff": True}),
    ("BMP", {}),
    ("WEBP", {"lossless": True}),
]


@pytest.mark.parametrize(("file_format", "options"), LOSSLESS)
def test_eight_bit_grey_is_kept(tmp_path, file_format, options):
    found = decode(saved(tmp_path / "x", GREY, file_format, **options))
    np.testing.assert_array_equal(found.pixels, GREY)


@pytest.mark.parametrize("options", [{"quality": 95}, {"quality": 95, "progressive": True}])
def test_jpeg_grey_is_nearly_kept(tmp_path, options):
    found = decode(saved(tmp_path / "x", GREY, "JPEG", **options))
    np.testing.assert_allclose(found.pixels, GREY.astype(float), atol=3)


@pytest.mark.parametrize("file_format", ["PNG", "TIFF"])
def test_sixteen_bit_grey_is_kept(tmp_path, file_format):
    deep = gradient(top=65535, dtype=np.uint16)
    found = decode(saved(tmp_path / "x", deep, file_format))
    np.testing.assert_array_equal(found.pixels, deep)
    assert found.full_scale == 65535


@pytest.mark.parametrize("file_format", ["PNG", "TIFF"])
def test_twelve_bits_in_sixteen_have_their_own_white(tmp_path, file_format):
    found = decode(saved(tmp_path / "x", gradient(top=4095, dtype=np.uint16), file_format))
    assert (found.pixels.max(), found.full_scale) == (4095, 4095)


def test_the_white_of_eight_bits_is_255(tmp_path):
    assert decode(saved(tmp_path / "x", GREY // 2, "PNG")).full_scale == 255


def test_a_dark_sixteen_bit_picture_is_not_brightened_past_eight_bits(tmp_path):
    assert decode(saved(tmp_path / "x", gradient(top=3, dtype=np.uint16), "PNG")).full_scale == 255


def test_integers_within_sixteen_bits_are_kept(tmp_path):
    wide = gradient(top=65535, dtype=np.int32)
    np.testing.assert_array_equal(decode(saved(tmp_path / "x", wide, "TIFF")).pixels, wide)


@pytest.mark.parametrize(
    "values", [gradient(top=2_000_000, dtype=np.int32), gradient(top=65535, dtype=np.int32) - 1024]
)
def test_integers_beyond_sixteen_bits_are_spread_from_black_to_white(tmp_path, values):
    found = decode(saved(tmp_path / "x", values, "TIFF"))
    expected = (values - values.min()) / (values.max() - values.min()) * 65535
    np.testing.assert_allclose(found.pixels, expected, atol=0.51)


def test_floats_are_spread_from_black_to_white(tmp_path):
    values = gradient().astype(np.float32) / 255 - 0.5
    found = decode(saved(tmp_path / "x", values, "TIFF"))
    np.testing.assert_allclose(found.pixels, (values + 0.5) * 65535, atol=1)


def test_a_float_picture_of_one_value_decodes(tmp_path):
    assert decode(saved(tmp_path / "x", np.full((9, 9), 0.3, np.float32), "TIFF")).pixels.max() == 0


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_min_is_white_is_turned_round(tmp_path, dtype):
    top = np.iinfo(dtype).max
    stored = gradient(top=top, dtype=dtype)
    (tmp_path / "x").write_bytes(min_is_white_tiff(stored))
    np.testing.assert_array_equal(decode(tmp_path / "x").pixels, top - stored)


def test_grey_stored_as_colour_is_kept(tmp_path):
    found = decode(saved(tmp_path / "x", np.dstack([GREY] * 3), "PNG"))
    np.testing.assert_array_equal(found.pixels, GREY)


@pytest.mark.parametrize(("rgb", "luma"), [((255, 0, 0), 76), ((0, 255, 0), 150), ((0, 0, 255), 29)])
def test_colour_becomes_luma(tmp_path, rgb, luma):
    found = decode(saved(tmp_path / "x", np.full((8, 8, 3), rgb, np.uint8), "PNG"))
    assert set(found.pixels.flat) == {luma}


def test_sixteen_bit_colour_decodes(tmp_path):
    samples = np.repeat(GREY[:, :, None].astype(">u2") * 257, 3, axis=2)
    scanlines = b"".join(b"\0" + row.tobytes() for row in samples)
    (tmp_path / "x").write_bytes(raw_png(GREY.shape[::-1], 16, 2, scanlines))
    np.testing.assert_array_equal(decode(tmp_path / "x").pixels, GREY)


def _palette_picture() -> Image.Image:
    """Return `GREY` as places in a palette that runs backwards."""
    image = Image.fromarray(255 - GREY).convert("P")
    image.putpalette([level for grey in range(255, -1, -1) for level in (grey, grey, grey)])
    image.frombytes((255 - GREY).tobytes())
    return image


@pytest.mark.parametrize("file_format", ["PNG", "TIFF", "BMP"])
def test_a_palette_is_looked_up(tmp_path, file_format):
    found = decode(saved(tmp_path / "x", _palette_picture(), file_format))
    np.testing.assert_array_equal(found.pixels, GREY)


def test_a_transparent_palette_entry_is_black(tmp_path):
    level = int(GREY[20, 30])
    found = decode(saved(tmp_path / "x", _palette_picture(), "PNG", transparency=255 - level))
    np.testing.assert_array_equal(found.pixels, np.where(np.equal(GREY, level), 0, GREY))


@pytest.mark.parametrize(("mode", "file_format"), [("LA", "PNG"), ("RGBA", "PNG"), ("RGBA", "TIFF"), ("RGBA", "WEBP")])
def test_opaque_alpha_changes_nothing(tmp_path, mode, file_format):
    options = {"lossless": True} if file_format == "WEBP" else {}
    found = decode(saved(tmp_path / "x", Image.fromarray(GREY).convert(mode), file_format, **options))
    np.testing.assert_array_equal(found.pixels, GREY)


@pytest.mark.parametrize("mode", ["LA", "RGBA"])
def test_transparent_parts_are_black(tmp_path, mode):
    image = Image.fromarray(GREY).convert(mode)
    image.putalpha(Image.fromarray(np.where(GREY > 100, 255, 0).astype(np.uint8)))
    found = decode(saved(tmp_path / "x", image, "PNG"))
    np.testing.assert_array_equal(found.pixels, np.where(GREY > 100, GREY, 0))


@pytest.mark.parametrize("file_format", ["PNG", "TIFF", "BMP"])
def test_one_bit_is_black_and_white(tmp_path, file_format):
    found = decode(saved(tmp_path / "x", Image.fromarray(GREY > 100), file_format))
    np.testing.assert_array_equal(found.pixels, np.where(GREY > 100, 255, 0))


def test_cmyk_jpeg_has_its_black_as_grey(tmp_path):
    none = np.zeros_like(GREY)
    ink = Image.merge("CMYK", [Image.fromarray(band) for band in (none, none, none, 255 - GREY)])
    found = decode(saved(tmp_path / "x", ink, "JPEG", quality=95))
    np.testing.assert_allclose(found.pixels, GREY.astype(float), atol=4)


UPRIGHT = {
    1: lambda stored: stored,
    2: np.fliplr,
    3: lambda stored: np.rot90(stored, 2),
    4: np.flipud,
    5: np.transpose,
    6: lambda stored: np.rot90(stored, -1),
    7: lambda stored: np.rot90(stored, 2).T,
    8: np.rot90,
}
"""EXIF orientation → what makes the stored picture upright (Exif 2.32, tag 0x0112)."""


@pytest.mark.parametrize("orientation", UPRIGHT)
@pytest.mark.parametrize(("file_format", "options"), [("PNG", {}), ("TIFF", {}), ("WEBP", {"lossless": True})])
def test_the_picture_is_turned_upright(tmp_path, file_format, options, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    found = decode(saved(tmp_path / "x", GREY, file_format, exif=exif, **options))
    np.testing.assert_array_equal(found.pixels, UPRIGHT[orientation](GREY))


@pytest.mark.parametrize("file_format", ["PNG", "TIFF"])
def test_a_sixteen_bit_picture_is_turned_upright(tmp_path, file_format):
    exif = Image.Exif()
    exif[0x0112] = 6
    deep = gradient(top=65535, dtype=np.uint16)
    np.testing.assert_array_equal(
        decode(saved(tmp_path / "x", deep, file_format, exif=exif)).pixels, np.rot90(deep, -1)
    )


@pytest.mark.parametrize("orientation", UPRIGHT)
@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_the_size_is_that_of_the_upright_picture(tmp_path, file_format, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    found = decode(saved(tmp_path / "x", GREY, file_format, exif=exif))
    assert (found.facts.height, found.facts.width) == found.pixels.shape


@pytest.mark.parametrize("file_format", ["TIFF", "WEBP", "PNG"])
def test_a_file_of_several_pictures_is_refused(tmp_path, file_format):
    pages = [Image.fromarray(255 - GREY), Image.fromarray(GREY // 2)]
    path = saved(tmp_path / "x", GREY, file_format, save_all=True, append_images=pages)
    with pytest.raises(InputError, match=r"several_images: This file holds several pictures \(3\)"):
        decode(path)


def test_a_phones_jpeg_with_previews_is_its_first_picture(tmp_path):
    path = saved(tmp_path / "x", GREY, "MPO", save_all=True, append_images=[Image.fromarray(GREY // 4)], quality=95)
    np.testing.assert_allclose(decode(path).pixels, GREY.astype(float), atol=3)


@pytest.mark.parametrize("name", ["x.png", "x.jpg", "x.dcm", "x.txt", "x", "x.PNG.bak"])
@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "TIFF", "BMP", "WEBP"])
def test_the_content_tells_the_format_and_the_name_does_not(tmp_path, file_format, name):
    assert decode(saved(tmp_path / name, GREY, file_format)).facts.format == file_format


def test_the_digest_is_that_of_the_file(tmp_path):
    path = saved(tmp_path / "x", GREY, "PNG")
    assert decode(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_grey_has_no_colour(tmp_path):
    assert decode(saved(tmp_path / "x", np.dstack([GREY] * 3), "PNG")).facts.colourfulness == 0


def test_pure_red_is_as_colourful_as_can_be(tmp_path):
    assert decode(saved(tmp_path / "x", np.full((8, 8, 3), (255, 0, 0), np.uint8), "PNG")).facts.colourfulness == 1


def test_a_photo_is_colourful(tmp_path):
    assert decode(saved(tmp_path / "x", colours(), "JPEG")).facts.colourfulness > 0.2


def test_a_large_jpeg_is_decoded_smaller_but_not_below_the_wish(tmp_path):
    found = decode(saved(tmp_path / "x", gradient(700, 1100), "JPEG"), at_least_px=150)
    assert found.pixels.shape == (175, 275)


def test_a_jpeg_decoded_smaller_keeps_its_grey(tmp_path):
    grey = gradient(704, 1104)
    small = decode(saved(tmp_path / "x", grey, "JPEG", quality=95), at_least_px=150).pixels
    np.testing.assert_allclose(small, grey.reshape(176, 4, 276, 4).mean((1, 3)), atol=3)


def test_a_jpeg_decoded_smaller_tells_its_stored_size(tmp_path):
    facts = decode(saved(tmp_path / "x", gradient(700, 1100), "JPEG"), at_least_px=150).facts
    assert (facts.width, facts.height) == (1100, 700)


@pytest.mark.parametrize("at_least_px", [700, 5000])
def test_a_jpeg_is_never_enlarged(tmp_path, at_least_px):
    found = decode(saved(tmp_path / "x", gradient(700, 1100), "JPEG"), at_least_px=at_least_px)
    assert found.pixels.shape == (700, 1100)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("scratch") / "x.png"


@settings(deadline=None, max_examples=60, derandomize=True)
@given(pixels=arrays(st.sampled_from([np.uint8, np.uint16]), array_shapes(min_dims=2, max_dims=2, max_side=24)))
def test_any_grey_png_comes_back_pixel_for_pixel(scratch, pixels):
    np.testing.assert_array_equal(decode(saved(scratch, pixels, "PNG")).pixels, pixels)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(top=st.integers(0, 65535))
def test_the_white_of_sixteen_bits_is_the_least_power_of_two_that_holds_all(scratch, top):
    found = decode(saved(scratch, gradient(4, 4, top, np.uint16), "PNG"))
    powers = [2**bits - 1 for bits in range(8, 17)]
    assert found.full_scale == min(white for white in powers if white >= top)


def test_a_jpeg_with_zeros_after_its_end_is_whole(tmp_path):
    path = tmp_path / "x.jpeg"
    path.write_bytes(SAMPLE.read_bytes() + bytes(4096))
    assert decode(path).sha256


def test_a_large_flat_part_of_a_jpeg_is_not_taken_for_a_lost_sector(tmp_path):
    flat = np.full((1600, 1600), 200, np.uint8)
    flat[:40, :64] = GREY
    data = encoded(flat, "JPEG", optimize=True)
    assert bytes(512) in data
    path = tmp_path / "x.jpeg"
    path.write_bytes(data)
    assert decode(path).pixels[-1, -1] == 200


def test_a_jpeg_may_end_with_the_middle_grey_in_a_part_of_its_last_row(tmp_path):
    grey = np.full((64, 64), 128, np.uint8)
    grey[:, :8] = 0
    assert decode(saved(tmp_path / "x.jpeg", grey, "JPEG")).pixels[-1, -1] == 128
