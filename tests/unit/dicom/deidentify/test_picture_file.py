"""Picture files without their metadata: the pixels stay, bit by bit, and nothing else does."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from app.core.errors import InputError
from app.core.imaging.decode import decode
from app.core.imaging.decode_bytes import Scale, decode_bytes
from app.dicom.deidentify.deidentifier import deidentified, open_xray
from app.dicom.deidentify.jpeg import clean_jpeg
from app.dicom.deidentify.png import clean_png
from app.dicom.deidentify.regions import Region
from tests.helpers.pictures import gradient

SECRET = "Zawadi Baraka"
BOX = Region(20, 10, 40, 30)
MODES = ("L", "RGB", "P", "LA", "RGBA", "1", "I;16")


def picture(mode="L"):
    grey = Image.fromarray(gradient(120, 160))
    if mode == "I;16":
        return Image.fromarray(np.asarray(grey).astype(np.uint16) * 200)
    return grey.convert("RGB").convert(mode) if mode in ("P", "RGBA") else grey.convert(mode)


def exif(orientation=1):
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010E] = made[0x013B] = SECRET
    return made


def jpeg(orientation=1, **options):
    stream = BytesIO()
    told = {"exif": exif(orientation), "comment": SECRET, "icc_profile": SECRET.encode(), "xmp": SECRET.encode()}
    picture("RGB").save(stream, "JPEG", **told, **options)
    return stream.getvalue() + SECRET.encode()


def png(mode="L", orientation=1):
    stream, texts = BytesIO(), PngInfo()
    texts.add_text("Author", SECRET)
    texts.add_itxt("Comment", SECRET)
    picture(mode).save(stream, "PNG", pnginfo=texts, exif=exif(orientation), icc_profile=SECRET.encode())
    return stream.getvalue() + SECRET.encode()


def pixels(content):
    return decode_bytes(content, Scale(), 2**30)[0]


def holds_secret(content):
    return any(part.encode() in content for part in SECRET.split())


@pytest.mark.parametrize(
    "options", [{}, {"progressive": True}, {"optimize": True}, {"subsampling": 0}, {"quality": 30}]
)
def test_a_jpeg_loses_all_but_its_pixels(options, tmp_path, anonymized):
    path = tmp_path / "x.jpg"
    path.write_bytes(jpeg(**options))
    assert holds_secret(path.read_bytes())

    content = anonymized(path)

    assert not holds_secret(content)
    with Image.open(BytesIO(content)) as made, Image.open(path) as old:
        assert made.tobytes() == old.tobytes()
        assert set(made.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
        assert not made.getexif()


def test_colours_that_an_adobe_segment_names_stay(tmp_path, anonymized):
    path = tmp_path / "x.jpg"
    stream = BytesIO()
    picture("RGB").save(stream, "JPEG", keep_rgb=True)
    path.write_bytes(stream.getvalue())

    with Image.open(BytesIO(anonymized(path))) as made, Image.open(path) as old:
        assert made.tobytes() == old.tobytes()


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("make", [jpeg, png])
def test_how_a_picture_is_turned_is_all_that_stays_told(make, orientation, tmp_path, anonymized):
    path = tmp_path / "x"
    path.write_bytes(make(orientation=orientation))

    content = anonymized(path)

    assert np.array_equal(pixels(content), decode(path).pixels)
    with Image.open(BytesIO(content)) as made:
        assert dict(made.getexif()) == ({} if orientation == 1 else {0x0112: orientation})


@pytest.mark.parametrize("mode", MODES)
def test_a_png_loses_all_but_its_pixels(mode, tmp_path, anonymized):
    path = tmp_path / "x.png"
    path.write_bytes(png(mode))

    content = anonymized(path)

    assert not holds_secret(content)
    with Image.open(BytesIO(content)) as made, Image.open(path) as old:
        assert (made.mode, made.tobytes()) == (old.mode, old.tobytes())
        assert set(made.info) <= {"transparency"}


def test_an_interlaced_png_is_inflated_to_its_size():
    rows = b"".join(b"\0" + bytes(width) for width, count in _passes(11, 9) for _ in range(count))
    header = struct.pack(">LL5B", 11, 9, 8, 0, 0, 0, 1)
    made = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L4s", len(content), kind) + content + struct.pack(">L", zlib.crc32(kind + content))
        for kind, content in ((b"IHDR", header), (b"IDAT", zlib.compress(rows + b"Zawadi")), (b"IEND", b""))
    )

    cleaned = clean_png(made)

    assert zlib.decompress(cleaned[cleaned.index(b"IDAT") + 4 : -16]) == rows


def _passes(width, height):
    steps = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
    return [(len(range(left, width, right)), len(range(top, height, down))) for left, top, right, down in steps]


@pytest.mark.parametrize("kind", ["TIFF", "BMP", "WEBP"])
def test_other_formats_become_a_png_of_the_same_pixels(kind, tmp_path, pseudonyms):
    path = tmp_path / f"Zawadi.{kind.lower()}"
    picture().save(path, kind, **({"lossless": True} if kind == "WEBP" else {}))

    made = deidentified(open_xray(path), (), pseudonyms)

    assert made.link.new_file.endswith(".png")
    assert np.array_equal(pixels(made.content), decode(path).pixels)


@pytest.mark.parametrize("make", [jpeg, png, lambda: png("I;16"), lambda: jpeg(orientation=6)])
def test_what_is_blacked_lies_in_the_upright_picture_and_nothing_else_changes(make, tmp_path, pseudonyms):
    path = tmp_path / "x"
    path.write_bytes(make())

    made = deidentified(open_xray(path), [BOX], pseudonyms)

    old, new = decode(path).pixels, pixels(made.content)
    outside = np.ones(old.shape, bool)
    outside[BOX.rows, BOX.columns] = False
    assert made.link.new_file.endswith(".png")
    assert not holds_secret(made.content)
    assert np.array_equal(new[outside], old[outside])
    assert not new[~outside].any()


def test_colours_stay_where_something_is_blacked(tmp_path, anonymized):
    path = tmp_path / "x.png"
    Image.new("RGB", (60, 60), (200, 10, 10)).save(path)

    with Image.open(BytesIO(anonymized(path, [Region(0, 0, 9, 9)]))) as made:
        assert (made.getpixel((30, 30)), made.getpixel((3, 3))) == ((200, 10, 10), (0, 0, 0))


def test_a_new_name_tells_nothing_of_the_old_one(tmp_path, pseudonyms):
    for name in ("Zawadi.png", "other.png"):
        picture().save(tmp_path / name)

    one, other = (deidentified(open_xray(tmp_path / name), (), pseudonyms).link for name in ("Zawadi.png", "other.png"))

    assert one.new_file == other.new_file
    assert "Zawadi" not in one.new_file


def test_a_damaged_picture_is_refused(tmp_path, anonymized):
    path = tmp_path / "x.jpg"
    path.write_bytes(jpeg()[:1500])

    with pytest.raises(InputError) as raised:
        anonymized(path)
    assert raised.value.reason.code == "image_damaged"


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.integers(0, 10**6), st.sampled_from((clean_jpeg, clean_png)))
def test_whatever_bytes_come_the_answer_is_a_picture_or_that_it_is_damaged(noise, place, clean):
    data = bytearray(jpeg() if clean is clean_jpeg else png())
    place %= len(data)
    data[place : place + len(noise)] = noise

    with suppress(ValueError):
        assert clean(bytes(data)).startswith((b"\xff\xd8", b"\x89PNG"))
