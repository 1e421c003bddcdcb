"""Mark of each finding: a shape and a colour, so that nobody has to tell colours apart."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QIcon,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QPixmapCache,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from app.core.records import Finding
from app.gui.theme.icons import icon as theme_icon
from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import Colours, Tone, colours

MARK_PX = 16
"""Side of a mark in a table, or before a word."""

_Role = QPalette.ColorRole
_DENSE = 4  # pixels for one of the screen's units: sharp on a dense screen, and twice as large


def colour(finding: Finding, palette: QPalette) -> QColor:
    """Return the colour of a finding; its contrast to the background of the palette is at least 4.5:1."""
    return QColor(tone(finding, palette).ink)


def tone(finding: Finding, palette: QPalette) -> Tone:
    """Return the two colours of a finding in the theme of the palette."""
    return tone_of(finding, colours(palette))


def tone_of(finding: Finding, tokens: Colours) -> Tone:
    """Return the two colours of a finding in a theme."""
    return {
        Finding.PNEUMONIA: tokens.signs,
        Finding.NORMAL: tokens.none,
        Finding.UNCERTAIN: tokens.unsure,
        Finding.NOT_ASSESSED: tokens.refused,
    }[finding]


def icon(finding: Finding, palette: QPalette, side_px: int) -> QIcon:
    """Return a finding's mark for a table, in its colour; a selected row keeps it."""
    ink = colour(finding, palette)
    made = QIcon()
    for mode, role in ((QIcon.Mode.Normal, _Role.Base), (QIcon.Mode.Selected, _Role.Highlight)):
        made.addPixmap(_pixmap(finding, ink, palette.color(role), side_px), mode)
    return made


def danger_icon(palette: QPalette) -> QIcon:
    """Return the mark of a danger sign for a table or a chip, in the red of signs; it grows with the text."""
    return theme_icon("alert-circle", palette, lambda tokens: tokens.signs.ink, scale_to_text(MARK_PX))


class FindingMark(QWidget):
    """Shows the mark of a finding, scaled with the text."""

    def __init__(self, side_px: int) -> None:
        super().__init__()
        self._finding = self._toned_as = Finding.NOT_ASSESSED
        self._side_px = side_px
        self._grow()

    def show_finding(self, finding: Finding, toned_as: Finding | None = None) -> None:
        """Change the mark, in its own colour or in that of another finding."""
        self._finding, self._toned_as = finding, toned_as or finding
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Resize the mark with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._grow()

    def _grow(self) -> None:
        side = scale_to_text(self._side_px)
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in the colours of the palette."""
        painter = QPainter(self)
        ink, paper = colour(self._toned_as, self.palette()), self.palette().color(_Role.Window)
        paint_mark(painter, self._finding, ink, paper, self.width())
        painter.end()


def paint_mark(painter: QPainter, finding: Finding, ink: QColor, paper: QColor, side: float) -> None:
    """Paint a mark into the square of this side at the painter's origin; coordinates are in 24ths of the side."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = side / 24
    painter.scale(scale, scale)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    stroke = QPen(paper, 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    match finding:
        case Finding.PNEUMONIA:
            painter.drawPolygon(_polygon((12, 1.5), (23, 21.5), (1, 21.5)))
            painter.setPen(stroke)
            painter.drawPolyline(_polygon((12, 9), (12, 14)))
            painter.drawPoint(QPointF(12, 18))
        case Finding.NORMAL:
            painter.drawEllipse(QRectF(1.5, 1.5, 21, 21))
            painter.setPen(stroke)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(_polygon((7, 12.5), (10.5, 16), (17, 8.5)))
        case Finding.UNCERTAIN:
            painter.drawPolygon(_polygon((12, 0.5), (23.5, 12), (12, 23.5), (0.5, 12)))
            painter.setBrush(paper)  # an eye: a question mark in a diamond is what a broken font shows
            painter.drawPath(_eye())
            painter.setBrush(ink)
            painter.drawEllipse(QPointF(12, 12), 2.7, 2.7)
        case Finding.NOT_ASSESSED:
            painter.drawRoundedRect(QRectF(2, 2, 20, 20), 4, 4)
            painter.setPen(stroke)
            painter.drawPolyline(_polygon((7.5, 12), (16.5, 12)))


def _pixmap(finding: Finding, ink: QColor, paper: QColor, side_px: int) -> QPixmap:
    key = f"{finding} {ink.rgba()} {paper.rgba()} {side_px}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):  # a table asks for it in every row, whenever it is drawn
        return pixmap
    pixmap = QPixmap(_DENSE * side_px, _DENSE * side_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_mark(painter, finding, ink, paper, pixmap.width())
    painter.end()
    pixmap.setDevicePixelRatio(_DENSE)
    QPixmapCache.insert(key, pixmap)
    return pixmap


def _eye() -> QPainterPath:
    path = QPainterPath(QPointF(5.2, 12))
    path.quadTo(QPointF(12, 2.6), QPointF(18.8, 12))
    path.quadTo(QPointF(12, 21.4), QPointF(5.2, 12))
    return path


def _polygon(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])
