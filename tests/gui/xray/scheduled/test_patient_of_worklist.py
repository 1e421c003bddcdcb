"""The patient of an X-ray, chosen from the clinic's worklist in the window."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from app.core.results.history import History
from app.gui.xray.scheduled.dialog import ScheduledDialog
from app.settings import WorklistSettings
from tests.helpers.screening_records import kept_rows
from tests.helpers.worklist_servers import scheduled, worklist_server


def test_the_chosen_child_fills_the_form_and_the_history(desktop, make_files, qtbot):
    with worklist_server(scheduled(PatientBirthDate="20230304")) as server:
        desktop.window.session.update(worklist=WorklistSettings(str(server.peer)), store_names=True)
        desktop.drop(make_files("pneumonia.jpg") / "pneumonia.jpg")
        desktop.wait_for("Signs of pneumonia")
        desktop.part(QPushButton, "Edit the patient").click()
        desktop.part(QPushButton, "Choose from the clinic's worklist…").click()
        (dialog,) = desktop.window.findChildren(ScheduledDialog)
        choose = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Choose")
        qtbot.waitUntil(choose.isEnabled, timeout=20_000)
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    assert desktop.part(QLineEdit, "Patient id").text() == "P-7"
    assert desktop.part(QLineEdit, "Name").text() == "Otieno, Amina"
    assert desktop.part(QComboBox, "Sex").currentText() == "Girl / female"
    with History(desktop.history) as history:
        (row,) = kept_rows(history, 9)
    assert (row["patient_id"], row["patient_name"], row["sex"]) == ("P-7", "Otieno, Amina", "F")
    years = (date.fromisoformat(row["screened_at"][:10]) - date(2023, 3, 4)).days / 365.25
    assert row["age"] == pytest.approx(years, abs=0.1)
    assert desktop.part(QLineEdit, "Age").text() == str(row["age"])
