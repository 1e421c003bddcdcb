"""Texts of a file cannot speak for Kifua: none breaks a line of the output or steers the terminal."""

import csv
import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import category

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom.config import disable_value_validation

from app.cli import main
from app.core.screening import Screener
from tests.helpers.dicoms import saved_dicom

FORGERIES = ("\x1b[2J\x1b[H", "\nNORMAL        0.0100", "\r", "\x9b2J", "\x7f", "\x85", "\u2028", "\u202e", "\b", "\f")
SPOKEN = st.lists(st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(FORGERIES), max_size=4)
texts = SPOKEN.map("".join)
codes = texts.map(lambda text: text.encode("latin-1", "ignore").decode("latin-1"))  # all that such an element can hold
fields_of_files = st.fixed_dictionaries(
    {"PatientID": texts, "Modality": codes, "BodyPartExamined": codes, "ViewPosition": codes, "PatientAge": codes}
)
names = (SPOKEN | st.lists(st.sampled_from(["\udcff", "a", "=", *FORGERIES]), max_size=4)).map(
    lambda parts: "".join(parts).replace("/", "").replace("\0", "")[:50] + ".dcm"
)
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no such names")


@pytest.fixture(scope="module")
def screener():
    """Return the shipped screener, opened once for all examples."""
    return Screener.open(Path(__file__).parents[2] / "assets" / "model", "test")


def printed(*arguments):
    """Run a command and return its output and its messages, whole."""
    out, err = io.StringIO(newline=""), io.StringIO(newline="")
    with redirect_stdout(out), redirect_stderr(err):
        main([str(argument) for argument in arguments])
    return out.getvalue(), err.getvalue()


def lines(text, end="\n"):
    """Return the lines of a text, having seen that nothing in them is a control character or turns the writing."""
    assert text.endswith(end)
    found = text.removesuffix(end).split(end)
    for line in found:
        assert not [char for char in line if category(char) in ("Cc", "Cs", "Zl", "Zp")], ascii(line)
        assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), ascii(line)
    return found


@posix
@settings(max_examples=40, deadline=None)
@given(fields=fields_of_files, name=names)
def test_any_text_of_a_file_and_any_name_make_one_row(screener, fields, name):
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Screener, "open", lambda *arguments: screener)
        with disable_value_validation():
            grey = np.tile(np.arange(256, dtype=np.uint8), (256, 1))
            saved_dicom(Path(folder) / name, grey, SpecificCharacterSet="ISO_IR 192", **fields)
        table = Path(folder) / "x"
        out, err = printed("screen", "--no-history", "--csv", table, "--", os.path.join(folder, name))
        told, _ = printed("screen", "--no-history", "--json", "--", os.path.join(folder, name))

        _, row = lines(out)
        assert row.startswith("NOT_ASSESSED")
        assert len(lines(err)) == 2
        (line,) = lines(told)
        assert os.path.basename(json.loads(line)["file"]) == name
        heading, cells = csv.reader(lines(table.read_bytes().decode(), "\r\n"))
        assert len(heading) == len(cells)


def test_a_wrong_command_is_quoted_without_its_control_characters(run):
    status, _, err = run("screen", "x.png", "--\x1b[2J\x9b.png")

    assert status == 2
    assert r"--\x1b[2J\x9b.png" in err
    lines(err)


def test_a_csv_that_cannot_be_written_is_named_without_its_control_characters(run, xrays, tmp_path):
    status, _, err = run("screen", xrays, "--csv", tmp_path / "\x1b[2J" / "x.csv")

    assert status == 5
    assert len(lines(err)) == 1
