"""Column of cards that scrolls on a low screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Slot
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app.gui.theme.spacing import CONTROL_GAP_PX
from app.gui.widgets.controls import column_layout, scroll_vertically

_LEAST_PX = 280
_MARGIN_PX = 10


class CardColumn(QScrollArea):
    """Holds cards in `column`, each as wide as the area, and never narrower than their words."""

    def __init__(self) -> None:
        super().__init__()
        scroll_vertically(self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else the cards change their width
        self._inside = QWidget()
        self.column = column_layout(self._inside, gap_px=CONTROL_GAP_PX)
        self._set_margins()
        self.setWidget(self._inside)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._show_focus)

    def minimumSizeHint(self) -> QSize:
        """Return a width at which no word is cut: the column scrolls only vertically."""
        needed = self._inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(max(_LEAST_PX, needed), super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Update the width when the content asks for another."""
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the margin at the side where there is no scroll bar."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._set_margins()

    def scroll_to_top(self) -> None:
        """Show the first card."""
        self.verticalScrollBar().setValue(0)

    def focus_below_top(self, part: QWidget) -> None:
        """Show the first card, and put the focus on a part where it is seen as well; else on the column itself."""
        self._lay_out()
        self.scroll_to_top()
        place = part.rect().translated(part.mapTo(self.viewport(), QPoint()))
        is_seen = self.viewport().rect().contains(place)
        (part if is_seen else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def scroll_to(self, part: QWidget) -> None:
        """Scroll until a part that has just come can be seen."""
        self._lay_out()
        self.ensureWidgetVisible(part, 0, _MARGIN_PX)

    def _lay_out(self) -> None:
        """Give what has just come its place; Qt does so a moment later."""
        self.column.activate()
        self._inside.adjustSize()

    @Slot(QWidget, QWidget)
    def _show_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Keep what the keyboard goes to in sight; what the mouse presses stays below the pointer."""
        if now and self._inside.isAncestorOf(now) and not QApplication.mouseButtons():
            self.scroll_to(now)

    def _set_margins(self) -> None:
        left, right = (0, _MARGIN_PX) if self.isRightToLeft() else (_MARGIN_PX, 0)
        self.column.setContentsMargins(left, _MARGIN_PX, right, _MARGIN_PX)
