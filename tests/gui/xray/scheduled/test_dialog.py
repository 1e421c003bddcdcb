"""The clinic's worklist in a dialog: by keyboard alone, and nothing is taken that was not chosen."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QLineEdit, QPushButton, QTableView, QWidget

from app.dicom.peer import Peer
from app.gui.widgets.labels import TextLabel
from app.gui.workers.worklist import worklist_task
from app.gui.xray.scheduled.dialog import ScheduledDialog
from app.settings import WorklistSettings
from tests.helpers.picture_archives import HOST, free_port
from tests.helpers.worklist_servers import TITLE, scheduled, worklist_server

TODAY = f"{date.today():%Y%m%d}"


def planned(name, patient_id, **elements):
    return scheduled(name, PatientID=patient_id, **{"ScheduledProcedureStepStartDate": TODAY, **elements})


CHILDREN = (
    planned("Otieno^Amina", "P-7", ScheduledProcedureStepStartTime="0930"),
    planned("Mwangi^Baraka", "P-8", ScheduledProcedureStepStartTime="0815"),
    planned("Abdi^Hassan", "P-9", Modality="US"),
)


@pytest.fixture
def server():
    with worklist_server(*CHILDREN) as made:
        yield made


class User:
    """The dialog and the user before it."""

    def __init__(self, dialog, qtbot):
        self.dialog, self._qtbot = dialog, qtbot
        self.chosen = []
        dialog.chosen.connect(self.chosen.append)

    def part(self, kind, name):
        return next(
            part
            for part in self.dialog.findChildren(kind)
            if name in (part.accessibleName(), part.text() if isinstance(part, QPushButton | QCheckBox) else "")
        )

    @property
    def says(self):
        return self.part(TextLabel, "Clinic's worklist").text()

    @property
    def names(self):
        model = self.part(QTableView, "Clinic's worklist").model()
        return [model.index(row, 1).data() for row in range(model.rowCount())]

    def wait_for(self, text):
        self._qtbot.waitUntil(lambda: text in self.says, timeout=20_000)

    def type(self, text):
        self._qtbot.keyClicks(self.dialog.focusWidget(), text)

    def press(self, *keys):
        for key in keys:
            self._qtbot.keyClick(self.dialog.focusWidget(), key)


@pytest.fixture
def open_dialog(session, qtbot):
    """Return a function that opens the dialog on a server, for an X-ray of a patient."""
    parent = QWidget()
    qtbot.addWidget(parent)

    def open_it(peer, patient_id="") -> User:
        dialog = ScheduledDialog(session, partial(worklist_task, peer), patient_id, parent)
        user = User(dialog, qtbot)
        dialog.open()
        dialog.activateWindow()
        qtbot.waitActive(dialog)
        return user

    yield open_it
    for dialog in parent.findChildren(ScheduledDialog):
        dialog.reject()
    qtbot.waitUntil(lambda: not session.threads.is_busy, timeout=20_000)


def test_the_x_rays_of_today_are_shown_by_their_time(open_dialog, server):
    user = open_dialog(server.peer)
    user.wait_for("2 X-rays planned. 1 other examination not shown.")

    assert user.names == ["Mwangi, Baraka", "Otieno, Amina"]
    assert server.asked[0].ScheduledProcedureStepSequence[0].ScheduledProcedureStepStartDate == TODAY


def test_a_row_says_what_tells_patients_apart(open_dialog, server):
    user = open_dialog(server.peer)
    user.wait_for("2 X-rays planned")
    model = user.part(QTableView, "Clinic's worklist").model()

    row = [model.index(1, column).data() for column in range(model.columnCount())]
    assert row[:3] + row[4:] == ["09:30", "Otieno, Amina", "P-7", "girl / female", "Chest PA"]
    assert row[3].endswith("years")


def test_a_child_is_found_and_chosen_by_the_keyboard_alone(open_dialog, server):
    user = open_dialog(server.peer)
    user.wait_for("2 X-rays planned")
    user.type("amina")
    assert user.names == ["Otieno, Amina"]
    assert user.says.startswith("1 of 2 X-rays planned.")
    user.press(Qt.Key.Key_Return)

    assert [item.patient_id for item in user.chosen] == ["P-7"]
    assert not user.dialog.isVisible()


def test_the_arrows_lead_from_the_search_into_the_table(open_dialog, server):
    user = open_dialog(server.peer)
    user.wait_for("2 X-rays planned")
    user.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)

    assert [item.patient_id for item in user.chosen] == ["P-7"]


def test_enter_takes_nobody_while_it_is_not_clear_who_is_meant(open_dialog, server):
    user = open_dialog(server.peer)
    user.wait_for("2 X-rays planned")
    user.press(Qt.Key.Key_Return)

    assert user.chosen == []
    assert user.dialog.isVisible()
    assert not user.part(QPushButton, "Choose").isEnabled()


@pytest.mark.parametrize("patient_id", ["P-7", "p-7 "])
def test_the_patient_of_the_x_ray_is_selected_and_that_is_said(open_dialog, server, patient_id):
    user = open_dialog(server.peer, patient_id)
    user.wait_for("Selected is the patient with the id of this X-ray.")
    assert user.chosen == []
    user.press(Qt.Key.Key_Return)

    assert [item.patient_id for item in user.chosen] == ["P-7"]


def test_a_double_click_chooses(open_dialog, server):
    user = open_dialog(server.peer)
    user.wait_for("2 X-rays planned")
    table = user.part(QTableView, "Clinic's worklist")
    table.selectRow(0)
    table.doubleClicked.emit(table.model().index(0, 0))

    assert [item.patient_id for item in user.chosen] == ["P-8"]


def test_other_examinations_are_shown_on_request(open_dialog, server):
    user = open_dialog(server.peer)
    user.wait_for("1 other examination not shown")
    user.part(QCheckBox, "Other examinations than X-rays too").click()

    assert "Abdi, Hassan" in user.names
    assert "not shown" not in user.says


def test_another_day_and_any_day_can_be_asked_for(open_dialog, server, session):
    session.update(worklist=WorklistSettings(str(server.peer), station="XRAY"))
    tomorrow = date.today() + timedelta(days=1)
    user = open_dialog(server.peer)
    user.wait_for("planned")
    days = user.part(QComboBox, "Day")
    days.setCurrentIndex(days.findText("On …"))
    user.part(QDateEdit, "On which day").setDate(QDate(tomorrow.year, tomorrow.month, tomorrow.day))
    user.wait_for("planned")
    days.setCurrentIndex(days.findText("Any day"))
    user.wait_for("planned")

    steps = [asked.ScheduledProcedureStepSequence[0] for asked in server.asked]
    assert f"{tomorrow:%Y%m%d}" in [step.ScheduledProcedureStepStartDate for step in steps]
    assert steps[-1].ScheduledProcedureStepStartDate == ""
    assert {step.ScheduledStationAETitle for step in steps} == {"XRAY"}


def test_a_row_of_another_day_says_which(open_dialog):
    with worklist_server(planned("Njeri^Faith", "P-1", ScheduledProcedureStepStartDate="20260102")) as server:
        user = open_dialog(server.peer)
        user.wait_for("1 X-ray planned")
        model = user.part(QTableView, "Clinic's worklist").model()

        assert model.index(0, 0).data() == "2 Jan 2026 09:30"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # pynetdicom leaves its socket to Python
def test_a_server_that_is_away_is_said_and_can_be_asked_again(open_dialog):
    port = free_port()
    user = open_dialog(Peer(TITLE, HOST, port))
    user.wait_for("cannot be reached")
    assert user.names == []
    with worklist_server(*CHILDREN, port=port):
        user.part(QPushButton, "Ask again").click()
        user.wait_for("2 X-rays planned")


def test_a_dialog_that_is_closed_asks_no_longer(open_dialog, session, qtbot):
    with worklist_server(*CHILDREN, endless=True) as server:
        user = open_dialog(server.peer)
        qtbot.waitUntil(lambda: bool(server.asked), timeout=20_000)
        user.press(Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not session.threads.is_busy, timeout=20_000)

        assert server.cancelled
    assert user.chosen == []


def test_nothing_can_be_searched_for_that_is_not_there(open_dialog, server):
    user = open_dialog(server.peer)
    user.wait_for("2 X-rays planned")
    user.part(QLineEdit, "Search").setText("wanjiru")

    assert user.says.startswith("0 of 2 X-rays planned.")
    assert not user.part(QPushButton, "Choose").isEnabled()
