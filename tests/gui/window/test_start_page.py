"""The first page, in a small window with large letters."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton

from app.gui.window.start_page import StartPage
from tests.gui.conftest import BUNDLE


def test_large_letters_are_scrolled_and_not_cut(qtbot):
    page = StartPage(BUNDLE)
    font = page.font()
    font.setPointSizeF(3 * font.pointSizeF())
    page.setFont(font)
    qtbot.addWidget(page)
    page.resize(500, 300)
    page.show()
    qtbot.waitExposed(page)

    assert page.verticalScrollBar().maximum() > 0
    for part in (*page.findChildren(QLabel), *page.findChildren(QPushButton)):
        needed = part.heightForWidth(part.width()) if part.hasHeightForWidth() else part.sizeHint().height()
        assert part.height() >= needed, part.text()
