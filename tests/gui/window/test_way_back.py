"""From an X-ray back to the worklist that it was opened from."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QTableView

from app.gui.imaging.image_view import ImageView
from app.gui.worklist.page import WorklistPage

BACK = "Back to the worklist"


def test_an_x_ray_that_came_from_no_table_has_no_way_back(desktop, make_files):
    desktop.drop(make_files("normal.jpg") / "normal.jpg")
    desktop.wait_for("No signs of pneumonia")

    assert not desktop.part(QAbstractButton, BACK).isVisible()


@pytest.mark.parametrize(("width", "word"), [(1366, "Worklist"), (860, "")])
def test_a_button_leads_back_to_the_worklist_and_has_its_word_where_there_is_room(
    desktop, make_files, qtbot, width, word
):
    desktop.window.resize(width, 768)
    desktop.drop(make_files("a-pneumonia.jpg", "b-normal.jpg"))
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)
    view = desktop.part(QTableView, "Results")
    view.doubleClicked.emit(view.model().index(0, 0))
    desktop.wait_for("1 of 2")
    back = desktop.part(QAbstractButton, BACK)
    assert (back.isVisible(), back.text()) == (True, word)
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)

    assert desktop.window.findChild(WorklistPage).isVisible()


def test_escape_leads_back_to_the_worklist(desktop, make_files, qtbot):
    desktop.drop(make_files("a-pneumonia.jpg", "b-normal.jpg"))
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)
    view = desktop.part(QTableView, "Results")
    view.doubleClicked.emit(view.model().index(0, 0))
    desktop.wait_for("1 of 2")
    qtbot.keyClick(desktop.part(ImageView, "Picture"), Qt.Key.Key_Escape)

    assert desktop.window.findChild(WorklistPage).isVisible()


def test_escape_stays_where_no_way_leads_back(desktop, make_files, qtbot):
    desktop.drop(make_files("normal.jpg") / "normal.jpg")
    desktop.wait_for("No signs of pneumonia")
    picture = desktop.part(ImageView, "Picture")
    qtbot.keyClick(picture, Qt.Key.Key_Escape)

    assert picture.isVisible()
