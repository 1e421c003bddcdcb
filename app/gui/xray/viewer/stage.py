"""The pictures with what floats over them: the chip at the top, the tools at the bottom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from app.gui.theme.tokens import SPACE_1_PX, SPACE_2_PX
from app.gui.xray.viewer.floating import FloatingPanel
from app.gui.xray.viewer.pictures import Pictures
from app.gui.xray.viewer.state_chip import StateChip
from app.gui.xray.viewer.tools import ToolButton, ToolRow

_LEAST_PX = 160
"""Least height of the part of the pictures that the tools leave free."""


class Stage(QWidget):
    """The pictures fill it. A fitted picture ends above the tools and beside the chip: no part of it is covered.

    Attributes:
        chip: says how the X-ray is shown.
    """

    def __init__(self, pictures: Pictures, panels: Sequence[QWidget], tools: Sequence[ToolButton]) -> None:
        """Lay the parts out.

        Args:
            pictures: to show.
            panels: above the tools, where they are shown.
            tools: in a row at the bottom.
        """
        super().__init__()
        self._pictures = pictures
        self.chip = StateChip(pictures.view)
        self._tools = ToolRow(tools)
        self._dock = FloatingPanel(*panels, self._tools)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.addWidget(pictures, 0, 0, 4, 3)  # under all that floats, and under the margin that it keeps
        self._grid.addWidget(self.chip, 1, 1, alignment=Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(self._dock, 2, 1, alignment=Qt.AlignmentFlag.AlignHCenter)
        for row, height_px in enumerate((SPACE_2_PX, _LEAST_PX, 0, SPACE_2_PX)):
            self._grid.setRowMinimumHeight(row, height_px)
        for end in (0, 2):
            self._grid.setColumnMinimumWidth(end, SPACE_2_PX)
        self._grid.setRowStretch(1, 1)
        self._grid.setColumnStretch(1, 1)
        pictures.captions_changed.connect(self._place_chip)
        pictures.view.view_changed.connect(self._leave_free)
        for part in (self, self._dock, self.chip):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the tools to the width, and the pictures to what the tools and the chip leave."""
        if event.type() == QEvent.Type.Resize:
            if watched is self:
                self._fit_tools()
            else:
                self._leave_free()
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Fit the tools again in another size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_tools()

    def _fit_tools(self) -> None:
        self._tools.fit_to(self.width() - 2 * SPACE_2_PX - 2 * SPACE_1_PX)
        for layout in (self._dock.layout(), self._grid):  # else the tools have the room of other words for a moment
            if layout:
                layout.activate()

    @Slot()
    def _leave_free(self) -> None:
        """Keep fitted pictures away from the tools and from the chip."""
        corner = self.chip.room + QSize(SPACE_2_PX, SPACE_2_PX)
        self._pictures.set_covered(self._dock.height() + 2 * SPACE_2_PX, corner)

    @Slot()
    def _place_chip(self) -> None:
        """Put the chip below the caption."""
        self._grid.setRowMinimumHeight(0, SPACE_2_PX + self._pictures.caption_height)
