"""Results are queued for the archive, sent in the background, and kept until they are sent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow

from app.core.screening import Screener
from app.dicom.peer import Peer
from app.gui.batch.batch import Origin
from app.gui.batch.runner import BatchRunner
from app.gui.dicom.connections import Connections
from app.gui.dicom.send_action import SendAction
from app.gui.report.page import ReportRequest
from app.gui.session import Session
from app.settings import ArchiveSettings, Settings
from tests.helpers.dicom_xrays import sample_as_dicom
from tests.helpers.paper import picture
from tests.helpers.picture_archives import HOST, TITLE, archive, free_port
from tests.helpers.pictures import SAMPLE

pytestmark = [
    # The sender is the network library, which forgets a socket that the other side has closed first.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.usefixtures("_loopback"),
]


@pytest.fixture
def session(bundle, tmp_path, qtbot):
    made = Session(
        Screener.open(bundle, "1.2.3"), Settings(data_folder=str(tmp_path / "data")), tmp_path / "settings.json"
    )
    yield made
    qtbot.waitUntil(lambda: not made.threads.is_busy, timeout=20_000)


@pytest.fixture
def runner(session):
    return BatchRunner(session, session)


@pytest.fixture
def sending(session, runner):
    """The part that sends, started."""
    connections = Connections(session, runner, session)
    connections.archive.start()
    yield connections.archive
    connections.archive.stop()  # its timer, on this thread


@pytest.fixture
def xray(tmp_path) -> Path:
    (tmp_path / "xrays").mkdir()
    return sample_as_dicom(tmp_path / "xrays" / "child.dcm")


@pytest.fixture
def record(session, xray):
    return session.screener.screen_file(str(xray))


def use(session, peer: Peer, **values) -> None:
    session.update(archive=ArchiveSettings(str(peer), **values))


def settle(session, qtbot) -> None:
    qtbot.waitUntil(lambda: not session.threads.is_busy, timeout=20_000)


def test_picture_and_report_are_sent(session, sending, record, qtbot):
    with archive() as pacs:
        use(session, pacs.peer)
        with qtbot.waitSignal(sending.noted) as noted:
            sending.send([record])
        qtbot.waitUntil(lambda: len(pacs.received) == 2, timeout=20_000)
        settle(session, qtbot)

    assert noted.args == ["1 result on the way to the archive."]
    assert sending.queues == ()


def test_what_cannot_be_sent_waits_through_a_restart_and_is_sent_later(session, runner, sending, record, qtbot):
    away = Peer(TITLE, HOST, free_port())
    use(session, away)
    with qtbot.waitSignal(sending.changed, timeout=20_000):
        sending.send([record])
    (queue,) = sending.queues
    assert (queue.peer, queue.waiting, queue.refused) == (str(away), 2, 0)
    assert queue.reason.code == "send_unreachable"
    settle(session, qtbot)

    after = Connections(session, runner, session).archive
    after.start()
    qtbot.waitUntil(lambda: [each.waiting for each in after.queues] == [2])
    sent = []
    after.changed.connect(lambda: sent.append(after.queues))
    after.remove(str(away))
    settle(session, qtbot)
    after.stop()
    assert sent == [()]


def test_what_is_refused_is_shown_and_can_be_given_up(session, sending, record, qtbot):
    with archive() as pacs:
        pacs.statuses[:] = [0xC000, 0xA900]
        use(session, pacs.peer)
        with qtbot.waitSignal(sending.changed, timeout=20_000):
            sending.send([record])
        (queue,) = sending.queues
        assert (queue.waiting, queue.refused, queue.statuses) == (0, 2, ("A900", "C000"))
        with qtbot.waitSignal(sending.changed, timeout=20_000):
            sending.remove(str(pacs.peer))

    assert sending.queues == ()


def test_a_picture_that_is_gone_is_said(session, sending, record, xray, qtbot):
    xray.unlink()
    use(session, Peer(TITLE, HOST, free_port()))
    with qtbot.waitSignal(sending.failed) as failed:
        sending.send([record])

    assert "no file" in failed.args[0]


@pytest.fixture
def screened(session, runner, qtbot):
    """Return a function that screens a file as if it came from somewhere, and waits until all is done."""

    def screen(file, origin):
        with qtbot.waitSignal(runner.finished, timeout=20_000):
            runner.start([str(file)], origin=origin)
        settle(session, qtbot)

    return screen


@pytest.mark.parametrize(
    ("is_wanted", "origin", "count"), [(True, Origin.WATCHED, 2), (False, Origin.WATCHED, 0), (True, Origin.USER, 0)]
)
@pytest.mark.usefixtures("sending")
def test_what_comes_by_itself_is_sent_where_that_is_wanted(session, screened, xray, is_wanted, origin, count):
    with archive() as pacs:
        use(session, pacs.peer, sends_each=is_wanted)
        screened(xray, origin)

    assert len(pacs.received) == count


@pytest.mark.usefixtures("sending")
def test_a_jpeg_is_sent_by_itself_to_nobody(session, screened, tmp_path):
    (tmp_path / "child.jpeg").write_bytes(SAMPLE.read_bytes())
    with archive() as pacs:
        use(session, pacs.peer, sends_each=True)
        screened(tmp_path / "child.jpeg", Origin.WATCHED)

    assert pacs.received == []


def test_the_action_is_there_where_there_is_an_archive(session, sending, record, qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    request = ReportRequest(record, session.bundle, lambda: (picture(), picture()))
    action = SendAction(window, session, lambda: request, sending)
    action.set_available(True)
    assert not action.action.isVisible()
    with archive() as pacs:
        use(session, pacs.peer)
        assert action.action.isVisible()
        action.action.trigger()
        qtbot.waitUntil(lambda: len(pacs.received) == 2, timeout=20_000)
        settle(session, qtbot)


def test_an_archive_that_is_changed_does_not_get_what_waits_for_another(session, sending, record, qtbot):
    first, second = Peer(TITLE, HOST, free_port()), Peer(TITLE, HOST, free_port())
    use(session, first)
    with qtbot.waitSignal(sending.changed, timeout=20_000):
        sending.send([record])
    use(session, second)
    settle(session, qtbot)

    assert [each.peer for each in sending.queues] == [str(first)]
    assert session.settings == replace(session.settings, archive=ArchiveSettings(str(second)))
