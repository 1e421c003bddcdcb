"""Tool bar of the viewer: zoom, rotation and grey levels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QIcon, QKeySequence, QPainter, QPalette, QPen, QPixmap, QPolygonF, QShortcut
from PySide6.QtWidgets import QLabel, QSlider, QToolButton, QWidget

from app.gui.imaging.grey_levels import MAX_CHANGE, GreyLevels
from app.gui.imaging.image_view import ImageView
from app.gui.theme.spacing import BAR_MARGINS, FIELD_HEIGHT_PX, LINE_GAP_PX
from app.gui.theme.style import scale_to_text
from app.gui.widgets.controls import column_layout, row_layout
from app.gui.widgets.flow_layout import FlowLayout

_ICON_PX = 20
_SLIDER_PX = 90


class ViewTools(QWidget):
    """A row of buttons for a view, and two sliders for grey levels that a button shows.

    The keys work while the focus is anywhere in the parent of this widget.
    """

    def __init__(self, view: ImageView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._place = parent
        self._row = FlowLayout(gap_px=LINE_GAP_PX, margins=BAR_MARGINS)
        self._turners: dict[QToolButton, bool] = {}
        self._sliders = QWidget()
        self._brightness, self._contrast = self._make_slider(), self._make_slider()
        self._add_buttons()
        self._lay_out_sliders()
        column = column_layout(self, gap_px=0)
        column.addLayout(self._row)
        column.addWidget(self._sliders)
        view.view_changed.connect(self._show_grey_levels)

    def add(self, tool: QWidget) -> None:
        """Add a tool at the end of the row."""
        tool.setMinimumHeight(FIELD_HEIGHT_PX)
        self._row.addWidget(tool)

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icons for another palette or size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw_icons()

    def _add_buttons(self) -> None:
        view = self._view
        self._add_button(self.tr("Fit"), self.tr("Show the whole X-ray"), ("0",), view.fit)
        actual = self.tr("Show the X-ray at its actual size")
        self._add_button(self.tr("100%"), actual, ("1",), view.show_actual_size)
        self._add_button("−", self.tr("Zoom out"), ("-",), lambda: view.zoom_by(-1))
        self._add_button("+", self.tr("Zoom in"), ("+", "="), lambda: view.zoom_by(1))
        left = self._add_button("", self.tr("Turn left"), ("Shift+R",), lambda: view.turn(3))
        right = self._add_button("", self.tr("Turn right"), ("R",), lambda: view.turn(1))
        self._turners = {left: True, right: False}
        self._draw_icons()
        self._invert = self._add_button(self.tr("Invert"), self.tr("Swap black and white"), ("I",), view.invert)
        self._invert.setCheckable(True)
        tip = self.tr("Brightness and contrast: drag with the right button of the mouse, or use sliders")
        self._opener = self._add_button(self.tr("Brightness…"), tip, ("B",), self._toggle_sliders)
        self._opener.setCheckable(True)
        self._add_button(self.tr("Reset"), self.tr("Show the X-ray as it was opened"), (), view.reset)
        home = QShortcut(QKeySequence("Home"), view, context=Qt.ShortcutContext.WidgetShortcut)
        home.activated.connect(view.reset)  # on a slider, the key has a meaning of its own

    def _add_button(self, text: str, tip: str, keys: tuple[str, ...], act: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAutoRaise(True)
        button.setMinimumSize(FIELD_HEIGHT_PX, FIELD_HEIGHT_PX)
        button.setAccessibleName(text if len(text) > 1 else tip)
        button.setAccessibleDescription(tip)
        button.setToolTip(with_key(tip, keys[0]) if keys else with_key(tip, "Home"))
        button.clicked.connect(act)
        add_shortcuts(self._place, keys, button.click)
        self.add(button)
        return button

    def _lay_out_sliders(self) -> None:
        row = FlowLayout(margins=BAR_MARGINS)
        for name, slider in ((self.tr("Brightness"), self._brightness), (self.tr("Contrast"), self._contrast)):
            slider.setAccessibleName(name)
            row.addWidget(side_by_side(QLabel(name), slider))
        self._sliders.setLayout(row)
        self._sliders.hide()

    def _make_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(-MAX_CHANGE, MAX_CHANGE)
        slider.setPageStep(10)
        slider.setMinimumSize(_SLIDER_PX, FIELD_HEIGHT_PX)
        slider.valueChanged.connect(self._set_grey_levels)
        return slider

    @Slot()
    def _toggle_sliders(self) -> None:
        self._sliders.setVisible(self._opener.isChecked())

    @Slot()
    def _set_grey_levels(self) -> None:
        brightness, contrast = self._brightness.value(), self._contrast.value()
        self._view.set_grey_levels(replace(self._view.grey_levels, brightness=brightness, contrast=contrast))

    @Slot(object)
    def _show_grey_levels(self, grey_levels: GreyLevels) -> None:
        for slider, value in ((self._brightness, grey_levels.brightness), (self._contrast, grey_levels.contrast)):
            slider.blockSignals(True)  # half of the new levels would go back to the view
            slider.setValue(value)
            slider.blockSignals(False)
        self._invert.setChecked(grey_levels.inverted)

    def _draw_icons(self) -> None:
        side = scale_to_text(_ICON_PX)
        for button, mirrored in self._turners.items():
            button.setIconSize(QSize(side, side))
            button.setIcon(_turn_icon(self.palette(), side, mirrored=mirrored))


def add_shortcuts(place: QWidget, keys: tuple[str, ...], act: Callable[[], object]) -> None:
    """Bind keys while the focus is inside a widget; text fields keep their letters."""
    for key in keys:
        shortcut = QShortcut(QKeySequence(key), place, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)


def with_key(tip: str, key: str) -> str:
    """Return a tool tip with its key."""
    return f"{tip} ({QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)})"


def side_by_side(*parts: QWidget) -> QWidget:
    """Return a row of parts that stay together, as high as a tool."""
    group = QWidget()
    group.setMinimumHeight(FIELD_HEIGHT_PX)
    row = row_layout(group)
    for part in parts:
        row.addWidget(part)
    return group


def _turn_icon(palette: QPalette, side_px: int, *, mirrored: bool) -> QIcon:
    """Return a circular arrow to the right, or mirrored to the left."""
    pixmap = QPixmap(2 * side_px, 2 * side_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(pixmap.width() / 24, pixmap.height() / 24)
    if mirrored:
        painter.translate(24, 0)
        painter.scale(-1, 1)
    ink = palette.color(QPalette.ColorRole.ButtonText)
    painter.setPen(QPen(ink, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawArc(QRectF(4, 5, 16, 16), 0, 300 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([QPointF(15.6, 13), QPointF(24, 13), QPointF(19.9, 18.5)]))
    painter.end()
    pixmap.setDevicePixelRatio(2)  # sharp on a dense screen too
    return QIcon(pixmap)
