"""Labels for text that comes from outside: plain, never read as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.gui.text.verdict_text import tool_tip
from app.gui.theme.spacing import LINE_GAP_PX
from app.gui.widgets.controls import column_layout, row_layout

_MAY_BREAK = "\u200b"
"""Takes no room, and lets a line end."""


class TextLabel(QLabel):
    """A paragraph that wraps and can be copied; `scale` multiplies the font size, and `pale` gives it less weight."""

    def __init__(self, text: str = "", *, scale: float = 1.0, bold: bool = False, pale: bool = False) -> None:
        super().__init__()
        if pale:
            make_pale(self)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFont(scaled_font(self, scale, bold=bold))
        self.setAlignment(_leading(self) | Qt.AlignmentFlag.AlignVCenter)
        self.setText(text)


class BulletList(QWidget):
    """Paragraphs with a bullet before each."""

    def __init__(self, sentences: Iterable[str], *, scale: float = 1.0) -> None:
        super().__init__()
        column = column_layout(self, gap_px=LINE_GAP_PX)
        for sentence in sentences:
            row = row_layout()
            row.addWidget(TextLabel("•", scale=scale), alignment=Qt.AlignmentFlag.AlignTop)
            row.addWidget(TextLabel(sentence, scale=scale), stretch=1)
            column.addLayout(row)


class ElidedLabel(QLabel):
    """One line, elided where there is too little room; the tool tip has the whole."""

    def __init__(self, mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle) -> None:
        """Make a label without a text.

        Args:
            mode: what is left out: the middle suits a path or a name, the end a sentence.
        """
        super().__init__()
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Set the text, and the tool tip with it."""
        super().setText(text)
        self.setToolTip(tool_tip(text))

    def minimumSizeHint(self) -> QSize:
        """Return a width that does not depend on the text."""
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the elided text."""
        painter = QPainter(self)
        painter.setLayoutDirection(
            Qt.LayoutDirection.LayoutDirectionAuto
        )  # of a path from left to right, as it is read
        text = self.fontMetrics().elidedText(self.text(), self._mode, self.width())
        painter.drawText(self.rect(), int(_leading(self) | Qt.AlignmentFlag.AlignVCenter), text)
        painter.end()


class NameLabel(TextLabel):
    """The whole name of a file, in as many lines as it needs; it cannot be copied, for it holds marks of its breaks."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_name(self, name: str) -> None:
        """Show a name, which may be broken after what joins its parts; its ending stays with the part before."""
        self.setText(re.sub(r"(?<=[_\-.])(?=.{5})", _MAY_BREAK, name))
        self.setAccessibleName(name)


def text_height(font: QFont, text: str, width: int) -> int:
    """Return the height of a text that wraps at a width."""
    flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
    return QFontMetrics(font).boundingRect(0, 0, width, 10_000, flags, text).height()


def make_pale(label: QLabel) -> None:
    """Give the words of a label less weight than those that it explains, in each theme."""
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)


def set_colour(widget: QWidget, colour: str, role: QPalette.ColorRole = QPalette.ColorRole.WindowText) -> None:
    """Give the words of a widget, or another role of its palette, a colour; its other roles are the theme's."""
    palette = QPalette()
    palette.setColor(role, QColor(colour))
    widget.setPalette(palette)


def _leading(widget: QWidget) -> Qt.AlignmentFlag:
    """Return the leading side of the window's layout; Qt's `AlignLeading` follows the letters of the text instead."""
    side = Qt.AlignmentFlag.AlignRight if widget.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


def scaled_font(widget: QWidget, scale: float, *, bold: bool = False) -> QFont:
    """Return the font of a widget, scaled."""
    font = QFont(widget.font())
    font.setPointSizeF(font.pointSizeF() * scale)
    font.setBold(bold)
    return font
