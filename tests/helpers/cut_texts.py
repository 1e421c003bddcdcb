"""Whether what a window says is seen whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

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
    QToolBar,
    QWidget,
)

from app.gui.widgets.labels import ElidedLabel

_ROOM_PX = 12
"""Of a field, beside its text."""


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
    if bar.fontMetrics().horizontalAdvance(message) > bar.width() - _ROOM_PX and not bar.toolTip():
        yield f"status line: {message}"
    for menu in window.menuBar().actions():
        if not window.menuBar().rect().contains(window.menuBar().actionGeometry(menu)):
            yield f"menu: {menu.text()}"


def _cut(part: QWidget) -> Iterator[str]:
    for kind, check in _CHECKS:
        if isinstance(part, kind):
            yield from check(part)
            break
    parent = part.parentWidget()
    scrolls = isinstance(parent.parentWidget(), QScrollArea) and parent.parentWidget().widget() is part
    if not scrolls and not _inside(part.geometry(), parent):
        yield f"{part.accessibleName() or getattr(part, 'text', str)()} lies outside {part.geometry()}"


def _of_elided(label: ElidedLabel) -> Iterator[str]:
    if label.fontMetrics().horizontalAdvance(label.text()) > label.width() and not label.toolTip():
        yield label.text()


def _of_label(label: QLabel) -> Iterator[str]:
    wraps = label.wordWrap()
    width = label.minimumSizeHint().width() if wraps else label.sizeHint().width()
    height = label.heightForWidth(label.width()) if wraps else label.sizeHint().height()
    if label.text() and (label.width() < width or label.height() < height):
        yield f"{label.text()} {label.size()} < {width} × {height}"


def _of_button(button: QAbstractButton) -> Iterator[str]:
    hint = button.sizeHint()
    if button.text() and (button.width() < hint.width() or button.height() < hint.height()):
        yield f"{button.text()} {button.size()} < {hint}"


def _of_choice(box: QComboBox) -> Iterator[str]:
    widest = max(box.fontMetrics().horizontalAdvance(box.itemText(index)) for index in range(box.count()))
    if box.width() < widest + _ROOM_PX:
        yield f"{box.currentText()} {box.width()} < {widest}"


def _of_field(field: QLineEdit) -> Iterator[str]:
    if field.fontMetrics().horizontalAdvance(field.placeholderText()) > field.width() - _ROOM_PX:
        yield field.placeholderText()


def _of_tabs(tabs: QTabBar) -> Iterator[str]:
    for index in range(tabs.count()):
        place = tabs.tabRect(index)
        if place.width() < tabs.tabSizeHint(index).width() or not _inside(place, tabs):
            yield tabs.tabText(index)


def _of_area(area: QScrollArea) -> Iterator[str]:
    if area.widget() and area.widget().width() > area.viewport().width():
        yield f"{area.accessibleName()}: {area.widget().width()} > {area.viewport().width()}"


def _of_header(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    for column in range(header.count()):
        text = str(model.headerData(column, header.orientation()))
        if header.isVisible() and header.sectionSize(column) < header.sectionSizeHint(column):
            yield f"{text} {header.sectionSize(column)} < {header.sectionSizeHint(column)}"


def _of_tool_bar(bar: QToolBar) -> Iterator[str]:
    for action in bar.actions():
        if action.isVisible() and not bar.widgetForAction(action).isVisible():
            yield action.text()


def _inside(place: QRect, whole: QWidget) -> bool:
    return whole.rect().contains(place)


_CHECKS: tuple[tuple[type[QWidget], Callable[[Any], Iterator[str]]], ...] = (
    (ElidedLabel, _of_elided),
    (QLabel, _of_label),
    (QAbstractButton, _of_button),
    (QComboBox, _of_choice),
    (QLineEdit, _of_field),
    (QHeaderView, _of_header),
    (QTabBar, _of_tabs),
    (QToolBar, _of_tool_bar),
    (QScrollArea, _of_area),
)
