"""Export as CSV: every row that is shown, or one clear sentence."""

from __future__ import annotations

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QTableView

from app.core.columns import COLUMNS


@pytest.fixture
def export(desktop, qtbot):
    """Return a function that goes through the dialog and has the table written to a path."""

    def choose(path):
        shown = desktop.part(QTableView, "Results").model().rowCount()
        qtbot.mouseClick(desktop.part(QPushButton, f"Export {shown} to CSV…"), Qt.MouseButton.LeftButton)
        dialog = desktop.window.findChild(QFileDialog)
        assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
        dialog.fileSelected.emit(str(path))
        dialog.close()

    return choose


def test_the_rows_are_written_in_the_order_shown(desktop, make_files, export, tmp_path):
    desktop.drop(make_files("a-normal.jpg", "b-pneumonia.jpg", "c-broken.jpg"))
    desktop.wait_for("Done. Screened: 3 of 3.")
    desktop.part(QTableView, "Results").sortByColumn(8, Qt.SortOrder.DescendingOrder)
    export(tmp_path / "results.csv")

    desktop.wait_for(f"Written to {tmp_path / 'results.csv'}.")
    with (tmp_path / "results.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == [column.name for column in COLUMNS]
    assert [row["verdict"] for row in rows] == ["NOT_ASSESSED", "PNEUMONIA", "NORMAL"]
    assert [row["score"] for row in rows] == ["", "0.9000", "0.1000"]


def test_a_place_that_cannot_be_written_is_said_in_one_sentence(desktop, make_files, export, tmp_path, qtbot):
    desktop.drop(make_files("normal.jpg"))
    desktop.wait_for("Done. Screened: 1 of 1.")
    export(tmp_path / "absent" / "results.csv")
    qtbot.waitUntil(lambda: desktop.window.findChild(QMessageBox) is not None)

    box = desktop.window.findChild(QMessageBox)
    assert "could not be written" in box.text()
    assert str(tmp_path / "absent" / "results.csv") in box.text()
    box.close()


def test_there_is_nothing_to_export_before_there_is_a_row(desktop, make_files):
    action = desktop.action("Export CSV…")

    assert not action.isEnabled()
    desktop.drop(make_files("normal.jpg"))
    desktop.wait_for("Done. Screened: 1 of 1.")
    assert action.isEnabled()


def test_an_x_ray_and_a_file_of_kifua_are_not_replaced(desktop, make_files, export, qtbot):
    folder = make_files("normal.jpg")
    desktop.drop(folder)
    desktop.wait_for("Done. Screened: 1 of 1.")
    for path in (folder / "normal.jpg", desktop.window.session.history):
        before = path.read_bytes()
        export(path)
        qtbot.waitUntil(lambda: desktop.window.findChild(QMessageBox) is not None)
        box = desktop.window.findChild(QMessageBox)
        assert "choose another name" in box.text()
        box.close()
        qtbot.waitUntil(lambda: desktop.window.findChild(QMessageBox) is None)

        assert path.read_bytes() == before
