"""The queues: in order, on the disk, nothing twice, and at ever longer intervals while a peer is away."""

import stat
import sys

import pytest

from app.core.errors import NetworkError, OutputError
from app.dicom.peer import Peer
from app.dicom.send.outbox import deliver, queues
from app.dicom.send.peer_queue import LONGEST_WAIT_S, PeerQueue

PEER = Peer("PACS", "192.168.1.20", 104)
NOW = 1_800_000_000.0
DAY_S = 86_400.0
STORED, LATER, REFUSED = 0x0000, 0xA700, 0xA900
"""Statuses of C-STORE."""


class Scripted:
    """Stands for the network: gives these answers, then stores everything; notes what it was sent."""

    def __init__(self, *answers):
        self.sent = []
        self._answers = list(answers)

    def __call__(self, peer, paths):
        for path in paths:
            answer = self._answers.pop(0) if self._answers else STORED
            if isinstance(answer, BaseException):
                raise answer
            self.sent.append(uid(path))
            yield answer


def uid(path):
    return path.stem.split("-", 1)[-1]


def away():
    return NetworkError("send_unreachable", peer=PEER)


@pytest.fixture
def queue(tmp_path):
    return PeerQueue(tmp_path / "outbox", PEER)


@pytest.fixture
def filled(queue, instance):
    """Return a queue in which instances 0 to 4 wait."""
    queue.put(tuple(map(instance, range(5))))
    return queue


UIDS = [f"2.25.{number}" for number in range(1000, 1005)]


def test_what_waits_is_sent_in_its_order(filled, instance):
    filled.put((instance(5),))
    network = Scripted()

    done = deliver(filled, NOW, send=network)

    assert network.sent == [*UIDS, "2.25.1005"]
    assert (done.sent, done.left, done.reason) == (6, 0, None)
    assert filled.waiting() == []


def test_what_waits_survives_the_program(filled, tmp_path):
    (found,) = queues(tmp_path / "outbox")

    assert found.peer == PEER
    assert [uid(path) for path in found.waiting()] == UIDS


def test_what_was_acknowledged_is_never_sent_again(filled, instance):
    deliver(filled, NOW, send=Scripted())

    assert filled.put((instance(2), instance(7))) == 1
    network = Scripted()
    deliver(filled, NOW, send=network)
    assert network.sent == ["2.25.1007"]


def test_what_waits_already_is_not_queued_twice(filled, instance):
    assert filled.put((instance(0), instance(4))) == 0
    assert len(filled.waiting()) == 5


def test_killed_between_acknowledgement_and_removal_it_is_not_sent_again(filled, monkeypatch):
    first = filled.waiting()[0]
    content = first.read_bytes()
    filled.acknowledge(first)
    first.write_bytes(content)  # as if the program had been killed before it was removed

    network = Scripted()
    deliver(filled, NOW, send=network)

    assert network.sent == UIDS[1:]
    assert filled.waiting() == []


def test_a_line_that_a_power_cut_broke_off_spoils_no_other(filled, tmp_path):
    filled.acknowledge(filled.waiting()[0])
    (ledger,) = (tmp_path / "outbox").glob("*/acknowledged.txt")
    ledger.write_bytes(ledger.read_bytes() + b"\n2.25.10")
    filled.acknowledge(filled.waiting()[0])

    network = Scripted()
    deliver(filled, NOW, send=network)

    assert network.sent == UIDS[2:]


def test_a_connection_that_breaks_leaves_the_rest_in_order(filled):
    done = deliver(filled, NOW, send=Scripted(STORED, STORED, away()))

    assert (done.sent, done.left, done.reason.code) == (2, 3, "send_unreachable")
    assert [uid(path) for path in filled.waiting()] == UIDS[2:]


def test_a_peer_that_takes_no_more_is_asked_later(filled):
    network = Scripted(STORED, LATER)

    done = deliver(filled, NOW, send=network)

    assert (done.sent, done.left, done.reason.code) == (1, 4, "send_later")
    assert len(network.sent) == 2


