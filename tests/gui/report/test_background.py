"""The report of an X-ray whose evidence map was never shown: made while the window stays alive."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtPrintSupport import QPrintPreviewWidget
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.gui.imaging.loaded_xray import LoadedXray, load_screened
from app.gui.report.actions import ReportActions
from app.gui.xray import page
from tests.helpers.paper import pages, picture
from tests.helpers.sitting import hot_upper_left


class SlowModel:
    """Scores a radiograph when it may, and notes the threads that asked for it."""

    def __init__(self) -> None:
        self.threads = []
        self.gate = threading.Event()

    def __call__(self, radiograph):
        self.threads.append(threading.current_thread())
        assert threading.current_thread() is threading.main_thread() or self.gate.wait(60)
        return hot_upper_left(radiograph)


@pytest.fixture
def model(screener, sitting):
    screener.score = SlowModel()
    yield screener.score
    screener.score.gate.set()


@pytest.fixture
def actions(sitting, make_grey):
    sitting.show(make_grey())
    session = sitting.session
    made = ReportActions(sitting.page, session, sitting.page.report_request)
    made.notes = []
    made.noted.connect(made.notes.append)
    made.set_available(True)
    return made


def assert_preparing(actions: ReportActions) -> None:
    assert actions.notes == ["Preparing the report…"]
    assert not actions.save_action.isEnabled()
    assert not actions.report_action.isEnabled()


def test_a_report_is_saved_without_using_the_gui_thread(sitting, model, actions, qtbot, tmp_path):
    actions.save_action.trigger()
    dialog = sitting.page.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "here.pdf"))
    dialog.close()
    qtbot.waitUntil(lambda: bool(model.threads))
    assert_preparing(actions)
    model.gate.set()
    qtbot.waitUntil(actions.save_action.isEnabled)

    assert threading.main_thread() not in model.threads
    assert pages((tmp_path / "here.pdf").read_bytes()) == 1
    assert actions.notes[-1] == ""


def test_a_report_is_printed_without_using_the_gui_thread(sitting, model, actions, qtbot):
    actions.report_action.trigger()
    qtbot.waitUntil(lambda: bool(model.threads))
    assert_preparing(actions)
    assert sitting.page.findChild(QPrintPreviewWidget) is None
    model.gate.set()
    qtbot.waitUntil(lambda: sitting.page.findChild(QPrintPreviewWidget) is not None)

    assert threading.main_thread() not in model.threads
    assert actions.notes[-1] == ""


def test_a_report_that_cannot_be_saved_leaves_no_note(sitting, model, actions, qtbot, tmp_path):
    model.gate.set()
    actions.save_action.trigger()
    sitting.page.findChild(QFileDialog).fileSelected.emit(str(tmp_path / "absent" / "here.pdf"))
    sitting.page.findChild(QFileDialog).close()
    qtbot.waitUntil(lambda: sitting.page.findChild(QMessageBox) is not None)
    sitting.page.findChild(QMessageBox).reject()
    qtbot.waitUntil(actions.save_action.isEnabled)

    assert actions.notes[-1] == ""


def test_the_report_is_of_the_xray_that_was_shown_when_it_was_asked_for(sitting, model, actions, make_grey, qtbot):
    request = sitting.page.report_request()
    model.gate.set()
    sitting.show(make_grey("other.png"))

    assert request.make().record.file.endswith("grey.png")
    assert request.make().picture_with_map != request.make().picture


def test_there_is_no_report_before_the_image_is_loaded(sitting, make_grey, monkeypatch, qtbot):
    gate = threading.Event()

    def load_late(*arguments):
        assert gate.wait(60)
        return load_screened(*arguments)

    monkeypatch.setattr(page, "load_screened", load_late)
    sitting.page.show_record(make_grey())
    assert not sitting.page.can_report
    with qtbot.waitSignal(sitting.page.image_loaded):
        gate.set()

    assert sitting.page.can_report
    assert not sitting.page.report_request().make().picture.isNull()


def test_the_report_of_a_small_copy_says_that_it_is_one(sitting, make_grey, monkeypatch):
    copy = LoadedXray(picture(90, 60), is_absent=True, is_copy=True)
    monkeypatch.setattr(page, "load_screened", lambda *arguments: copy)
    sitting.show(make_grey())
    request = sitting.page.report_request()
    monkeypatch.undo()
    sitting.show(make_grey("other.png"))

    assert request.make().is_copy
    assert request.make().picture_with_map.isNull()
    assert not sitting.page.report_request().make().is_copy
