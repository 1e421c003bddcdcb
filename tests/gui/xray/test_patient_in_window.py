"""What is typed of a patient is found again wherever the screening is seen, and survives the window."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPushButton, QTableView

from app.core.results.history import History
from app.gui.imaging.image_view import ImageView
from app.gui.worklist.page import WorklistPage
from app.gui.worklist.row_commands import RowCommands
from app.gui.xray.page import XrayPage
from tests.helpers.dicom_xrays import sample_as_dicom
from tests.helpers.keyboard import is_in_sight
from tests.helpers.screening_records import delete_all, kept_rows


def open_row(desktop, table: str) -> None:
    """Open the first row of a table."""
    view = desktop.part(QTableView, table)
    view.setCurrentIndex(view.model().index(0, 0))
    view.doubleClicked.emit(view.currentIndex())
    desktop.wait_for("Signs of pneumonia")


def type_id(desktop, qtbot, text: str, field: str = "Patient id") -> None:
    """Type into a field of the patient, and stay there."""
    section = desktop.part(QPushButton, "Edit the patient")
    if not section.isChecked():
        section.click()
    edit = desktop.part(QLineEdit, field)
    edit.setFocus()
    qtbot.keyClicks(edit, text)


def go_back(desktop, qtbot) -> None:
    qtbot.keyClick(desktop.part(ImageView, "Picture"), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)


def kept(desktop) -> list[str]:
    with History(desktop.history) as history:
        return [row["patient_id"] for row in kept_rows(history, 9)]


def test_a_row_of_a_batch_has_the_patient_who_was_typed(desktop, make_files, qtbot, tmp_path):
    desktop.drop(make_files("normal.jpg", "pneumonia.jpg"))
    desktop.wait_for("Done. Screened: 2 of 2.")
    open_row(desktop, "Results")
    type_id(desktop, qtbot, "P-7")
    type_id(desktop, qtbot, "Amina", "Name")
    go_back(desktop, qtbot)
    qtbot.mouseClick(desktop.part(QPushButton, "Export 2 to CSV…"), Qt.MouseButton.LeftButton)
    dialog = desktop.window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "results.csv"))
    dialog.close()
    desktop.wait_for("Written to")
    open_row(desktop, "Results")

    assert desktop.part(QLineEdit, "Patient id").text() == "P-7"
    with (tmp_path / "results.csv").open(encoding="utf-8", newline="") as stream:
        assert [(row["patient_id"], row["patient_name"]) for row in csv.DictReader(stream)] == [("P-7", ""), ("", "")]


@pytest.mark.parametrize("store_names", [False, True])
def test_the_name_in_a_file_is_shown_and_is_in_tables_where_names_are_stored(desktop, qtbot, tmp_path, store_names):
    desktop.window.session.update(store_names=store_names)
    (tmp_path / "stick").mkdir()
    for name in ("normal", "uncertain"):
        sample_as_dicom(tmp_path / "stick" / f"{name}.dcm")
    desktop.drop(tmp_path / "stick")
    desktop.wait_for("Done. Screened: 2 of 2.")
    table = desktop.part(QTableView, "Results")
    cells = [table.model().index(0, place).data() for place in range(table.model().columnCount())]
    assert "P-7 Otieno, Amina" in cells
    table.selectAll()
    QGuiApplication.clipboard().clear()
    desktop.window.findChild(WorklistPage).findChild(RowCommands).copy()
    qtbot.waitUntil(lambda: "P-7" in QGuiApplication.clipboard().text())
    assert ("Amina" in QGuiApplication.clipboard().text()) is store_names
    qtbot.mouseClick(desktop.part(QPushButton, "Export 2 to CSV…"), Qt.MouseButton.LeftButton)
    dialog = desktop.window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "results.csv"))
    dialog.close()
    desktop.wait_for("Written to")

    with (tmp_path / "results.csv").open(encoding="utf-8", newline="") as stream:
        names = [row["patient_name"] for row in csv.DictReader(stream)]
    assert names == ["Otieno, Amina" if store_names else ""] * 2
    with History(desktop.history) as history:
        assert [row["patient_name"] for row in kept_rows(history, 9)] == names


def test_the_history_has_the_patient_when_the_user_comes_back_to_it(desktop, make_files, qtbot):
    desktop.drop(make_files("pneumonia.jpg") / "pneumonia.jpg")
    desktop.wait_for("Signs of pneumonia")
    history = next(
        action for action in desktop.window.findChildren(QAction) if action.shortcut() == QKeySequence("Ctrl+T")
    )
    history.trigger()
    desktop.part(QComboBox, "Which X-rays").setCurrentText("All")
    desktop.wait_for("1 X-ray ·")
    open_row(desktop, "Screenings")
    type_id(desktop, qtbot, "P-8")
    go_back(desktop, qtbot)
    model = desktop.part(QTableView, "Screenings").model()

    qtbot.waitUntil(lambda: "P-8" in [model.index(0, place).data() for place in range(model.columnCount())])
    open_row(desktop, "Screenings")
    assert desktop.part(QLineEdit, "Patient id").text() == "P-8"


def test_a_stored_name_is_deleted_by_clearing_it_though_names_are_not_stored(desktop, make_files, qtbot):
    desktop.window.session.change(replace(desktop.window.session.settings, store_names=True))
    desktop.drop(make_files("pneumonia.jpg") / "pneumonia.jpg")
    desktop.wait_for("Signs of pneumonia")
    name = desktop.part(QLineEdit, "Name")
    type_id(desktop, qtbot, "Amina", "Name")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    desktop.window.session.change(replace(desktop.window.session.settings, store_names=False))
    type_id(desktop, qtbot, " Wanjiru", "Name")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)
    with History(desktop.history) as history:
        assert [row["patient_name"] for row in kept_rows(history, 9)] == ["Amina"]
    name.clear()
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)

    with History(desktop.history) as history:
        assert [row["patient_name"] for row in kept_rows(history, 9)] == [""]


def test_what_is_being_typed_is_in_the_report_and_is_saved_with_it(desktop, make_files, qtbot):
    desktop.drop(make_files("pneumonia.jpg") / "pneumonia.jpg")
    desktop.wait_for("Signs of pneumonia")
    page = desktop.window.findChild(XrayPage)
    saved = []
    page.record_changed.connect(saved.append)
    type_id(desktop, qtbot, "P-9")

    qtbot.waitUntil(lambda: page.can_report)
    assert page.report_request().record.patient_id == "P-9"
    assert [record.patient_id for record in saved] == ["P-9"]
    page.hide()
    assert len(saved) == 1


def test_what_is_being_typed_is_kept_when_the_window_is_closed(desktop, make_files, qtbot):
    desktop.drop(make_files("pneumonia.jpg") / "pneumonia.jpg")
    desktop.wait_for("Signs of pneumonia")
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)
    type_id(desktop, qtbot, "P-9")
    desktop.window.close()
    qtbot.waitUntil(lambda: not desktop.window.isVisible())

    assert not desktop.window.session.threads.is_busy
    assert kept(desktop) == ["P-9"]


@pytest.mark.parametrize("why", ["deleted", "another folder"])
def test_a_patient_whose_screening_the_history_has_not_is_said_not_to_be_kept(
    desktop, make_files, qtbot, tmp_path, why
):
    desktop.drop(make_files("pneumonia.jpg") / "pneumonia.jpg")
    desktop.wait_for("Signs of pneumonia")
    if why == "deleted":
        with History(desktop.history) as history:
            delete_all(history)
    else:
        session = desktop.window.session
        session.change(replace(session.settings, data_folder=str(tmp_path / "other")))
    type_id(desktop, qtbot, "P-7")
    qtbot.keyClick(desktop.part(QLineEdit, "Patient id"), Qt.Key.Key_Return)

    desktop.wait_for("This was not saved: the screening is not in the history.")


def test_the_form_of_the_patient_comes_into_sight_with_the_cursor_in_its_first_field(desktop, make_files, qtbot):
    desktop.window.resize(1024, 600)
    desktop.drop(make_files("normal.jpg") / "normal.jpg")
    desktop.wait_for("No signs of pneumonia")
    desktop.part(QPushButton, "Edit the patient").click()
    qtbot.wait(1)
    first, last = desktop.part(QLineEdit, "Patient id"), desktop.part(QLineEdit, "Age")

    assert first.hasFocus()
    assert is_in_sight(first)
    assert is_in_sight(last)
