"""The table while rows come: what is seen and selected does not jump."""

from __future__ import annotations

import csv
import io

import pytest
from PySide6.QtCore import QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel

from app.core.errors import Reason
from app.core.records import COLUMNS, Finding, Verdict
from app.gui.batch.model import BatchModel
from app.gui.batch.results import BatchResults
from app.gui.batch.row_order import Filter
from app.gui.batch.table import BatchTable
from app.gui.threads import RunningThreads
from tests.helpers.screening_records import record

Flag = QItemSelectionModel.SelectionFlag


def scored(name: str, score: float):
    return record(name, Verdict(Finding.PNEUMONIA, score, "balanced"))


@pytest.fixture
def rows(qapp, qtbot):
    owner = QObject()
    threads = RunningThreads(owner)
    rows = BatchResults(BatchModel(), threads)
    rows.resize(1000, 400)
    qtbot.addWidget(rows)
    rows.show()
    qtbot.waitExposed(rows)
    rows.add([scored(f"{number}.jpg", number / 1000) for number in range(500)])
    yield rows
    threads.cancel_all()
    qtbot.waitUntil(lambda: not threads.is_busy)


@pytest.fixture
def table(rows) -> BatchTable:
    return rows.findChild(BatchTable)


def name_at_top(table) -> tuple[str, int]:
    top = table.rowAt(0)
    return table.model().record(top).file, table.rowViewportPosition(top)


def select(table, *names) -> None:
    model = table.model()
    for row in range(model.rowCount()):
        if model.record(row).file in names:
            table.selectionModel().select(model.index(row, 0), Flag.Select | Flag.Rows)
            table.selectionModel().setCurrentIndex(model.index(row, 0), Flag.NoUpdate)


def selected(rows) -> list[str]:
    return [each.file for each in rows.selected_records]


def test_what_is_seen_stays_where_it_is_when_rows_come_above_it(table):
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    before = name_at_top(table)
    table.add([scored(f"new-{number}.jpg", 0.9) for number in range(100)])
    table.add([scored("lower.jpg", 0.0)])

    assert name_at_top(table) == before


def test_at_the_top_the_most_suspicious_is_seen(table):
    table.add([scored("worst.jpg", 0.99)])

    assert name_at_top(table) == ("worst.jpg", 0)


def test_the_selection_stays_through_new_rows_sorting_and_filters(rows, table):
    select(table, "7.jpg", "9.jpg")
    table.add([scored(f"new-{number}.jpg", 0.008) for number in range(3)])
    assert selected(rows) == ["9.jpg", "7.jpg"]
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert selected(rows) == ["7.jpg", "9.jpg"]
    table.model().show_only(Filter(text="9.jpg"))
    assert selected(rows) == ["9.jpg"]
    table.model().show_only(Filter())
    assert selected(rows) == ["9.jpg"]
    assert table.model().record(table.currentIndex().row()).file == "9.jpg"


def test_a_new_batch_has_nothing_selected(rows, table):
    select(table, "7.jpg")
    rows.clear("")
    rows.add([scored(f"{number}.jpg", number / 1000) for number in range(500)])

    assert selected(rows) == []


def test_a_third_click_on_a_heading_gives_the_usual_order_back(table, qtbot):
    header, model = table.horizontalHeader(), table.model()
    usual = model.shown_records
    where = header.rect().center()
    where.setX(header.sectionViewportPosition(2) + 20)
    orders = []
    for _ in range(3):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
        orders.append(model.shown_records)

    assert orders[0] != orders[1]
    assert usual[::-1] in orders[:2]
    assert orders[2] == usual


def copied(rows, table, qtbot) -> list[list[str]]:
    QGuiApplication.clipboard().clear()
    table.setFocus()
    with qtbot.waitSignal(rows.noted):
        qtbot.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
    return list(csv.reader(io.StringIO(QGuiApplication.clipboard().text()), delimiter="\t"))


def test_copy_takes_the_selected_rows_in_the_order_shown(rows, table, qtbot):
    select(table, "7.jpg", "9.jpg")
    cells = copied(rows, table, qtbot)

    assert cells[0] == [column.name for column in COLUMNS]
    assert [row[0] for row in cells[1:]] == ["9.jpg", "7.jpg"]


def test_copy_takes_every_shown_row_when_none_is_selected(rows, table, qtbot):
    table.model().show_only(Filter(text="49"))

    assert [row[0] for row in copied(rows, table, qtbot)[1:]] == [each.file for each in table.model().shown_records]


def test_the_preview_is_hidden_where_there_is_no_room(rows, table, qtbot):
    preview = next(part for part in rows.children() if getattr(part, "accessibleName", str)() == "Selected row")
    assert preview.isVisible()
    rows.resize(700, 400)
    qtbot.waitUntil(lambda: not preview.isVisible())


def test_the_preview_gives_way_to_large_text(rows, table, enlarge):
    preview = next(part for part in rows.children() if getattr(part, "accessibleName", str)() == "Selected row")
    enlarge(200)
    resize(rows, 1001)
    assert not preview.isVisible()
    resize(rows, 1330)

    assert preview.isVisible()


def resize(rows, width: int) -> None:
    rows.resize(width, 400)
    QApplication.processEvents()  # the preview comes or goes


def test_names_of_files_give_way_to_what_was_found(rows, table):
    place = [column.name for column in table.model().columns].index("file")
    widths = []
    for width in (1600, 900):
        resize(rows, width)
        widths.append(table.columnWidth(place))

    assert widths == sorted(widths, reverse=True)
    assert widths[0] > widths[1] > 100


def test_what_is_least_needed_is_hidden_where_there_is_no_room(rows, table):
    def shown(width: int) -> list[str]:
        resize(rows, width)
        columns = table.model().columns
        return [column.name for place, column in enumerate(columns) if not table.isColumnHidden(place)]

    assert shown(1600) == ["file", "verdict", "score", "pattern", "reason"]
    resize(rows, 800)  # without the preview the window may be narrower
    assert shown(300) == ["file", "verdict", "score"]
    assert shown(1600) == ["file", "verdict", "score", "pattern", "reason"]


def test_the_preview_says_what_the_hidden_columns_would(rows, table):
    verdict = Verdict(
        Finding.PNEUMONIA, 0.9, "balanced", "viral", 0.6, (Reason.of("age_outside", age=7, low=1, high=5),)
    )
    table.add([record("told.jpg", verdict)])
    select(table, "told.jpg")
    said = [label.text() for label in rows.findChildren(QLabel) if label.isVisible()]

    assert "Pattern unclear" in said
    assert "This patient is 7 years old; the model was made for 1 to 5 years only." in said


def test_a_width_that_the_user_chose_stays(rows, table):
    place = [column.name for column in table.model().columns].index("file")
    table.horizontalHeader().resizeSection(place, 333)
    rows.resize(700, 400)

    assert table.columnWidth(place) == 333


def test_columns_and_rows_grow_with_the_text(table, enlarge):
    before = table.columnWidth(1), table.rowHeight(0)
    table.horizontalHeader().resizeSection(0, 333)
    enlarge(200)

    assert table.columnWidth(1) > 1.5 * before[0]
    assert table.rowHeight(0) >= before[1]
    assert table.columnWidth(0) != 333, "it was chosen for smaller letters"
