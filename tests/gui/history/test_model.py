"""The history's table model, by Qt's own tester and by its cells."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QIcon

from app.core.records import Patient
from app.core.results.history_rows import StoredRecord
from app.gui.history.model import HistoryModel
from tests.helpers.screening_records import NOT_ASSESSED, record

NO_INDEX = QModelIndex()
NAMED = StoredRecord(3, record("/ward/<b>.jpg", patient=Patient("KB-1", "Amina\nWanjiru", note="cough")))
UNNAMED = StoredRecord(2, record("b.jpg", NOT_ASSESSED, facts=None))


@pytest.fixture
def model(qapp) -> HistoryModel:
    return HistoryModel()


def cells(model: HistoryModel, row: int, role: int = Qt.ItemDataRole.DisplayRole) -> list[object]:
    return [model.index(row, column).data(role) for column in range(model.columnCount())]


def test_qt_finds_no_fault(model, qtmodeltester):
    qtmodeltester.check(model)
    model.show_rows([NAMED], is_complete=False)
    qtmodeltester.check(model)
    model.add_rows([UNNAMED], is_complete=True)
    qtmodeltester.check(model)
    model.show_rows([], is_complete=True)
    qtmodeltester.check(model)


def test_cells_are_in_words_and_harmless(model):
    model.show_rows([NAMED, UNNAMED], is_complete=True)

    headings = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert headings == ["Date and time", "Patient", "Verdict", "Score", "File", "Note"]
    assert cells(model, 0) == [
        "2 Jan 2026, 03:04",
        "KB-1 Amina\\nWanjiru",
        "Signs of pneumonia",
        "99%",
        "<b>.jpg",
        "cough",
    ]
    assert cells(model, 1) == ["2 Jan 2026, 03:04", "", "Not assessed", "", "b.jpg", ""]
    assert cells(model, 0, Qt.ItemDataRole.ToolTipRole)[4] == "<span>/ward/&lt;b&gt;.jpg</span>"
    assert isinstance(cells(model, 0, Qt.ItemDataRole.DecorationRole)[2], QIcon)


def test_the_next_page_is_asked_for_once(model, qtbot):
    model.show_rows([NAMED], is_complete=False)
    with qtbot.waitSignal(model.more_needed) as asked:
        model.fetchMore(NO_INDEX)

    assert asked.args == [NAMED]
    assert not model.canFetchMore(NO_INDEX)
    model.add_rows([UNNAMED], is_complete=False)
    assert model.canFetchMore(NO_INDEX)
    model.add_rows([], is_complete=True)
    assert not model.canFetchMore(NO_INDEX)
    assert list(model.rows) == [NAMED, UNNAMED]


def test_the_same_rows_again_leave_the_table_alone(model, qtbot):
    model.show_rows([NAMED, UNNAMED], is_complete=True)
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_rows((NAMED, UNNAMED), is_complete=True)
