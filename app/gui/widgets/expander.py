"""Section that opens below its heading."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QPainter, QPalette, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from app.gui.theme.spacing import BUTTON_HEIGHT_PX, LINE_GAP_PX
from app.gui.theme.style import scale_to_text
from app.gui.widgets.controls import column_layout

_ICON_PX = 12
_DRAWN_ANEW = (QEvent.Type.PaletteChange, QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange)


class Expander(QWidget):
    """A heading button that shows and hides a body; closed at first.

    Signals:
        opened: the user has it show the body.
    """

    opened = Signal()

    def __init__(self, heading: str, body: QWidget) -> None:
        super().__init__()
        self._body = body
        self._button = QToolButton()
        self._button.setCheckable(True)
        self._button.setProperty("kind", "quiet")
        self._button.setText(heading)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._button.setMinimumHeight(BUTTON_HEIGHT_PX)
        self._button.setAccessibleName(heading)
        self._button.toggled.connect(self.set_open)
        self._button.clicked.connect(self._on_clicked)
        column = column_layout(self, gap_px=LINE_GAP_PX)
        column.addWidget(self._button)
        column.addWidget(body)
        self.set_open(False)

    @property
    def is_open(self) -> bool:
        """Whether the body is shown."""
        return self._button.isChecked()

    @Slot()
    def _on_clicked(self) -> None:
        if self.is_open:
            self.opened.emit()

    @Slot(bool)
    def set_open(self, is_open: bool) -> None:
        """Show or hide the body."""
        self._button.setChecked(is_open)
        self._body.setVisible(is_open)
        self._draw_arrow()

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the arrow for another palette, direction or size."""
        super().changeEvent(event)
        if event.type() in _DRAWN_ANEW:
            self._draw_arrow()

    def _draw_arrow(self) -> None:
        closed = 180 if self.isRightToLeft() else 0
        side = scale_to_text(_ICON_PX)
        self._button.setIconSize(QSize(side, side))
        self._button.setIcon(_arrow(self.palette(), side, 90 if self.is_open else closed))


def _arrow(palette: QPalette, side_px: int, degrees: int) -> QIcon:
    """Return a rotated arrow. Qt's own stays on the left in right-to-left layouts."""
    pixmap = QPixmap(2 * side_px, 2 * side_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(pixmap.width() / 24, pixmap.height() / 24)
    painter.translate(12, 12)
    painter.rotate(degrees)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color(QPalette.ColorRole.ButtonText))
    painter.drawPolygon(QPolygonF([QPointF(-5, -8), QPointF(-5, 8), QPointF(6, 0)]))
    painter.end()
    pixmap.setDevicePixelRatio(2)  # sharp on a dense screen too
    return QIcon(pixmap)
