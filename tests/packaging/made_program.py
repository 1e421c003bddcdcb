"""A program that behaves as the smoke test asks, but for one fault: `FAULT` names it. Run as a script of its own."""

import csv
import json
import os
import signal
import sqlite3
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
FAULT = os.environ.get("MADE_FAULT", "")
BUNDLE = json.loads((HERE / "_internal" / "assets" / "model" / "bundle.json").read_text())


def screen(arguments):
    score = 0.5 if FAULT == "score" else 0.25
    if arguments[0].endswith(".dcm"):
        print(json.dumps({"reason": "internal_error: no" if FAULT == "dicom" else "image_too_small: so it is"}))
        sys.exit(1)
    elif "--json" in arguments:
        for golden in BUNDLE["golden"]:
            print(json.dumps({"file": golden["file"], "score": score}))
    elif "--csv" in arguments:
        with open(arguments[arguments.index("--csv") + 1], "w", newline="") as stream:
            rows = [[file, "NORMAL", score] for file in arguments if file.endswith(".jpeg")]
            csv.writer(stream).writerows([["file", "verdict", "score"], *(rows[:-1] if FAULT == "row" else rows)])
        print(f"{len(rows)} of {len(rows)} files screened: all.", file=sys.stderr)
    else:
        print("NOT_ASSESSED")
        sys.exit(1)


def export(folder):
    folder.mkdir()
    for name in ("one.dcm", "two.dcm")[FAULT == "export" :]:
        (folder / name).touch()
    print("1 of 1 results exported.", file=sys.stderr)


def send():
    print("1 of 1 results exported.", file=sys.stderr)
    sys.exit(0 if FAULT == "send" else 10)


def anonymize(folder):
    folder.mkdir()
    if FAULT != "anonymize":
        (folder / "new.jpg").touch()
    print("1 of 1 X-rays saved without the patient's identity.", file=sys.stderr)


def receive():
    print("kifua: receive_not_listening: no such file", file=sys.stderr)
    sys.exit(7 if FAULT == "receive" else 9)


def show_window(file):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(FAULT == "close"))
    data = HERE / "kifua-data"
    (Path.home() if FAULT == "home" else data).joinpath("window.json").touch()
    (data / "window.json").touch()
    with sqlite3.connect(data / "history.sqlite3") as connection:
        connection.execute("CREATE TABLE screenings (file)")
        connection.execute("INSERT INTO screenings VALUES (?)", [file])
    print("This plugin does not support propagateSizeHints()", file=sys.stderr)
    while True:
        time.sleep(0.01)


if FAULT == "stray":
    print("Warning: something is odd", file=sys.stderr)
match sys.argv[1:]:
    case ["--version"]:
        print("kifua 1.2.3" if FAULT != "version" else "kifua unknown")
    case ["--decode-worker"]:
        print("\6" if FAULT != "worker" else "", end="")
    case ["self-test"]:
        print("DIFFER a.jpeg" if FAULT == "golden" else "ok a.jpeg", "ok a.dcm", "1 of 1 pass", sep="\n")
    case ["screen", *rest]:
        screen(rest)
    case ["export", _, "--dicom", folder, *_]:
        export(Path(folder))
    case ["export", _, "--send", *_]:
        send()
    case ["anonymize", _, "--out", folder]:
        anonymize(Path(folder))
    case ["receive", *_]:
        receive()
    case [file]:
        if FAULT == "window":
            sys.exit("no display")
        show_window(file)
