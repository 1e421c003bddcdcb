"""What is done with rows: marked, deleted, put back, exported, reported."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMessageBox, QPushButton

from app.core.records import Patient
from app.core.results.export import write_csv
from app.core.results.history import History
from app.core.results.history_search import EVERYTHING, Search
from app.gui.workers.task import file_task
from app.settings import ArchiveSettings
from tests.helpers.screening_records import record
from tests.helpers.worklist_user import break_file, keep, left, mend_file, stamp


def test_what_was_chosen_is_deleted_and_comes_back_on_undo(three, history, qtbot):
    three.choose(0, 2)
    qtbot.keyClick(three.table, Qt.Key.Key_Delete)
    asked = three.answer("Delete")
    assert asked == ("Delete 2 screenings? It can be undone until you leave the worklist or delete something else.")
    three.wait_for("2 screenings deleted.")
    three.wait_for_files("b.jpg")
    assert left(history) == ["b.jpg"]
    with qtbot.waitSignal(three.page.noted) as noted:
        three.click("Undo")

    assert noted.args == ["2 screenings restored."]
    three.wait_for_files("c.jpg", "b.jpg", "a.jpg")
    assert left(history) == ["c.jpg", "b.jpg", "a.jpg"]
    assert "deleted" not in three.says()


def test_undo_has_a_key(three, qtbot):
    three.choose(1)
    three.act("Delete 1")
    three.answer("Delete")
    three.wait_for_files("c.jpg", "a.jpg")
    with qtbot.waitActive(three.page):  # a desktop does this when the box is gone
        three.page.activateWindow()
    qtbot.keyClick(three.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    three.wait_for_files("c.jpg", "b.jpg", "a.jpg")


def test_an_undo_lasts_until_the_next_deletion_or_until_the_page_is_left(three, qtbot):
    undo = three.part(QPushButton, "Undo")
    three.choose(0)
    three.act("Delete 1")
    three.answer("Delete")
    three.wait_for("1 screening deleted.")
    three.choose(0)
    three.act("Delete 1")
    three.answer("Delete")
    three.wait_for_files("a.jpg")
    three.wait_for("1 screening deleted.")
    three.click("Undo")
    three.wait_for_files("b.jpg", "a.jpg")
    assert not undo.isVisible(), "the deletion before cannot be undone any more"
    three.choose(0)
    three.act("Delete 1")
    three.answer("Delete")
    three.wait_for("1 screening deleted.")
    three.page.hide()
    three.page.show()

    assert not undo.isVisible()


def test_nothing_is_deleted_unless_the_answer_is_yes(three, history):
    three.choose(0)
    three.act("Delete 1")
    three.answer("Cancel")

    assert left(history) == ["c.jpg", "b.jpg", "a.jpg"]


def test_the_delete_key_asks_nothing_where_nothing_is_chosen(three, qtbot):
    three.table.setFocus()
    three.choose(0)
    three.table.clearSelection()
    qtbot.keyClick(three.table, Qt.Key.Key_Delete)

    assert three.page.findChild(QMessageBox) is None


def test_rows_are_marked_as_seen_and_not_seen(three, history, qtbot):
    three.choose(0, 2)
    three.act("Mark 2 as seen")
    three.wait_for("3 X-rays · 1 not seen")
    qtbot.waitUntil(lambda: not three.session.threads.is_busy)
    with History(history) as stored:
        kept = {each.record.file: each.record.seen_at for each in stored.find(EVERYTHING, 9)}
    assert kept["c.jpg"]
    assert kept["a.jpg"] == stamp(39)[:10] + kept["a.jpg"][10:]
    assert not kept["b.jpg"]
    qtbot.keyClick(three.table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    three.wait_for("3 X-rays · 3 not seen")
    qtbot.waitUntil(lambda: not three.session.threads.is_busy)

    with History(history) as stored:
        assert not any(each.record.seen_at for each in stored.find(EVERYTHING, 9))


def test_what_was_opened_stays_in_its_row_of_those_not_seen(three, history):
    three.chip("Not seen").click()
    three.wait_for_files("c.jpg", "b.jpg")
    opened = three.table.model().record(1)
    with History(history) as stored:
        stored.mark_seen([opened.id], stamp(0))
    three.page.update_record(replace(opened, seen_at=stamp(0)))

    assert three.files() == ["c.jpg", "b.jpg"]
    assert three.chip("Not seen").accessibleName() == "Not seen 1"
    three.chip("Not seen").click()
    three.chip("Not seen").click()
    three.wait_for_files("c.jpg")


@pytest.mark.parametrize(
    ("rows", "button", "files"),
    [((), "Export 3 to CSV…", ["c.jpg", "b.jpg", "a.jpg"]), ((2, 1), "Export 2 to CSV…", ["b.jpg", "a.jpg"])],
    ids=["all", "chosen"],
)
def test_the_records_go_into_a_csv_file(three, qtbot, tmp_path, rows, button, files):
    three.choose(*rows)
    with qtbot.waitSignal(three.page.export_requested) as requested:
        three.click(button)
    task = file_task(tmp_path / "out.csv", partial(write_csv, requested.args[0]), [])
    with qtbot.waitSignal(task.done):
        three.session.threads.start(task)

    with (tmp_path / "out.csv").open(newline="", encoding="utf-8") as stream:
        assert [row["file"] for row in csv.DictReader(stream)] == files


def test_all_that_is_exported_is_what_is_found_in_the_order_shown(three):
    three.chip("Signs").click()
    three.wait_for_files("c.jpg", "b.jpg")
    three.table.sortByColumn(three.table.model().place("file"), Qt.SortOrder.AscendingOrder)
    three.wait_for_files("b.jpg", "c.jpg")

    assert [made.file for made in three.page.chosen_records()] == ["b.jpg", "c.jpg"]


def test_several_rows_go_into_one_report(three, qtbot):
    three.choose(0, 1)
    with qtbot.waitSignal(three.page.reports_requested) as requested:
        three.act("Report of 2 X-rays…")

    assert [made.file for made in requested.args[0]] == ["c.jpg", "b.jpg"]


def test_the_summary_is_of_what_is_found_and_says_of_what(three, qtbot):
    three.choose_days("Last 7 days")
    three.wait_for_files("c.jpg", "b.jpg")
    with qtbot.waitSignal(three.page.summary_requested) as requested:
        three.click("Summary…")

    records, title = requested.args
    assert ([made.file for made in records], title) == (["c.jpg", "b.jpg"], "Last 7 days")


def test_copy_takes_the_selected_rows_in_the_order_shown(three, qtbot):
    three.choose(2, 0)
    with qtbot.waitSignal(three.page.noted):
        qtbot.keySequence(three.table, QKeySequence(QKeySequence.StandardKey.Copy))
    lines = QGuiApplication.clipboard().text().splitlines()

    assert [line.split("\t")[0] for line in lines] == ["file", "c.jpg", "a.jpg"]


def test_rows_that_cannot_be_deleted_stay_and_one_sentence_says_why(three, history, qtbot):
    break_file(history, "DELETE")
    three.choose(0)
    three.act("Delete 1")
    with qtbot.waitSignal(three.page.failed) as failed:
        three.answer("Delete")

    assert "disk full" in failed.args[0]
    three.wait_for_files("c.jpg", "b.jpg", "a.jpg")


def test_rows_that_cannot_be_put_back_can_be_put_back_later(three, history, qtbot):
    three.choose(0)
    three.act("Delete 1")
    three.answer("Delete")
    three.wait_for("1 screening deleted.")
    break_file(history, "INSERT")
    with qtbot.waitSignal(three.page.failed):
        three.click("Undo")
    three.wait_for("1 screening deleted.")
    mend_file(history)
    three.click("Undo")

    three.wait_for_files("c.jpg", "b.jpg", "a.jpg")


@pytest.mark.parametrize(("patient", "name"), [(Patient("KB-1", "Amina"), "KB-1 Amina"), (Patient(), "z.jpg")])
def test_it_is_asked_whose_screening_is_deleted(history, reader, patient, name):
    keep(history, record("folder/z.jpg", patient=patient, facts=None))
    reader.show_new()
    reader.wait_for_files("z.jpg")
    reader.choose(0)
    reader.act("Delete 1")

    assert reader.answer("Cancel").startswith(f"Delete the screening of {name}?")


def test_a_received_x_ray_is_deleted_with_its_screening_and_that_is_said(history, reader, qtbot):
    file = history.parent / "received" / "1.2" / "1.2.3.dcm"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"DICM")
    keep(history, record(str(file)))
    reader.show_new()
    reader.wait_for_files("1.2.3.dcm")
    reader.choose(0)
    reader.act("Delete 1")
    assert "X-rays that Kifua received from an X-ray machine are deleted with them." in reader.answer("Delete")
    reader.wait_for("1 screening deleted.")
    assert file.exists()
    reader.page.leave()

    qtbot.waitUntil(lambda: not file.exists())


def test_results_are_sent_where_there_is_an_archive(three, qtbot):
    three.choose(0, 2)
    sent = []
    three.page.archive_requested.connect(sent.append)
    assert not [action for action in three.table.actions() if "archive" in action.text() and action.isVisible()]
    three.session.update(archive=ArchiveSettings("PACS@192.168.1.40:104"))
    three.choose(0, 2)
    three.act("Send 2 results to the archive")

    assert [[made.file for made in records] for records in sent] == [["c.jpg", "a.jpg"]]


def test_without_a_row_no_action_says_a_number(reader):
    words = [action.text() for action in reader.table.actions()]

    assert "Copy the selected rows" in words
    assert not any("0" in each for each in words)


def test_the_summary_of_days_has_each_picture_once_as_it_was_screened_last(three, history, qtbot):
    with History(history) as opened:
        (found,) = opened.find(Search("b.jpg"), 9)
    keep(history, record("b-again.jpg", screened_at=stamp(1), sha256=found.record.sha256))
    three.show_new()
    three.wait_for("4 X-rays")
    with qtbot.waitSignal(three.page.summary_requested) as requested:
        three.click("Summary…")

    assert [made.file for made in requested.args[0]] == ["c.jpg", "b-again.jpg", "a.jpg"]
