"""A field for a day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateEdit

from app.gui.text.locale_text import DATE_FORMAT


class DayField(QDateEdit):
    """A day; the wheel neither changes it nor gives it the focus."""

    def __init__(self, name: str, day: QDate) -> None:
        super().__init__(day)
        self.setCalendarPopup(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # Qt would turn the parts round, unlike the table
        self.setDisplayFormat(DATE_FORMAT)
        self.setAccessibleName(name)

    @property
    def day(self) -> date:
        """The day that is set."""
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
