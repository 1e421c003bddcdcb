"""Column of the X-ray page beside the picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import NARROW_PANEL_PX, PANEL_PX
from app.gui.widgets.controls import column_layout

_NARROW_PX = 1100
"""Below this width of the page the panel is narrow."""


class SideColumn(QWidget):
    """Column of the panel beside the picture: narrow where the page is, and wider with the text."""

    def __init__(self, page: QWidget, panel: QWidget) -> None:
        super().__init__()
        self._page = page
        column_layout(self).addWidget(panel)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the width to that of the page."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self._fit()
        return False

    def event(self, event: QEvent) -> bool:
        """Fit the width to a panel whose words need more than before."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return handled

    def _fit(self) -> None:
        wanted = scale_to_text(NARROW_PANEL_PX if self._page.width() < _NARROW_PX else PANEL_PX)
        self.setMaximumWidth(max(wanted, self.minimumSizeHint().width()))
