"""Whether what a window says is seen whole."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QScrollArea,
    QTabBar,
    QWidget,
)

from app.gui.labels import ElidedLabel


def cut_texts(window: QWidget) -> Iterator[str]:
    """Yield what a window that is shown does not show whole; a shortened text with a tool tip counts as whole."""
    if isinstance(window, QFileDialog):  # Qt's own
        return
    if isinstance(window, QMainWindow):
        yield from _of_window(window)
    for part in window.findChildren(QWidget):
        if part.window() is window and part.isVisible():
            yield from (f"{type(part).__name__}: {what}" for what in _cut(part))


def _of_window(window: QMainWindow) -> Iterator[str]:
    bar = window.statusBar()
    message = bar.currentMessage()
    if bar.fontMetrics().horizontalAdvance(message) > bar.width() - 12 and not bar.toolTip():
        yield f"status line: {message}"
    for menu in window.menuBar().actions():
        if not window.menuBar().rect().contains(window.menuBar().actionGeometry(menu)):
            yield f"menu: {menu.text()}"


def _cut(part: QWidget) -> Iterator[str]:
    hint = part.sizeHint()
    if isinstance(part, ElidedLabel):
        if part.fontMetrics().horizontalAdvance(part.text()) > part.width() and not part.toolTip():
            yield part.text()
    elif isinstance(part, QLabel):
        height = part.heightForWidth(part.width()) if part.wordWrap() else hint.height()
        width = part.minimumSizeHint().width() if part.wordWrap() else hint.width()
        if part.text() and (part.width() < width or part.height() < height):
            yield f"{part.text()} {part.size()} < {width} × {height}"
    elif isinstance(part, QAbstractButton) and part.text():
        if part.width() < hint.width() or part.height() < hint.height():
            yield f"{part.text()} {part.size()} < {hint}"
    elif isinstance(part, QComboBox):
        widest = max(part.fontMetrics().horizontalAdvance(part.itemText(index)) for index in range(part.count()))
        if part.width() < widest:
            yield f"{part.currentText()} {part.width()} < {widest}"
    elif isinstance(part, QLineEdit):
        if part.fontMetrics().horizontalAdvance(part.placeholderText()) > part.width() - 16:
            yield part.placeholderText()
    elif isinstance(part, QHeaderView):
        yield from _of_header(part)
    elif isinstance(part, QTabBar):
        for index in range(part.count()):
            if part.tabRect(index).width() < part.tabSizeHint(index).width() or not _inside(part.tabRect(index), part):
                yield part.tabText(index)
    elif isinstance(part, QScrollArea) and part.widget() and part.widget().width() > part.viewport().width():
        yield f"{part.accessibleName()}: {part.widget().width()} > {part.viewport().width()}"
    if isinstance(part.parentWidget(), QWidget) and not _inside(part.geometry(), part.parentWidget()):
        if not _scrolls(part):
            yield f"{part.accessibleName() or getattr(part, 'text', str)()} lies outside {part.geometry()}"


def _of_header(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    for column in range(header.count()):
        text = str(model.headerData(column, header.orientation()))
        if header.isVisible() and header.sectionSize(column) < header.sectionSizeHint(column):
            yield f"{text} {header.sectionSize(column)} < {header.sectionSizeHint(column)}"


def _inside(place: QRect, whole: QWidget) -> bool:
    return whole.rect().contains(place)


def _scrolls(part: QWidget) -> bool:
    area = part.parentWidget().parentWidget() if part.parentWidget() else None
    return isinstance(area, QScrollArea) and area.widget() is part
