"""Every text that a window holds, and whether it is seen whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextBrowser,
    QWidget,
)


def texts(window: QWidget) -> Iterator[str]:
    """Yield every text of a window: shown, of a tool tip, or for a screen reader."""
    yield window.windowTitle()
    if isinstance(window, QFileDialog):
        yield from window.nameFilters()  # the rest is Qt's own, and the names of files
        return
    if isinstance(window, QMainWindow):
        yield window.statusBar().currentMessage()
    for part in [window, *window.findChildren(QWidget)]:
        if part.window() is window:
            for text in (part.accessibleName(), part.accessibleDescription(), part.toolTip(), *_own(part)):
                yield _plain(text)


def _own(part: QWidget) -> Iterator[str]:
    if isinstance(part, QLabel | QAbstractButton):
        yield part.text()
    elif isinstance(part, QLineEdit | QPlainTextEdit):
        yield part.placeholderText()
    elif isinstance(part, QTextBrowser):
        yield part.toPlainText()
    elif isinstance(part, QComboBox):
        yield from (part.itemText(index) for index in range(part.count()))
    elif isinstance(part, QTabBar):
        yield from (part.tabText(index) for index in range(part.count()))
    elif isinstance(part, QAbstractItemView) and part.model():
        yield from _of_table(part)
    for action in part.actions():
        yield action.text()
        yield action.toolTip()
    if isinstance(part, QMenu):
        yield part.title()


def _of_table(view: QAbstractItemView) -> Iterator[str]:
    model, across = view.model(), Qt.Orientation.Horizontal
    for column in range(1 if isinstance(view, QListWidget) else model.columnCount()):
        yield str(model.headerData(column, across) or "")
        for row in range(model.rowCount()):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield _plain(str(model.index(row, column).data(role) or ""))


def _plain(text: str) -> str:
    return unescape(re.sub("^<span>|</span>$", "", text)) if text.startswith("<span>") else text
