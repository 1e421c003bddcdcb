"""Exporting the X-ray that is shown as DICOM."""

from __future__ import annotations

from dataclasses import replace

import pydicom
import pytest
from PySide6.QtWidgets import QFileDialog, QMainWindow

from app.core.records import Patient
from app.core.screening import Screener, with_patient
from app.gui.report.dicom_export import DicomExport
from app.gui.report.page import ReportRequest
from app.gui.session import Session
from app.settings import Settings
from tests.helpers.dicom_xrays import sample_as_dicom
from tests.helpers.paper import picture
from tests.helpers.pictures import SAMPLE


@pytest.fixture
def shipped(bundle):
    return Screener.open(bundle, "1.2.3")


@pytest.fixture
def export(qtbot, shipped, tmp_path):
    """Return what makes the export of a record, in a window."""
    window = QMainWindow()
    qtbot.addWidget(window)
    session = Session(shipped, Settings(data_folder=str(tmp_path / "data")), tmp_path / "settings.json")

    def make(record):
        return DicomExport(
            window, session, lambda: ReportRequest(record, shipped.bundle, lambda: (picture(), picture()))
        )

    yield make
    qtbot.waitUntil(lambda: not session.threads.is_busy)


def choose(export, folder):
    export.action.trigger()
    dialog = export.parent().findChild(QFileDialog)
    assert dialog.fileMode() == QFileDialog.FileMode.Directory
    dialog.fileSelected.emit(str(folder))
    dialog.close()


def test_it_is_off_while_there_is_nothing_to_export(export, shipped):
    made = export(shipped.screen_file(str(SAMPLE)))

    assert not made.action.isEnabled()
    made.set_available(True)
    assert made.action.isEnabled()


def test_picture_and_report_are_written_under_the_patient_of_the_file(export, shipped, tmp_path, qtbot):
    made = export(shipped.screen_file(str(sample_as_dicom(tmp_path / "xray.dcm"))))
    made.set_available(True)
    with qtbot.waitSignal(made.written) as written, qtbot.assertNotEmitted(made.hinted):
        choose(made, tmp_path / "results")

    assert written.args == [tmp_path / "results"]
    files = [pydicom.dcmread(path) for path in (tmp_path / "results").iterdir()]
    assert sorted(each.Modality for each in files) == ["OT", "SR"]
    assert {each.PatientID for each in files} == {"P-7"}


def test_what_the_user_typed_is_of_a_picture_that_names_nobody(export, shipped, tmp_path, qtbot):
    screened = shipped.screen_file(str(SAMPLE))
    typed = with_patient(screened, Patient("K 12", "Amina", 3.0), shipped.bundle.input_limits)
    made = export(typed)
    made.set_available(True)
    with qtbot.waitSignals([made.written, made.hinted]):
        choose(made, tmp_path / "results")

    assert {pydicom.dcmread(path).PatientID for path in (tmp_path / "results").iterdir()} == {"K 12"}


def test_a_file_that_is_another_one_now_is_said(export, shipped, tmp_path, qtbot):
    made = export(replace(shipped.screen_file(str(SAMPLE)), sha256="0" * 64))
    made.set_available(True)
    with qtbot.waitSignal(made.failed) as failed:
        choose(made, tmp_path / "results")

    assert "screen it again" in failed.args[0]
    assert not (tmp_path / "results").exists()
    qtbot.waitUntil(made.action.isEnabled)
