"""A sentence of a page goes with its page; any other stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from app.gui.window import status_bar
from app.gui.window.batch_bar import BatchBar
from app.gui.window.pages import Pages
from app.gui.window.status_bar import StatusBar


@pytest.fixture
def open_settings(desktop):
    return next(
        action for action in desktop.window.findChildren(QAction) if action.text().replace("&", "") == "Settings"
    ).trigger


def test_a_sentence_of_a_page_goes_when_the_page_is_left(desktop, open_settings):
    desktop.window.findChild(Pages).noted.emit("3 rows copied to the clipboard.")
    assert desktop.window.statusBar().currentMessage()
    open_settings()

    assert desktop.window.statusBar().currentMessage() == ""


def test_a_sentence_that_came_after_it_stays(desktop, open_settings):
    desktop.window.findChild(Pages).noted.emit("3 rows copied to the clipboard.")
    desktop.window.statusBar().show_note("Preparing the report…")
    open_settings()

    assert desktop.window.statusBar().currentMessage() == "Preparing the report…"


def test_how_a_batch_ended_that_another_one_follows_goes_by_itself(desktop, monkeypatch, qtbot):
    monkeypatch.setattr(status_bar, "_HINT_MS", 1)
    desktop.window.findChild(BatchBar).passed.emit("“ward” · Done. Screened: 2 of 2.")

    qtbot.waitUntil(lambda: desktop.window.statusBar().currentMessage() == "", timeout=2000)


def test_a_sentence_that_is_too_long_ends_in_dots(qtbot):
    long, cut = StatusBar(), StatusBar()
    for line in (long, cut):
        qtbot.addWidget(line)
        line.resize(200, 24)
    long.showMessage("word " * 50)
    cut.showMessage(long.fontMetrics().elidedText("word " * 50, Qt.TextElideMode.ElideRight, 188))

    assert cut.currentMessage().endswith("…")
    assert long.grab().toImage() == cut.grab().toImage()
    assert "word " * 9 in long.toolTip()
