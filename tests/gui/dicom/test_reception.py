"""The window receives X-rays, screens them as they come, and loses none."""

from __future__ import annotations

import socket

import pytest
from pydicom.uid import generate_uid
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableView

from app.core.results.history import History
from app.dicom.receive.inbox import Inbox
from app.gui.dicom.reception_state import Stage, stage_text
from app.gui.window.batch_bar import BatchBar
from tests.helpers.dicom_peers import HOST, Receiving, call, receiving, sender, store, stored, xray
from tests.helpers.dicoms import as_file

# The sender is the network library, which forgets a socket that the other side has closed first.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


def send(clinic, *images, title="XRAY"):
    return store(Receiving(clinic.port, clinic.folder), *images, title=title)


def waiting(clinic):
    return Inbox(clinic.folder).waiting()


def test_nothing_is_received_unless_it_is_wanted(clinic):
    assert clinic.stage is Stage.OFF
    assert not sender().associate(HOST, clinic.port, ae_title="KIFUA").is_established
    assert not clinic.desktop.window.findChild(BatchBar).isVisible()


def test_what_a_machine_sends_is_screened_and_shown(clinic, qtbot):
    clinic.switch_on()
    assert clinic.stage is Stage.WAITING
    assert "Ready for X-rays from the X-ray machine" in clinic.desktop.says()
    assert stage_text(clinic.reception.state) == f"Waiting for X-rays at {HOST}, port {clinic.port}, as KIFUA."
    assert send(clinic, xray(), xray()) == [0, 0]
    clinic.wait_until_screened(2)

    assert clinic.screened() == [str(path) for path in stored(clinic.folder)]
    qtbot.waitUntil(lambda: not waiting(clinic))
    clinic.desktop.wait_for("2 new X-rays screened")
    assert "the last one came at " in clinic.desktop.says()


def test_those_that_came_are_shown_the_last_one_first(clinic, qtbot):
    clinic.switch_on()
    send(clinic, xray(), xray(), xray())
    clinic.wait_until_screened(3)
    qtbot.mouseClick(clinic.desktop.part(QPushButton, "Show"), Qt.MouseButton.LeftButton)
    clinic.desktop.wait_for("3 X-rays · 3 not seen")
    (model,) = [each.model() for each in clinic.desktop.window.findChildren(QTableView) if each.isVisible()]
    qtbot.waitUntil(lambda: model.rowCount() == 3)

    times = [model.record(row).screened_at for row in range(3)]
    assert times == sorted(times, reverse=True)


def test_who_may_not_send_is_rejected_and_said(clinic):
    clinic.switch_on()
    assert not sender("STRANGER").associate(HOST, clinic.port, ae_title="KIFUA").is_established
    clinic.desktop.wait_for(f"STRANGER@{HOST} may not send X-rays")

    assert clinic.reception.state.rejected == (f"STRANGER@{HOST}",)
    assert stored(clinic.folder) == []


def test_without_anybody_who_may_send_nothing_listens(clinic):
    clinic.change(is_on=True)

    assert clinic.stage is Stage.NOBODY_MAY_SEND
    assert "add the X-ray machine" in stage_text(clinic.reception.state)


def test_a_port_that_is_taken_is_said_and_tried_again(clinic, qtbot):
    other = socket.create_server((HOST, clinic.port))
    clinic.switch_on()
    assert clinic.stage is Stage.FAILED
    assert "Another program uses port" in stage_text(clinic.reception.state)
    other.close()
    clinic.reception.look()

    qtbot.waitUntil(lambda: clinic.stage is Stage.WAITING)


def test_an_address_that_is_gone_is_said(clinic):
    clinic.switch_on(interface="203.0.113.7")

    assert "does not have the address 203.0.113.7 now" in stage_text(clinic.reception.state)


def test_another_program_that_receives_here_is_said(clinic):
    with Inbox(clinic.folder):
        clinic.switch_on()

        assert "Another run of Kifua receives X-rays" in stage_text(clinic.reception.state)


def test_another_port_is_listened_on_at_once_and_none_when_it_is_switched_off(clinic, qtbot):
    clinic.switch_on()
    before = clinic.port
    clinic.port = before + 1
    clinic.change(port=clinic.port)
    qtbot.waitUntil(lambda: clinic.stage is Stage.WAITING and clinic.reception.state.port == clinic.port)
    assert not sender().associate(HOST, before, ae_title="KIFUA").is_established
    assert send(clinic, xray()) == [0]
    clinic.change(is_on=False)
    qtbot.waitUntil(lambda: not clinic.desktop.window.session.threads.is_busy)

    assert clinic.stage is Stage.OFF
    assert not sender().associate(HOST, clinic.port, ae_title="KIFUA").is_established


def test_what_waits_from_before_is_screened_at_the_start_though_it_is_switched_off(clinic, qtbot):
    with receiving(clinic.folder) as node:
        store(node, xray())
    assert len(waiting(clinic)) == 1
    clinic.reception.start()
    clinic.wait_until_screened(1)

    qtbot.waitUntil(lambda: not waiting(clinic))


def test_closing_loses_nothing_that_was_acknowledged(clinic, qtbot):
    clinic.desktop.screener.gate.clear()
    clinic.switch_on()
    assert send(clinic, xray()) == [0]
    qtbot.waitUntil(lambda: clinic.desktop.window.is_screening, timeout=20_000)
    assert send(clinic, xray()) == [0]
    clinic.desktop.close()

    assert len(stored(clinic.folder)) == 2
    assert len(waiting(clinic)) + len(clinic.screened()) >= 2
    assert not sender().associate(HOST, clinic.port, ae_title="KIFUA").is_established


def test_a_result_that_the_history_does_not_keep_is_made_again(clinic, qtbot):
    clinic.desktop.history.parent.mkdir(parents=True, exist_ok=True)
    clinic.desktop.history.mkdir()
    clinic.switch_on()
    send(clinic, xray())
    clinic.desktop.wait_for("1 X-ray received whose result is not kept yet")
    assert len(waiting(clinic)) == 1
    clinic.desktop.history.rmdir()
    send(clinic, xray())
    clinic.wait_until_screened(2)

    qtbot.waitUntil(lambda: not waiting(clinic))


def test_what_is_received_again_is_not_screened_again(clinic, qtbot):
    clinic.switch_on()
    image = xray()
    send(clinic, image)
    clinic.wait_until_screened(1)
    send(clinic, image, xray(SOPInstanceUID=generate_uid()))
    clinic.wait_until_screened(2)

    with History(clinic.desktop.history) as history:
        assert history.count() == 2


def test_the_tools_of_x_ray_machines_are_answered(clinic, tmp_path, qtbot):
    clinic.switch_on()
    (tmp_path / "child.dcm").write_bytes(as_file(xray()))
    assert call("echoscu", clinic.port).returncode == 0
    assert call("storescu", clinic.port, tmp_path / "child.dcm").returncode == 0
    assert call("echoscu", clinic.port, title="STRANGER").returncode != 0
    clinic.wait_until_screened(1)
