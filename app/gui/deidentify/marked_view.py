"""The picture with its boxes, which are drawn, chosen, moved and made larger on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from app.dicom.deidentify.regions import Region
from app.gui.deidentify.marks import Marks
from app.gui.imaging.image_view import ImageView
from app.gui.theme.tokens import DARK

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_LEAST_FRAME_PX = 20  # of a side of the frame around a small box, so that it is seen
_SEEN_THROUGH = 110  # of 255: the chosen box lets what it will hide be read


class MarkedView(ImageView):
    """Shows a picture; the left button draws a box or chooses one, the keys do all that the mouse does."""

    def __init__(self, marks: Marks) -> None:
        super().__init__(self.tr("Picture with boxes"))
        self._marks = marks
        self._width_px = 1
        self._drawn_from = self._drawn_to = QPointF()
        self.installEventFilter(self)  # after that of the gestures, and so asked before it
        marks.changed.connect(self.update)

    def show_xray(self, image: QImage, width_px: int) -> None:
        """Show a picture that may be shrunk; the boxes count pixels of its whole width."""
        self._width_px = width_px
        self.show_image(image)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the left button and the keys of the boxes; the rest is zooming, moving and the greys."""
        if watched is self and self.has_image:
            if isinstance(event, QMouseEvent):
                return self._take_mouse(event)
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._take_key(event)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, then the boxes: black where they hide something, else their edges alone."""
        super().paintEvent(event)
        if not self.has_image:
            return
        painter = QPainter(self)
        for place, mark in enumerate(self._marks.all):
            self._draw(painter, self._in_view(mark.region), mark.is_black, place == self._marks.chosen)
        if not self._drawn_from.isNull():
            self._draw(painter, QRectF(self._drawn_from, self._drawn_to).normalized(), is_black=False, is_chosen=True)
        painter.end()

    def _draw(self, painter: QPainter, box: QRectF, is_black: bool, is_chosen: bool) -> None:
        if is_black:
            painter.fillRect(box, QColor(0, 0, 0, _SEEN_THROUGH if is_chosen and self.hasFocus() else 255))
        right, down = (max(_LEAST_FRAME_PX - side, 4) / 2 for side in (box.width(), box.height()))
        frame = box.adjusted(-right, -down, right, down)
        style = Qt.PenStyle.SolidLine if is_black else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(0, 0, 0), 4))  # below, so that it is seen on white too
        painter.drawRect(frame)
        painter.setPen(QPen(QColor(DARK.ink if is_chosen else DARK.accent), 3 if is_chosen else 2, style))
        painter.drawRect(frame)

    def _take_mouse(self, event: QMouseEvent) -> bool:
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton:
                self._drawn_from = self._drawn_to = event.position()
            case QEvent.Type.MouseMove if not self._drawn_from.isNull():
                self._drawn_to = event.position()
            case QEvent.Type.MouseButtonRelease if not self._drawn_from.isNull():
                self._finish(event.position())
            case QEvent.Type.MouseButtonDblClick if event.button() == Qt.MouseButton.LeftButton:
                self._marks.toggle_chosen()
            case _:
                return False
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.update()
        return True

    def _finish(self, end: QPointF) -> None:
        """Add the box that was drawn; a click chooses the one that is there."""
        drawn, start = self._in_picture(QRectF(self._drawn_from, end).normalized()), self._drawn_from
        self._drawn_from = self._drawn_to = QPointF()
        if not self._marks.add(drawn):
            point = self._in_picture(QRectF(start, start))
            self._marks.choose(self._marks.at(point.left, point.top))

    def _take_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Insert:
            self._marks.add_in_middle()
        elif self._marks.chosen < 0:
            return False
        elif step := _ARROWS.get(Qt.Key(key)):
            is_shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self._marks.grow_chosen if is_shifted else self._marks.move_chosen)(*step)
        elif key == Qt.Key.Key_Space:
            self._marks.toggle_chosen()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._marks.remove_chosen()
        else:
            return False
        return True

    def _in_view(self, region: Region) -> QRectF:
        whole, scale = self.image_rect, self._scale
        corner = whole.topLeft() + QPointF(region.left, region.top) * scale
        return QRectF(corner.x(), corner.y(), region.width * scale, region.height * scale)

    def _in_picture(self, box: QRectF) -> Region:
        whole, scale = self.image_rect, self._scale
        left, top = (box.left() - whole.left()) / scale, (box.top() - whole.top()) / scale
        return Region(round(left), round(top), round(box.width() / scale), round(box.height() / scale))

    @property
    def _scale(self) -> float:
        return self.image_rect.width() / self._width_px
