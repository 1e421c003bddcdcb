"""The program as a process: what it loads, how it stops, and what it leaves on its streams."""

import csv
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app import __version__
from app.core.results.history import History
from app.paths import bundle_folder, dicom_folder, history_file
from tests.helpers.bundles import copied
from tests.helpers.command_line import KIFUA, PROJECT, environment, kifua
from tests.helpers.pictures import CROWD, SAMPLE
from tests.helpers.screening_records import kept_rows

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals and pipes")


def csv_rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def deaf_pipe():
    """Return the writing end of a pipe whose reader has left."""
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


def test_the_version_is_printed():
    assert kifua("--version").stdout == f"kifua {__version__}\n"


def test_help_names_the_exit_statuses():
    found = kifua("--help").stdout
    assert all(re.search(rf"^ +{status} ", found, re.MULTILINE) for status in (0, 1, 2, 3, 4, 5, 130))


def test_a_screening_says_nothing_but_its_results_and_counts():
    done = kifua("screen", SAMPLE, "--json")
    assert (done.returncode, json.loads(done.stdout)["verdict"]) == (0, "PNEUMONIA")
    assert re.fullmatch(r"1 of 1 files screened: [^\n]*\n", done.stderr)


def test_the_history_lies_in_the_users_own_folder(tmp_path):
    assert kifua("screen", SAMPLE).returncode == 0
    assert history_file().is_relative_to(tmp_path)
    with History(history_file()) as history:
        assert [row["file"] for row in kept_rows(history, 9)] == [str(SAMPLE)]


def test_there_is_no_progress_bar_in_a_pipe():
    assert "\r" not in kifua("screen", SAMPLE).stderr


@posix
def test_there_is_a_progress_bar_on_a_terminal():
    import pty
    import termios

    try:
        terminal, stderr = pty.openpty()
    except OSError:
        pytest.skip("this system has no pseudo-terminals")
    termios.tcsetwinsize(stderr, (24, 80))
    kifua("screen", SAMPLE, stderr=stderr)
    os.close(stderr)
    shown = os.read(terminal, 4096).decode()
    os.close(terminal)
    assert "1/1" in shown


def test_an_undecodable_byte_in_a_name_is_a_row(tmp_path):
    done = kifua("screen", os.fsdecode(b"\xff\xfe.png"), "--csv", tmp_path / "x.csv")
    assert done.returncode == 1
    assert csv_rows(tmp_path / "x.csv")[0]["file"] == r"\udcff\udcfe.png"


def test_a_stream_that_knows_ascii_alone_is_no_trouble(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    done = kifua("screen", tmp_path / "née 肺.png")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


@posix
def test_an_interrupt_ends_the_batch_with_what_was_done(crowd, tmp_path):
    command = [*KIFUA, "screen", str(crowd), "--json", "--workers", "2", "--csv", str(tmp_path / "x.csv")]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=environment(), text=True, **pipes) as process:
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)  # the rows to come fill the pipe, so the batch cannot be done yet
        printed = [json.loads(line)["file"] for line in (first, *process.stdout)]
        messages = process.stderr.read()
    assert process.returncode == 130
    assert [row["file"] for row in csv_rows(tmp_path / "x.partial.csv")] == printed
    assert messages.startswith(f"{len(printed)} of {CROWD} files screened")


@posix
def test_a_reader_that_leaves_does_not_lose_the_csv(crowd, tmp_path):
    command = shlex.join([*KIFUA, "screen", str(crowd), "--csv", str(tmp_path / "x.csv")]) + " | head -1"
    done = subprocess.run(command, shell=True, env=environment(), capture_output=True, text=True, check=True)
    assert done.stdout.startswith("VERDICT")
    assert "Traceback" not in done.stderr
    assert len(csv_rows(tmp_path / "x.csv")) == CROWD


