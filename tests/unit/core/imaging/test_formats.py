"""The table of formats, and telling them apart by the first bytes."""

import pytest

from app.core.errors import SENTENCES
from app.core.imaging.formats import FORMATS, HEAD_BYTES, SUFFIXES, format_of


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b"", None),
        (b"GIF89a" + bytes(200), None),
        (b"BMW is a car, this is no picture", None),
        (b"RIFF\0\0\0\0WAVEfmt ", None),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WEBP"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"II+\0", "TIFF"),
        (b"MM\0+", "TIFF"),
        (b"BM" + bytes(12) + b"\x28\0\0\0", "BMP"),
        (b"BM" + bytes(12) + b"\x28\0\0\1", None),
        (b"\x08\0\x05\0\x41\0\0\0ISO_IR 100", None),
        (b"\x08\0\x05\1CS\x0a\0ISO_IR 100", None),
        (bytes(128) + b"DICM", "DICOM"),
        (b"II*\0" + bytes(124) + b"DICM", "DICOM"),
        (b"II*\0" + bytes(124) + b"DICN", "TIFF"),
        (b"\x08\0\x05\0CS\x0a\0ISO_IR 100", "DICOM"),
        (b"\x08\0\x05\0\x0a\0\0\0ISO_IR 100", "DICOM"),
        (b"\x08\0\x05\0", None),
        (b"\x08\0\x05\0\0\0\xff\x7f", None),
    ],
)
def test_the_first_bytes_tell_the_format(head, found):
    form = format_of(head)
    assert (form and form.name) == found


def test_the_first_bytes_suffice_for_dicom():
    assert format_of((bytes(128) + b"DICM" + bytes(500))[:HEAD_BYTES]).name == "DICOM"


def test_suffixes_are_lower_case_and_of_one_format():
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in SUFFIXES)
    assert len(SUFFIXES) == sum(len(each.suffixes) for each in FORMATS)


def test_the_reason_for_another_file_names_every_format():
    assert [each.label for each in FORMATS if each.label not in SENTENCES["not_an_image"]] == []
