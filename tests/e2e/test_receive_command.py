"""`kifua receive`: what is acknowledged is screened, printed and kept once, whatever ends the program."""

import gc
import json
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager

import numpy as np
import pytest
import pytest_socket
from PIL import Image
from pydicom.uid import generate_uid

from app.core.results.history import History
from app.core.text import printable
from app.exit_status import ExitStatus
from app.paths import history_file, received_folder
from tests.helpers.command_line import KIFUA, environment, kifua
from tests.helpers.dicom_peers import HOST, as_sent, receiving, sender, store, wait_until
from tests.helpers.dicoms import dataset
from tests.helpers.pictures import SAMPLE
from tests.helpers.screening_records import kept_rows

# The sender is the network library, which forgets a socket that the other side has closed first.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
OPTIONS = ("receive", "--from", f"XRAY@{HOST}", "--port", "0", "--json", "--keep-free-gb", "0")


@pytest.fixture(scope="module", autouse=True)
def _forgotten_sockets():
    """Have them found before another module has to answer for them."""
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _loopback(_offline_and_at_home):
    pytest_socket.enable_socket()
    pytest_socket.socket_allow_hosts([HOST])
    yield
    pytest_socket._remove_restrictions()


@pytest.fixture
def child():
    """Return what makes a DICOM X-ray of a child, each of another study."""
    with Image.open(SAMPLE) as image:
        pixels = np.asarray(image.convert("L"))

    def make(number=0):
        elements = {"StudyInstanceUID": generate_uid(), "PatientID": f"P-{number}", "BodyPartExamined": "CHEST"}
        elements["PatientName"] = "Otieno^Amina"
        return as_sent(dataset(pixels, **elements))

    return make


class Program:
    """`kifua receive` as it runs."""

    def __init__(self, process):
        self.process = process
        self.said = []
        self._heard = threading.Event()
        self._reader = threading.Thread(target=self._hear, daemon=True)
        self._reader.start()
        assert self._heard.wait(60)
        assert self.said[0].startswith("Waiting for X-rays"), self.said
        self.port = int(self.said[0].partition(", port ")[2].partition(",")[0])

    def _hear(self):
        for line in self.process.stderr:
            self.said.append(line)
            self._heard.set()
        self._heard.set()

    def line(self):
        return json.loads(self.process.stdout.readline())

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        rest = [json.loads(line) for line in self.process.stdout]
        status = self.process.wait(60)
        self._reader.join(60)
        return status, rest


@contextmanager
def running(*more):
    command = [*KIFUA, *OPTIONS, *more]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment(), text=True, stdout=pipe, stderr=pipe) as process:
        try:
            yield Program(process)
        finally:
            process.kill()


def kept_files():
    with History(history_file()) as history:
        return [row["file"] for row in kept_rows(history, 99)]


def waiting():
    return list(received_folder().glob("*/*.new"))


def test_what_is_received_is_screened_printed_and_kept(child):
    with running() as program:
        sent = [child(1), child(2)]
        assert store(program, *sent) == [0, 0]
        rows = [program.line(), program.line()]
        status, rest = program.end()

    assert (status, rest) == (ExitStatus.OK, [])
    assert {(row["verdict"], row["patient_id"]) for row in rows} == {("PNEUMONIA", "P-1"), ("PNEUMONIA", "P-2")}
    assert {row["patient_name"] for row in rows} == {""}  # what the command prints may go into a log
    paths = {str(received_folder() / each.StudyInstanceUID / f"{each.SOPInstanceUID}.dcm") for each in sent}
    assert {row["file"] for row in rows} == set(kept_files()) == paths
    assert waiting() == []
    assert program.said[-1] == "2 of 2 files screened: 2 signs of pneumonia, 0 no signs of pneumonia, 0 uncertain, " + (
        "0 not assessed.\n"
    )


