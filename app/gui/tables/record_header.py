"""Headings of a table of records."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import colours

HEADING_SCALE = 0.9
ARROW_PX = 14
"""Room for the arrow of the column that the rows are sorted by."""

_LINE_PX, _ABOVE_PX = 1, 10


class RecordHeader(QHeaderView):
    """Draws the headings above the words of their cells; an arrow says what the rows are sorted by."""

    def __init__(self, parent: QWidget, margin_px: int) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._margin_px = margin_px
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)

    def heading_width(self, text: str) -> int:
        """Return the width that a heading needs, with its arrow and its margins; the arrow alone needs none."""
        if not text:
            return ARROW_PX
        return QFontMetrics(self._heading_font()).horizontalAdvance(text) + ARROW_PX + 2 * self._margin_px

    def least_height(self) -> int:
        """Return the height that a heading needs."""
        return QFontMetrics(self._heading_font()).height() + _ABOVE_PX

    def sectionSizeFromContents(self, section: int) -> QSize:
        """Return the size that a heading needs; Qt calls this."""
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        return QSize(self.heading_width(text), self.least_height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw a heading; Qt calls this."""
        tokens = colours(self.palette())
        painter.save()
        painter.fillRect(rect, QColor(tokens.surface))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), _LINE_PX), QColor(tokens.line))
        inside = rect.adjusted(self._margin_px, 0, -self._margin_px, 0)
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        font = self._heading_font()
        painter.setFont(font)
        painter.setPen(QColor(tokens.pale_ink))
        is_mirrored = self.isRightToLeft()
        side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, int(flags), text)
        if section == self.sortIndicatorSection():
            words = QFontMetrics(font).horizontalAdvance(text)
            beside = words + ARROW_PX // 2 + 2 if text else ARROW_PX // 2
            left = inside.right() - beside if is_mirrored else inside.left() + beside
            self._paint_arrow(painter, QPointF(min(left, rect.right() - ARROW_PX // 2), inside.center().y()))
        painter.restore()

    def _paint_arrow(self, painter: QPainter, middle: QPointF) -> None:
        rises = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        half = scale_to_text(4)
        tip = -half / 2 if rises else half / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours(self.palette()).accent), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        points = [middle + QPointF(x, y) for x, y in ((-half, -tip), (0, tip), (half, -tip))]
        painter.drawPolyline(QPolygonF(points))

    def _heading_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * HEADING_SCALE)
        font.setBold(True)
        return font