@posix
@pytest.mark.parametrize(
    "command", [["screen", str(SAMPLE)], ["screen", str(SAMPLE), "--json"], ["model"], ["self-test"]]
)
def test_a_reader_that_has_left_is_no_error(deaf_pipe, command):
    done = kifua(*command, stdout=deaf_pipe)
    assert done.returncode == 0
    assert re.fullmatch(r"(1 of 1 files screened: [^\n]*\n)?", done.stderr)


def test_the_self_test_passes_where_it_is_installed():
    done = kifua("self-test")
    assert (done.returncode, done.stderr) == (0, "")
    assert not [line for line in done.stdout.splitlines()[:-1] if not line.startswith("ok ")]


def test_the_self_test_fails_on_a_model_that_scores_differently(run, bundle, tmp_path, monkeypatch):
    changed = copied(bundle, tmp_path / "copy", lambda content: content["golden"][0].update(score=0.5))
    monkeypatch.setattr("app.cli.bundle_folder", lambda: changed)
    status, out, _ = run("self-test")
    assert status == 1
    assert [line.split()[0] for line in out.splitlines()[:2]] == ["DIFFER", "ok"]


def test_nothing_is_screened_by_a_model_that_scores_differently(run, bundle, tmp_path, monkeypatch):
    wrong = copied(bundle, tmp_path / "copy", lambda content: [each.update(score=0.5) for each in content["golden"]])
    monkeypatch.setattr("app.cli.bundle_folder", lambda: wrong)
    status, out, err = run("screen", SAMPLE)
    assert (status, out) == (4, "")
    assert err.startswith("kifua: model_incompatible: ")


def test_the_self_test_fails_where_a_kind_of_dicom_is_not_decoded(run, tmp_path, monkeypatch):
    folder = shutil.copytree(dicom_folder(), tmp_path / "dicom")
    (folder / "htj2k.dcm").write_bytes(b"damaged")
    monkeypatch.setattr("app.cli.dicom_folder", lambda: folder)
    status, out, _ = run("self-test")
    assert status == 1
    assert "DIFFER htj2k.dcm: not decoded" in out


def test_the_self_test_fails_on_a_bundle_without_golden_pictures(run, bundle, tmp_path, monkeypatch):
    changed = copied(bundle, tmp_path / "copy", lambda content: content.update(golden=[]))
    monkeypatch.setattr("app.cli.bundle_folder", lambda: changed)
    status, _, _ = run("self-test")
    assert status == 1


def test_the_model_command_shows_the_evidence_and_the_limits(run, bundle):
    status, out, _ = run("model")
    shipped = json.loads((bundle / "bundle.json").read_text(encoding="utf-8"))
    told = [shipped["model_id"], shipped["intended_use"], *shipped["limits"]]
    told += [figure["name"] for figure in shipped["figures"]] + [point["name"] for point in shipped["operating_points"]]
    assert status == 0
    assert [text for text in told if text not in out] == []


def test_neither_window_nor_trainer_is_loaded():
    files = (path.relative_to(PROJECT) for path in (PROJECT / "app" / "core").rglob("[!_]*.py"))
    core = [".".join(file.with_suffix("").parts) for file in files]
    code = f"import sys, app.cli, {', '.join(core)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    roots = {module.partition(".")[0] for module in done.stdout.split()}
    assert "app" in roots
    assert roots & {"PySide6", "tensorflow", "keras", "trainer", "matplotlib", "sklearn"} == set()


def test_help_loads_neither_the_model_runtime_nor_dicom():
    code = "import sys; from app.cli import main\ntry: main(['--help'])\nfinally: print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    assert {module.partition(".")[0] for module in done.stderr.split()} & {"ai_edge_litert", "pydicom"} == set()


def test_a_frozen_program_has_its_model_beside_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert bundle_folder() == tmp_path / "assets" / "model"


def test_the_program_runs_from_any_folder(tmp_path):
    assert kifua("screen", Path(SAMPLE).resolve(), "--json", cwd=tmp_path).returncode == 0
