"""No content of a file, however broken, raises anything but an InputError or ends a batch."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pydicom.uid import DeflatedExplicitVRLittleEndian, ImplicitVRLittleEndian, JPEGBaseline8Bit

from app.core.errors import InputError
from app.core.imaging.decode import decode
from app.core.screening import Screener, screen
from app.paths import bundle_folder
from tests.helpers.compressed_dicoms import LOSSLESS, compressed
from tests.helpers.dicoms import as_bare_dataset, as_file, dataset, lookup_table
from tests.helpers.executors import InlineExecutor
from tests.helpers.pictures import colours, encoded, gradient

pytestmark = pytest.mark.filterwarnings("ignore")  # Pillow and pydicom remark on the damage

SIGNATURES = (
    *(b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"RIFF\x20\0\0\0WEBPVP8L"),
    *(b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", bytes(128) + b"DICM", b"\x08\0\x05\0CS\x0a\0"),
)


def _seeds() -> list[bytes]:
    """Return one small file of each kind, with the parts that are easily got wrong."""
    grey, deep, photo = gradient(), gradient(top=4095, dtype=np.uint16), colours(40, 64)
    exif = Image.Exif()
    exif[0x0112] = 6
    table = lookup_table(np.arange(4096, dtype=np.uint16) >> 4, 0, 8)
    elements = {"PatientAge": "003Y", "WindowCenter": [99, 9], "WindowWidth": [99, 9], "PixelPaddingValue": 3}
    return [
        encoded(grey, "JPEG", exif=exif),
        encoded(photo.convert("CMYK"), "JPEG"),
        encoded(grey, "PNG"),
        encoded(deep, "PNG"),
        encoded(photo.convert("P"), "PNG", transparency=3),
        encoded(photo, "TIFF", compression="tiff_lzw"),
        encoded(deep, "TIFF", exif=exif),
        encoded(photo.convert("P"), "BMP"),
        encoded(photo, "WEBP", exif=exif),
        as_file(dataset(deep, 12, RescaleSlope=1, RescaleIntercept=0, **elements)),
        as_file(dataset(deep, 12, VOILUTSequence=[table]), ImplicitVRLittleEndian),
        as_file(dataset(deep, 12, **elements), DeflatedExplicitVRLittleEndian),
        as_file(dataset(np.asarray(photo))),
        as_bare_dataset(dataset(grey)),
        *(compressed(deep, syntax, 12) for syntax in LOSSLESS),
        compressed(np.asarray(photo), JPEGBaseline8Bit, 8, PhotometricInterpretation="YBR_FULL_422"),
    ]


SEEDS = _seeds()


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Return a seed with bytes changed, removed, put in, or cut off, mostly near its beginning, where headers lie."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, min(len(data), 600)) | st.integers(0, len(data)))
        kind = draw(st.sampled_from(["change", "remove", "insert", "cut"]))
        if kind == "change":
            data[place : place + 1] = draw(st.binary(min_size=1, max_size=1))
        elif kind == "remove":
            del data[place : place + draw(st.integers(1, 40))]
        elif kind == "insert":
            data[place:place] = draw(st.binary(min_size=1, max_size=8))
        else:
            del data[place:]
    return bytes(data)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("scratch") / "x"


def decodes_or_refuses(path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        radiograph = decode(path, at_least_px=16)
    except InputError:
        return
    assert radiograph.pixels.ndim == 2
    assert radiograph.pixels.max() <= radiograph.full_scale


@settings(deadline=None, max_examples=200, derandomize=True)
@given(signature=st.sampled_from(SIGNATURES), rest=st.binary(max_size=400))
def test_random_bytes_decode_or_are_refused(scratch, signature, rest):
    decodes_or_refuses(scratch, signature + rest)


@settings(deadline=None, max_examples=500, derandomize=True)
@given(data=mutated())
def test_broken_files_decode_or_are_refused(scratch, data):
    decodes_or_refuses(scratch, data)


@pytest.mark.parametrize("data", SEEDS)
def test_the_files_that_are_broken_were_whole(scratch, data):
    scratch.write_bytes(data)
    assert decode(scratch).pixels.size


@settings(deadline=None, max_examples=30, derandomize=True)
@given(contents=st.lists(mutated(), min_size=1, max_size=4))
def test_broken_files_do_not_end_a_batch(tmp_path_factory, contents):
    folder = tmp_path_factory.mktemp("batch")
    paths = [folder / f"{number}.png" for number in range(len(contents))]
    for path, data in zip(paths, contents, strict=True):
        path.write_bytes(data)
    records = list(screen(map(str, paths), Screener.open(bundle_folder(), "test"), InlineExecutor()))
    assert [record.file for record in records] == [str(path) for path in paths]
    assert "internal_error" not in {reason.code for record in records for reason in record.verdict.reasons}


@settings(deadline=None, max_examples=60, derandomize=True)
@given(width=st.integers(9, 2**31 - 1), height=st.integers(9, 2**31 - 1))
def test_a_promise_of_any_size_that_is_not_kept_is_refused(scratch, width, height):
    data = bytearray(encoded(gradient(8, 8), "BMP"))
    data[18:26] = width.to_bytes(4, "little") + height.to_bytes(4, "little")
    scratch.write_bytes(data)
    with pytest.raises(InputError):
        decode(scratch)
