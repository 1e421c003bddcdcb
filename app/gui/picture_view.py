"""A picture, as large as the place allows, on black."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

_BACKGROUND, _INK = QColor("#0e1113"), QColor("#d5dade")  # dark in every theme: an X-ray is judged on black
_MARGIN = 12


class PictureView(QWidget):
    """Shows one grey picture with its aspect ratio kept, or a line of text in its place."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._scaled = QPixmap()
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 240)
        self.setAccessibleName(self.tr("Picture"))

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return not self._image.isNull()

    def show_text(self, text: str) -> None:
        """Show a line of text and no picture."""
        self._image, self._scaled, self._text = QImage(), QPixmap(), text
        self.update()

    def show_image(self, image: QImage) -> None:
        """Show a picture."""
        self._image, self._scaled, self._text = image, QPixmap(), ""
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size that leaves room for the verdict."""
        return QSize(560, 480)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture in the middle."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _BACKGROUND)
        room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        if self._image.isNull():
            painter.setPen(_INK)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), self._text)
        else:
            self._draw_picture(painter, room)
        painter.end()

    def _draw_picture(self, painter: QPainter, room: QRect) -> None:
        density = self.devicePixelRatio()
        size = self._image.size().scaled(room.size() * density, Qt.AspectRatioMode.KeepAspectRatio)
        if self._scaled.size() != size:
            smooth = Qt.TransformationMode.SmoothTransformation
            scaled = self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._scaled = QPixmap.fromImage(scaled)
            self._scaled.setDevicePixelRatio(density)
        place = QRect(room.topLeft(), size / density)
        place.moveCenter(room.center())
        painter.drawPixmap(place, self._scaled)
