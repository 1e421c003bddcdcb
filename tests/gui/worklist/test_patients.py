"""A disc of a picture archive is a list of patients: one of them can be picked."""

from __future__ import annotations

import pytest
from pydicom.uid import CTImageStorage
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTableView

from app.core.results.history import History
from app.gui.worklist.patient_box import PatientBox
from app.gui.worklist.rows.patients import patient_groups
from app.gui.worklist.source_box import SourceBox
from tests.helpers.dicom_xrays import sample_as_dicom
from tests.helpers.screening_records import kept_rows, record

FILES = (
    ("normal-1", "Otieno^Amina", "P-7", "20260102"),
    ("pneumonia-1", "Otieno^Amina", "P-7", "20260105"),
    ("normal-2", "Achieng^Neema", "P-2", "20260103"),
    ("uncertain-1", "Mwangi^Juma", "P-3", "20260104"),
)


@pytest.fixture
def disc(tmp_path):
    """Return a folder with the X-rays of three patients and a CT."""
    folder = tmp_path / "disc"
    folder.mkdir()
    for name, patient, patient_id, day in FILES:
        sample_as_dicom(folder / f"{name}.dcm", PatientName=patient, PatientID=patient_id, StudyDate=day)
    scan = sample_as_dicom(tmp_path / "x", SOPClassUID=CTImageStorage, Modality="CT").read_bytes()
    for number in range(5):
        (folder / f"slice{number}").write_bytes(scan)
    return folder


@pytest.fixture
def opened(desktop, disc):
    """The window with the disc screened."""
    desktop.drop(disc)
    desktop.wait_for("Done. Screened: 4 of 4.")
    return desktop


def listed(box):
    return [box.itemText(place) for place in range(box.count())]


def shown(desktop, column):
    model = desktop.part(QTableView, "Results").model()
    return [model.index(row, model.place(column)).data() for row in range(model.rowCount())]


def test_the_patients_are_listed_with_their_x_rays(opened):
    box = opened.part(PatientBox, "Patient")
    assert box.isVisible()
    assert box.currentText() == "All patients: 3"
    box.setFocus()

    assert listed(box) == [
        "All patients: 3",
        "Achieng, Neema · P-2 · 1 X-ray · taken 3 Jan 2026",
        "Mwangi, Juma · P-3 · 1 X-ray · taken 4 Jan 2026",
        "Otieno, Amina · P-7 · 2 X-rays · taken 5 Jan 2026",
    ]


def test_a_patient_is_picked_by_keys_and_the_others_come_back(opened, qtbot):
    box = opened.part(PatientBox, "Patient")
    box.setFocus()
    qtbot.keyClicks(box, "O")
    assert "2 of 4 X-rays" in opened.says()
    assert sorted(shown(opened, "study_at")) == ["2 Jan 2026", "5 Jan 2026"]
    qtbot.keyClick(box, Qt.Key.Key_Home)

    assert len(shown(opened, "patient_id")) == 4


def test_a_disc_that_is_opened_again_has_its_names_though_the_history_keeps_none(opened, disc):
    opened.drop(disc)
    opened.wait_for("Screened before: 4 of 4")

    assert "P-2 Achieng, Neema" in shown(opened, "patient_id")
    with History(opened.history) as history:
        assert {row["patient_name"] for row in kept_rows(history)} == {""}


def test_an_x_ray_that_is_opened_again_has_its_name(opened, disc):
    opened.drop(disc / "normal-2.dcm")
    opened.wait_for("Screened before")

    assert opened.part(QLineEdit, "Name").placeholderText() == "Achieng, Neema (file)"


def test_slices_of_a_ct_are_counted_and_bury_no_x_ray(opened):
    assert "5 files left out: no chest X-rays (CT 5)." in opened.says()


def test_a_new_batch_and_other_days_show_all_patients(opened, make_files, qtbot):
    box = opened.part(PatientBox, "Patient")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert len(shown(opened, "patient_id")) == 1
    opened.drop(make_files("normal.jpg", "pneumonia.jpg"))
    opened.wait_for("Done. Screened: 2 of 2.")

    assert len(shown(opened, "patient_id")) == 2
    assert not box.isVisible()


def test_the_x_rays_of_days_have_no_such_list(opened):
    opened.window.findChild(SourceBox).choose("all")
    assert not opened.window.findChild(PatientBox).isVisible()


def test_the_day_of_the_x_ray_has_a_column_where_a_file_says_it(desktop, make_files, disc):
    desktop.drop(make_files("normal.jpg", "pneumonia.jpg"))
    desktop.wait_for("Done. Screened: 2 of 2.")
    table = desktop.part(QTableView, "Results")
    desktop.window.resize(1366, 768)
    assert table.isColumnHidden(table.model().place("study_at"))
    desktop.drop(disc)
    desktop.wait_for("Done. Screened: 4 of 4.")

    assert not table.isColumnHidden(table.model().place("study_at"))


def test_patients_are_told_apart_by_id_and_else_by_name():
    records = [
        record(patient_id="P-7", patient_name="", study_at="2026-01-02"),
        record(patient_id="p-7", patient_name="Otieno, Amina", study_at=""),
        record(patient_id="", patient_name="Otieno, Amina", study_at=""),
        record(facts=None),
        record(patient_id="", patient_name="", study_at=""),
    ]
    groups = patient_groups(records)

    assert [(group.name, group.patient_id, group.count, group.study_at) for group in groups] == [
        ("Otieno, Amina", "", 1, ""),
        ("Otieno, Amina", "P-7", 2, "2026-01-02"),
        ("", "", 2, ""),
    ]
