"""Results as CSV and JSON: whole files, safe cells, every name."""

import csv
import io
import json
import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.columns import COLUMNS
from app.core.errors import OutputError
from app.core.results.export import CsvFile, cell, json_line, tab_separated
from app.core.review import Action, DangerSign, Opinion, Review
from app.core.text import one_line
from tests.helpers.hostile_names import HOSTILE_NAMES
from tests.helpers.screening_records import NOT_ASSESSED, record

HEADER = (
    "file,verdict,score,operating_point,pattern,pattern_score,reason,patient_id,patient_name,age,sex,note,view,width,height,sha256,model,"
    "app_version,screened_at,opinion,action,review_note,reviewer,reviewed_at,danger_signs,seen_at,adjustments"
    ",danger_signs_checked_by,danger_signs_checked_at,study_at,accession_number,laterality,kvp,exposure_mas"
    ",exposure_index,deviation_index,manufacturer,device_model,station"
)
CELLS = {
    "file": "child.dcm",
    "verdict": "PNEUMONIA",
    "score": "0.9877",
    "operating_point": "balanced",
    "pattern": "viral",
    "pattern_score": "0.6543",
    "reason": "",
    "patient_id": "P-7",
    "age": "3.2500",
    "view": "AP",
    "width": "1200",
    "height": "900",
    "sha256": record().sha256,
    "model": "model-1",
    "app_version": "1.2.3",
    "screened_at": "2026-01-02T03:04:05+03:00",
    "opinion": "",
    "danger_signs": "",
    "seen_at": "",
    "adjustments": "",
    "danger_signs_checked_by": "",
    "danger_signs_checked_at": "",
    "study_at": "2026-01-01T08:09:10",
    "kvp": "66.0",
    "exposure_mas": "0.800",
    "exposure_index": "",
    "deviation_index": "-1.5",
    "device_model": "Detector 9",
}
COLUMN = {column.name: column for column in COLUMNS}


def written(path, *records):
    with CsvFile(path) as file:
        for each in records:
            file.write(each)
    return path


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_header_is_the_promised_one(tmp_path):
    assert written(tmp_path / "x.csv").read_bytes() == HEADER.encode() + b"\r\n"


def test_every_line_ends_as_rfc_4180_says(tmp_path):
    data = written(tmp_path / "x.csv", record(), record()).read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == 3


def test_names_are_utf_8_without_a_mark(tmp_path):
    data = written(tmp_path / "x.csv", record("肺.png")).read_bytes()
    assert data.split(b"\r\n")[1].startswith("肺.png,".encode())
    assert data.startswith(b"file,")


@pytest.mark.parametrize(("name", "text"), CELLS.items())
def test_a_cell_holds_the_records_value(tmp_path, name, text):
    assert rows(written(tmp_path / "x.csv", record()))[0][name] == text


def test_a_review_and_the_danger_signs_are_words(tmp_path):
    review = Review(Opinion.CANNOT_TELL, Action.SENT_HOME, "=cough", "Amina", "2026-01-02T04:00:00+03:00")
    signs = (DangerSign.CONVULSIONS, DangerSign.LOW_OXYGEN)
    (row,) = rows(written(tmp_path / "x.csv", record(review=review, danger_signs=signs)))

    assert (row["opinion"], row["action"], row["review_note"]) == ("cannot_tell", "sent_home", "'=cough")
    assert (row["reviewer"], row["reviewed_at"]) == ("Amina", "2026-01-02T04:00:00+03:00")
    assert row["danger_signs"] == "convulsions low_oxygen"


@pytest.mark.parametrize("name", ["score", "operating_point", "pattern", "pattern_score"])
def test_what_was_not_assessed_has_no_score(tmp_path, name):
    assert rows(written(tmp_path / "x.csv", record(verdict=NOT_ASSESSED)))[0][name] == ""


def test_the_reason_is_code_and_sentence(tmp_path):
    reason = rows(written(tmp_path / "x.csv", record(verdict=NOT_ASSESSED)))[0]["reason"]
    assert reason == str(NOT_ASSESSED.reasons[0])


@pytest.mark.parametrize("name", ["patient_id", "age", "view", "width", "height"])
def test_a_file_that_did_not_decode_has_no_facts(tmp_path, name):
    undecoded = record(verdict=NOT_ASSESSED, facts=None)
    assert rows(written(tmp_path / "x.csv", undecoded))[0][name] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize(("column", "change"), [("file", "file"), ("patient_id", "patient_id"), ("view", "view")])
def test_a_spreadsheet_gets_no_formula(column, change, start):
    assert cell(COLUMN[column], record(**{change: start + "1+1"})) == "'" + start + "1+1"


@pytest.mark.parametrize(("start", "escape"), [("\t", r"\t"), ("\r", r"\r"), ("\n", r"\n"), ("\x1b", r"\x1b")])
def test_a_control_character_is_escaped_so_that_nothing_runs_it(start, escape):
    assert cell(COLUMN["file"], record(f"{start}=1+1")) == f"{escape}=1+1"


