"""The worklist of the history: found, opened, sorted, and read as far as it is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QPushButton, QTableView

from app.gui.batch.runner import BatchRunner
from app.gui.tables.place import Place
from app.gui.tables.table_state import decoded
from app.gui.worklist.page import WorklistPage
from tests.helpers.screening_records import NOT_ASSESSED, record
from tests.helpers.worklist_user import WorklistUser, keep, stamp


def test_an_empty_history_says_so(reader):
    reader.wait_for("Nothing has been screened yet.")

    assert not reader.part(QPushButton, "Export 0 to CSV…").isEnabled()
    assert not reader.part(QPushButton, "Summary…").isEnabled()


def test_today_is_shown_first_and_leads_to_the_other_days(history, reader):
    keep(history, record("a.jpg", screened_at=stamp(2)), record("b.jpg", screened_at=stamp(3)))
    reader.choose_days("Today")
    reader.wait_for("Nothing was screened in these days.")
    assert reader.part(QPushButton, "Summary…").isVisible()
    reader.click("Show all 2 screenings")

    reader.wait_for_files("a.jpg", "b.jpg")


def test_the_newest_screening_stands_first(three):
    assert three.files() == ["c.jpg", "b.jpg", "a.jpg"]


@pytest.mark.parametrize("how", ["return", "double click", "button"])
def test_a_row_is_opened_with_its_record(three, qtbot, how):
    three.choose(2)
    with qtbot.waitSignal(three.page.record_opened) as opened:
        if how == "return":
            qtbot.keyClick(three.table, Qt.Key.Key_Return)
        elif how == "button":
            three.click("Open (Enter)")
        else:
            where = three.table.visualRect(three.table.model().index(2, 4)).center()
            qtbot.mouseDClick(three.table.viewport(), Qt.MouseButton.LeftButton, pos=where)

    (made,) = opened.args
    assert (made.file, made.verdict, made.patient.name) == ("a.jpg", NOT_ASSESSED, "Amina")


def test_a_search_by_keyboard_alone_leads_to_the_row(three, qtbot):
    qtbot.keyClick(three.page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = three.part(QLineEdit, "Search")
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "amin")
    three.wait_for_files("a.jpg")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    three.wait_for("1 of 3 X-rays")
    with qtbot.waitSignal(three.page.record_opened) as opened:
        qtbot.keyClick(three.table, Qt.Key.Key_Return)

    assert opened.args[0].file == "a.jpg"


def test_notes_are_searched_too(three):
    three.search("oxygen")

    three.wait_for_files("c.jpg")


def test_what_matches_nothing_can_be_cleared(three):
    three.search("nobody")
    three.wait_for("Nothing matches.")
    three.chip("Not assessed").click()
    three.wait_for("Nothing matches.")
    three.click("Show all rows")

    three.wait_for_files("c.jpg", "b.jpg", "a.jpg")
    assert three.part(QLineEdit, "Search").text() == ""


def test_the_last_of_many_searches_is_shown(three):
    for text in ("a.jpg", "b.jpg", "nobody", "c.jpg"):
        three.search(text)
        three.part(QComboBox, "Which X-rays").setCurrentIndex(len(text) % 2)
    three.choose_days("All")

    three.wait_for_files("c.jpg")


def test_one_click_on_a_chip_shows_its_rows_alone_and_a_second_one_all(three):
    assert [three.chip(name).accessibleName() for name in ("All", "Signs", "Not assessed", "Not seen")] == [
        "All 3",
        "Signs 2",
        "Not assessed 1",
        "Not seen 2",
    ]
    three.chip("Not assessed").click()
    three.wait_for_files("a.jpg")
    assert three.chip("Signs").accessibleName() == "Signs 2", "counts are of all kinds, whichever is shown"
    three.chip("Not seen").click()
    three.wait_for_files("c.jpg", "b.jpg")
    three.chip("Not seen").click()
    three.wait_for_files("c.jpg", "b.jpg", "a.jpg")
    three.chip("Signs").click()
    three.chip("All").click()

    three.wait_for_files("c.jpg", "b.jpg", "a.jpg")


@pytest.mark.parametrize(
    ("days", "files"),
    [("Today", ["c.jpg"]), ("Last 7 days", ["c.jpg", "b.jpg"]), ("Last 30 days", ["c.jpg", "b.jpg"])],
)
def test_days_up_to_today_are_filtered(three, days, files):
    three.choose_days(days)

    three.wait_for_files(*files)


def test_a_range_of_days_is_filtered_in_whichever_order(three):
    three.choose_days("From … to …")
    three.part(QDateEdit, "First day").setDate(QDate.currentDate().addDays(-1))
    three.part(QDateEdit, "Last day").setDate(QDate.currentDate().addDays(-50))

    three.wait_for_files("b.jpg", "a.jpg")
    assert three.part(QDateEdit, "Last day").isVisible()


@pytest.mark.parametrize(
    ("heading", "files"),
    [
        ("Patient", ["a.jpg", "b.jpg", "c.jpg"]),
        ("Verdict", ["b.jpg", "c.jpg", "a.jpg"]),
        ("Score", ["a.jpg", "b.jpg", "c.jpg"]),
        ("Decision", ["a.jpg", "b.jpg", "c.jpg"]),
        ("Date", ["a.jpg", "b.jpg", "c.jpg"]),
        ("File", ["a.jpg", "b.jpg", "c.jpg"]),
        ("Seen", ["b.jpg", "c.jpg", "a.jpg"]),
    ],
)
def test_each_column_sorts_the_whole_history_both_ways(three, heading, files):
    (menu,) = [action.menu() for action in three.table.actions() if action.menu()]
    (action,) = [action for action in menu.actions() if action.text() == heading]
    action.trigger()
    three.wait_for_files(*files)
    action.trigger()

    three.wait_for_files(*files[::-1])


def test_a_long_history_is_read_as_far_as_it_is_seen(history, reader, qtbot):
    keep(history, *(record(f"{number}.jpg") for number in range(450)))
    reader.show_new()
    reader.wait_for("450 X-rays")
    assert len(reader.files()) == 200
    for count in (400, 450):
        reader.table.scrollToBottom()
        qtbot.waitUntil(lambda count=count: len(reader.files()) == count)

    assert reader.files() == [f"{number}.jpg" for number in reversed(range(450))]
    reader.show_new()
    qtbot.waitUntil(lambda: not reader.session.threads.is_busy)
    assert len(reader.files()) == 450


def test_end_leads_to_the_last_row_even_where_it_is_not_read_yet(history, reader, qtbot):
    keep(history, *(record(f"{number}.jpg") for number in range(450)))
    reader.show_new()
    reader.wait_for("450 X-rays")
    reader.choose(0)
    qtbot.keyClick(reader.table, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: reader.table.currentIndex().row() == 449)
    assert reader.table.selected_rows == [449]
    qtbot.keyClick(reader.table, Qt.Key.Key_Home)

    assert reader.table.selected_rows == [0]


def test_a_picture_knows_its_place_and_its_neighbours_in_the_order_and_the_filter(history, reader, qtbot):
    keep(history, *(record(f"{number}.jpg") for number in range(450)))
    reader.show_new()
    reader.wait_for("450 X-rays")
    page, rows = reader.page, reader.table.model()
    first = rows.record(0)
    assert page.rows.place_of(first.id) == Place(1, 450)
    assert page.rows.neighbour(first.id, -1) is None
    assert page.rows.neighbour(first.id, 1) == rows.record(1)
    assert page.rows.place_of("elsewhere") is None
    assert page.rows.neighbour("elsewhere", 1) is None
    near_end = rows.record(190)
    page.rows.neighbour(near_end.id, 1)
    qtbot.waitUntil(lambda: rows.rowCount() == 400)
    reader.search("7.jpg")
    qtbot.waitUntil(lambda: page.rows.place_of(first.id) is None)

    assert page.rows.place_of(rows.record(3).id) == Place(4, 45)


def test_new_screenings_come_with_a_refresh_and_none_disturbs_what_is_chosen(three, history):
    three.choose(1)
    keep(history, record("d.jpg", screened_at=stamp(0)))
    three.show_new()

    three.wait_for_files("d.jpg", "c.jpg", "b.jpg", "a.jpg")
    assert [chosen.file for chosen in three.table.selected_records()] == ["b.jpg"]


def test_a_file_that_is_no_history_is_said_and_can_be_tried_again(reader, history):
    history.write_bytes(b"this is no database" * 100)
    reader.show_new()
    reader.wait_for("The history cannot be shown.")
    assert "The history was damaged" in reader.says()
    reader.click("Try again")

    reader.wait_for("Nothing has been screened yet.")


def test_the_wheel_over_a_list_or_a_table_leaves_the_focus_and_the_value(three):
    parts = [part for kind in (QComboBox, QDateEdit, QTableView) for part in three.page.findChildren(kind)]
    assert len(parts) == 6
    assert all(part.focusPolicy() != Qt.FocusPolicy.WheelFocus for part in parts)


def test_the_columns_are_remembered_and_each_start_has_the_usual_order(reader, history, qtbot):
    keep(history, record("b.jpg"), record("a.jpg"))
    header, place = reader.table.horizontalHeader(), reader.table.model().place
    header.resizeSection(place("file"), 222)
    header.moveSection(header.visualIndex(place("score")), 2)
    reader.table.sortByColumn(place("file"), Qt.SortOrder.DescendingOrder)
    reader.page.leave()
    page = WorklistPage(reader.session, BatchRunner(reader.session))
    qtbot.addWidget(page)
    page.resize(1000, 560)
    page.show()
    again = WorklistUser(page, reader.session, qtbot)
    again.choose_days("All")

    again.wait_for_files("a.jpg", "b.jpg")
    assert again.table.table_state == reader.table.table_state
    assert again.table.columnWidth(place("file")) == 222
    assert again.table.horizontalHeader().visualIndex(place("score")) == 2


def test_an_order_other_than_the_usual_one_is_said_and_undone_by_its_button(three, qtbot):
    three.table.sortByColumn(three.table.model().place("file"), Qt.SortOrder.AscendingOrder)
    three.wait_for_files("a.jpg", "b.jpg", "c.jpg")
    button = three.part(QPushButton, "Sorted by: File")
    assert button.isVisible()
    three.choose_days("Today")
    assert button.isVisible()
    three.choose_days("All")
    button.click()

    three.wait_for_files("c.jpg", "b.jpg", "a.jpg")
    assert not button.isVisible()


@pytest.mark.parametrize("state", [b"", b"rubbish", b'{"widths": 3}', b'{"sorted_by": "file", "order": ["gone"]}'])
def test_a_state_of_another_version_is_no_state(reader, state):
    reader.table.table_state = decoded(state)

    assert reader.table.widths == {}
    assert reader.table.sorted_by == ""


def test_while_words_are_looked_for_the_header_says_of_how_many(three):
    three.search("nobody")
    three.wait_for("0 of 3 X-rays")
    assert "not seen" not in three.says()
    three.choose_days("Today")
    three.wait_for("0 of 1 X-ray")
    three.search("")

    three.wait_for("1 X-ray · 1 not seen")
