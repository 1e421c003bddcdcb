"""The worklist and the user before it, and what a test does to the file behind their backs."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QMessageBox, QPushButton, QTableView

from app.core.results.history import History
from app.gui.session import Session
from app.gui.worklist.page import WorklistPage
from tests.helpers.screening_records import kept_rows


class WorklistUser:
    """The page and the user before it."""

    def __init__(self, page: WorklistPage, session: Session, qtbot) -> None:
        self.page = page
        self.session = session
        self._qtbot = qtbot

    def part(self, kind, name):
        (found,) = [
            part
            for part in self.page.findChildren(kind)
            if name in (part.accessibleName(), getattr(part, "text", str)())
        ]
        return found

    @property
    def table(self) -> QTableView:
        return self.part(QTableView, "Screenings")

    def files(self) -> list[str]:
        model = self.table.model()
        return [model.index(row, model.columnCount() - 1).data() for row in range(model.rowCount())]

    def choose_days(self, words: str) -> None:
        """Choose the days that are shown, by their words in the list."""
        self.part(QComboBox, "Which X-rays").setCurrentText(words)

    def search(self, text: str) -> None:
        self.part(QLineEdit, "Search").setText(text)

    def show_new(self) -> None:
        """Have the history read again, as after a screening elsewhere."""
        self.session.history_changed.emit()

    def chip(self, words: str) -> QAbstractButton:
        """Return the chip whose words begin so."""
        chips = [part for part in self.page.findChildren(QAbstractButton) if part.isCheckable()]
        (found,) = [chip for chip in chips if chip.accessibleName().startswith(words)]
        return found

    def act(self, words: str) -> None:
        """Trigger the action of the selected rows whose words begin so, as from their menu."""
        (found,) = [action for action in self.table.actions() if action.text().startswith(words)]
        assert found.isEnabled()
        found.trigger()

    def says(self) -> str:
        return "\n".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())

    def wait_for(self, text: str) -> None:
        def reads() -> None:
            assert text in self.says(), self.says()

        self._qtbot.waitUntil(reads, timeout=20_000)

    def wait_for_files(self, *names: str) -> None:
        def shows() -> None:
            assert self.files() == list(names)

        self._qtbot.waitUntil(shows, timeout=20_000)

    def click(self, name: str) -> None:
        self._qtbot.mouseClick(self.part(QPushButton, name), Qt.MouseButton.LeftButton)

    def choose(self, *rows: int) -> None:
        """Choose rows by keyboard and mouse, as a user does."""
        for row in rows:
            where = self.table.visualRect(self.table.model().index(row, 4)).center()
            held = Qt.KeyboardModifier.NoModifier if row == rows[0] else Qt.KeyboardModifier.ControlModifier
            self._qtbot.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, held, where)

    def answer(self, button: str) -> str:
        """Click a button of the box that asks, and return what it asked."""
        box = self.page.findChild(QMessageBox)
        words = box.text()
        (wanted,) = [each for each in box.buttons() if each.text().replace("&", "") == button]
        self._qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)
        self._qtbot.waitUntil(lambda: self.page.findChild(QMessageBox) is None)
        return words


def stamp(days_ago: int) -> str:
    return (datetime.now().astimezone() - timedelta(days=days_ago)).isoformat(timespec="seconds")


def keep(path: Path, *records) -> None:
    with History(path) as history:
        for each in records:
            history.add(each)


def left(path: Path) -> list[str]:
    with History(path) as history:
        return [row["file"] for row in kept_rows(history, 99)]


def break_file(history: Path, change: str) -> None:
    """Let a change of the table fail, as a full disk does."""
    with sqlite3.connect(history) as other:
        other.execute(f"CREATE TRIGGER broken BEFORE {change} ON screenings BEGIN SELECT RAISE(FAIL, 'disk full'); END")
    other.close()


def mend_file(history: Path) -> None:
    with sqlite3.connect(history) as other:
        other.execute("DROP TRIGGER broken")
    other.close()
