"""Shapes and colours of controls, painted for `Style`."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOption, QStyleOptionProgressBar, QStyleOptionSlider

from app.gui.theme.tokens import RADIUS_PX, Colours

_State = QStyle.StateFlag
_BOX_RADIUS_PX, _TAB_LINE_PX, _BAR_PX = 4, 3, 8


def button_colours(kind: str, state: QStyle.StateFlag, tokens: Colours, *, is_default: bool = False) -> tuple[str, str]:
    """Return the fill and the edge of a button; an empty one is not painted.

    What is chosen is filled with the accent; the pointer over a button, or a press, changes its edge and its ground
    slightly: after a tap the pointer stays over a button that nobody chose.

    Args:
        kind: `plain`, `primary`, `quiet`, `danger` or `tool`.
        state: of the button.
        tokens: of the theme.
        is_default: whether the return key presses it.
    """
    is_enabled = bool(state & _State.State_Enabled)
    is_touched = is_enabled and bool(state & (_State.State_MouseOver | _State.State_Sunken))
    if kind == "primary":
        shade = QColor(tokens.accent).lighter(112).name() if is_touched else tokens.accent
        return (shade, shade) if is_enabled else (tokens.refused.soft, tokens.line)
    if is_enabled and is_chosen(kind, state):
        return tokens.accent, tokens.accent
    if kind in ("quiet", "tool"):
        return (tokens.hover, tokens.line) if is_touched else ("", "")
    if kind == "danger" and is_enabled:
        return (tokens.signs.soft if is_touched else tokens.surface, tokens.signs.ink)
    edge = tokens.edge if is_touched else tokens.line
    return tokens.hover if is_touched else tokens.surface, tokens.accent if is_default else edge


def is_chosen(kind: str, state: QStyle.StateFlag) -> bool:
    """Tell whether a button of a kind shows that it is chosen; a quiet one opens and closes something instead."""
    return kind in ("plain", "tool") and bool(state & _State.State_On)


def button_ink(kind: str, state: QStyle.StateFlag, tokens: Colours) -> str:
    """Return the colour of the words of a button."""
    if not state & _State.State_Enabled:
        return tokens.dimmed_ink
    if is_chosen(kind, state):
        return tokens.accent_ink
    return {"primary": tokens.accent_ink, "quiet": tokens.accent, "danger": tokens.signs.ink}.get(kind, tokens.ink)


def paint_panel(painter: QPainter, place: QRect, fill: str, edge: str, radius_px: int = RADIUS_PX) -> None:
    """Paint a rounded rectangle; an empty colour is left out."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(edge), 1) if edge else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), radius_px, radius_px)
    painter.restore()


def paint_indicator(
    painter: QPainter, place: QRect, state: QStyle.StateFlag, tokens: Colours, *, is_round: bool
) -> None:
    """Paint a box or a ring, and the tick or the dot in it."""
    side = min(place.width(), place.height())
    shape = QRectF(0, 0, side, side)
    shape.moveCenter(QRectF(place).center())
    shape.adjust(0.5, 0.5, -0.5, -0.5)
    is_on, is_enabled = bool(state & _State.State_On), bool(state & _State.State_Enabled)
    accent = tokens.accent if is_enabled else tokens.dimmed_ink
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(accent if is_on else tokens.edge), 1.5))
    painter.setBrush(QColor(accent if is_on and not is_round else tokens.surface))
    if is_round:
        painter.drawEllipse(shape)
    else:
        painter.drawRoundedRect(shape, _BOX_RADIUS_PX, _BOX_RADIUS_PX)
    if is_on and is_round:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(accent))
        painter.drawEllipse(shape.center(), side / 4, side / 4)
    elif is_on:
        tick = [QPointF(side * x, side * y) + shape.topLeft() for x, y in ((0.22, 0.5), (0.42, 0.7), (0.76, 0.28))]
        painter.setPen(QPen(QColor(tokens.accent_ink), side / 8))
        painter.drawPolyline(QPolygonF(tick))
    painter.restore()


def paint_tab(painter: QPainter, place: QRect, state: QStyle.StateFlag, tokens: Colours) -> None:
    """Paint a line under the open tab."""
    if state & _State.State_Selected:
        line = QRect(place.left() + 2, place.bottom() - _TAB_LINE_PX, place.width() - 4, _TAB_LINE_PX)
        painter.fillRect(line, QColor(tokens.accent))


def paint_groove(painter: QPainter, place: QRect, tokens: Colours) -> None:
    """Paint the empty bar of a progress."""
    paint_panel(painter, _thin(place), tokens.line, "", _BAR_PX // 2)


def paint_progress(painter: QPainter, option: QStyleOption, tokens: Colours) -> None:
    """Paint the filled part of a progress; while its end is not known, nothing."""
    if not isinstance(option, QStyleOptionProgressBar) or option.maximum <= option.minimum:
        return
    bar = _thin(option.rect)
    share = (option.progress - option.minimum) / (option.maximum - option.minimum)
    width = round(bar.width() * max(0.0, min(1.0, share)))
    if width:
        left = bar.right() - width + 1 if option.direction == Qt.LayoutDirection.RightToLeft else bar.left()
        paint_panel(painter, QRect(left, bar.top(), width, bar.height()), tokens.accent, "", _BAR_PX // 2)


def paint_chevron(painter: QPainter, place: QRect, tokens: Colours) -> None:
    """Paint the mark of a list that opens."""
    middle = QRectF(place).center()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.pale_ink), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPolyline(QPolygonF([middle + QPointF(x, y) for x, y in ((-4, -2), (0, 2), (4, -2))]))
    painter.restore()


def paint_slanted_lines(painter: QPainter, area: QRectF, pen: QPen, step_px: float) -> None:
    """Paint slanted lines into an area: a brush's own pattern keeps to the device's points, too fine for a printer."""
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.setPen(pen)
    for step in range(int((area.width() + area.height()) / step_px) + 1):
        x = area.left() + step * step_px
        painter.drawLine(QPointF(x, area.top()), QPointF(x - area.height(), area.bottom()))
    painter.restore()


def paint_handle(painter: QPainter, option: QStyleOptionSlider, handle: QRect, tokens: Colours) -> None:
    """Paint a scroll bar: its handle alone, where there is something to scroll."""
    painter.fillRect(option.rect, QColor(tokens.ground))
    if option.maximum > option.minimum:
        is_flat = option.orientation == Qt.Orientation.Horizontal
        slim = handle.adjusted(0, 3, 0, -3) if is_flat else handle.adjusted(3, 0, -3, 0)
        paint_panel(painter, slim, tokens.edge, "", 4)


def _thin(place: QRect) -> QRect:
    bar = QRect(0, 0, place.width(), min(place.height(), _BAR_PX))
    bar.moveCenter(place.center())
    return bar
