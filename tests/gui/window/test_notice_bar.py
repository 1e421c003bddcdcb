"""What the user must not miss stays under the toolbar until it is closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.gui.window.notice_bar import NoticeBar


@pytest.fixture
def bar(desktop) -> NoticeBar:
    return desktop.window.findChild(NoticeBar)


def text_of(bar: NoticeBar) -> str:
    return "\n".join(label.text() for label in bar.findChildren(QLabel))


def test_there_is_none_at_first(bar):
    assert not bar.isVisible()


@pytest.mark.parametrize("names", [("normal.jpg",), ("normal.jpg", "pneumonia.jpg")], ids=["one X-ray", "a batch"])
def test_a_history_that_cannot_be_kept_is_said_until_the_user_closes_it(desktop, bar, make_files, qtbot, names):
    desktop.history.mkdir(parents=True)
    folder = make_files(*names)
    desktop.drop(folder / names[0] if len(names) == 1 else folder)
    qtbot.waitUntil(bar.isVisible)
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)
    desktop.window.statusBar().showMessage("something else")

    assert "What is screened now is not kept there" in text_of(bar)
    (close,) = bar.findChildren(QPushButton)
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_a_notice_is_above_the_page_and_shows_a_hostile_text_as_it_is(desktop, bar, qtbot):
    bar.show_notice("a\u202eb<b>\n")
    qtbot.waitUntil(lambda: bar.height() > 0)

    assert text_of(bar) == "a\\u202eb<b>\\n"
    assert bar.geometry().bottom() <= desktop.window.centralWidget().layout().itemAt(1).geometry().top()
