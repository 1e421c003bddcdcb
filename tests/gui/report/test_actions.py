"""The ways to take a report along: looked at, printed, and saved, one or many."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QGraphicsView, QMainWindow, QMessageBox, QProgressDialog

from app.core.errors import OutputError
from app.core.records import Patient
from app.gui.imaging.loaded_xray import LoadedXray
from app.gui.report import collection
from app.gui.report.actions import ReportActions, suggested_name
from app.gui.report.page import Report, ReportRequest
from app.gui.report.preview import ReportPreview, open_print_dialog
from app.gui.report.save_task import SaveTask
from app.gui.session import Session
from app.gui.theme.tokens import DARK, palette_of
from app.settings import Settings
from tests.gui.conftest import BUNDLE, make_record
from tests.helpers.paper import pages, picture

RECORD = replace(make_record("normal.jpg"), patient=Patient("P-7"))
PAGE = Report(RECORD, BUNDLE, picture(), picture())
REQUEST = ReportRequest(RECORD, BUNDLE, lambda: (picture(), picture()))
MANY = [make_record(f"{number} pneumonia.jpg") for number in range(200)]


@pytest.fixture
def actions(qtbot, screener, tmp_path):
    window = QMainWindow()
    qtbot.addWidget(window)
    session = Session(screener, Settings(data_folder=str(tmp_path / "data")), tmp_path / "settings.json")
    made = ReportActions(window, session, lambda: REQUEST)
    made.session = session
    window.addActions([made.report_action, made.save_action])
    window.show()
    yield made
    qtbot.waitUntil(lambda: not session.threads.is_busy)


def choose(actions: ReportActions, path: object) -> None:
    dialog = actions.parent().findChild(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_the_report_is_saved_off_the_gui_thread(actions, qtbot, tmp_path):
    actions.save_action.trigger()
    assert actions.parent().findChild(QFileDialog) is None, "there is no report yet"
    actions.set_available(True)
    actions.save_action.trigger()
    assert actions.parent().findChild(QFileDialog).selectedFiles()[0].endswith("kifua-report-P-7.pdf")
    with qtbot.waitSignal(actions.written) as written:
        choose(actions, tmp_path / "here.pdf")

    assert written.args == [tmp_path / "here.pdf"]
    assert pages((tmp_path / "here.pdf").read_bytes()) == 1


def test_where_a_report_cannot_be_saved_another_place_is_asked_for(actions, qtbot, tmp_path):
    actions.set_available(True)
    actions.save_action.trigger()
    choose(actions, tmp_path / "absent" / "here.pdf")
    box = shown(actions, QMessageBox, qtbot)
    assert "could not be written" in box.text()
    qtbot.waitUntil(lambda: actions.parent().findChild(QFileDialog) is None)
    button(box, "Choose another place…").click()
    with qtbot.waitSignal(actions.written):
        choose(actions, tmp_path / "here.pdf")


def test_a_report_does_not_replace_the_x_ray(actions, qtbot, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / RECORD.file).write_bytes(b"X-ray")
    actions.set_available(True)
    actions.save_action.trigger()
    choose(actions, tmp_path / RECORD.file)
    box = shown(actions, QMessageBox, qtbot)

    assert "choose another name" in box.text()
    box.reject()
    assert (tmp_path / RECORD.file).read_bytes() == b"X-ray"


def test_the_keys_are_those_of_every_program(actions):
    assert actions.save_action.shortcut() == QKeySequence("Ctrl+Shift+S")
    assert actions.report_action.shortcut() == QKeySequence("Ctrl+P")


def test_a_logo_that_cannot_be_read_is_left_out_and_said(actions, qtbot, tmp_path):
    actions.session.change(replace(actions.session.settings, clinic_logo=str(tmp_path / "gone.png")))
    actions.set_available(True)
    actions.save_action.trigger()
    with qtbot.waitSignals([actions.written, actions.warned]):
        choose(actions, tmp_path / "here.pdf")

    assert pages((tmp_path / "here.pdf").read_bytes()) == 1


def test_the_progress_is_told_on_the_gui_thread(actions, qtbot, tmp_path):
    threads = []
    task = SaveTask(lambda: PAGE, tmp_path / "here.pdf", ())
    task.page_made.connect(lambda drawn: threads.append((drawn, threading.current_thread())))
    with qtbot.waitSignal(task.done):
        actions.session.threads.start(task)

    assert threads == [(1, threading.main_thread())]


def test_several_are_looked_at_and_saved_in_one_file(actions, qtbot, tmp_path, monkeypatch):
    actions.show_many(MANY[:5])
    preview = shown_preview(actions, qtbot)
    page = preview.findChild(QPrintPreviewWidget)
    qtbot.waitUntil(lambda: page.pageCount() == 6)
    assert button(preview, "Print…").isEnabled()
    monkeypatch.setattr(collection, "load_screened", None)  # the pictures are in memory
    button(preview, "Save PDF…").click()
    with qtbot.waitSignal(actions.written):
        choose(actions, tmp_path / "all.pdf")

    assert pages((tmp_path / "all.pdf").read_bytes()) == 6
    qtbot.waitUntil(lambda: actions.parent().findChild(QProgressDialog) is None)


def test_many_are_stopped_and_no_file_is_left(actions, qtbot, tmp_path, monkeypatch):
    gate, begun = threading.Event(), threading.Event()

    def wait(*arguments):
        begun.set()
        assert gate.wait(60)
        return LoadedXray(QImage())

    monkeypatch.setattr(collection, "load_screened", wait)
    actions.show_many(MANY)
    choose(actions, tmp_path / "all.pdf")
    qtbot.waitUntil(begun.is_set)
    dialog = actions.parent().findChild(QProgressDialog)
    assert dialog.isVisible()
    notes = []
    actions.noted.connect(notes.append)
    actions.show_many(MANY)
    assert len(notes) == 1, "another is not begun meanwhile"
    button(dialog, "Stop").click()
    gate.set()
    qtbot.waitUntil(lambda: not actions.session.threads.is_busy)

    assert [path.name for path in tmp_path.glob("*.pdf")] == []


def test_the_window_can_close_while_many_are_made(actions, qtbot, tmp_path):
    actions.show_many(MANY)
    choose(actions, tmp_path / "all.pdf")
    actions.session.threads.cancel_all()
    qtbot.waitUntil(lambda: not actions.session.threads.is_busy)

    assert [path.name for path in tmp_path.glob("*.pdf")] == []


def test_nothing_to_report_asks_for_nothing(actions):
    actions.show_many([])

    assert actions.parent().findChild(QFileDialog) is None


def test_an_accepted_print_dialog_prints_one_page(actions, qtbot, tmp_path):
    failures = []
    dialog = open_print_dialog(actions.parent(), PAGE, QPrinter(), failures.append)
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.accepted.emit(dialog.printer())
    dialog.reject()

    assert pages((tmp_path / "printed.pdf").read_bytes()) == 1
    assert failures == []


def shown(actions: ReportActions, kind, qtbot):
    """Return the dialog of a kind as soon as it is shown."""
    qtbot.waitUntil(lambda: actions.parent().findChild(kind) is not None)
    return actions.parent().findChild(kind)


def shown_preview(actions: ReportActions, qtbot) -> ReportPreview:
    return shown(actions, ReportPreview, qtbot)


@pytest.fixture
def preview(actions, qtbot):
    actions.set_available(True)
    actions.report_action.trigger()
    return shown_preview(actions, qtbot)


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


def test_what_is_looked_at_is_saved(actions, preview, qtbot, tmp_path):
    qtbot.mouseClick(button(preview, "Save PDF…"), Qt.MouseButton.LeftButton)
    assert actions.parent().findChild(QFileDialog).selectedFiles()[0].endswith("kifua-report-P-7.pdf")
    with qtbot.waitSignal(actions.written):
        choose(actions, tmp_path / "here.pdf")

    assert pages((tmp_path / "here.pdf").read_bytes()) == 1


def test_a_look_needs_no_printing(actions, preview, qtbot):
    qtbot.mouseClick(button(preview, "Close"), Qt.MouseButton.LeftButton)

    assert not preview.isVisible()
    assert actions.parent().findChild(QPrintDialog) is None


def test_the_page_is_shown_in_its_width_or_whole(preview, qtbot):
    page = preview.findChild(QPrintPreviewWidget)
    assert (page.pageCount(), page.zoomMode()) == (1, QPrintPreviewWidget.ZoomMode.FitToWidth)
    assert not button(preview, "Next page").isVisible()
    width = page.grab()
    assert len({QColor(width.toImage().pixel(x, 100)).lightness() for x in range(width.width())}) > 5, "a blank page"
    button(preview, "Whole page").click()

    assert page.zoomMode() == QPrintPreviewWidget.ZoomMode.FitInView
    assert page.grab().toImage() != width.toImage()


def test_the_pages_of_a_summary_are_turned(actions, qtbot):
    actions.save_summary(iter(MANY), "Monday")
    preview = shown_preview(actions, qtbot)
    page = preview.findChild(QPrintPreviewWidget)
    qtbot.waitUntil(lambda: page.pageCount() > 2)
    for _ in range(page.pageCount() + 2):
        button(preview, "Next page").click()
    assert page.currentPage() == page.pageCount()
    button(preview, "Previous page").click()

    assert page.currentPage() == page.pageCount() - 1
    preview.reject()


def test_the_page_is_black_on_white_in_a_dark_window_too(qapp, actions):
    def seen() -> QImage:
        preview = ReportPreview(actions.parent(), PAGE, "report", print)
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

    monkeypatch.setattr("app.gui.report.preview.draw_document", fail)
    actions.set_available(True)
    with qtbot.waitSignal(actions.failed):
        actions.report_action.trigger()


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
