"""The history is restored from a backup that the user chooses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QListWidget, QMessageBox, QPushButton

from app.core.results.history import History
from app.core.results.history_database.backups import back_up, read_backups
from app.gui.session import Session
from app.gui.settings.backups import BackupDialog
from app.settings import Settings
from tests.helpers.screening_records import record
from tests.helpers.settings_pages import settings_page
from tests.helpers.worklist_user import keep, left


@pytest.fixture
def page(qtbot, screener, tmp_path):
    session = Session(screener, Settings(data_folder=str(tmp_path / "data")), tmp_path / "settings.json")
    page = settings_page(session)
    page.session = session
    qtbot.addWidget(page)
    page.show()
    yield page
    qtbot.waitUntil(lambda: not session.threads.is_busy, timeout=20_000)


@pytest.fixture
def history(page):
    """A history of two screenings, with a backup of the first alone and one of both."""
    path = page.session.history
    for name in ("a.jpg", "b.jpg"):
        keep(path, record(name))
        with History(path) as opened:
            back_up(opened._connection, path)
    keep(path, record("c.jpg"))
    return path


def click(qtbot, parent, words):
    (button,) = [button for button in parent.findChildren(QPushButton) if button.text() == words]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def ask(qtbot, page, kind: type[QDialog]):
    """Ask for the backups, and return the dialog that comes."""

    def dialogs():
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]

    click(qtbot, page, "Restore the history…")
    qtbot.waitUntil(lambda: bool(dialogs()))
    return dialogs()[0]


def said(qtbot):
    def boxes():
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()]

    qtbot.waitUntil(lambda: bool(boxes()))
    text = boxes()[0].text()
    boxes()[0].close()
    return text


def test_the_chosen_backup_takes_the_place_of_the_history(page, history, qtbot):
    dialog = ask(qtbot, page, BackupDialog)
    backups = dialog.findChild(QListWidget)
    assert [backups.item(row).text().rpartition(": ")[2] for row in range(2)] == ["2 screenings", "1 screening"]
    backups.setCurrentRow(1)
    click(qtbot, dialog, "Restore")

    assert said(qtbot) == "The history was restored. The one before is kept as a backup."
    assert left(history) == ["a.jpg"]
    assert read_backups(history)[0].count == 3


def test_nothing_is_restored_without_the_button(page, history, qtbot):
    click(qtbot, ask(qtbot, page, BackupDialog), "Cancel")

    assert left(history) == ["c.jpg", "b.jpg", "a.jpg"]


def test_a_backup_that_cannot_be_restored_is_said(page, history, qtbot):
    dialog = ask(qtbot, page, BackupDialog)
    read_backups(history)[0].path.write_bytes(b"broken" * 99)
    click(qtbot, dialog, "Restore")

    assert "could not be opened or written" in said(qtbot)
    assert left(history) == ["c.jpg", "b.jpg", "a.jpg"]


def choose_folder(qtbot, page, folder):
    qtbot.waitUntil(lambda: bool(page.findChildren(QFileDialog)))
    dialog = page.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(folder))
    dialog.close()


def test_a_backup_in_a_folder_of_ones_own_is_restored_from_there(page, qtbot, tmp_path):
    history, stick = page.session.history, tmp_path / "stick"
    stick.mkdir()
    keep(history, record("a.jpg"))
    click(qtbot, page, "Make a backup…")
    choose_folder(qtbot, page, stick)
    text = said(qtbot)
    assert text.startswith(f"The backup is {stick}")
    keep(history, record("b.jpg"))
    click(qtbot, ask(qtbot, page, QMessageBox), "Look in another folder…")
    qtbot.waitUntil(lambda: page.findChild(QFileDialog) is not None)
    choose_folder(qtbot, page, stick)
    qtbot.waitUntil(lambda: page.findChild(BackupDialog) is not None)
    click(qtbot, page.findChild(BackupDialog), "Restore")

    assert said(qtbot) == "The history was restored. The one before is kept as a backup."
    assert left(history) == ["a.jpg"]


def test_without_a_backup_another_folder_is_offered(page, qtbot):
    keep(page.session.history, record("a.jpg"))
    box = ask(qtbot, page, QMessageBox)

    assert box.text() == "There is no backup in this folder."
    box.close()
