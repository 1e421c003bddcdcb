"""Widget style: Qt's Fusion with flat, larger controls, in proportion to the text."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionFrame,
    QStyleOptionMenuItem,
    QStyleOptionSlider,
    QStyleOptionToolButton,
    QWidget,
)

from app.gui.theme import control_shapes
from app.gui.theme.spacing import BUTTON_HEIGHT_PX, FIELD_HEIGHT_PX, MENU_HEIGHT_PX
from app.gui.theme.tokens import TARGET_PX, colours

_Content, _Metric, _Element, _Control = (
    QStyle.ContentsType,
    QStyle.PixelMetric,
    QStyle.PrimitiveElement,
    QStyle.ControlElement,
)
_SEPARATOR = QStyleOptionMenuItem.MenuItemType.Separator
_SLIDER = QStyle.SubControl.SC_ScrollBarSlider
_ARROW = QStyle.SubControl.SC_ComboBoxArrow

_LEFT_TO_RIGHT = Qt.LayoutDirection.LeftToRight

_USUAL_LINE_PX = 19
"""Height of a line of the bundled font at the usual size, at which lengths are as they are written in the sources."""

_LEAST_PX = {
    _Content.CT_PushButton: BUTTON_HEIGHT_PX,
    _Content.CT_ComboBox: FIELD_HEIGHT_PX,
    _Content.CT_LineEdit: FIELD_HEIGHT_PX,
    _Content.CT_SpinBox: FIELD_HEIGHT_PX,
    _Content.CT_CheckBox: FIELD_HEIGHT_PX,
    _Content.CT_RadioButton: FIELD_HEIGHT_PX,
    _Content.CT_MenuBarItem: MENU_HEIGHT_PX,
    _Content.CT_MenuItem: FIELD_HEIGHT_PX,
    _Content.CT_TabBarTab: BUTTON_HEIGHT_PX,
}
"""Height of a control."""

_BESIDE_PX = {_Content.CT_PushButton: 16, _Content.CT_TabBarTab: 16, _Content.CT_ComboBox: 20}
"""Room beside the words of a control, in all, more than Fusion leaves."""

_BESIDE_QUIET_PX = 32
"""Beside the words of a button without an edge: the same for each, so that those above each other end alike."""

_INDICATOR_PX, _ICON_PX, _BEFORE_LABEL_PX = 18, 18, 8
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

_FRAME_RADIUS_PX = 2
"""Of a frame around what scrolls."""

_INSIDE_PX = 6
"""Between the edge of a field and its words."""

INDENT_PX = _INDICATOR_PX + _BEFORE_LABEL_PX
"""Where the words of a check box begin."""


def scale_to_text(length_px: int) -> int:
    """Return a length scaled by the present text size; never less than given."""
    return round(length_px * max(1.0, QFontMetrics(QApplication.font()).height() / _USUAL_LINE_PX))


class Style(QProxyStyle):
    """Fusion with the shapes of `control_shapes`. A button's property `kind` chooses how much it stands out."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, contents: QSize, widget: QWidget | None = None
    ) -> QSize:
        """Return the size of a control for its contents."""
        size = super().sizeFromContents(kind, option, contents, widget)  # type: ignore[arg-type]
        if isinstance(option, QStyleOptionMenuItem) and option.menuItemType == _SEPARATOR:
            return size
        width = size.width() + _BESIDE_PX.get(kind, 0)
        if kind == _Content.CT_PushButton and _kind(widget) == "quiet":
            width = max(contents.width() + _BESIDE_QUIET_PX, TARGET_PX)
        return QSize(width, max(size.height(), _LEAST_PX.get(kind, 0)))

    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        """Draw panels, edges and indicators; their contrast is at least 3:1 (WCAG 2.2), which Fusion's is not."""
        tokens, state = colours(option.palette), option.state
        match element:
            case _Element.PE_IndicatorCheckBox | _Element.PE_IndicatorRadioButton:
                is_round = element == _Element.PE_IndicatorRadioButton
                control_shapes.paint_indicator(painter, option.rect, state, tokens, is_round=is_round)
            case _Element.PE_PanelButtonCommand:
                is_default = isinstance(option, QStyleOptionButton) and bool(
                    option.features & QStyleOptionButton.ButtonFeature.DefaultButton
                )
                fill, edge = control_shapes.button_colours(_kind(widget), state, tokens, is_default=is_default)
                control_shapes.paint_panel(painter, option.rect, fill, edge)
            case _Element.PE_PanelButtonTool:
                fill, edge = control_shapes.button_colours(_kind(widget, "tool"), state, tokens)
                control_shapes.paint_panel(painter, option.rect, fill, edge)
            case _Element.PE_PanelLineEdit if isinstance(option, QStyleOptionFrame) and option.lineWidth > 0:
                control_shapes.paint_panel(painter, option.rect, tokens.surface, tokens.edge)
            case _Element.PE_FrameLineEdit:
                control_shapes.paint_panel(painter, option.rect, "", tokens.edge)
            case _Element.PE_Frame:  # what is inside covers the corners
                control_shapes.paint_panel(painter, option.rect, "", tokens.edge, _FRAME_RADIUS_PX)
            case _Element.PE_FrameTabBarBase | _Element.PE_FrameTabWidget:
                line = QRect(option.rect.left(), option.rect.top(), option.rect.width(), 1)
                painter.fillRect(line, QColor(tokens.line))
            case _Element.PE_FrameFocusRect:
                pass  # `FocusRing` shows where the keyboard is
            case _:
                super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self, element: QStyle.ControlElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        """Draw flat headings, tabs and bars, and the words of a button in the ink of its kind."""
        tokens = colours(option.palette)
        match element:
            case _Control.CE_PushButtonLabel if isinstance(option, QStyleOptionButton):
                inked = QStyleOptionButton(option)
                inked.palette = _inked(option, control_shapes.button_ink(_kind(widget), option.state, tokens))
                super().drawControl(element, inked, painter, widget)
            case _Control.CE_ToolButtonLabel if isinstance(option, QStyleOptionToolButton):
                worded = QStyleOptionToolButton(option)
                worded.palette = _inked(option, control_shapes.button_ink(_kind(widget, "tool"), option.state, tokens))
                super().drawControl(element, worded, painter, widget)
            case _Control.CE_HeaderSection | _Control.CE_HeaderEmptyArea:
                painter.fillRect(option.rect, QColor(tokens.surface))
                line = QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1)
                painter.fillRect(line, QColor(tokens.line))
            case _Control.CE_TabBarTabShape:
                control_shapes.paint_tab(painter, option.rect, option.state, tokens)
            case _Control.CE_ProgressBarGroove:
                control_shapes.paint_groove(painter, option.rect, tokens)
            case _Control.CE_ProgressBarContents:
                control_shapes.paint_progress(painter, option, tokens)
            case _:
                super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw a list's closed box, and the handle of a scroll bar."""
        tokens = colours(option.palette)
        if isinstance(option, QStyleOptionComboBox) and not option.editable:
            control_shapes.paint_panel(painter, option.rect, tokens.surface, tokens.edge)
            control_shapes.paint_chevron(painter, self.subControlRect(control, option, _ARROW, widget), tokens)
        elif control == QStyle.ComplexControl.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            handle = self.subControlRect(control, option, _SLIDER, widget)
            control_shapes.paint_handle(painter, option, handle, tokens)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def subElementRect(self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None) -> QRect:
        """Return the place of a part; the words of a field keep off its round corners."""
        place = super().subElementRect(element, option, widget)  # type: ignore[arg-type]
        if element == QStyle.SubElement.SE_LineEditContents:
            place.adjust(_INSIDE_PX, 0, -_INSIDE_PX, 0)
        return place

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        """Return the place of a part; the words of a list keep off its round corners."""
        place = super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]
        if control == QStyle.ComplexControl.CC_ComboBox and part == QStyle.SubControl.SC_ComboBoxEditField:
            left, right = (_INSIDE_PX, 0) if option.direction == _LEFT_TO_RIGHT else (0, -_INSIDE_PX)
            place.adjust(left, 0, right, 0)
        return place

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        """Return a hint; the buttons of a box have words alone, not Qt's own icons."""
        if hint == QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons:
            return 0
        return super().styleHint(hint, option, widget, returned)

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Return a metric, scaled with the text where it stands beside one."""
        side = _SIDES_PX.get(metric)
        return super().pixelMetric(metric, option, widget) if side is None else scale_to_text(side)


def _kind(widget: QWidget | None, usual: str = "plain") -> str:
    return str(widget.property("kind") or usual) if widget else usual


def _inked(option: QStyleOption, ink: str) -> QPalette:
    """Return the palette of an option with the words of a button in a colour."""
    palette = QPalette(option.palette)
    palette.setColor(QPalette.ColorRole.ButtonText, QColor(ink))
    return palette
