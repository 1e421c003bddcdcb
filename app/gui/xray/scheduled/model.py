"""Table model of the clinic's worklist."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from app.core.age import rounded_down
from app.core.text import id_key
from app.dicom.worklist.item import WorklistItem
from app.gui.text.locale_text import date_text
from app.gui.text.verdict_text import age_phrase, sex_text, tool_tip

STRETCHED = (1, 5)
"""Columns that take the room which is left: name and examination."""

_NO_INDEX = QModelIndex()


@dataclass(frozen=True)
class _Column:
    heading: Callable[[], str]
    words: Callable[[WorklistItem], str]


class ScheduledModel(QAbstractTableModel):
    """Shows an examination a row."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._items: Sequence[WorklistItem] = ()

    def show_items(self, items: Sequence[WorklistItem]) -> None:
        """Show these examinations in place of the others."""
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def item(self, row: int) -> WorklistItem:
        """Return the examination of a row."""
        return self._items[row]

    def row_of_patient(self, patient_id: str) -> int | None:
        """Return the first row of a patient; None where there is none, or no id is given."""
        key = id_key(patient_id)
        rows = (row for row, item in enumerate(self._items) if key and id_key(item.patient_id) == key)
        return next(rows, None)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_INDEX) -> int:
        """Return the number of examinations."""
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, and all of them as its tool tip."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        words = _COLUMNS[index.column()].words(self._items[index.row()])
        return words if role == Qt.ItemDataRole.DisplayRole else tool_tip(words)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Return the heading of a column."""
        is_heading = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _COLUMNS[section].heading() if is_heading else None


def age_on(item: WorklistItem, day: date) -> float | None:
    """Return the age of a patient on a day, as one tells it; None where it is not known."""
    years = item.age_years(day)
    return None if years is None else rounded_down(years)


def _time(item: WorklistItem) -> str:
    time = f"{item.time:%H:%M}" if item.time else ""
    if item.day is None or item.day == date.today():
        return time
    return f"{date_text(item.day.isoformat())} {time}".strip()


def _tr(text: str) -> str:
    return QCoreApplication.translate("scheduled", text)


_COLUMNS = (
    _Column(lambda: _tr("Time"), _time),
    _Column(lambda: _tr("Name"), lambda item: item.patient_name),
    _Column(lambda: _tr("Patient id"), lambda item: item.patient_id),
    _Column(lambda: _tr("Age"), lambda item: age_phrase(age_on(item, item.day or date.today()))),
    _Column(lambda: _tr("Sex"), lambda item: sex_text(item.sex)),
    _Column(lambda: _tr("Examination"), lambda item: item.procedure),
)
