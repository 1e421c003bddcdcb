"""A batch on a cluster of real processes has the rows of the same batch on one machine, whoever joins and dies."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
from importlib.util import find_spec

import pytest

from tests.helpers.bad_files import BAD_FILES
from tests.helpers.clusters import running_cluster
from tests.helpers.command_line import KIFUA, environment, kifua

pytestmark = pytest.mark.skipif(find_spec("distributed") is None, reason="the extra `cluster` is not installed")

VARYING = {"screened_at"}


@pytest.fixture
def archive(tmp_path, samples):
    """Return a folder of 150 files, of which some cannot be judged."""
    folder = tmp_path / "archive"
    folder.mkdir()
    pictures = sorted(samples.glob("*.jpeg"))
    for number in range(150 - len(BAD_FILES)):
        (folder / f"{number:03}.jpeg").write_bytes(pictures[number % len(pictures)].read_bytes())
    for name, (make, _) in BAD_FILES.items():
        (folder / name).write_bytes(make())
    return folder


@pytest.fixture
def cluster(tmp_path):
    """Return a cluster with one worker."""
    with running_cluster(tmp_path, 1) as cluster:
        yield cluster


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [{name: cell for name, cell in row.items() if name not in VARYING} for row in csv.DictReader(stream)]


@pytest.fixture
def expected(archive, tmp_path):
    """Return the rows that one machine writes."""
    kifua("screen", archive, "--csv", tmp_path / "alone.csv", "--no-history")
    return rows(tmp_path / "alone.csv")


_SPECIAL_WORKER = """
import os, time
from app.core.screening import Screener

if not hasattr(Screener, "original"):  # Dask loads a preloaded module twice
    Screener.original = Screener.screen_file

def screen_file(screener, file):
    if file.endswith("075.jpeg"):
        {deed}
    return screener.original(file)

Screener.screen_file = screen_file
"""


def preloaded(folder, deed):
    """Return the options of a worker that runs a line of Python before it screens the file in the middle."""
    module = folder / "special_worker.py"
    module.write_text(_SPECIAL_WORKER.format(deed=deed))
    return "--preload", str(module)


def test_the_rows_are_those_of_one_machine_although_workers_join_and_die(archive, cluster, expected, tmp_path):
    table = tmp_path / "cluster.csv"
    options = ["--csv", table, "--json", "--no-history", "--cluster", cluster.address]
    command = [*KIFUA, "screen", *map(str, [archive, *options])]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=environment(), text=True, **pipes) as process:
        for _ in range(10):
            process.stdout.readline()
        cluster.add_worker()
        cluster.workers[0].kill()
        process.stdout.read()
        said = process.stderr.read()

    assert rows(table) == expected
    assert [line for line in said.splitlines() if "150 of 150 files screened" not in line] == [f"Written to {table}."]
    assert process.returncode == 1  # some files cannot be judged


def test_workers_of_this_computer_need_no_address(archive, expected, tmp_path):
    table = tmp_path / "cluster.csv"
    done = kifua("screen", archive, "--csv", table, "--no-history", "--cluster", "local:2", timeout=120)

    assert done.returncode == 1, done.stderr
    assert rows(table) == expected


def test_relative_paths_are_found_by_workers_in_other_folders(archive, cluster, tmp_path):
    done = kifua("screen", "archive/000.jpeg", "--no-history", "--cluster", cluster.address, cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "archive/000.jpeg" in done.stdout


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x"])
def test_a_cluster_that_is_not_there_is_said(archive, tmp_path, address):
    done = kifua("screen", archive, "--no-history", "--cluster", address)

    assert done.returncode == 8
    assert done.stderr.startswith(f"kifua: cluster_failed: The cluster {address} could not be used (")


def test_a_cluster_that_ends_in_mid_batch_is_said_and_the_rest_can_be_resumed(archive, expected, tmp_path):
    table = tmp_path / "cluster.csv"
    with running_cluster(tmp_path, 0) as cluster:
        cluster.add_worker("--no-nanny", *preloaded(tmp_path, "time.sleep(600)"))
        options = ["--csv", table, "--json", "--no-history", "--cluster", cluster.address]
        command = [*KIFUA, "screen", *map(str, [archive, *options])]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with subprocess.Popen(command, env=environment(), text=True, **pipes) as process:
            process.stdout.readline()
            cluster.end()
            process.stdout.read()
            said = process.stderr.read()
    assert process.returncode == 8, said
    assert "cluster_failed" in said
    kifua("screen", archive, "--csv", table, "--no-history", "--resume")

    assert rows(table) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_an_interrupt_that_reaches_the_workers_too_ends_the_batch(archive, expected, tmp_path):
    table = tmp_path / "cluster.csv"
    options = ["--csv", table, "--json", "--no-history", "--cluster", "local:2"]
    command = [*KIFUA, "screen", *map(str, [archive, *options])]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "start_new_session": True}
    with subprocess.Popen(command, env=environment(), text=True, **pipes) as process:
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode in (130, 1)  # it may have been quicker
    kifua("screen", archive, "--csv", table, "--no-history", "--resume")

    assert rows(table) == expected


def test_a_file_that_ends_every_worker_is_not_assessed_and_the_others_are(archive, expected, tmp_path, monkeypatch):
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")
    table = tmp_path / "cluster.csv"
    with running_cluster(tmp_path, 0) as cluster:
        cluster.add_worker("--nanny", *preloaded(tmp_path, "os._exit(1)"))
        done = kifua("screen", archive, "--csv", table, "--no-history", "--cluster", cluster.address, timeout=120)
        cluster.workers[0].terminate()  # so that its nanny ends the worker too
        cluster.workers[0].wait()

    assert done.returncode == 1, done.stderr
    found = {row["file"]: row for row in rows(table)}
    (lost,) = [row for row in found.values() if "KilledWorker" in row["reason"]]
    assert lost["file"].endswith("075.jpeg")
    assert [row for row in found.values() if row is not lost] == [
        row for row in expected if row["file"] != lost["file"]
    ]
