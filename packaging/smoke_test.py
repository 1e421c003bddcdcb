"""Runs a frozen program as a clinic would, and fails on anything that it says or leaves unasked.

    python packaging/smoke_test.py dist/kifua [VERSION] [--scores CSV] [--root FOLDER] [--offline]

It asks for the version, has the program test itself, screens the samples into a CSV, compares the golden X-rays with
what the trainer measured, opens the window with an X-ray, waits until that is in the history, and closes the window.
The window is a copy made portable, so that nothing is written but beside it. It needs Python's standard library alone;
the project is not imported, for what is tested is the bundle.

The version is the one that the program must have, the CSV what `kifua screen assets/samples --csv` wrote from source.
Where a root is named, the folder lies below it, and the program runs within it by `chroot`: it sees nothing else.
Offline, nothing is done that opens a socket: `packaging/linux/network_test.sh` watches that none is opened.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from frozen_program import INCOMPLETE, NO_NETWORK, NOT_SENT, OK, PATIENCE_S, Fault, Program, check_end
from kept_results import read_column, screened, use_mark
from small_files import small_dicom

_POLL_S = 0.05


def check_version(program: Program, version: str | None) -> str:
    """Check that the version is one, and the one that is asked for, if any; return it."""
    printed = program.run("--version")
    found = re.fullmatch(r"kifua (\d+\.\d+\.\d+)\n", printed)
    if not found:
        raise Fault(f"--version printed {printed!r}")
    if version and found[1] != version:
        raise Fault(f"the version is {found[1]}, not {version}")
    return found[1]


def check_decode_worker(program: Program) -> None:
    """Check that each executable can be the process that decodes files: it says so, and ends with its input."""
    for executable in {program.console, program.window}:
        command = program.command(executable, "--decode-worker")
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        done = subprocess.run(command, env=program.environment, timeout=PATIENCE_S, check=False, **pipes)
        if (done.returncode, done.stdout) != (OK, b"\x06"):
            raise Fault(f"{executable.name} does not decode: it ended with {done.returncode}")


def check_self_test(program: Program) -> None:
    """Check that every golden X-ray and every kind of DICOM passes, and nothing else is printed."""
    lines = program.run("self-test").splitlines()
    counts = len(program.bundle["golden"]), len(list((program.assets / "dicom").glob("*.dcm")))
    passed = all(line.startswith("ok ") for line in lines[:-1])
    if not all(counts) or len(lines) != sum(counts) + 1 or not passed:
        raise Fault("self-test printed: " + " / ".join(lines))


def check_golden(program: Program) -> None:
    """Check the scores of the golden X-rays, as JSON lines, against the bundle's own."""
    folder = program.assets / "model" / "golden"
    lines = program.run("screen", folder, "--json", "--no-history").splitlines()
    scores = {Path(row["file"]).name: row["score"] for row in map(json.loads, lines)}
    for golden in program.bundle["golden"]:
        compare(golden["file"], scores.get(golden["file"]), golden["score"], program.bundle["golden_tolerance"])


def compare(file: str, score: float | str | None, expected: float, tolerance: float) -> None:
    """Raise a fault where a score is not the expected one."""
    if score in (None, "") or abs(float(score) - expected) > tolerance:
        raise Fault(f"{file} scores {score}, expected {expected} within {tolerance}")


def check_samples(program: Program, scratch: Path, source: Path | None) -> None:
    """Check that a CSV has all samples, none with a wrong word, and with the scores of another one, if any.

    A sample may be too close to the limit for a word only where it shows no pneumonia.
    """
    table = scratch / "samples.csv"
    program.run("screen", *program.samples(), "--csv", table, "--no-history")
    verdicts = read_column(table, "verdict")
    ill, well = ("PNEUMONIA",), ("NORMAL", "UNCERTAIN")
    allowed = {file.name: ill if file.name.startswith("person") else well for file in program.samples()}
    if verdicts.keys() != allowed.keys() or any(verdicts[name] not in words for name, words in allowed.items()):
        raise Fault(f"the samples' verdicts are {verdicts}, allowed are {allowed}")
    if source:
        scores, expected_scores = read_column(table, "score"), read_column(source, "score")
        if set(expected_scores) != set(scores):
            raise Fault(f"{source} has the scores of {sorted(expected_scores)}, not of {sorted(scores)}")
        for file, score in expected_scores.items():
            compare(file, scores[file], float(score), program.bundle["golden_tolerance"])


def check_nothing_to_screen(program: Program, scratch: Path) -> None:
    """Check that a file that is none is a row and a status, and no failure of the program."""
    table = program.run("screen", scratch / "absent.png", "--no-history", status=INCOMPLETE)
    if "NOT_ASSESSED" not in table:
        raise Fault(f"an absent file printed {table!r}")


