"""A table shows the columns that there is room for."""

from __future__ import annotations

from itertools import groupby

import pytest
from PySide6.QtWidgets import QApplication

from app.core.results.history_rows import StoredRecord
from app.gui.history.model import HistoryModel
from app.gui.tables.record_table import RecordTable
from tests.helpers.screening_records import record

ALL = ["screened_at", "patient_id", "verdict", "score", "file", "note"]


@pytest.fixture
def table(qtbot) -> RecordTable:
    model = HistoryModel()
    table = RecordTable(model)
    model.setParent(table)
    table.set_up_columns()
    qtbot.addWidget(table)
    table.show()
    model.show_rows([StoredRecord(number, record()) for number in range(99, 0, -1)], is_complete=True)
    return table


def shown(table, width: int) -> list[str]:
    """Return the names of the columns that are shown at a width of the table."""
    table.resize(width, 300)
    QApplication.processEvents()
    names = [name for place, name in enumerate(ALL) if not table.isColumnHidden(place)]
    assert names == ALL[:3] or table.horizontalScrollBar().maximum() == 0
    return names


def test_columns_go_one_after_another_and_come_back(table):
    widths = range(1200, 400, -10)
    narrowing = [names for names, _ in groupby(shown(table, width) for width in widths)]
    widening = [names for names, _ in groupby(shown(table, width) for width in reversed(widths))]

    assert narrowing == widening[::-1]
    assert narrowing == [ALL, ALL[:5], ["screened_at", "patient_id", "verdict", "file"], ALL[:3]]


def test_larger_text_leaves_room_for_fewer(table, enlarge):
    before = shown(table, 900)
    enlarge(150)
    assert len(shown(table, 900)) < len(before)
    enlarge(100)

    assert shown(table, 900) == before
