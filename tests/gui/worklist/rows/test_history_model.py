"""The model of the history, by Qt's own tester and by its cells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt

from app.core.records import Patient
from app.core.results.history_rows import StoredRecord
from app.gui.text.locale_text import date_text
from app.gui.worklist.rows.history_model import HistoryModel
from tests.helpers.screening_records import NOT_ASSESSED, record

NO_INDEX = QModelIndex()
NAMED = StoredRecord(3, record("/ward/<b>.jpg", patient=Patient("KB-1", "Amina\nWanjiru", note="cough")))
UNNAMED = StoredRecord(2, record("b.jpg", NOT_ASSESSED, facts=None))


@pytest.fixture
def model(qapp) -> HistoryModel:
    return HistoryModel()


def show(model: HistoryModel, *rows: StoredRecord, total: int | None = None) -> None:
    model.show_rows(rows, total=len(rows) if total is None else total, is_complete=total is None)


def cells(model: HistoryModel, row: int, role: int = Qt.ItemDataRole.DisplayRole) -> list[object]:
    return [model.index(row, column).data(role) for column in range(model.columnCount())]


def test_qt_finds_no_fault(model, qtmodeltester):
    qtmodeltester.check(model)
    show(model, NAMED, total=2)
    qtmodeltester.check(model)
    model.add_rows([UNNAMED], is_complete=True)
    qtmodeltester.check(model)
    show(model)
    qtmodeltester.check(model)


def test_cells_are_in_words_and_harmless(model):
    show(model, NAMED, UNNAMED)
    date = date_text("2026-01-02T03:04:05+03:00")

    headings = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert headings == ["", "", "Patient", "Age", "Verdict", "Score", "Decision", "Date", "Taken", "File"]
    assert cells(model, 0) == [
        "Not seen",
        "",
        "KB-1 Amina\\nWanjiru",
        "3.25 years",
        "Signs of pneumonia",
        "99%",
        "–",
        date,
        "1 Jan 2026",
        "<b>.jpg",
    ]
    assert cells(model, 1) == ["Not seen", "", "–", "–", "Not assessed", "", "–", date, "–", "b.jpg"]
    assert cells(model, 0, Qt.ItemDataRole.ToolTipRole)[-1] == "<span>/ward/&lt;b&gt;.jpg</span>"


def test_a_column_without_a_heading_has_a_name_for_a_screen_reader(model):
    role = Qt.ItemDataRole.AccessibleTextRole

    assert all(model.headerData(place, Qt.Orientation.Horizontal, role) for place in range(model.columnCount()))


def test_the_next_page_is_asked_for_once(model, qtbot):
    show(model, NAMED, total=2)
    with qtbot.waitSignal(model.more_needed):
        model.fetchMore(NO_INDEX)

    assert not model.canFetchMore(NO_INDEX)
    model.add_rows([UNNAMED], is_complete=False)
    assert model.canFetchMore(NO_INDEX)
    model.add_rows([], is_complete=True)
    assert not model.canFetchMore(NO_INDEX)
    assert list(model.rows) == [NAMED, UNNAMED]


def test_the_total_counts_what_is_not_read_yet(model):
    show(model, NAMED, total=375)

    assert (model.rowCount(), model.total) == (1, 375)


def test_the_same_rows_again_leave_the_table_alone(model, qtbot):
    show(model, NAMED, UNNAMED)
    with qtbot.assertNotEmitted(model.modelReset):
        show(model, NAMED, UNNAMED)


def test_a_changed_record_is_shown_in_its_row(model, qtbot):
    show(model, NAMED, UNNAMED)
    seen = replace(UNNAMED.record, seen_at="2026-01-02T03:05:00+03:00")
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        assert model.replace(seen)

    assert model.record(1) is seen
    assert model.row_of(seen.id) == 1
    assert not model.replace(record("elsewhere.jpg"))


def test_an_order_is_asked_for_by_the_name_of_the_column(model, qtbot):
    for place, order, expected in (
        (model.place("age"), Qt.SortOrder.DescendingOrder, ["age", True]),
        (-1, Qt.SortOrder.AscendingOrder, ["", False]),
    ):
        with qtbot.waitSignal(model.order_chosen) as chosen:
            model.sort(place, order)
        assert chosen.args == expected
