"""Strip of the other X-rays of the same patient, below the picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QToolButton, QWidget

from app.core.records import Finding, ScreeningRecord
from app.core.text import printable
from app.gui.text.source_text import xray_moment_text
from app.gui.text.verdict_text import verdict_words
from app.gui.theme.finding_marks import colour, paint_mark
from app.gui.theme.spacing import BAR_MARGINS, CONTROL_GAP_PX
from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import DARK, palette_of
from app.gui.widgets.card import Surface
from app.gui.widgets.controls import row_layout
from app.gui.widgets.labels import TextLabel
from app.gui.widgets.window_height import WindowHeight
from app.gui.xray.viewer.other_xrays import OtherXray

_THUMBNAIL_PX, _LOW_THUMBNAIL_PX = 64, 44
_MARK_PX = 18
_DENSE = 2  # pixels of a thumbnail for one of the screen's units
_LABEL_PX = 110


class OtherStrip(Surface):
    """One button for each X-ray: its small copy, its mark, its date and its verdict in words.

    In a low window it is there only while two X-rays are compared: until then the picture needs the room.

    Signals:
        clicked: the `OtherXray` that the user wants to compare; None to compare no more.
    """

    clicked = Signal(object)

    def __init__(self) -> None:
        super().__init__(line_at="top")
        self._buttons: list[_OtherButton] = []
        self._is_comparing = False
        self._window_height = WindowHeight(self)
        self._window_height.changed.connect(self._show_where_there_is_room)
        self._label = TextLabel(scale=12 / 14)
        self._label.setFixedWidth(scale_to_text(_LABEL_PX))
        self._area = _Row()
        row = row_layout(self, gap_px=CONTROL_GAP_PX, margins=BAR_MARGINS)
        row.addWidget(self._label)
        row.addWidget(self._area, stretch=1)
        self.hide()

    @property
    def xrays(self) -> list[OtherXray]:
        """Those in the strip, the one taken last first."""
        return [button.xray for button in self._buttons]

    def show_xrays(self, patient_id: str, xrays: Sequence[OtherXray], day: str = "") -> None:
        """Show the X-rays of a patient; the strip takes no room where there are none.

        Args:
            patient_id: names the patient.
            xrays: the one taken last first.
            day: of the X-ray above, as ISO 8601 writes it; those of the same day have their time.
        """
        self._label.setText(self.tr("Other X-rays of {patient}").format(patient=printable(patient_id)))
        inside = QWidget()
        row = row_layout(inside, gap_px=CONTROL_GAP_PX)
        side = _LOW_THUMBNAIL_PX if self._window_height.is_low() else _THUMBNAIL_PX
        self._buttons = [_OtherButton(xray, side, day) for xray in xrays]
        for button in self._buttons:
            button.toggled.connect(self._on_toggled)
            row.addWidget(button)
        row.addStretch()
        self._area.show_part(inside)
        self._show_where_there_is_room()

    def mark_compared(self, record: ScreeningRecord | None) -> None:
        """Show which X-ray is compared; None for none."""
        for button in self._buttons:
            button.blockSignals(True)
            button.setChecked(record is not None and button.xray.record.id == record.id)
            button.blockSignals(False)
        self._is_comparing = record is not None
        self._show_where_there_is_room()

    def _show_where_there_is_room(self) -> None:
        self.setVisible(bool(self._buttons) and (self._is_comparing or not self._window_height.is_low()))

    def _on_toggled(self, checked: bool) -> None:
        button = self.sender()
        self.clicked.emit(button.xray if checked and isinstance(button, _OtherButton) else None)


class _Row(QScrollArea):
    """Scrolls horizontally where the part in it is wider, and is as high as that takes."""

    def __init__(self) -> None:
        super().__init__(widgetResizable=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)

    def show_part(self, part: QWidget) -> None:
        self.setWidget(part)
        part.setAutoFillBackground(False)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if part := self.widget():
            needed = part.minimumSizeHint()
            bar = self.horizontalScrollBar().sizeHint().height() if needed.width() > self.width() else 0
            self.setFixedHeight(needed.height() + bar)


class _OtherButton(QToolButton):
    """One X-ray of the strip."""

    def __init__(self, xray: OtherXray, side_px: int, day: str) -> None:
        super().__init__()
        self.xray = xray
        self._side_px = side_px
        finding = verdict_words(xray.record.verdict)
        date = xray_moment_text(xray.record, with_time=xray.record.taken_at[:10] == day)
        self.setText(f" {date}\n {finding}")
        self.setAccessibleName(f"{date}: {finding}")
        self.setToolTip(self.tr("Show it beside the X-ray"))
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._draw()

    def _draw(self) -> None:
        side = scale_to_text(self._side_px)
        self.setIconSize(QSize(side, side))
        self.setIcon(thumbnail(self.xray.picture, self.xray.record.verdict.shown_finding, side))


def thumbnail(picture: QImage, finding: Finding, side_px: int) -> QPixmap:
    """Return a square part of a picture with the mark of its finding; without a picture, the mark on black."""
    made = QPixmap(_DENSE * side_px, _DENSE * side_px)
    made.fill(QColor(DARK.viewer))
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not picture.isNull():
        side = min(picture.width(), picture.height())
        middle = QRect(0, 0, side, side)
        middle.moveCenter(picture.rect().center())
        painter.drawImage(made.rect(), picture, middle)
    _paint_corner_mark(painter, finding, made.width())
    painter.end()
    made.setDevicePixelRatio(_DENSE)
    return made


def _paint_corner_mark(painter: QPainter, finding: Finding, whole: int) -> None:
    mark = _DENSE * scale_to_text(_MARK_PX)
    ground = QRectF(0, 0, 1.4 * mark, 1.4 * mark)
    ground.moveBottomRight(QPointF(whole, whole))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(DARK.surface))
    painter.drawEllipse(ground)
    painter.translate(ground.center() - QPointF(mark / 2, mark / 2))
    paint_mark(painter, finding, colour(finding, palette_of(DARK)), QColor(DARK.surface), mark)
