"""Chips, search and preview of a batch, as a user sees them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QTableView

from app.core.records import Finding
from app.gui.imaging.image_view import ImageView
from app.gui.widgets.chip import Chip
from app.gui.worklist.chips import ChipBar
from app.gui.worklist.rows.filter import Counts


@pytest.fixture
def filled(desktop, make_files):
    desktop.window.resize(1366, 700)
    desktop.drop(make_files("a-normal.jpg", "b-pneumonia.jpg", "c-uncertain.jpg", "d-broken.jpg", "ward/e-normal.jpg"))
    desktop.wait_for("Done. Screened: 5 of 5.")
    return desktop


def test_a_chip_shows_its_rows_alone_by_one_key(filled, qtbot):
    chip = filled.part(Chip, "No signs 2")
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert "2 of 5 X-rays" in filled.says()
    assert filled.part(QTableView, "Results").model().rowCount() == 2
    assert chip.isChecked()
    assert not filled.part(Chip, "All 5").isChecked()
    qtbot.keyClick(chip, Qt.Key.Key_Space)

    assert "2 of 5 X-rays" not in filled.says()
    assert filled.part(Chip, "All 5").isChecked()


def test_ctrl_f_searches_whatever_the_case(filled, qtbot):
    qtbot.keySequence(filled.part(QTableView, "Results"), QKeySequence(QKeySequence.StandardKey.Find))
    search = filled.part(QLineEdit, "Search")
    assert search.hasFocus()
    qtbot.keyClicks(search, "E-NORMAL")

    qtbot.waitUntil(lambda: filled.part(QTableView, "Results").model().rowCount() == 1)
    filled.part(Chip, "All 1")


def test_escape_clears_the_search_and_then_goes_on_to_the_table(filled, qtbot):
    table, search = filled.part(QTableView, "Results"), filled.part(QLineEdit, "Search")
    search.setFocus()
    qtbot.keyClicks(search, "e-normal")
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert (search.text(), table.model().rowCount(), search.hasFocus()) == ("", 5, True)
    qtbot.keyClick(search, Qt.Key.Key_Escape)

    assert table.hasFocus()


@pytest.mark.qt_log_ignore("This plugin does not support grabbing")  # the offscreen platform
def test_a_key_opens_the_menu_of_the_selected_rows(filled, qtbot):
    table = filled.part(QTableView, "Results")
    table.selectRow(1)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()

    assert menu.actions() == table.actions()
    menu.close()


def test_where_nothing_fits_a_button_shows_all(filled, qtbot):
    filled.part(QLineEdit, "Search").setText("nobody")
    filled.wait_for("Nothing matches.")
    assert not filled.part(QTableView, "Results").isVisible()
    qtbot.mouseClick(filled.part(QPushButton, "Show all rows"), Qt.MouseButton.LeftButton)

    filled.part(Chip, "All 5")
    assert filled.part(QTableView, "Results").isVisible()
    assert filled.part(QLineEdit, "Search").text() == ""


def test_a_new_batch_shows_everything(filled, make_files):
    filled.part(QLineEdit, "Search").setText("nobody")
    filled.drop(make_files("f-normal.jpg"))

    filled.wait_for("Done. Screened before: 5 of 6; new: 1.")
    filled.part(Chip, "All 6")


def test_the_selected_row_is_shown_beside_the_table(filled):
    filled.wait_for("Score: not shown, the age is not known")
    filled.part(QTableView, "Results").selectRow(2)
    filled.wait_for("This is not a picture that Kifua can read")
    assert "Score for pneumonia" not in filled.says()
    filled.part(QTableView, "Results").selectAll()

    assert "This is not a picture that Kifua can read" not in filled.says()
    assert filled.part(QPushButton, "Export 5 to CSV…").isEnabled()
    filled.part(QPushButton, "Actions · 5 selected")


def test_the_preview_shows_the_real_picture(desktop, samples, qtbot):
    desktop.window.resize(1366, 700)
    desktop.drop(samples)
    desktop.wait_for("Done. Screened: 6 of 6.")
    desktop.part(QTableView, "Results").selectRow(3)

    qtbot.waitUntil(lambda: desktop.part(ImageView, "Preview").has_image)


@pytest.mark.parametrize("width", [1800, 1250, 908])
def test_nothing_moves_while_the_counts_change(qtbot, width):
    bar = ChipBar(list)
    qtbot.addWidget(bar)
    bar.resize(width, bar.heightForWidth(width))
    bar.show()
    places = set()
    for count in (0, 7, 42, 999, 4321):
        bar.show_counts(Counts(count, dict.fromkeys(Finding, count), count, count))
        QApplication.processEvents()
        assert f"{count:,}" in bar.findChild(Chip).text()
        parts = bar.findChildren(QAbstractButton) + bar.findChildren(QLineEdit)
        places.add(tuple((part.x(), part.y(), part.width()) for part in parts if part.parent() is bar))

    assert len(places) == 1


@pytest.mark.parametrize("width", [1250, 922, 500])
def test_no_chip_loses_its_words_where_there_is_little_room(qtbot, width):
    bar = ChipBar(list)
    qtbot.addWidget(bar)
    bar.show_counts(Counts(412, {Finding.PNEUMONIA: 131, Finding.NORMAL: 281}, 37, 12))
    bar.resize(width, bar.heightForWidth(width))
    bar.show()
    QApplication.processEvents()

    chips = bar.findChildren(Chip)
    assert [chip.text() for chip in chips][:3] == ["All 412", "Danger signs 12", "Signs 131"]
    assert all(chip.width() >= chip.sizeHint().width() for chip in chips)
    search = bar.findChild(QLineEdit)
    assert search.width() >= search.sizeHint().width()


def test_no_danger_sign_marked_is_not_said_to_be_none(filled):
    chip = filled.part(Chip, "Danger signs 0")

    assert "maybe nobody has looked" in chip.toolTip()
