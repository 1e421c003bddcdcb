"""The place where X-rays are dropped, with the buttons to choose them instead."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel

from app.gui.theme.icons import pixmap
from app.gui.theme.spacing import GROUP_GAP_PX, PAGE_MARGINS
from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import HUGE, SMALL, colours
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.labels import TextLabel
from app.gui.window.start.folding_row import FoldingRow

_ICON_PX, _EDGE_PX, _RADIUS_PX = 56, 2, 14


class DropZone(QFrame):
    """A dashed frame with an arrow into it, and three buttons.

    Signals:
        file_clicked, folder_clicked, paste_clicked: the user wants to choose, or to paste a picture.
    """

    file_clicked = Signal()
    folder_clicked = Signal()
    paste_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Drop zone"))
        self._is_highlighted = False
        self._arrow, self._buttons = QLabel(), self._make_buttons()
        column = column_layout(self, gap_px=GROUP_GAP_PX, margins=PAGE_MARGINS)
        column.addStretch()
        column.addWidget(self._arrow, alignment=Qt.AlignmentFlag.AlignHCenter)
        kinds = self.tr("JPEG, PNG, TIFF, BMP, WebP or DICOM. Nothing leaves this computer unless you send it.")
        for label in (
            TextLabel(self.tr("Drop an X-ray or a folder here"), scale=HUGE, bold=True),
            TextLabel(kinds, pale=True),
        ):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addWidget(self._buttons, alignment=Qt.AlignmentFlag.AlignHCenter)
        warning = TextLabel(self.tr("Danger signs in the child override any picture."), scale=SMALL, pale=True)
        warning.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(warning)
        column.addStretch()
        self._draw_arrow()

    def set_highlighted(self, highlighted: bool) -> None:
        """Draw the zone as one that something is held over, or not."""
        self._is_highlighted = highlighted
        self.update()

    def sizeHint(self) -> QSize:
        """Return a width with room for the buttons side by side."""
        left, _, right, _ = PAGE_MARGINS
        return QSize(self._buttons.sizeHint().width() + left + right, super().sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Draw the arrow for another palette or size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw_arrow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface and its dashed edge."""
        tokens = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(tokens.accent_soft if self._is_highlighted else tokens.surface))
        style = Qt.PenStyle.SolidLine if self._is_highlighted else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(tokens.accent), _EDGE_PX, style))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS_PX, _RADIUS_PX)
        painter.end()

    def _draw_arrow(self) -> None:
        self._arrow.setPixmap(pixmap("download", colours(self.palette()).accent, scale_to_text(_ICON_PX)))

    def _make_buttons(self) -> FoldingRow:
        return FoldingRow(
            push_button(self.tr("Open X-ray…"), self.file_clicked, kind="primary"),
            push_button(self.tr("Open folder…"), self.folder_clicked),
            push_button(self.tr("Paste"), self.paste_clicked),
            gap_px=GROUP_GAP_PX,
        )
