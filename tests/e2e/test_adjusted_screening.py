"""`kifua screen --turn` and `--invert`: pictures on their side and negatives, screened as they are turned."""

import csv

import numpy as np
import pytest
from PIL import Image

from app.core.results.history import History
from app.paths import history_file
from tests.helpers.pictures import SAMPLE, saved
from tests.helpers.screening_records import kept_rows

SPOILED = {
    "left.png": (np.rot90, ("--turn", "90"), "turned_90"),
    "over.png": (lambda grey: np.rot90(grey, 2), ("--turn", "180"), "turned_180"),
    "right.png": (lambda grey: np.rot90(grey, -1), ("--turn", "270"), "turned_270"),
    "negative.png": (lambda grey: 255 - grey, ("--invert",), "inverted"),
    "both.png": (lambda grey: 255 - np.rot90(grey), ("--turn", "90", "--invert"), "turned_90 inverted"),
}


@pytest.fixture
def grey():
    """The pixels of the sample."""
    return np.asarray(Image.open(SAMPLE).convert("L"))


def row_of(run, tmp_path, file, *options):
    """Screen a file, and return its row."""
    table = tmp_path / f"{len(list(tmp_path.iterdir()))}.csv"
    run("screen", file, "--csv", table, *options)
    with table.open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    return row


@pytest.mark.parametrize("name", SPOILED)
def test_a_refused_picture_gets_the_score_of_the_upright_one(run, tmp_path, grey, name):
    spoil, options, adjustments = SPOILED[name]
    file = saved(tmp_path / name, np.ascontiguousarray(spoil(grey)), "PNG")
    before = file.read_bytes()
    upright = row_of(run, tmp_path, saved(tmp_path / "upright.png", grey, "PNG"))

    row = row_of(run, tmp_path, file, *options)

    told = ("verdict", "score", "width", "height")
    assert [row[name] for name in told] == [upright[name] for name in told]
    assert (row["adjustments"], upright["adjustments"]) == (adjustments, "")
    assert file.read_bytes() == before
    with History(history_file()) as history:
        assert {kept["adjustments"] for kept in kept_rows(history)} == {adjustments, ""}


def test_a_picture_that_is_spoiled_by_it_is_refused_as_any_other(run, tmp_path):
    row = row_of(run, tmp_path, SAMPLE, "--turn", "90")

    assert row["verdict"] == "NOT_ASSESSED"
    assert row["reason"].startswith("turned:")


def test_a_batch_does_not_go_on_with_other_adjustments(run, xrays, tmp_path):
    one = tmp_path / "one.csv"
    run("screen", xrays / "child.jpeg", "--csv", one)
    one.rename(tmp_path / "x.partial.csv")

    status, _, said = run("screen", xrays, "--recursive", "--csv", tmp_path / "x.csv", "--resume", "--invert")

    assert status == 5
    assert "resume_differs" in said
    assert "inverted" in said


@pytest.mark.parametrize("options", [("--turn", "45"), ("--turn", "0"), ("--invert", "--cluster", "local:1")])
def test_a_wrong_command_is_said(run, options):
    status, _, said = run("screen", SAMPLE, *options)

    assert status == 2
    assert "usage: kifua screen" in said
