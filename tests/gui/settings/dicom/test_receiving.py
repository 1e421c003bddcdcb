"""How X-rays are received is chosen in the settings, and every mistake is said beside its field."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QFileDialog, QLineEdit, QPushButton

from app.core.errors import Reason
from app.gui.batch.runner import BatchRunner
from app.gui.dicom import reception
from app.gui.dicom.connections import Connections
from app.gui.settings.dicom.section import DicomSection
from app.settings import ReceiveSettings, load_settings
from tests.helpers.panels import part, says

MACHINE = "XRAY@192.168.1.20"
TITLE, ADDRESS = "Name (AE title) of the X-ray machine", "Address of the X-ray machine"


@pytest.fixture
def connections(session):
    return Connections(session, BatchRunner(session, session), session)


@pytest.fixture
def section(_loopback, session, connections, qtbot):
    made = DicomSection(session, connections)
    qtbot.addWidget(made)
    made.resize(900, 900)
    made.show()
    yield made
    qtbot.waitUntil(lambda: not session.threads.is_busy)


@pytest.fixture
def switched_on(section, session):
    session.update(receive=replace(session.settings.receive, is_on=True))
    return section


def fields(section, name):
    """Return the fields of a name, in their order."""
    return [each for each in section.findChildren(QLineEdit) if each.accessibleName() == name]


def write(qtbot, field, text):
    """Type into a field and leave it."""
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def click(qtbot, section, words):
    qtbot.mouseClick(part(section, QPushButton, words), Qt.MouseButton.LeftButton)


def test_it_is_off_at_first_and_nothing_is_asked(section, session):
    assert session.settings.receive == ReceiveSettings()
    assert not part(section, QCheckBox, "Receive X-rays from an X-ray machine").isChecked()
    assert not part(section, QPushButton, "Add an X-ray machine").isVisible()


def test_the_address_of_this_computer_is_shown_before_a_machine_is_added(section, connections, monkeypatch, qtbot):
    monkeypatch.setattr(reception, "own_addresses", lambda: ["192.168.1.7"])
    connections.reception.start()
    part(section, QCheckBox, "Receive X-rays from an X-ray machine").click()

    qtbot.waitUntil(lambda: "192.168.1.7" in says(section))
    assert "add the X-ray machine below" in says(section)
    assert "in no network" not in says(section)


def test_what_stands_in_an_empty_field_is_told_from_what_is_entered(section):
    assert fields(section, TITLE)[0].placeholderText() == "e.g. XRAY"
    assert fields(section, ADDRESS)[0].placeholderText() == "e.g. 192.168.1.20"
    assert {field.placeholderText() for field in fields(section, "Its AE title")} == {"e.g. PACS", "e.g. RIS"}
    assert fields(section, "Kifua's AE title there")[0].placeholderText() == "KIFUA if left empty"


def test_a_machine_is_stored_once_name_and_address_are_right(section, session, qtbot, tmp_path):
    part(section, QCheckBox, "Receive X-rays from an X-ray machine").click()
    write(qtbot, fields(section, TITLE)[0], "XRAY")
    assert session.settings.receive.callers == ()
    write(qtbot, fields(section, ADDRESS)[0], "192.168.1.20")

    assert session.settings.receive.callers == (MACHINE,)
    assert load_settings(tmp_path / "config" / "settings.json")[0].receive.callers == (MACHINE,)


def test_another_machine_is_added_and_removed(session, connections, qtbot, request):
    session.update(receive=replace(session.settings.receive, is_on=True, callers=(MACHINE,)))
    section = request.getfixturevalue("section")
    click(qtbot, section, "Add an X-ray machine")
    qtbot.waitUntil(fields(section, TITLE)[1].isVisible)
    write(qtbot, fields(section, TITLE)[1], "CR2")
    write(qtbot, fields(section, ADDRESS)[1], "10.0.0.0/24")
    assert session.settings.receive.callers == (MACHINE, "CR2@10.0.0.0/24")
    remove, *_ = (each for each in section.findChildren(QPushButton) if each.text() == "Remove")
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)

    assert session.settings.receive.callers == ("CR2@10.0.0.0/24",)


@pytest.mark.parametrize(
    ("name", "text", "mistake"),
    [
        (TITLE, "A\\B", "Write 1 to 16 letters, digits and signs"),
        (ADDRESS, "192.168.1", "Write numbers with dots, such as 192.168.1.20."),
        ("Name (AE title) of Kifua", "SEVENTEENLETTERS_", "Write 1 to 16 letters, digits and signs"),
        ("Port of this computer", "65536", "Write a number from 1 to 65535."),
        ("Port of this computer", "0", "Write a number from 1 to 65535."),
        ("Port of this computer", "high", "Write a number from 1 to 65535."),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_changes_nothing(switched_on, session, qtbot, name, text, mistake):
    before = session.settings.receive
    write(qtbot, fields(switched_on, name)[0], text)

    assert mistake in says(switched_on)
    assert session.settings.receive == before


def test_what_is_mended_is_stored_and_said_no_more(switched_on, session, qtbot):
    write(qtbot, fields(switched_on, "Port of this computer")[0], "high")
    write(qtbot, fields(switched_on, "Port of this computer")[0], "104")

    assert session.settings.receive.port == 104
    assert "Write a number from" not in says(switched_on)


@pytest.mark.parametrize(("text", "size"), [("0.5", 0.5), ("2,5", 2.5), ("40", 40.0)])
def test_the_room_for_x_rays_is_chosen(switched_on, session, qtbot, text, size):
    write(qtbot, fields(switched_on, "Most gigabytes of X-rays")[0], text)

    assert session.settings.receive.most_gb == size


def test_the_technician_gets_what_has_to_be_typed(switched_on, session, qtbot):
    session.update(receive=replace(session.settings.receive, interface="192.168.1.5", port=104))
    click(qtbot, switched_on, "Copy")

    assert QApplication.clipboard().text() == "AE title: KIFUA\nIP address: 192.168.1.5\nPort: 104"
    assert part(switched_on, QComboBox, "Address of this computer").currentText() == "192.168.1.5"


def test_who_was_rejected_is_let_in_by_one_click(switched_on, session, connections, qtbot):
    connections.reception._told.emit(Reason.of("caller_rejected", caller="DX@192.168.1.44"))
    assert "Rejected: DX@192.168.1.44" in says(switched_on)
    click(qtbot, switched_on, "Let it send")

    assert session.settings.receive.callers == ("DX@192.168.1.44",)
    assert "Rejected" not in says(switched_on)


def test_a_certificate_needs_its_key(switched_on, session, qtbot, tmp_path):
    for name in ("kifua.pem", "kifua.key"):
        (tmp_path / name).write_text("PEM")
    part(switched_on, QPushButton, "Certificate").click()
    switched_on.findChild(QFileDialog).fileSelected.emit(str(tmp_path / "kifua.pem"))
    assert session.settings.receive.tls_certificate == ""
    part(switched_on, QPushButton, "Its key").click()
    switched_on.findChildren(QFileDialog)[-1].fileSelected.emit(str(tmp_path / "kifua.key"))
    stored = session.settings.receive
    assert (stored.tls_certificate, stored.tls_key) == (str(tmp_path / "kifua.pem"), str(tmp_path / "kifua.key"))
    part(switched_on, QPushButton, "Do not encrypt").click()

    assert session.settings.receive.tls_certificate == ""
