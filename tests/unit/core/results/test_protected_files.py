"""An output replaces no X-ray, nothing that was screened, and nothing of Kifua's own."""

import os

import pytest

from app.core.errors import OutputError
from app.core.results.export import write_csv
from app.core.results.history import History
from app.core.results.protected_files import check_output, own_files
from app.core.results.unfinished import Journal
from tests.helpers.pictures import SAMPLE
from tests.helpers.screening_records import record


def refused(path, protected=()):
    try:
        check_output(path, protected)
    except OutputError as error:
        return error.reason.code
    return ""


@pytest.fixture
def notes(tmp_path):
    """Return a file that is nothing by its content."""
    (tmp_path / "notes.txt").write_bytes(b"nothing")
    return tmp_path / "notes.txt"


def test_a_new_file_and_an_old_result_may_be_written(tmp_path, notes):
    assert refused(tmp_path / "new.csv", [notes, tmp_path / "absent"]) == ""
    assert refused(notes, [tmp_path / "absent", "a\0b"]) == ""


def _same(path):
    return path


def _hard_link(path):
    os.link(path, path.with_name("other"))
    return path.with_name("other")


def _symbolic_link(path):
    path.with_name("other").symlink_to(path.name)
    return path.with_name("other")


def _roundabout(path):
    return path.parent / ".." / path.parent.name / path.name


@pytest.mark.parametrize("name", [_same, _hard_link, _symbolic_link, _roundabout])
def test_a_protected_file_is_known_under_any_name(notes, name):
    assert refused(name(notes), ["absent", str(notes)]) == "output_is_input"


def test_a_name_in_other_letters_is_the_same_where_the_drive_says_so(notes):
    shouted = notes.with_name("NOTES.TXT")

    assert refused(shouted, [notes]) == ("output_is_input" if shouted.exists() else "")


def test_an_image_is_never_replaced_whether_it_is_protected_or_not(tmp_path):
    (tmp_path / "x.csv").write_bytes(SAMPLE.read_bytes())

    assert refused(tmp_path / "x.csv") == "output_is_input"


def test_the_files_of_kifua_are_the_history_the_journals_and_the_model(tmp_path, bundle):
    history = tmp_path / "history.sqlite3"
    with History(history) as opened:
        opened.add(record())
        Journal(tmp_path, ["x"], "2026-01-02T03:04:05+03:00").begin(None, "")
        own = [*tmp_path.iterdir(), bundle / "bundle.json", bundle / "model.tflite"]

        assert len(own) >= 4
        assert {refused(path, own_files(history, bundle)) for path in own} == {"output_is_input"}
    assert refused(history) == "output_is_input", "a history of another place"


def test_a_table_does_not_replace_a_file_of_its_rows(notes):
    with pytest.raises(OutputError, match="output_is_input"):
        write_csv([record("elsewhere/notes.txt"), record(str(notes))], notes)

    assert notes.read_bytes() == b"nothing"
    assert os.listdir(notes.parent) == ["notes.txt"]


def test_a_table_replaces_an_old_one_whatever_its_rows_are_called(notes):
    write_csv([record("elsewhere/notes.txt"), record("x.png")], notes)

    assert notes.read_bytes().startswith(b"file,")
