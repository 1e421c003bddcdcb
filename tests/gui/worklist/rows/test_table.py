"""The table while rows come: what is seen and selected does not jump."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.core.records import Finding, Patient, Verdict
from app.core.review import Action, DangerSign, Opinion, Review
from app.gui.theme.tokens import colours
from app.gui.threads import RunningThreads
from app.gui.widgets.controls import column_layout
from app.gui.workers.thumbnails import Thumbnails
from app.gui.worklist.rows.batch_model import BatchModel
from app.gui.worklist.rows.filter import RowFilter
from app.gui.worklist.rows.table import WorklistTable
from tests.helpers.screening_records import record

Flag = QItemSelectionModel.SelectionFlag


def scored(name: str, score: float, **changes):
    return record(name, Verdict(Finding.PNEUMONIA, score, "balanced"), facts=None, **changes)


@pytest.fixture
def table(qapp, qtbot):
    owner = QObject()
    threads = RunningThreads(owner)
    model = BatchModel()
    table = WorklistTable(model, Thumbnails(threads, 96))
    model.setParent(table)
    table.resize(1000, 700)
    qtbot.addWidget(table)
    table.show()
    qtbot.waitExposed(table)
    model.add([scored(f"{number}.jpg", number / 1000) for number in range(500)])
    yield table
    threads.cancel_all()
    qtbot.waitUntil(lambda: not threads.is_busy)


def add(table, *records) -> None:
    table.stay_in_place(lambda: table.model().add(records))


def name_at_top(table) -> tuple[str, int]:
    top = table.rowAt(0)
    return table.model().record(top).file, table.rowViewportPosition(top)


def select(table, *names) -> None:
    model = table.model()
    for row in range(model.rowCount()):
        if model.record(row).file in names:
            table.selectionModel().select(model.index(row, 0), Flag.Select | Flag.Rows)
            table.selectionModel().setCurrentIndex(model.index(row, 0), Flag.NoUpdate)


def selected(table) -> list[str]:
    return [each.file for each in table.selected_records()]


def test_what_is_seen_stays_where_it_is_when_rows_come_above_it(table):
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    before = name_at_top(table)
    add(table, *(scored(f"new-{number}.jpg", 0.9) for number in range(100)))
    add(table, scored("lower.jpg", 0.0))

    assert name_at_top(table) == before


def test_at_the_top_the_most_suspicious_is_seen(table):
    add(table, scored("worst.jpg", 0.99))

    assert name_at_top(table) == ("worst.jpg", 0)


def test_a_selected_row_at_the_top_stays_under_the_hand(table):
    table.go_to(0)
    before = name_at_top(table)
    add(table, scored("worst.jpg", 0.99))

    assert name_at_top(table) == before


def test_the_selection_stays_through_new_rows_sorting_and_filters(table):
    select(table, "7.jpg", "9.jpg")
    add(table, *(scored(f"new-{number}.jpg", 0.008) for number in range(3)))
    assert selected(table) == ["9.jpg", "7.jpg"]
    table.sortByColumn(table.model().place("file"), Qt.SortOrder.AscendingOrder)
    assert selected(table) == ["7.jpg", "9.jpg"]
    table.model().show_only(RowFilter(text="9.jpg"))
    assert selected(table) == ["9.jpg"]
    table.model().show_only(RowFilter())
    assert selected(table) == ["9.jpg"]
    assert table.model().record(table.currentIndex().row()).file == "9.jpg"


def test_a_new_batch_has_nothing_selected(table):
    select(table, "7.jpg")
    table.model().clear("")
    add(table, *(scored(f"{number}.jpg", number / 1000) for number in range(500)))

    assert selected(table) == []


def test_a_third_click_on_a_heading_gives_the_usual_order_back(table, qtbot):
    header, model = table.horizontalHeader(), table.model()
    usual = model.shown_records
    where = header.rect().center()
    where.setX(header.sectionViewportPosition(model.place("score")) + 20)
    orders = []
    for _ in range(3):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
        orders.append(model.shown_records)

    assert orders[0] != orders[1]
    assert usual[::-1] in orders[:2]
    assert orders[2] == usual


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_row_is_gone_to_in_each_direction(table, direction):
    table.setLayoutDirection(direction)
    table.go_to(3)

    assert table.selected_rows == [3]


@pytest.mark.parametrize(("key", "row"), [(Qt.Key.Key_End, 499), (Qt.Key.Key_Home, 0)])
def test_home_and_end_lead_to_the_first_and_the_last_row(table, qtbot, key, row):
    table.go_to(250)
    qtbot.keyClick(table, key)

    assert table.selected_rows == [row]
    assert table.visualRect(table.model().index(row, 4)).intersects(table.viewport().rect())


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Right])
def test_no_key_moves_along_the_cells_of_a_row(table, qtbot, key):
    table.go_to(3)
    before = table.currentIndex()
    qtbot.keyClick(table, key)

    assert table.currentIndex() == before


def test_shift_end_selects_to_the_last_row(table, qtbot):
    table.go_to(497)
    qtbot.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)

    assert table.selected_rows == [497, 498, 499]


def test_the_wheel_scrolls_and_leaves_the_focus_where_it_is(table, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    field = QLineEdit()
    column = column_layout(window)
    column.addWidget(field)
    column.addWidget(table)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    field.setFocus()
    place = QPointF(table.viewport().rect().center())
    turned = QWheelEvent(
        place,
        table.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(table.viewport(), turned)

    assert table.verticalScrollBar().value() > 0
    assert field.hasFocus()
    table.setParent(None)


def resize(table, width: int, height: int = 700) -> None:
    table.resize(width, height)
    QApplication.processEvents()


def shown(table) -> list[str]:
    columns = table.model().columns
    return [column.name for place, column in enumerate(columns) if not table.isColumnHidden(place)]


def width_of(table, name: str) -> int:
    return table.columnWidth(table.model().place(name))


def test_what_is_least_needed_is_hidden_where_there_is_no_room(table):
    every = ["seen_at", "picture", "patient_id", "age", "verdict", "score", "opinion", "file"]
    resize(table, 1200)
    assert shown(table) == every
    narrower = []
    for width in range(1200, 380, -10):
        resize(table, width)
        if not narrower or shown(table) != narrower[-1]:
            narrower.append(shown(table))

    gone = [(set(wide) - set(narrow)).pop() for wide, narrow in itertools.pairwise(narrower)]
    assert gone == ["score", "opinion", "age", "file"]
    resize(table, 1200)
    assert shown(table) == every


def test_an_empty_column_leaves_what_it_does_not_need_to_the_names_of_files(table):
    resize(table, 1200)
    empty = width_of(table, "file")
    long = Patient("KB-2026-000417", "Amina Wanjiru")
    add(table, scored("b.jpg", 0.5, patient=long, review=Review(Opinion.CANNOT_TELL, Action.SENT_HOME)))
    QApplication.processEvents()

    assert width_of(table, "file") < empty
    assert width_of(table, "patient_id") > table.fontMetrics().horizontalAdvance("KB-2026-000417 Amina Wanjiru")


def test_a_width_that_the_user_chose_stays(table):
    place = table.model().place("file")
    table.horizontalHeader().resizeSection(place, 333)
    resize(table, 800)

    assert table.columnWidth(place) == 333
    assert table.widths == {"file": 333}


def test_columns_and_rows_grow_with_the_text(table, enlarge):
    before = width_of(table, "verdict"), table.rowHeight(0)
    table.horizontalHeader().resizeSection(table.model().place("file"), 333)
    enlarge(200)
    QApplication.processEvents()

    assert width_of(table, "verdict") > 1.5 * before[0]
    assert table.rowHeight(0) >= before[1]
    assert table.widths == {}, "they were chosen for smaller letters"


def test_seven_rows_are_seen_on_a_low_screen(table):
    """1366×768 pixels at 150% are 910×512; the menu, the header, the chips and the margins take 170 of the height."""
    resize(table, 846, 512 - 170)
    rows = [row for row in range(20) if table.viewport().rect().contains(table.visualRect(table.model().index(row, 4)))]

    assert table.rowHeight(0) >= 44
    assert len(rows) >= 7


def test_every_row_of_a_large_table_has_room_for_a_picture(table):
    assert table.rowHeight(0) == 56


def test_the_focus_is_seen_in_the_row(table, qtbot):
    with qtbot.waitActive(table):
        table.activateWindow()
    table.setFocus()
    table.go_to(1)
    focused = table.viewport().grab(table.visualRect(table.model().index(1, 4))).toImage()
    QApplication.sendEvent(table, QEvent(QEvent.Type.None_))
    table.clearFocus()
    plain = table.viewport().grab(table.visualRect(table.model().index(1, 4))).toImage()

    assert focused != plain


def test_a_danger_sign_is_red_above_a_verdict_that_is_green(table, qtbot):
    well = record("b.jpg", Verdict(Finding.NORMAL, 0.01, "balanced"))
    table.model().clear("")
    add(table, well)
    resize(table, 1200)
    assert not has_red(table, 0)
    table.model().replace(replace(well, danger_signs=(DangerSign.LETHARGIC,)))

    assert has_red(table, 0)


def has_red(table, row: int) -> bool:
    """Tell whether the verdict of a row has the red of danger in it."""
    red = QColor(colours(table.palette()).signs.ink)
    image = table.viewport().grab(table.visualRect(table.model().index(row, table.model().place("verdict")))).toImage()
    return any(image.pixelColor(x, y) == red for x in range(image.width()) for y in range(image.height()))


def test_a_decision_that_is_made_now_has_room(table):
    resize(table, 1200)
    before = width_of(table, "opinion")
    table.model().replace(replace(table.model().record(0), review=Review(Opinion.CANNOT_TELL, Action.SENT_HOME)))

    assert width_of(table, "opinion") > before
