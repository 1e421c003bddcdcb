"""Pictures from the clipboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage, QPixmap

from app.core.errors import OutputError
from app.core.imaging.decode import decode
from app.gui.window.clipboard_image import pasted_file


def picture(colour: str) -> QImage:
    image = QImage(40, 30, QImage.Format.Format_ARGB32)
    image.fill(QColor(colour))
    return image


def mime_of(image: QImage | QPixmap) -> QMimeData:
    mime = QMimeData()
    mime.setImageData(image)
    return mime


@pytest.mark.parametrize(("colour", "mode"), [("#808080", "L"), ("#a02010", "RGB")])
def test_a_picture_becomes_a_png_grey_if_it_has_no_colours(tmp_path, colour, mode):
    file = pasted_file(mime_of(picture(colour)), tmp_path / "a" / "history.sqlite3")

    assert file is not None
    assert Path(file).parent == tmp_path / "a" / "pasted"
    assert re.fullmatch(r"pasted-\d{8}-\d{6}\.png", Path(file).name)
    with Image.open(file) as read:
        assert (read.format, read.mode, read.size) == ("PNG", mode, (40, 30))
    assert decode(Path(file)).facts.width == 40


def test_a_pixmap_is_a_picture_too(tmp_path, qapp):
    file = pasted_file(mime_of(QPixmap.fromImage(picture("#404040"))), tmp_path / "history.sqlite3")

    assert file is not None
    assert decode(Path(file)).pixels.mean() == pytest.approx(0x40)


def test_pictures_of_the_same_second_get_names_of_their_own(tmp_path):
    files = {pasted_file(mime_of(picture("white")), tmp_path / "history.sqlite3") for _ in range(4)}

    assert len(files) == 4
    assert all(Path(file).is_file() for file in files if file)


def test_text_files_and_nothing_are_no_picture(tmp_path):
    text, files, both = QMimeData(), QMimeData(), mime_of(picture("white"))
    text.setText("a.png")
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png"))])
    both.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png"))])

    for mime in (QMimeData(), text, files, both, mime_of(QImage())):
        assert pasted_file(mime, tmp_path / "history.sqlite3") is None
    assert not (tmp_path / "pasted").exists()


def test_a_place_that_cannot_be_written_is_an_error_with_a_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(OutputError, match="output_failed"):
        pasted_file(mime_of(picture("white")), tmp_path / "file" / "history.sqlite3")