@pytest.mark.parametrize("name", ["a=b.png", "folder/-x.png", "1+1", "x@y", "'quoted'", ""])
def test_an_ordinary_text_is_left_alone(name):
    assert cell(COLUMN["file"], record(name)) == name


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_is_one_cell(tmp_path, name):
    found = rows(written(tmp_path / "x.csv", record(name), record("next.png")))
    assert [row["file"] for row in found] == [cell(COLUMN["file"], record(name)), "next.png"]


names = st.text(
    st.characters(codec="utf-8") | st.sampled_from("=+-@\t\r\n \"',;\0\x1b\x7f\x85\u202e\ufeff\udc80\udcff")
)


@given(names)
def test_any_name_comes_back_from_a_reader(name):
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow([cell(COLUMN["file"], record(name)), "next"])
    stream.seek(0)
    ((found, following),) = csv.reader(stream)
    assert found.removeprefix("'") == one_line(name).removeprefix("'")
    assert following == "next"


@given(names)
def test_no_cell_begins_as_a_formula(name):
    assert not cell(COLUMN["file"], record(name)).lstrip(" ").startswith(tuple("=+-@\t\r\n＝＋－＠"))


@given(names)
def test_json_keeps_any_name(name):
    assert json.loads(json_line(record(name)))["file"] == name


@given(names)
def test_json_is_one_line_of_ascii(name):
    line = json_line(record(name))
    assert line.isascii()
    assert line.isprintable()
    assert len(line.splitlines()) == 1


def test_json_has_the_columns_in_order():
    assert list(json.loads(json_line(record()))) == HEADER.split(",")


def test_json_has_numbers_and_not_their_texts():
    found = json.loads(json_line(record()))
    assert (found["score"], found["age"], found["width"]) == (0.9877, 3.25, 1200)


@pytest.mark.parametrize("name", ["score", "pattern_score", "age", "width"])
def test_json_has_null_for_what_is_absent(name):
    assert json.loads(json_line(record(verdict=NOT_ASSESSED, facts=None)))[name] is None


def test_the_file_appears_when_the_block_ends(tmp_path):
    with CsvFile(tmp_path / "x.csv") as file:
        file.write(record())
        assert not (tmp_path / "x.csv").exists()
    assert (tmp_path / "x.csv").exists()


def test_an_older_file_is_replaced(tmp_path):
    written(tmp_path / "x.csv", record(), record())
    assert len(rows(written(tmp_path / "x.csv", record()))) == 1


def _fail_in_the_block(path):
    with CsvFile(path) as file:
        file.write(record())
        raise KeyboardInterrupt


def test_an_exception_leaves_the_older_file(tmp_path):
    (tmp_path / "x.csv").write_bytes(b"older")
    with pytest.raises(KeyboardInterrupt):
        _fail_in_the_block(tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_bytes() == b"older"


def test_an_exception_leaves_nothing_beside_it(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        _fail_in_the_block(tmp_path / "x.csv")
    assert os.listdir(tmp_path) == []


def test_a_whole_file_leaves_nothing_beside_it(tmp_path):
    written(tmp_path / "x.csv", record())
    assert os.listdir(tmp_path) == ["x.csv"]


def _folder(path):
    path.mkdir()
    return path


@pytest.mark.parametrize(
    "place",
    [
        lambda folder: folder / "none" / "x.csv",
        lambda folder: _folder(folder / "x.csv"),
        lambda folder: written(folder / "file") / "x.csv",
    ],
)
def test_a_place_that_cannot_be_written_is_said_at_once(tmp_path, place):
    with pytest.raises(OutputError, match="output_failed"), CsvFile(place(tmp_path)):
        pytest.fail("it was opened")


def test_a_device_is_written_to_and_not_replaced(monkeypatch):
    monkeypatch.setattr(os, "replace", lambda *paths: pytest.fail("it was replaced"))
    written(Path(os.devnull), record())


def test_a_failed_move_is_said(tmp_path, monkeypatch):
    def fail(*paths):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OutputError, match="No space left on device"):
        written(tmp_path / "x.csv", record())


def test_a_failed_move_leaves_nothing_behind(tmp_path, monkeypatch):
    def fail(*paths):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OutputError):
        written(tmp_path / "x.csv", record())
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_file_has_the_permissions_of_any_new_file(tmp_path):
    (tmp_path / "new").touch()
    expected = stat.S_IMODE((tmp_path / "new").stat().st_mode)
    assert stat.S_IMODE(written(tmp_path / "x.csv").stat().st_mode) == expected


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_is_copied_as_one_cell_and_never_as_a_formula(name):
    (_, row) = csv.reader(io.StringIO(tab_separated([record(name)]), newline=""), delimiter="\t")

    assert len(row) == len(COLUMNS)
    assert row[0].removeprefix("'") == one_line(name)
    assert not row[0].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\uff1d"))