def test_what_is_refused_for_good_does_not_hold_up_the_others(filled):
    done = deliver(filled, NOW, send=Scripted(STORED, REFUSED))

    assert (done.sent, done.refused, done.left) == (4, 1, 0)
    assert [path.stem for path in filled.refused()] == [f"{UIDS[1]}-A900"]
    assert filled.refusals() == {"A900": 1}


def test_after_each_failure_the_wait_is_twice_as_long(filled):
    now, waits = NOW, []
    for _ in range(12):
        deliver(filled, now, at_once=True, send=Scripted(away()))
        wait = next(seconds for seconds in range(30, 10**6, 30) if filled.is_due(now + seconds))
        waits.append(wait)
        now += wait

    assert waits[:4] == [60, 120, 240, 480]
    assert waits[-1] == LONGEST_WAIT_S


def test_a_peer_is_left_alone_until_its_time_unless_the_user_asks(filled):
    deliver(filled, NOW, send=Scripted(away()))
    network = Scripted()

    assert deliver(filled, NOW + 30, send=network).left == 5
    assert network.sent == []
    assert deliver(filled, NOW + 30, at_once=True, send=network).sent == 5


def test_weeks_without_a_network_lose_nothing(filled, instance):
    for day in range(40):
        filled.put((instance(10 + day),))
        deliver(filled, NOW + day * DAY_S, send=Scripted(away()))
    network = Scripted()

    deliver(filled, NOW + 41 * DAY_S, send=network)

    assert network.sent == [*UIDS, *(f"2.25.{1010 + day}" for day in range(40))]


def test_a_clock_that_was_set_back_keeps_nothing_waiting(filled):
    deliver(filled, NOW, send=Scripted(away()))

    assert filled.is_due(NOW - 365 * DAY_S)


def test_a_success_forgets_the_failures(filled, instance):
    deliver(filled, NOW, send=Scripted(away()))
    deliver(filled, NOW + 60, send=Scripted())
    filled.put((instance(9),))

    assert filled.is_due(NOW + 61)


@pytest.mark.parametrize("content", [b"", b"{", b'{"failures": "many"}'])
def test_a_state_that_cannot_be_read_is_forgotten(filled, tmp_path, content):
    deliver(filled, NOW, send=Scripted(away()))
    (state,) = (tmp_path / "outbox").glob("*/state.json")
    state.write_bytes(content)

    assert filled.is_due(NOW)


def test_only_one_process_sends_to_a_peer(filled, tmp_path):
    with filled.locked() as is_ours:
        assert is_ours
        network = Scripted()
        (other,) = queues(tmp_path / "outbox")

        done = deliver(other, NOW, send=network)

    assert (done.left, done.reason.code, network.sent) == (5, "outbox_in_use", [])


def test_each_peer_has_a_queue_of_its_own(filled, tmp_path, instance):
    other = PeerQueue(tmp_path / "outbox", Peer("PACS", "192.168.1.21", 104))
    other.put((instance(0),))

    deliver(filled, NOW, send=Scripted())

    assert [len(queue.waiting()) for queue in queues(tmp_path / "outbox")] == [0, 1]


def test_the_user_can_remove_what_waits_and_what_was_refused(filled):
    deliver(filled, NOW, send=Scripted(REFUSED, LATER))

    assert filled.remove() == 5
    assert (filled.waiting(), filled.refused()) == ([], [])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_nobody_else_can_read_it(filled, tmp_path):
    deliver(filled, NOW, send=Scripted(STORED, REFUSED, LATER))

    found = list((tmp_path / "outbox").rglob("*"))
    modes = {stat.S_IMODE(path.stat().st_mode) for path in [tmp_path / "outbox", *found]}
    assert modes == {0o700, 0o600}


def test_a_folder_that_cannot_be_used_is_said(tmp_path, instance):
    (tmp_path / "outbox").write_text("no folder")

    with pytest.raises(OutputError) as raised:
        PeerQueue(tmp_path / "outbox", PEER).put((instance(1),))
    assert raised.value.reason.code == "outbox_failed"


def test_without_a_folder_there_are_no_queues(tmp_path):
    assert queues(tmp_path / "outbox") == []