def test_what_another_run_left_is_screened_at_the_start(child):
    with receiving(received_folder()) as node:
        store(node, child())
    assert len(waiting()) == 1
    with running() as program:
        row = program.line()
        assert program.end() == (ExitStatus.OK, [])
    assert [row["file"]] == kept_files()
    assert waiting() == []


def test_what_is_kept_but_still_marked_is_not_screened_again(child):
    with running() as program:
        store(program, child())
        (path,) = [program.line()["file"]]
        program.end()
    mark = received_folder() / path
    mark.with_name(mark.name + ".new").touch()
    with running() as program:
        assert program.end() == (ExitStatus.OK, [])
    assert kept_files() == [path]
    assert waiting() == []


@posix
@pytest.mark.parametrize("after", [1, 5])
def test_a_killed_program_loses_nothing_that_it_acknowledged(child, after):
    sent, acknowledged = [child(number) for number in range(8)], []
    with running() as program:
        association = sender().associate(HOST, program.port, ae_title="KIFUA")
        for image in sent[:after]:
            if association.send_c_store(image).get("Status") == 0:
                acknowledged.append(image.SOPInstanceUID)
        program.process.kill()
        association.abort()
    assert len(acknowledged) == after
    with running() as program:
        wait_until(lambda: waiting() == [], 60)
        assert program.end()[0] == ExitStatus.OK
    names = [path.rpartition("/")[2].removesuffix(".dcm") for path in kept_files()]
    assert sorted(names) == sorted(acknowledged)


def test_without_the_history_the_results_are_printed_alone(child):
    with running("--no-history") as program:
        store(program, child())
        assert program.line()["verdict"] == "PNEUMONIA"
        assert program.end() == (ExitStatus.OK, [])
    assert not history_file().exists()
    assert waiting() == []


def test_an_x_ray_that_cannot_be_assessed_gets_its_row(child):
    image = child()
    image.BodyPartExamined = "HAND"
    with running() as program:
        store(program, image)
        assert program.line()["reason"].startswith("not_chest")
        assert program.end() == (ExitStatus.INCOMPLETE, [])


def test_a_rejected_caller_is_told_of(child):
    with running() as program:
        association = sender("STRANGER").associate(HOST, program.port, ae_title="KIFUA")
        assert association.is_rejected
        program.end()
    assert program.said[1].startswith(f"kifua: caller_rejected: STRANGER@{HOST} ")


def test_a_port_that_is_taken_is_said():
    with running() as program:
        done = kifua("receive", "--from", "A@127.0.0.1", "--port", program.port)
    assert done.returncode == ExitStatus.NOT_WRITTEN  # the folder is in use, which is found first
    assert done.stderr.startswith("kifua: receive_folder_in_use: ")


def test_an_address_that_is_not_here_is_said():
    done = kifua("receive", "--from", "A@127.0.0.1", "--interface", "203.0.113.7")
    assert done.returncode == ExitStatus.NO_NETWORK
    assert done.stderr.startswith("kifua: receive_address_missing: ")
    assert done.stderr == printable(done.stderr.rstrip("\n")) + "\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--from"),
        (["--from", "XRAY"], "AET@ADDRESS"),
        (["--from", "X@10.0.0.1", "--aet", "ä"], "--aet"),
        (["--from", "X@10.0.0.1", "--port", "70000"], "--port"),
        (["--from", "X@10.0.0.1", "--max-associations", "0"], "--max-associations"),
        (["--from", "X@10.0.0.1", "--max-gb", "nan"], "--max-gb"),
        (["--from", "X@10.0.0.1", "--tls-cert", "x.pem"], "TLS"),
        (["--from", "X@10.0.0.1", "--tls-ca", "x.pem"], "TLS"),
    ],
)
def test_what_is_wrong_with_the_command_is_said(run, arguments, said):
    status, _, err = run("receive", *arguments)

    assert status == ExitStatus.USAGE
    assert said in err
