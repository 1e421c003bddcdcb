"""A part of a page that opens below its heading."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

_HEIGHT_PX = 36


class Expander(QWidget):
    """A heading that is a button, and what it shows and hides; closed at first."""

    def __init__(self, heading: str, body: QWidget) -> None:
        super().__init__()
        self._body = body
        self._button = QToolButton()
        self._button.setCheckable(True)
        self._button.setText(heading)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._button.setMinimumHeight(_HEIGHT_PX)
        self._button.setAccessibleName(heading)
        self._button.toggled.connect(self.set_open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._button)
        column.addWidget(body)
        self.set_open(False)

    @property
    def is_open(self) -> bool:
        """Whether the body is shown."""
        return self._button.isChecked()

    @Slot(bool)
    def set_open(self, is_open: bool) -> None:
        """Show or hide the body."""
        closed = Qt.ArrowType.LeftArrow if self.isRightToLeft() else Qt.ArrowType.RightArrow
        self._button.setArrowType(Qt.ArrowType.DownArrow if is_open else closed)
        self._button.setChecked(is_open)
        self._body.setVisible(is_open)
