"""A batch with real threads: it fills the table, ends early, and loses nothing."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMessageBox, QProgressBar, QPushButton, QTableView

from app.core.errors import OutputError
from app.core.results.history import History
from app.core.results.unfinished import JOURNAL_FILES
from app.gui.imaging.image_view import ImageView
from app.gui.widgets.chip import Chip
from tests.helpers.screening_records import kept_rows

MANY = [f"normal-{number:03}.jpg" for number in range(100)]


def kept(desktop) -> list[str]:
    with History(desktop.history) as history:
        return [os.path.basename(row["file"]) for row in kept_rows(history, 1000)][::-1]


def rows(desktop) -> int:
    return desktop.part(QTableView, "Results").model().rowCount()


def test_the_window_answers_while_a_batch_is_at_work(desktop, make_files):
    desktop.screener.gate.clear()
    desktop.drop(make_files("normal.jpg"))
    desktop.wait_for("looking for X-rays…")

    assert desktop.part(QProgressBar, "Progress of the folder").isVisible()
    assert desktop.part(QPushButton, "End…").isEnabled()
    assert not desktop.part(QPushButton, "Export 0 to CSV…").isEnabled()

    desktop.screener.gate.set()
    desktop.wait_for("Done. Screened: 1 of 1.")
    assert not desktop.part(QProgressBar, "Progress of the folder").isVisible()
    assert not desktop.part(QPushButton, "End…").isVisible()
    assert desktop.part(QPushButton, "Export 1 to CSV…").isEnabled()


def test_every_record_is_kept_in_the_history(desktop, make_files):
    desktop.drop(make_files(*MANY))

    desktop.wait_for("Done. Screened: 100 of 100.")
    assert kept(desktop) == MANY


def test_a_folder_of_a_thousand_files_is_screened_to_its_end(desktop, make_files):
    # PySide6 6.12.0 drops a reference to True at each emit: Python 3.11 aborts once too many are gone.
    desktop.drop(make_files(*(f"normal-{number:04}.jpg" for number in range(1000))))

    desktop.wait_for("Done. Screened: 1,000 of 1,000.")
    assert rows(desktop) == len(kept(desktop)) == 1000


def test_cancel_ends_a_batch_early_and_keeps_what_was_begun(desktop, make_files, qtbot):
    desktop.screener.gate.clear()
    desktop.drop(make_files(*MANY))
    qtbot.waitUntil(desktop.screener.begun.is_set)
    qtbot.mouseClick(desktop.part(QPushButton, "End…"), Qt.MouseButton.LeftButton)
    desktop.answer("End it")
    desktop.wait_for("ending: finishing the X-rays in work…")
    desktop.screener.gate.set()

    desktop.wait_for("Ended early.")
    assert 0 < rows(desktop) < len(MANY)
    assert kept(desktop) == MANY[: rows(desktop)]


def test_a_cancelled_batch_can_be_followed_by_another(desktop, make_files, qtbot):
    desktop.screener.gate.clear()
    folder = make_files(*MANY)
    desktop.drop(folder)
    qtbot.waitUntil(desktop.screener.begun.is_set)
    qtbot.mouseClick(desktop.part(QPushButton, "End…"), Qt.MouseButton.LeftButton)
    desktop.answer("End it")
    desktop.screener.gate.set()
    desktop.wait_for("Ended early.")
    desktop.drop(folder)

    desktop.wait_for(" of 100; new: ")
    assert rows(desktop) == 100


def test_where_nothing_is_found_no_empty_table_stands_and_the_next_batch_has_one(desktop, make_files, tmp_path):
    (tmp_path / "empty").mkdir()
    desktop.drop(tmp_path / "empty")
    desktop.wait_for("Nothing was screened.")
    assert not desktop.part(QTableView, "Results").isVisible()
    desktop.drop(make_files("normal.jpg"))
    desktop.wait_for("Done. Screened: 1 of 1.")

    assert desktop.part(QTableView, "Results").isVisible()
    assert "Nothing was screened." not in desktop.says()


def test_a_second_batch_follows_the_first(desktop, make_files, tmp_path):
    desktop.screener.gate.clear()
    desktop.drop(make_files("normal.jpg", "uncertain.jpg"))
    desktop.wait_for("looking for X-rays…")
    second = tmp_path / "second"
    second.mkdir()
    (second / "pneumonia.jpg").write_bytes(b"an X-ray")
    desktop.drop(second)

    assert "second waits: it is screened next." in desktop.says()
    desktop.screener.gate.set()
    desktop.wait_for("Done. Screened: 1 of 1.")
    assert kept(desktop) == ["normal.jpg", "uncertain.jpg", "pneumonia.jpg"]


def test_one_file_can_be_opened_while_a_batch_is_at_work(desktop, make_files, qtbot):
    desktop.screener.gate.clear()
    folder = make_files("normal.jpg", "uncertain.jpg")
    desktop.drop(folder)
    desktop.drop(folder / "uncertain.jpg")
    desktop.wait_for("Looking at the X-ray…")
    desktop.screener.gate.set()
    desktop.wait_for("Uncertain: have it read")
    qtbot.keyClick(desktop.part(ImageView, "Picture"), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    desktop.wait_for("Done. Screened")  # both, or one of them before: whichever was quicker
    assert set(kept(desktop)) == {"normal.jpg", "uncertain.jpg"}


def test_a_late_verdict_is_not_shown_for_another_file(desktop, make_files, qtbot):
    desktop.screener.gate.clear()
    folder = make_files("normal.jpg", "pneumonia.jpg")
    desktop.drop(folder / "normal.jpg")
    qtbot.waitUntil(desktop.screener.begun.is_set)
    desktop.drop(folder / "pneumonia.jpg")
    desktop.screener.gate.set()

    desktop.wait_for("Signs of pneumonia")
    qtbot.waitUntil(lambda: sorted(kept(desktop)) == ["normal.jpg", "pneumonia.jpg"])
    assert "No signs" not in desktop.says()


def test_closing_in_mid_batch_waits_for_what_was_begun_and_keeps_it(desktop, make_files, qtbot):
    desktop.screener.gate.clear()
    desktop.drop(make_files(*MANY))
    qtbot.waitUntil(desktop.screener.begun.is_set)
    desktop.window.close()
    assert "A folder is still being screened" in desktop.window.findChild(QMessageBox).text()
    desktop.answer("Close Kifua")

    assert desktop.window.isVisible()
    assert "Closing: finishing what was begun…" in desktop.says()
    desktop.close()
    assert kept(desktop) == MANY[: rows(desktop)]
    assert 0 < rows(desktop) < len(MANY)


def test_who_does_not_want_to_close_in_mid_batch_goes_on(desktop, make_files, qtbot):
    desktop.screener.gate.clear()
    desktop.drop(make_files(*MANY))
    qtbot.waitUntil(desktop.screener.begun.is_set)
    desktop.window.close()
    desktop.answer("Keep it open")
    desktop.screener.gate.set()

    desktop.wait_for("Done. Screened: 100 of 100.")
    assert desktop.window.isVisible()


def test_closing_an_idle_window_closes_it_at_once(desktop):
    desktop.window.close()

    assert not desktop.window.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, None], ids=["return", "enter", "double click"])
def test_a_row_opens_as_a_picture_and_back(desktop, make_files, qtbot, key):
    desktop.drop(make_files("a-normal.jpg", "b-pneumonia.jpg"))
    desktop.wait_for("Done. Screened: 2 of 2.")
    table = desktop.part(QTableView, "Results")
    index = table.model().index(0, 4)
    if key:
        table.setFocus()
        table.setCurrentIndex(index)
        qtbot.keyClick(table, key)
    else:
        where = table.visualRect(index).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)

    desktop.wait_for("Signs of pneumonia")
    desktop.wait_for("b-pneumonia.jpg")
    qtbot.keyClick(desktop.part(ImageView, "Picture"), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    desktop.wait_for("Done. Screened: 2 of 2.")


def test_a_sorted_table_opens_the_row_that_is_seen(desktop, make_files, qtbot):
    desktop.drop(make_files("a-normal.jpg", "b-pneumonia.jpg", "c-uncertain.jpg", "d-broken.jpg"))
    desktop.wait_for("Done. Screened: 4 of 4.")
    table = desktop.part(QTableView, "Results")
    score, verdict = table.model().place("score"), table.model().place("verdict")
    table.sortByColumn(score, Qt.SortOrder.DescendingOrder)

    assert [table.model().index(row, score).data() for row in range(4)] == ["age?", "age?", "age?", ""]
    words = [table.model().index(row, verdict).data() for row in range(4)]
    assert words == ["Signs of pneumonia", "Have it read", "No signs", "Not assessed"]
    table.setCurrentIndex(table.model().index(1, 4))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    desktop.wait_for("Uncertain: have it read")


def test_a_history_that_cannot_be_opened_is_said_and_screening_goes_on(desktop, make_files):
    desktop.history.mkdir(parents=True)
    desktop.drop(make_files("normal.jpg"))

    desktop.wait_for("Done. Screened: 1 of 1.")
    assert "1 of these X-rays could not be stored in the history" in desktop.says()


def test_a_history_that_fails_in_mid_batch_is_said_once_and_screening_goes_on(desktop, make_files, monkeypatch):
    def fail(history, record, batch):
        raise OutputError("history_failed", path="there", error="disk full")

    monkeypatch.setattr(History, "add", fail)
    desktop.drop(make_files(*MANY))

    desktop.wait_for("Done. Screened: 100 of 100.")
    assert desktop.says().count("disk full). What is screened now is not kept there: free some space on the disk") == 1


def test_a_batch_is_finished_in_the_data_folder_that_it_was_begun_in(desktop, make_files, qtbot, tmp_path):
    desktop.screener.gate.clear()
    desktop.drop(make_files(*MANY))
    qtbot.waitUntil(desktop.screener.begun.is_set)
    session = desktop.window.session
    session.change(replace(session.settings, data_folder=str(tmp_path / "other")))
    desktop.screener.gate.set()

    desktop.wait_for("Done. Screened: 100 of 100.")
    assert kept(desktop) == MANY
    assert not session.history.exists()
    assert not list(desktop.history.parent.glob(JOURNAL_FILES))


@pytest.mark.parametrize("single", [True, False], ids=["one file", "a batch"])
def test_a_model_that_is_damaged_meanwhile_is_said_in_one_sentence(desktop, make_files, qtbot, single):
    desktop.screener.is_broken = True
    folder = make_files("normal.jpg", "pneumonia.jpg")
    desktop.drop(folder / "normal.jpg" if single else folder)
    qtbot.waitUntil(lambda: desktop.window.findChild(QMessageBox) is not None)

    box = desktop.window.findChild(QMessageBox)
    assert box.text() == "The model file model.tflite is damaged or was changed: install Kifua again."
    box.close()


def test_after_a_batch_the_first_row_is_selected_and_has_the_keyboard(desktop, make_files, qtbot):
    desktop.drop(make_files("a-normal.jpg", "b-pneumonia.jpg"))
    desktop.wait_for("Done. Screened: 2 of 2.")
    table = desktop.part(QTableView, "Results")
    assert table.selected_rows == [0]
    assert table.hasFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)

    desktop.wait_for("b-pneumonia.jpg")


def test_a_batch_is_shown_from_memory_where_the_history_cannot_be_kept(desktop, make_files):
    desktop.history.mkdir(parents=True)
    desktop.drop(make_files("normal.jpg", "pneumonia.jpg"))
    desktop.wait_for("Done. Screened: 2 of 2.")

    assert rows(desktop) == 2
    assert "2 of these X-rays could not be stored in the history" in desktop.says()


@pytest.mark.parametrize("how", ["order", "search", "chip"])
def test_another_order_or_filter_is_shown_from_its_top(desktop, make_files, qtbot, how):
    desktop.drop(make_files(*MANY))
    desktop.wait_for("Done. Screened: 100 of 100.")
    table = desktop.part(QTableView, "Results")
    table.go_to(60)
    if how == "order":
        table.horizontalHeader().setSortIndicator(table.model().place("file"), Qt.SortOrder.AscendingOrder)
    elif how == "search":
        desktop.part(QLineEdit, "Search").setText("normal")
    else:
        desktop.part(Chip, "No signs 100").click()

    qtbot.waitUntil(lambda: table.rowAt(0) == 0)
    assert table.selected_rows == [0]
