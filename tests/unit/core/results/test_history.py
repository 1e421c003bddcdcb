"""The history keeps every screening, whatever its name, as it happens."""

import sqlite3
from dataclasses import replace

import pytest

from app.core.columns import COLUMNS
from app.core.errors import OutputError
from app.core.records import Patient
from app.core.results.history import History
from app.core.results.history_search import EVERYTHING
from tests.helpers.hostile_names import HOSTILE_NAMES
from tests.helpers.screening_records import NOT_ASSESSED, PNEUMONIA, kept_rows, record


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "history.sqlite3"


def files(history, count=99):
    return [row["file"] for row in kept_rows(history, count)]


def test_the_file_and_its_folder_are_made(path):
    with History(path):
        assert path.is_file()


def test_a_new_history_is_empty(path):
    with History(path) as history:
        assert files(history) == []


def test_a_row_holds_every_column_of_the_record(path):
    with History(path) as history:
        history.add(record())
        (row,) = kept_rows(history, 1)
    assert row == {column.name: column.read(record()) for column in COLUMNS}


def test_the_newest_row_comes_first(path):
    with History(path) as history:
        for name in ("a", "b", "c"):
            history.add(record(name))
        assert files(history) == ["c", "b", "a"]


def test_no_more_rows_come_than_were_asked_for(path):
    with History(path) as history:
        for name in ("a", "b", "c"):
            history.add(record(name))
        assert files(history, 2) == ["c", "b"]


def test_rows_outlive_the_program(path):
    with History(path) as history:
        history.add(record("a"))
    with History(path) as history:
        assert files(history) == ["a"]


def test_a_row_is_kept_although_the_block_ends_by_an_exception(path):
    with pytest.raises(KeyboardInterrupt):
        _add_and_be_interrupted(path)
    with History(path) as history:
        assert files(history) == ["a"]


def _add_and_be_interrupted(path):
    with History(path) as history:
        history.add(record("a"))
        raise KeyboardInterrupt


def test_a_row_is_there_for_others_before_the_block_ends(path):
    with History(path) as writer, History(path) as reader:
        writer.add(record("a"))
        assert files(reader) == ["a"]


def test_two_windows_may_write(path):
    with History(path) as one, History(path) as other:
        one.add(record("a"))
        other.add(record("b"))
        assert files(one) == ["b", "a"]


def test_what_was_not_assessed_has_no_score(path):
    with History(path) as history:
        history.add(record(verdict=NOT_ASSESSED, facts=None))
        (row,) = kept_rows(history, 1)
    assert (row["score"], row["width"], row["verdict"]) == (None, None, "NOT_ASSESSED")


@pytest.mark.parametrize("name", [*HOSTILE_NAMES, "'); DROP TABLE screenings; --", "a\0b"])
def test_a_hostile_name_is_kept_as_it_is(path, name):
    with History(path) as history:
        history.add(record(name))
        assert files(history) == [name]
        assert [stored.record.file for stored in history.find(EVERYTHING, 9)] == [name]
        assert history.update(record(name, patient=Patient("P-7")))
        history.restore(history.delete([1]))
        assert files(history) == [name]


def test_other_texts_are_kept_with_lone_surrogates_escaped(path):
    with History(path) as history:
        history.add(record("a.png", patient=Patient(note="a \udcff b")))
        assert [row["note"] for row in kept_rows(history, 9)] == ["a \\udcff b"]


@pytest.mark.parametrize("below", ["", "history.sqlite3"])
def test_a_place_that_cannot_be_written_is_said(tmp_path, below):
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    place = tmp_path / "file" / below if below else tmp_path / "folder"
    with pytest.raises(OutputError, match="history_failed"):
        History(place)


def test_a_row_that_cannot_be_written_is_said(path):
    with History(path) as history:
        other = sqlite3.connect(path)
        other.execute("DROP TABLE screenings")
        other.close()
        with pytest.raises(OutputError, match="history_failed"):
            history.add(record())


def test_a_record_is_stored_once_however_often_it_is_added(path):
    with History(path) as history:
        first, other, again = (history.add(record(name)) for name in ("a", "b", "a"))
        assert files(history) == ["b", "a"]

    assert first == again != other


def test_a_record_is_known_by_its_id(path):
    with History(path) as history:
        history.add(record("a"))
        assert history.holds(record("a").id)
        assert not history.holds(record("b").id)


def test_the_newest_screening_of_a_picture_is_found_whatever_its_name_was(path):
    with History(path) as history:
        for name, sha256 in (("a", "ab"), ("b", "ab"), ("c", "cd"), ("d", "")):
            history.add(record(name, sha256=sha256))
        found = [history.newest_of_picture(sha256) for sha256 in ("ab", "cd", "ef", "")]

    assert [each and each.file for each in found] == ["b", "c", None, None]


def test_a_file_without_a_digest_is_found_by_its_name(path):
    with History(path) as history:
        for name in ("a \udcff", "b"):
            history.add(record(name, sha256=""))
        found = [history.newest_of_picture("", name) for name in ("a \udcff", "b", "c")]

    assert [each and each.file for each in found] == ["a \udcff", "b", None]


def test_the_newest_screening_under_a_name_goes_before_newer_ones_under_another(path):
    with History(path) as history:
        for name, at in (("a", 1), ("a", 2), ("b \udcff", 3)):
            history.add(record(name, sha256="ab", id=f"{name[0]}{at}"))
        found = [history.newest_of_picture("ab", name).id for name in ("a", "b \udcff", "c")]

    assert found == ["a2", "b3", "b3"]


def test_a_picture_is_repeatable_where_its_newest_screening_would_be_the_same_today(path):
    other_point = replace(PNEUMONIA, operating_point="sensitive")
    with History(path) as history:
        for sha256, first, then in (
            ("same", {"model": "model-0"}, {}),
            ("other model", {}, {"model": "model-0"}),
            ("other point", {}, {"verdict": other_point}),
            ("refused", {}, {"verdict": NOT_ASSESSED}),
            ("refused by another version", {}, {"verdict": NOT_ASSESSED, "app_version": "1.2.2"}),
            ("other version", {}, {"app_version": "1.2.2"}),
            ("", {}, {"verdict": NOT_ASSESSED}),
        ):
            history.add(record("a", id=f"{sha256} 1", sha256=sha256, **first))
            history.add(record("a", id=f"{sha256} 2", sha256=sha256, **then))
        found = history.repeatable_pictures("model-1", "balanced", "1.2.3")

    assert found == {"same", "refused", "other version"}
