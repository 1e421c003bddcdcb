"""The head of a report: a logo that cannot be read is left out, whatever is in its place."""

from __future__ import annotations

import os
import struct
import zlib

import pytest
from PIL import Image
from PySide6.QtGui import QImage

from app.gui.report.letterhead import letterhead_of, read_logo
from app.settings import Settings
from tests.helpers.paper import picture

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def huge_png() -> bytes:
    """Return a small file that says of itself that it is 100,000 points wide."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("name", "kind"), [("logo.png", "PNG"), ("logo.jpg", "JPEG"), ("logo.gif", "PNG")])
def test_a_png_or_jpeg_is_read_by_its_content(tmp_path, name, kind):
    assert picture(200, 50).save(str(tmp_path / name), kind)

    assert read_logo(tmp_path / name).size() == picture(200, 50).size()


def test_a_large_one_is_shrunk(tmp_path):
    Image.new("RGB", (3000, 1000)).save(tmp_path / "logo.png")

    assert (read_logo(tmp_path / "logo.png").width(), read_logo(tmp_path / "logo.png").height()) == (600, 200)


@pytest.mark.qt_log_ignore(".*")
@pytest.mark.parametrize(
    "content",
    [b"", b"no picture", b"\x89PNG\r\n\x1a\n broken", SVG, huge_png(), b"\0" * (11 << 20)],
    ids=["empty", "a text", "broken", "SVG", "huge", "too many bytes"],
)
def test_anything_else_is_none(tmp_path, content):
    (tmp_path / "logo.png").write_bytes(content)

    assert read_logo(tmp_path / "logo.png").isNull()


def test_what_is_no_file_is_none(tmp_path):
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "absent", tmp_path / "pipe"):
        assert read_logo(path).isNull()


def test_a_letterhead_says_whether_its_logo_is_lacking(tmp_path):
    assert picture().save(str(tmp_path / "logo.png"))
    settings = Settings(clinic_name=" Health\nCentre ", user_name="Asha")
    chosen = [letterhead_of(Settings(clinic_logo=str(tmp_path / name))) for name in ("logo.png", "absent.png")]

    assert [head.lacks_logo for head in (letterhead_of(settings), *chosen)] == [False, False, True]
    assert [letterhead_of(settings).clinic, letterhead_of(settings).user] == ["Health Centre", "Asha"]


def test_a_name_of_any_length_stays_short():
    assert len(letterhead_of(Settings(clinic_name="W" * 10_000)).clinic) < 100
    assert isinstance(letterhead_of(Settings()).logo, QImage)
