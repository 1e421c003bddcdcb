"""Drawing that the cells of all tables share."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from app.gui.theme.tokens import colours

MARGIN_PX = 12
"""Before and after what is in a cell."""

_FOCUS_PX, _LINE_PX = 2, 1

_Role = QPalette.ColorRole


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, view: QTableView, row: int) -> None:
    """Draw what is below the words of a cell: the selection, the line between rows, and where the keyboard is."""
    palette = option.palette
    painter.fillRect(option.rect, palette.color(_Role.Highlight if _is_selected(option) else _Role.Base))
    rect = option.rect
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), _LINE_PX), QColor(colours(palette).line))
    if view.hasFocus() and row == view.currentIndex().row():
        ink = palette.color(_Role.Link)
        for top in (rect.top(), rect.bottom() - _FOCUS_PX + 1):
            painter.fillRect(QRect(rect.left(), top, rect.width(), _FOCUS_PX), ink)


def paint_text(painter: QPainter, option: QStyleOptionViewItem, text: str, *, is_seen: bool | None = None) -> None:
    """Draw the words of a cell, as far as there is room.

    Args:
        painter: draws.
        option: place and look of the cell.
        text: the words.
        is_seen: whether the row has been opened: pale if so, else bold; None where that makes no difference.
    """
    rect = inside(option)
    font = font_of(option, is_bold=is_seen is False)
    elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    draw_text(painter, rect, option, elided, font, ink_of(option, is_pale=is_seen is True))


def draw_text(
    painter: QPainter, rect: QRect, option: QStyleOptionViewItem, text: str, font: QFont, ink: QColor
) -> None:
    """Draw words that fit, at the side where one begins to read."""
    is_mirrored = option.direction == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter), text)


def ink_of(option: QStyleOptionViewItem, *, is_pale: bool) -> QColor:
    """Return the colour of the words of a cell."""
    return option.palette.color(_Role.PlaceholderText if is_pale else _Role.Text)


def font_of(option: QStyleOptionViewItem, *, is_bold: bool) -> QFont:
    """Return the font of a cell."""
    font = QFont(option.font)
    font.setBold(is_bold)
    return font


def inside(option: QStyleOptionViewItem) -> QRect:
    """Return a cell without its margins."""
    return option.rect.adjusted(MARGIN_PX, 0, -MARGIN_PX, 0)


def _is_selected(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)
