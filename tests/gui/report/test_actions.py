"""The ways to take a report along: saved, or looked at and printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QGraphicsView, QMainWindow

from app.core.errors import OutputError
from app.core.records import Patient
from app.gui.report.actions import ReportActions, open_print_dialog, suggested_name
from app.gui.report.page import Report, ReportRequest
from app.gui.report.preview import ReportPreview
from app.gui.theme.tokens import DARK, palette_of
from app.gui.threads import RunningThreads
from tests.gui.conftest import BUNDLE, make_record
from tests.helpers.paper import pages, picture

RECORD = replace(make_record("normal.jpg"), patient=Patient("P-7"))
PAGE = Report(RECORD, BUNDLE, picture(), picture())
REQUEST = ReportRequest(RECORD, BUNDLE, lambda: (picture(), picture()))


@pytest.fixture
def actions(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    threads = RunningThreads(window)
    made = ReportActions(window, threads, lambda: REQUEST, list)
    window.addActions([made.save_action, made.print_action])
    window.show()
    yield made
    qtbot.waitUntil(lambda: not threads.is_busy)


def test_the_report_is_saved_off_the_gui_thread(actions, qtbot, tmp_path):
    actions.save_action.trigger()
    assert actions.parent().findChild(QFileDialog) is None, "there is no report yet"
    actions.set_available(True)
    actions.save_action.trigger()
    dialog = actions.parent().findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("kifua-report-P-7.pdf")
    with qtbot.waitSignal(actions.written) as written:
        dialog.fileSelected.emit(str(tmp_path / "here.pdf"))
    dialog.close()

    assert written.args == [tmp_path / "here.pdf"]
    assert pages((tmp_path / "here.pdf").read_bytes()) == 1


def test_a_report_that_cannot_be_saved_is_said(actions, qtbot, tmp_path):
    actions.set_available(True)
    actions.save_action.trigger()
    dialog = actions.parent().findChild(QFileDialog)
    with qtbot.waitSignal(actions.failed) as failed:
        dialog.fileSelected.emit(str(tmp_path / "absent" / "here.pdf"))
    dialog.close()

    assert "could not be written" in failed.args[0]


def test_a_report_does_not_replace_the_x_ray(actions, qtbot, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / RECORD.file).write_bytes(b"X-ray")
    actions.set_available(True)
    actions.save_action.trigger()
    dialog = actions.parent().findChild(QFileDialog)
    with qtbot.waitSignal(actions.failed) as failed:
        dialog.fileSelected.emit(str(tmp_path / RECORD.file))
    dialog.close()

    assert "choose another name" in failed.args[0]
    assert (tmp_path / RECORD.file).read_bytes() == b"X-ray"


def test_the_keys_are_those_of_every_program(actions):
    assert actions.save_action.shortcut() == QKeySequence("Ctrl+Shift+S")
    assert actions.print_action.shortcut() == QKeySequence("Ctrl+P")


def test_an_accepted_print_dialog_prints_one_page(actions, qtbot, tmp_path):
    failures = []
    dialog = open_print_dialog(actions.parent(), PAGE, QPrinter(), failures.append)
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.accepted.emit(dialog.printer())
    dialog.reject()

    assert pages((tmp_path / "printed.pdf").read_bytes()) == 1
    assert failures == []


@pytest.fixture
def preview(actions, qtbot):
    actions.set_available(True)
    actions.print_action.trigger()
    qtbot.waitUntil(lambda: actions.parent().findChild(ReportPreview) is not None)
    return actions.parent().findChild(ReportPreview)


def button(dialog, text: str) -> QAbstractButton:
    (found,) = [each for each in dialog.findChildren(QAbstractButton) if each.text() == text]
    return found


def test_the_page_is_looked_at_before_a_printer_is_chosen(actions, preview, qtbot):
    assert preview.isVisible()
    assert actions.parent().findChild(QPrintDialog) is None
    qtbot.keyClick(preview, Qt.Key.Key_Return)

    assert not preview.isVisible()
    dialog = actions.parent().findChild(QPrintDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_a_look_needs_no_printing(actions, preview, qtbot):
    qtbot.mouseClick(button(preview, "Close"), Qt.MouseButton.LeftButton)

    assert not preview.isVisible()
    assert actions.parent().findChild(QPrintDialog) is None


def test_the_page_is_shown_in_its_width_or_whole(preview, qtbot):
    page = preview.findChild(QPrintPreviewWidget)
    assert (page.pageCount(), page.zoomMode()) == (1, QPrintPreviewWidget.ZoomMode.FitToWidth)
    width = page.grab()
    assert len({QColor(width.toImage().pixel(x, 100)).lightness() for x in range(width.width())}) > 5, "a blank page"
    button(preview, "Whole page").click()

    assert page.zoomMode() == QPrintPreviewWidget.ZoomMode.FitInView
    assert page.grab().toImage() != width.toImage()


def test_the_page_is_black_on_white_in_a_dark_window_too(qapp, actions):
    def seen() -> QImage:
        preview = ReportPreview(actions.parent(), PAGE, QPrinter(), print)
        preview.open()
        page = preview.findChild(QGraphicsView).viewport().grab().toImage()
        preview.reject()
        return page

    light = seen()
    before = qapp.palette()
    qapp.setPalette(palette_of(DARK))
    try:
        assert seen() == light
    finally:
        qapp.setPalette(before)


def test_a_page_that_cannot_be_drawn_is_said(actions, qtbot, monkeypatch):
    def fail(page: Report, device: object) -> None:
        raise OutputError("output_failed", path="report", error="broken")

    monkeypatch.setattr("app.gui.report.preview.draw_report", fail)
    actions.set_available(True)
    with qtbot.waitSignal(actions.failed):
        actions.print_action.trigger()


@pytest.mark.parametrize(
    ("patient_id", "file", "name"),
    [
        ("P-7", "x.png", "kifua-report-P-7.pdf"),
        ("../../etc/passwd", "x.png", "kifua-report-etc-passwd.pdf"),
        ("", "folder/child 1.png", "kifua-report-child-1.pdf"),
        ("", "\u202e\n.png", "kifua-report.pdf"),
        ("9" * 500, "x.png", f"kifua-report-{'9' * 60}.pdf"),
    ],
)
def test_the_suggested_name_is_safe_everywhere(patient_id, file, name):
    assert suggested_name(replace(make_record(file), patient=Patient(patient_id))) == name
