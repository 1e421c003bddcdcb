"""C-STORE to archives of this computer."""

import pytest
from pydicom.uid import ComprehensiveSRStorage, SecondaryCaptureImageStorage

from app.core.errors import NetworkError
from app.dicom.peer import Peer
from app.dicom.send.outbox import deliver
from app.dicom.send.peer_queue import PeerQueue
from app.dicom.send.store import Answer, store
from tests.helpers.picture_archives import HOST, TITLE, archive, free_port

pytestmark = pytest.mark.usefixtures("loopback")


@pytest.fixture
def files(tmp_path, instance):
    """Return a picture, and what takes the place of a report."""
    paths = [tmp_path / "picture.dcm", tmp_path / "report.dcm"]
    paths[0].write_bytes(instance(0).content)
    paths[1].write_bytes(instance(1, ComprehensiveSRStorage).content)
    return paths


def test_files_are_stored_in_their_order(files):
    with archive() as peer:
        assert list(store(peer.peer, files)) == [0, 0]
        assert peer.received == ["2.25.1000", "2.25.1001"]


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (0x0000, Answer.STORED),
        (0xB000, Answer.STORED),
        (0x0111, Answer.STORED),
        (0xA700, Answer.LATER),
        (0x0124, Answer.LATER),
        (0xA900, Answer.REFUSED),
        (0xC000, Answer.REFUSED),
        (0x0122, Answer.REFUSED),
    ],
)
def test_the_answers_of_a_peer_are_understood(files, status, answer):
    with archive() as peer:
        peer.statuses.append(status)

        assert list(map(Answer.of_status, store(peer.peer, files[:1]))) == [answer]


def test_a_class_that_the_peer_does_not_take_is_refused_and_the_others_are_stored(files):
    with archive(classes=(SecondaryCaptureImageStorage,)) as peer:
        assert list(map(Answer.of_status, store(peer.peer, files))) == [Answer.STORED, Answer.REFUSED]


def test_a_peer_that_does_not_know_kifua_says_so(files):
    with archive(callers=("SOMEBODY",)) as peer, pytest.raises(NetworkError) as raised:
        list(store(peer.peer, files))
    assert raised.value.reason.code == "send_rejected"


def test_the_own_title_is_what_the_peer_asks_for(files):
    with archive(callers=("CLINIC",)) as peer:
        named = Peer(TITLE, HOST, peer.peer.port, "CLINIC")

        assert list(store(named, files[:1])) == [0]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # pynetdicom leaves its socket to Python
def test_a_peer_that_is_away_is_said(files):
    with pytest.raises(NetworkError) as raised:
        list(store(Peer(TITLE, HOST, free_port()), files))
    assert raised.value.reason.code == "send_unreachable"


def test_what_could_not_be_sent_is_sent_when_the_peer_is_back(tmp_path, instance):
    with archive() as peer:
        queue = PeerQueue(tmp_path, peer.peer)
        queue.put((instance(0), instance(1)))
        peer.statuses += [0x0000, 0xA700]

        assert deliver(queue, 0.0).left == 1
        assert deliver(queue, 60.0).left == 0
        assert peer.received == ["2.25.1000", "2.25.1001", "2.25.1001"]
