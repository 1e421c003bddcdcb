"""Widget style: Qt's Fusion with larger controls, in proportion to the text."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleOption, QStyleOptionMenuItem, QWidget

from app.gui.theme.spacing import BUTTON_HEIGHT_PX, FIELD_HEIGHT_PX

_Content, _Metric = QStyle.ContentsType, QStyle.PixelMetric
_SEPARATOR = QStyleOptionMenuItem.MenuItemType.Separator

_USUAL_LINE_PX = 15
"""Height of a line of text at which lengths are as they are written in the sources."""

_EDGES = (QStyle.PrimitiveElement.PE_FrameLineEdit, QStyle.PrimitiveElement.PE_Frame)

_BOX, _RADIO = QStyle.PrimitiveElement.PE_IndicatorCheckBox, QStyle.PrimitiveElement.PE_IndicatorRadioButton

_LINE_PX = 3

_LEAST_PX = {
    _Content.CT_PushButton: BUTTON_HEIGHT_PX,
    _Content.CT_ComboBox: FIELD_HEIGHT_PX,
    _Content.CT_LineEdit: FIELD_HEIGHT_PX,
    _Content.CT_SpinBox: FIELD_HEIGHT_PX,
    _Content.CT_CheckBox: FIELD_HEIGHT_PX,
    _Content.CT_RadioButton: FIELD_HEIGHT_PX,
    _Content.CT_MenuBarItem: FIELD_HEIGHT_PX,
    _Content.CT_MenuItem: FIELD_HEIGHT_PX,
    _Content.CT_TabBarTab: BUTTON_HEIGHT_PX,
}
"""Height of a control."""

_BESIDE_PX = {_Content.CT_PushButton: 16, _Content.CT_TabBarTab: 12}
"""Room beside the words of a control, in all, more than Fusion leaves."""

_INDICATOR_PX, _ICON_PX, _BEFORE_LABEL_PX = 15, 16, 6
_SIDES_PX = {
    _Metric.PM_IndicatorWidth: _INDICATOR_PX,
    _Metric.PM_IndicatorHeight: _INDICATOR_PX,
    _Metric.PM_ExclusiveIndicatorWidth: _INDICATOR_PX,
    _Metric.PM_ExclusiveIndicatorHeight: _INDICATOR_PX,
    _Metric.PM_CheckBoxLabelSpacing: _BEFORE_LABEL_PX,
    _Metric.PM_RadioButtonLabelSpacing: _BEFORE_LABEL_PX,
    _Metric.PM_SmallIconSize: _ICON_PX,
    _Metric.PM_ButtonIconSize: _ICON_PX,
}
"""Sides of what stands beside a word, and how far from it that stands."""

INDENT_PX = _INDICATOR_PX + _BEFORE_LABEL_PX
"""Where the words of a check box begin."""


def scale_to_text(length_px: int) -> int:
    """Return a length scaled by the present text size; never less than given."""
    return round(length_px * max(1.0, QFontMetrics(QApplication.font()).height() / _USUAL_LINE_PX))


class Style(QProxyStyle):
    """Fusion with larger controls and stronger edges."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, contents: QSize, widget: QWidget | None = None
    ) -> QSize:
        """Return the size of a control for its contents."""
        size = super().sizeFromContents(kind, option, contents, widget)  # type: ignore[arg-type]
        if isinstance(option, QStyleOptionMenuItem) and option.menuItemType == _SEPARATOR:
            return size
        return QSize(size.width() + _BESIDE_PX.get(kind, 0), max(size.height(), _LEAST_PX.get(kind, 0)))

    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        """Draw edges and indicators with a contrast of at least 3:1 (WCAG 2.1); Fusion's have less in the dark."""
        if element in (_BOX, _RADIO):
            _draw_indicator(element, option, painter)
            return
        super().drawPrimitive(element, option, painter, widget)
        if element in _EDGES:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(option.palette.color(QPalette.ColorRole.Mid))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
            painter.restore()

    def drawControl(
        self, element: QStyle.ControlElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        """Draw a line under the open tab: in the dark, Fusion's shades are alike."""
        super().drawControl(element, option, painter, widget)
        if element == QStyle.ControlElement.CE_TabBarTabShape and option.state & QStyle.StateFlag.State_Selected:
            line = QRect(option.rect.left() + 2, option.rect.bottom() - _LINE_PX, option.rect.width() - 4, _LINE_PX)
            painter.fillRect(line, option.palette.color(QPalette.ColorRole.Link))

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Return a metric, scaled with the text where it stands beside one."""
        side = _SIDES_PX.get(metric)
        return super().pixelMetric(metric, option, widget) if side is None else scale_to_text(side)


def _draw_indicator(element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter) -> None:
    """Draw a box or a ring, and the tick or the dot in it."""
    side = min(option.rect.width(), option.rect.height())
    place = QRectF(0, 0, side, side)
    place.moveCenter(QRectF(option.rect).center())
    place.adjust(0.5, 0.5, -0.5, -0.5)
    is_pressed = bool(option.state & QStyle.StateFlag.State_Sunken)
    ink = option.palette.color(QPalette.ColorRole.Text)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(option.palette.color(QPalette.ColorRole.Mid), side / _INDICATOR_PX))
    painter.setBrush(option.palette.color(QPalette.ColorRole.Button if is_pressed else QPalette.ColorRole.Base))
    if element == _RADIO:
        painter.drawEllipse(place)
    else:
        painter.drawRoundedRect(place, 2, 2)
    if option.state & QStyle.StateFlag.State_On:
        if element == _RADIO:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(place.center(), side / 4, side / 4)
        else:
            tick = [QPointF(side * x, side * y) + place.topLeft() for x, y in ((0.2, 0.5), (0.42, 0.72), (0.78, 0.25))]
            painter.setPen(QPen(ink, side / 7))
            painter.drawPolyline(QPolygonF(tick))
    painter.restore()
