"""From one X-ray of the worklist to the next, without going back to it."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QTableView

from app.core.records import Finding
from app.gui.imaging.image_view import ImageView
from app.gui.worklist.page import WorklistPage
from tests.helpers.pictures import gradient, saved
from tests.helpers.screening_records import record
from tests.helpers.worklist_user import keep, stamp


@pytest.fixture
def late(desktop, monkeypatch):
    """Hold back the file whose name says that it comes late, until this is set."""
    gate, screen_file = threading.Event(), desktop.screener.screen_file

    def screen_late(file):
        assert "late" not in file or gate.wait(60)
        return screen_file(file)

    monkeypatch.setattr(desktop.screener, "screen_file", screen_late)
    yield gate
    gate.set()


def open_first(desktop) -> None:
    view = desktop.part(QTableView, "Results")
    view.setCurrentIndex(view.model().index(0, 0))
    view.doubleClicked.emit(view.currentIndex())


def title(desktop) -> str:
    return desktop.says().partition("\n")[0]


def test_page_keys_lead_through_the_table_and_the_panel_follows(desktop, make_files, qtbot):
    desktop.drop(make_files("a-pneumonia.jpg", "b-normal.jpg", "c-uncertain.jpg"))
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)
    open_first(desktop)
    shown = []
    for number in (1, 2, 3):
        desktop.wait_for(f"{number} of 3")
        shown.append(title(desktop))
        qtbot.keyClick(desktop.part(ImageView, "Picture"), Qt.Key.Key_PageDown)

    assert sorted(shown) == ["a-pneumonia.jpg", "b-normal.jpg", "c-uncertain.jpg"]
    assert "3 of 3" in desktop.says()
    desktop.part(QAbstractButton, "Previous X-ray").click()
    assert title(desktop) == shown[1]
    desktop.wait_for("2 of 3")


def test_an_x_ray_that_comes_while_another_is_shown_can_be_reached(desktop, late, make_files, qtbot):
    desktop.drop(make_files("a-pneumonia.jpg", "z-late-normal.jpg"))
    qtbot.waitUntil(lambda: desktop.window.findChild(WorklistPage).has_rows)
    open_first(desktop)
    desktop.wait_for("1 of 1")
    following = desktop.part(QAbstractButton, "Next X-ray")
    assert not following.isEnabled()
    late.set()
    qtbot.waitUntil(following.isEnabled)
    qtbot.keyClick(desktop.part(ImageView, "Picture"), Qt.Key.Key_PageDown)

    desktop.wait_for("No signs of pneumonia")
    assert title(desktop) == "z-late-normal.jpg"


def test_what_is_screened_as_it_is_shown_takes_its_place_in_the_batch(desktop, make_files, qtbot):
    folder = make_files("a-side.png", "b-normal.png")
    for file in folder.iterdir():
        saved(file, gradient(), "PNG")
    desktop.drop(folder)
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)
    open_first(desktop)
    view = desktop.part(ImageView, "Picture")
    qtbot.waitUntil(lambda: view.has_image)
    qtbot.keyClick(view, Qt.Key.Key_R)
    desktop.part(QAbstractButton, "Screen it as it is shown").click()
    desktop.wait_for("Screened after it was turned by 90° to the right.")

    assert "1 of 2" in desktop.says()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    desktop.wait_for("2 of 2")
    assert title(desktop) == "b-normal.png"
    rows = desktop.window.findChild(WorklistPage).rows.batch.model
    assert [rows.record(row).verdict.finding for row in range(2)] == [Finding.PNEUMONIA, Finding.NORMAL]


def test_a_file_of_the_table_that_is_opened_on_its_own_has_its_neighbours(desktop, make_files):
    folder = make_files("a-pneumonia.jpg", "b-normal.jpg", "c-uncertain.jpg")
    desktop.window.open_paths([str(folder)])
    desktop.wait_for("Done. Screened: 3 of 3.")
    desktop.window.open_paths([str(folder / "c-uncertain.jpg")])
    desktop.wait_for("2 of 3")

    desktop.part(QAbstractButton, "Next X-ray").click()
    desktop.wait_for("3 of 3")
    assert title(desktop) == "b-normal.jpg"


def test_a_key_leads_to_the_next_x_ray_that_nobody_has_seen(desktop, make_files, qtbot):
    desktop.drop(make_files("a-pneumonia.jpg", "b-pneumonia.jpg", "c-normal.jpg", "d-normal.jpg"))
    desktop.wait_for("Done. Screened: 4 of 4.")
    table = desktop.part(QTableView, "Results")
    table.selectRow(2)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    seen = []
    for number in (3, 4, 1, 2):
        desktop.wait_for(f"{number} of 4")
        seen.append(title(desktop))
        qtbot.keyClick(desktop.part(ImageView, "Picture"), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)

    assert sorted(seen) == ["a-pneumonia.jpg", "b-pneumonia.jpg", "c-normal.jpg", "d-normal.jpg"]
    desktop.wait_for("Every X-ray that the worklist shows was seen.")
    desktop.window.findChild(WorklistPage).show_batch()
    desktop.part(QAbstractButton, "Worklist").click()
    assert not desktop.part(QAbstractButton, "Next not seen").isEnabled()


def test_from_a_file_that_was_opened_alone_the_next_not_seen_is_that_of_the_worklist(desktop, make_files, qtbot):
    keep(desktop.history, record("gone.jpg", screened_at=stamp(0)))
    desktop.drop(make_files("a-pneumonia.jpg") / "a-pneumonia.jpg")
    desktop.wait_for("Signs of pneumonia")
    qtbot.keyClick(desktop.part(ImageView, "Picture"), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)

    desktop.wait_for("gone.jpg")
    desktop.part(QAbstractButton, "Worklist").click()
    assert desktop.part(QTableView, "Screenings").isVisible()
