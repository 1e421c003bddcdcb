"""Filter, search and preview, as a user sees them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QTableView

from app.gui.imaging.image_view import ImageView


@pytest.fixture
def filled(desktop, make_files):
    desktop.window.resize(1024, 600)
    desktop.drop(make_files("a-normal.jpg", "b-pneumonia.jpg", "c-uncertain.jpg", "d-broken.jpg", "ward/e-normal.jpg"))
    desktop.wait_for("Done. Screened: 5 of 5.")
    return desktop


def test_a_box_hides_and_shows_the_rows_of_its_verdict(filled, qtbot):
    box = filled.part(QCheckBox, "No signs: 2")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert "3 of 5 rows shown" in filled.says()
    assert filled.part(QTableView, "Results").model().rowCount() == 3
    qtbot.keyClick(box, Qt.Key.Key_Space)

    assert "5 of 5 rows shown" in filled.says()


def test_ctrl_f_searches_whatever_the_case(filled, qtbot):
    qtbot.keySequence(filled.part(QTableView, "Results"), QKeySequence(QKeySequence.StandardKey.Find))
    search = filled.part(QLineEdit, "Search file or patient")
    assert search.hasFocus()
    qtbot.keyClicks(search, "E-NORMAL")

    assert "1 of 5 rows shown" in filled.says()


def test_where_nothing_fits_a_button_shows_all(filled, qtbot):
    filled.part(QLineEdit, "Search file or patient").setText("nobody")
    filled.part(QCheckBox, "No signs: 2").setChecked(False)
    filled.wait_for("No row fits the verdicts and the search.")
    assert not filled.part(QTableView, "Results").isVisible()
    qtbot.mouseClick(filled.part(QPushButton, "Show all rows"), Qt.MouseButton.LeftButton)

    assert "5 of 5 rows shown" in filled.says()
    assert filled.part(QTableView, "Results").isVisible()
    assert filled.part(QLineEdit, "Search file or patient").text() == ""


def test_a_new_batch_shows_everything(filled, make_files):
    filled.part(QLineEdit, "Search file or patient").setText("nobody")
    filled.drop(make_files("f-normal.jpg"))

    filled.wait_for("Done. Screened: 6 of 6.")
    assert "6 of 6 rows shown" in filled.says()


def test_a_selected_row_is_shown_beside_the_table(filled):
    assert "Score for pneumonia" not in filled.says()
    filled.part(QTableView, "Results").selectRow(0)

    filled.wait_for("Score for pneumonia: 90%")
    assert "b-pneumonia.jpg" in filled.says()
    filled.part(QTableView, "Results").selectRow(2)
    filled.wait_for("This is not a picture that Kifua can read")
    assert "Score for pneumonia" not in filled.says()
    filled.part(QTableView, "Results").selectAll()
    assert "This is not a picture that Kifua can read" not in filled.says()


def test_the_preview_shows_the_real_picture(desktop, samples, qtbot):
    desktop.window.resize(1024, 600)
    desktop.drop(samples)
    desktop.wait_for("Done. Screened: 6 of 6.")
    desktop.part(QTableView, "Results").selectRow(3)

    qtbot.waitUntil(lambda: desktop.part(ImageView, "Preview").has_image)
