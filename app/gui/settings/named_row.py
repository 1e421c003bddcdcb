"""A row of the settings: the name of a setting, and what shows and changes it."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget

from app.gui.theme.style import scale_to_text
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import TextLabel

_NAME_PX = 180
"""Least width of a name, so that what is chosen stands in a column."""


def named_row(name: str, control: QWidget) -> QLayout:
    """Return a layout of a control and its name, which becomes its accessible name too."""
    control.setAccessibleName(name)
    label = TextLabel(name)
    label.setMinimumWidth(scale_to_text(_NAME_PX))
    label.setWordWrap(False)
    return FlowLayout(label, control)
