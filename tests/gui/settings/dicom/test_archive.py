"""The archive in the settings: used as soon as all is right, asked by a button, and its queue is shown."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QMessageBox, QPushButton

from app.core.errors import Reason
from app.gui.batch.runner import BatchRunner
from app.gui.dicom.archive import Archive, QueueState
from app.gui.settings.dicom.archive import ArchivePart
from app.settings import ArchiveSettings
from tests.helpers.dicom_peers import receiving
from tests.helpers.panels import part, says
from tests.helpers.picture_archives import HOST, free_port

pytestmark = [
    # The caller is the network library, which forgets a socket that the other side has closed first.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.usefixtures("_loopback"),
]
EACH = "Send results of X-rays that arrive"


@pytest.fixture
def archive(session):
    return Archive(session, BatchRunner(session, session), session)


@pytest.fixture
def shown(session, archive, qtbot):
    made = ArchivePart(session, archive)
    qtbot.addWidget(made)
    made.show()
    yield made
    qtbot.waitUntil(lambda: not session.threads.is_busy, timeout=20_000)


def write(qtbot, shown, name, text):
    (field,) = [each for each in shown.findChildren(QLineEdit) if each.accessibleName() == name]
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text + "\r")


def test_an_archive_is_used_once_all_of_it_is_right(shown, session, qtbot):
    assert "Off: no archive is entered." in says(shown)
    assert not part(shown, QCheckBox, EACH).isEnabled()
    write(qtbot, shown, "Its AE title", "PACS")
    write(qtbot, shown, "Its address", "192.168.1.40")
    assert "Not used yet" in says(shown)
    write(qtbot, shown, "Its port", "104")
    part(shown, QCheckBox, EACH).click()

    assert session.settings.archive == ArchiveSettings("PACS@192.168.1.40:104", sends_each=True)
    part(shown, QPushButton, "Remove the archive").click()
    assert session.settings.archive == ArchiveSettings()


def test_an_archive_that_answers_is_told_from_one_that_does_not(shown, session, qtbot, tmp_path):
    with receiving(tmp_path / "received") as node:
        session.update(archive=ArchiveSettings(f"KIFUA@{HOST}:{node.port}", "XRAY"))
        part(shown, QPushButton, "Test the connection").click()
        qtbot.waitUntil(lambda: "The archive answers." in says(shown), timeout=20_000)
        session.update(archive=ArchiveSettings(f"KIFUA@{HOST}:{node.port}", "STRANGER"))
        part(shown, QPushButton, "Test the connection").click()
        qtbot.waitUntil(lambda: "does not take calls from STRANGER" in says(shown), timeout=20_000)
    session.update(archive=ArchiveSettings(f"KIFUA@{HOST}:{free_port()}"))
    part(shown, QPushButton, "Test the connection").click()

    qtbot.waitUntil(lambda: "cannot be reached" in says(shown), timeout=20_000)


def test_what_waits_and_what_was_refused_is_shown_with_the_reason(shown, archive, qtbot):
    away = Reason.of("send_unreachable", peer="PACS@192.168.1.40:104")
    archive._show((QueueState("PACS@192.168.1.40:104", 3, 2, ("A900",), away),))
    qtbot.waitUntil(lambda: "For PACS@192.168.1.40:104: 3 files waiting. 2 refused (status A900)" in says(shown))
    assert "PACS@192.168.1.40:104 cannot be reached: what waits for it is sent later." in says(shown)
    part(shown, QPushButton, "Give up…").click()
    box = shown.findChild(QMessageBox)

    assert "Send none of what waits" in box.text()
    box.close()
    archive._show(())
    assert "For PACS" not in says(shown)
