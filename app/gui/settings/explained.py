"""A control of the settings with an explanation below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QCheckBox, QRadioButton, QVBoxLayout

from app.gui.theme.spacing import LINE_GAP_PX
from app.gui.theme.style import INDENT_PX, scale_to_text
from app.gui.widgets.controls import column_layout
from app.gui.widgets.labels import TextLabel


def explained(control: QCheckBox | QRadioButton, explanation: str) -> QVBoxLayout:
    """Return a layout of a control and what it does."""
    control.setAccessibleDescription(explanation)
    pair = column_layout(gap_px=0)
    pair.addWidget(control, alignment=Qt.AlignmentFlag.AlignLeading)
    pair.addWidget(_Explanation(explanation))
    return pair


class _Explanation(TextLabel):
    """A paragraph below a check box, indented like its words."""

    def __init__(self, text: str) -> None:
        super().__init__(text, pale=True)
        self._indent()

    def changeEvent(self, event: QEvent) -> None:
        """Indent for another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._indent()

    def _indent(self) -> None:
        left, right = (0, scale_to_text(INDENT_PX)) if self.isRightToLeft() else (scale_to_text(INDENT_PX), 0)
        self.setContentsMargins(left, 0, right, LINE_GAP_PX)
