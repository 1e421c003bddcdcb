"""Pictures from the clipboard."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAction, QClipboard, QColor, QGuiApplication, QImage, QKeySequence, QPixmap
from PySide6.QtWidgets import QPushButton

from app.core.errors import OutputError
from app.core.imaging.decode import decode
from app.core.results.history_images import store_pasted
from app.gui.deletion.undo_bar import UndoBar
from app.gui.settings.privacy.delete_all import DeleteAll
from app.gui.startup.first_use_dialog import use_mark
from app.gui.startup.startup import Startup
from app.gui.window.clipboard_image import save_clipboard_image
from app.gui.window.file_actions import FileActions
from app.gui.worklist.page import WorklistPage
from tests.helpers.worklist_user import WorklistUser, left


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
    file = save_clipboard_image(mime_of(picture(colour)), tmp_path / "a" / "history.sqlite3")

    assert file is not None
    assert Path(file).parent == tmp_path / "a" / "pasted"
    assert re.fullmatch(r"pasted-\d{8}-\d{6}\.png", Path(file).name)
    with Image.open(file) as read:
        assert (read.format, read.mode, read.size) == ("PNG", mode, (40, 30))
    assert decode(Path(file)).facts.width == 40


def test_a_pixmap_is_a_picture_too(tmp_path, qapp):
    file = save_clipboard_image(mime_of(QPixmap.fromImage(picture("#404040"))), tmp_path / "history.sqlite3")

    assert file is not None
    assert decode(Path(file)).pixels.mean() == pytest.approx(0x40)


def test_pictures_of_the_same_second_get_names_of_their_own(tmp_path):
    files = {save_clipboard_image(mime_of(picture("white")), tmp_path / "history.sqlite3") for _ in range(4)}

    assert len(files) == 4
    assert all(Path(file).is_file() for file in files if file)


def test_text_files_and_nothing_are_no_picture(tmp_path):
    text, files, both = QMimeData(), QMimeData(), mime_of(picture("white"))
    text.setText("a.png")
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png"))])
    both.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png"))])

    for mime in (QMimeData(), text, files, both, mime_of(QImage())):
        assert save_clipboard_image(mime, tmp_path / "history.sqlite3") is None
    assert not (tmp_path / "pasted").exists()


def test_a_place_that_cannot_be_written_is_an_error_with_a_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(OutputError, match="output_failed"):
        save_clipboard_image(mime_of(picture("white")), tmp_path / "file" / "history.sqlite3")


@pytest.fixture
def pasting(desktop, qtbot):
    """Return a function that pastes an X-ray into the window and returns its file, which the history refers to."""

    def paste() -> Path:
        before = kept_files(desktop.history)
        QGuiApplication.clipboard().setImage(picture("#808080"))
        trigger(desktop, "Ctrl+V")
        qtbot.waitUntil(lambda: len(kept_files(desktop.history)) > len(before))
        (pasted,) = set(kept_files(desktop.history)) - set(before)
        return Path(pasted)

    return paste


@pytest.fixture
def history_user(desktop, qtbot):
    """Return a function that opens the history's page and returns the user before it."""

    def open_page(*names: str) -> WorklistUser:
        trigger(desktop, "Ctrl+T")
        user = WorklistUser(desktop.window.findChild(WorklistPage), desktop.window.session, qtbot)
        user.choose_days("All")
        user.wait_for_files(*names)
        return user

    return open_page


def kept_files(history: Path) -> list[str]:
    return [str(path) for path in left(history)] if history.exists() else []


def trigger(desktop, key: str) -> None:
    actions = desktop.window.findChildren(QAction)
    next(action for action in actions if action.shortcut() == QKeySequence(key)).trigger()


def test_a_pasted_x_ray_goes_with_the_whole_history(desktop, pasting, history_user, qtbot):
    file = pasting()
    history_user(file.name)
    assert file.exists()
    trigger(desktop, "Ctrl+,")
    qtbot.waitUntil(lambda: desktop.window.findChild(DeleteAll).count == 1)
    qtbot.mouseClick(desktop.part(QPushButton, "Delete all 1 screening…"), Qt.MouseButton.LeftButton)
    desktop.answer("Delete all")
    qtbot.waitUntil(lambda: desktop.window.findChild(DeleteAll).count == 0)
    assert file.exists()
    trigger(desktop, "Ctrl+T")

    qtbot.waitUntil(lambda: not file.exists())


def test_a_pasted_x_ray_stays_until_its_deletion_cannot_be_undone(pasting, history_user, qtbot):
    file = pasting()
    user = history_user(file.name)
    user.choose(0)
    user.act("Delete 1")
    user.answer("Delete")
    user.wait_for_files()
    assert file.exists()
    user.click("Undo")
    user.wait_for_files(file.name)
    assert file.exists()

    user.choose(0)
    user.act("Delete 1")
    user.answer("Delete")
    user.wait_for_files()
    user.page.findChild(UndoBar).withdraw()
    qtbot.waitUntil(lambda: not file.exists())


def test_a_pasted_x_ray_without_a_row_is_gone_after_the_next_start(desktop, pasting, qtbot):
    kept = pasting()
    stray = store_pasted(desktop.history, kept.read_bytes())
    for file in (kept, stray):
        os.utime(file, (0, 0))
    session = desktop.window.session
    session.settings = replace(session.settings, accepted_use=use_mark(session.bundle))
    startup = Startup(desktop.window, [])
    startup.start()

    qtbot.waitUntil(lambda: not stray.exists())
    assert kept.exists()


def test_a_clipboard_that_gives_nothing_at_all_is_said_to_have_no_picture(desktop, monkeypatch):
    monkeypatch.setattr(QClipboard, "mimeData", lambda _clipboard: None)
    desktop.window.findChild(FileActions).paste()

    assert desktop.window.statusBar().currentMessage() == "There is no picture on the clipboard: copy one first."