def check_dicom(program: Program, scratch: Path) -> None:
    """Check that a DICOM file is decoded: a library that is loaded for it alone may be missing."""
    file = scratch / "small.dcm"
    file.write_bytes(small_dicom())
    row = json.loads(program.run("screen", file, "--json", "--no-history", status=INCOMPLETE))
    if not row["reason"].startswith("image_too_small"):
        raise Fault(f"a DICOM file is {row['reason']}")


def check_export(program: Program, scratch: Path) -> None:
    """Check that a result is written as DICOM."""
    folder = scratch / "results"
    program.run("export", program.samples()[0], "--dicom", folder)
    if len(list(folder.glob("*.dcm"))) != 2:
        raise Fault("export did not write a picture and a report")


def check_anonymize(program: Program, scratch: Path) -> None:
    """Check that an X-ray is saved without the patient's identity: nothing else looks for text in it."""
    folder = scratch / "anonymous"
    program.run("anonymize", program.samples()[0], "--out", folder)
    if len(list(folder.iterdir())) != 1:
        raise Fault("anonymize did not write a picture")


def check_network(program: Program, scratch: Path) -> None:
    """Check that a library of its own tries to send, and to receive by TLS: each is told what is missing."""
    program.run("export", program.samples()[0], "--send", "NOBODY@127.0.0.1:9", status=NOT_SENT)
    absent = scratch / "absent.pem"
    tls = "--tls-cert", absent, "--tls-key", absent
    program.run("receive", "--from", "NOBODY@127.0.0.1", "--port", "0", *tls, status=NO_NETWORK)


def check_window(program: Program) -> None:
    """Check that the window opens an X-ray, keeps it beside itself, and closes when it is asked to."""
    data = program.folder / "kifua-data"
    data.mkdir()
    (program.folder / "kifua-portable.txt").touch()
    (data / "settings.json").write_text(json.dumps({"accepted_use": use_mark(program.bundle)}), encoding="utf-8")
    sample = program.samples()[0]
    with _started(program.command(program.window, sample), program.environment) as process:
        _wait_for(process, (data / "window.json").exists, "the window did not open")
        _wait_for(process, lambda: screened(data / "history.sqlite3"), "the window did not screen")
        ask_to_close(process)
        try:
            _, said = process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            raise Fault("the window did not close") from None
    check_end(["the window"], process.returncode, OK, said)
    if screened(data / "history.sqlite3") != [str(program.seen(sample))]:
        raise Fault("the history does not hold the X-ray alone")


def ask_to_close(process: subprocess.Popen[str]) -> None:
    """Ask a window to close, as the system does when a session ends."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/PID", str(process.pid)], check=True, capture_output=True)
    else:
        process.send_signal(signal.SIGTERM)


def _wait_for(process: subprocess.Popen[str], has_happened: Callable[[], object], sentence: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not has_happened():
        if process.poll() is not None or time.monotonic() > end:
            process.kill()
            raise Fault(f"{sentence}: {(process.communicate()[1] or 'it said nothing').strip()}")
        time.sleep(_POLL_S)


@contextmanager
def _started(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    pipes: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    with subprocess.Popen(command, env=environment, **pipes) as process:
        try:
            yield process
        finally:
            process.kill()


def check(options: argparse.Namespace, scratch: Path) -> str:
    """Check everything, and return the version.

    Raises:
        Fault: the first thing that is wrong.
    """
    home = scratch / "home"
    home.mkdir()
    program = Program(options.folder, home, options.root)
    version = check_version(program, options.version)
    check_decode_worker(program)
    check_self_test(program)
    check_golden(program)
    check_samples(program, scratch, options.scores)
    check_nothing_to_screen(program, scratch)
    check_dicom(program, scratch)
    stick = shutil.copytree(options.folder, scratch / "stick", symlinks=True)
    portable = Program(stick, home, options.root)
    check_window(portable)
    check_export(portable, scratch)
    check_anonymize(portable, scratch)
    if not options.offline:
        check_network(portable, scratch)
    left = sorted(str(path.relative_to(home)) for path in home.rglob("*"))
    if left:
        raise Fault(f"this was left in the home folder: {', '.join(left)}")
    return version


def main(arguments: list[str]) -> int:
    """Test the folder that is named, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=_resolved)
    parser.add_argument("version", nargs="?")
    parser.add_argument("--scores", type=_resolved, metavar="CSV")
    parser.add_argument("--root", type=_resolved, metavar="FOLDER")
    parser.add_argument("--offline", action="store_true")
    options = parser.parse_args(arguments)
    place = options.root and options.root / "tmp"
    with tempfile.TemporaryDirectory(prefix="kifua-smoke-", dir=place) as scratch:
        try:
            version = check(options, Path(scratch).resolve())
        except (Fault, subprocess.TimeoutExpired) as fault:
            print(f"FAILED: {fault}")
            return 1
    print(f"passed: kifua {version} in {options.folder}")
    return 0


def _resolved(name: str) -> Path:
    return Path(name).resolve()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
