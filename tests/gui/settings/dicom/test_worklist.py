"""The server of the clinic's worklist in the settings: used as soon as all is right, and asked by a button."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytest_socket import enable_socket

from app.gui.settings.dicom.worklist import WorklistPart
from app.gui.widgets.labels import TextLabel
from app.settings import WorklistSettings
from tests.helpers.picture_archives import HOST, free_port
from tests.helpers.worklist_servers import TITLE, scheduled, worklist_server

SERVER = WorklistSettings("RIS@192.168.1.30:104")


@pytest.fixture(scope="module", autouse=True)
def _forgotten_sockets():
    """Have the sockets found that the network library forgets, before another module has to answer for them."""
    yield
    gc.collect()


class Section:
    """The part of the settings and the user before it."""

    def __init__(self, part, qtbot):
        self._part, self._qtbot = part, qtbot

    def field(self, name):
        return next(each for each in self._part.findChildren(QLineEdit) if each.accessibleName() == name)

    def button(self, words):
        return next(each for each in self._part.findChildren(QPushButton) if each.text() == words)

    def type(self, name, text):
        field = self.field(name)
        field.setFocus()
        field.selectAll()
        self._qtbot.keyClicks(field, text) if text else self._qtbot.keyClick(field, Qt.Key.Key_Delete)
        self._qtbot.keyClick(field, Qt.Key.Key_Return)

    @property
    def state(self):
        label = next(
            each for each in self._part.findChildren(TextLabel) if each.accessibleName() == "State of the worklist"
        )
        return label.text()

    @property
    def says(self):
        return "\n".join(label.text() for label in self._part.findChildren(QLabel) if label.isVisible())

    def wait_for(self, text):
        self._qtbot.waitUntil(lambda: text in self.state, timeout=20_000)


@pytest.fixture
def section(session, qtbot):
    part = WorklistPart(session)
    qtbot.addWidget(part)
    part.show()
    part.activateWindow()
    qtbot.waitActive(part)
    yield Section(part, qtbot)
    session.threads.cancel_all()
    qtbot.waitUntil(lambda: not session.threads.is_busy, timeout=20_000)


def test_it_is_off_until_a_server_is_entered(section, session):
    assert section.state.startswith("Off")
    assert not section.button("Test the connection").isEnabled()
    section.type("Its AE title", "RIS")
    section.type("Its address", "192.168.1.30")
    assert section.state.startswith("Not used yet")
    assert session.settings.worklist == WorklistSettings()
    section.type("Its port", "104")

    assert session.settings.worklist == SERVER
    assert section.state == "Patients can be chosen from RIS@192.168.1.30:104."
    assert section.field("Kifua's AE title there").text() == "KIFUA"


def test_a_mistake_is_said_below_its_field_and_changes_nothing(section, session):
    session.update(worklist=SERVER)
    section.type("Its port", "70000")
    assert "Write a number from 1 to 65535." in section.says
    assert section.field("Its port").accessibleDescription() == "Write a number from 1 to 65535."
    assert session.settings.worklist == SERVER
    section.type("Its port", "11112")

    assert "Write a number" not in section.says
    assert session.settings.worklist.address == "RIS@192.168.1.30:11112"


@pytest.mark.parametrize(
    ("name", "text", "mistake"),
    [
        ("Its AE title", "R\\IS", "Write 1 to 16 letters"),
        ("Its address", "the server", "Write a name or an address, such as 192.168.1.30."),
        ("Kifua's AE title there", "KIFUÄ", "Write 1 to 16 letters"),
        ("Only for this machine", "X" * 17, "Write 1 to 16 letters"),
    ],
)
def test_every_field_is_checked(section, session, name, text, mistake):
    session.update(worklist=SERVER)
    section.type(name, text)

    assert mistake in section.says
    assert session.settings.worklist == SERVER


def test_what_is_typed_stays_while_something_else_is_changed(section, session):
    section.type("Its AE title", "RIS")
    session.update(notify_sound=True)

    assert section.field("Its AE title").text() == "RIS"


def test_the_own_title_and_the_machine_are_kept(section, session):
    session.update(worklist=SERVER)
    section.type("Kifua's AE title there", "KIFUA2")
    section.type("Only for this machine", "XRAY")

    assert session.settings.worklist == WorklistSettings(SERVER.address, "KIFUA2", "XRAY")


def test_it_is_off_again_when_it_is_removed_or_emptied(section, session):
    session.update(worklist=SERVER)
    section.type("Its port", "wrong")
    section.button("Remove").click()
    assert session.settings.worklist == WorklistSettings()
    assert section.field("Its port").text() == section.field("Its AE title").text() == ""
    session.update(worklist=SERVER)
    for name in ("Its AE title", "Its address", "Its port"):
        section.type(name, "")

    assert session.settings.worklist == WorklistSettings()


def test_a_server_that_answers_is_told(section, session):
    enable_socket()
    with worklist_server(scheduled(), scheduled(), scheduled(Modality="US")) as server:
        session.update(worklist=WorklistSettings(str(server.peer)))
        section.button("Test the connection").click()
        section.wait_for("The server answers: 2 X-rays planned for today.")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # pynetdicom leaves its socket to Python
def test_a_server_that_does_not_answer_is_told(section, session):
    enable_socket()
    session.update(worklist=WorklistSettings(f"{TITLE}@{HOST}:{free_port()}"))
    section.button("Test the connection").click()

    section.wait_for("cannot be reached")
