"""The window comes back as it was left."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from app.gui.ui_state import UiState


def test_bytes_are_kept_from_one_start_to_the_next(tmp_path):
    UiState(tmp_path / "window.ini").put("table/columns", b"\x00\xff;=")

    assert bytes(UiState(tmp_path / "window.ini").get("table/columns")) == b"\x00\xff;="


def test_a_file_that_is_no_state_gives_nothing(tmp_path):
    (tmp_path / "window.ini").write_bytes(b"\x00\xff[table\ncolumns=7")

    assert UiState(tmp_path / "window.ini").get("table/columns").isEmpty()


def test_a_folder_that_is_not_there_is_no_failure(tmp_path):
    UiState(tmp_path / "absent" / "window.ini").put("table/columns", b"1")


def test_the_window_opens_as_large_as_it_was_closed(make_desktop, screener):
    for size in ((720, 600), (760, 700)):
        for desktop in make_desktop(screener):
            desktop.window.resize(*size)
            QApplication.processEvents()
            desktop.close()
        for desktop in make_desktop(screener):
            assert desktop.window.size() == QSize(*size)
