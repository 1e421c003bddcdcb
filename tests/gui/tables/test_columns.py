"""Each column of the table is one entry: its words, its texts, its order and its room."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from app.core.columns import COLUMNS as RESULT_COLUMNS
from app.core.records import Finding, Patient, Verdict
from app.core.review import Action, Opinion, Review
from app.core.screening import with_patient
from app.gui.tables import columns
from app.gui.tables.columns import COLUMNS, TableColumn, decision_text, hiding_order
from app.gui.text.verdict_text import toned_as, unsuited_text
from app.gui.worklist.rows.batch_model import BatchModel
from app.gui.worklist.rows.history_model import HistoryModel
from tests.gui.conftest import BUNDLE
from tests.helpers.screening_records import record

NAMES = ["seen_at", "picture", "patient_id", "age", "verdict", "score", "opinion", "screened_at", "study_at", "file"]


def test_the_table_has_these_columns_and_no_pattern():
    assert [column.name for column in COLUMNS] == NAMES


def test_columns_are_hidden_from_the_least_needed_on():
    assert [NAMES[place] for place in hiding_order()] == ["score", "screened_at", "study_at", "opinion", "age", "file"]


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_a_column_shows_a_value_of_the_result_and_has_a_name(column):
    assert column.name in {"picture", *(result.name for result in RESULT_COLUMNS)}
    assert column.name_in_words()
    assert all(column.typical_texts())


def test_the_batch_alone_leaves_the_date_out(qapp):
    assert (BatchModel().unused, HistoryModel().unused) == ({"screened_at"}, frozenset())


def test_the_day_of_the_x_ray_is_told_of_files_that_say_it():
    column = next(column for column in COLUMNS if column.name == "study_at")
    told, silent = record(study_at="2025-12-24T08:09:00"), record(facts=None)

    assert (column.cell_text(told, None), column.text(told)) == ("24 Dec 2025", "24 Dec 2025, 08:09")
    assert (column.cell_text(silent, None), column.text(silent), column.key(silent)) == ("", "", "")


def test_a_new_column_is_one_entry(monkeypatch, qapp):
    entry = TableColumn("sex", lambda: "Sex", lambda record: record.patient.sex)
    monkeypatch.setattr(columns, "COLUMNS", (*COLUMNS, entry))
    model = BatchModel()

    assert model.columns[-1].key(replace(record(), patient=replace(record().patient, sex="F"))) == "f"
    assert model.columnCount() == len(NAMES) + 1


@pytest.mark.parametrize(
    ("folder", "expected"), [(None, "c.jpg"), ("", "/a/b/c.jpg"), ("/a/", "b/c.jpg"), ("/b/", "/a/b/c.jpg")]
)
def test_a_file_is_named_from_a_folder_on(folder, expected):
    column = COLUMNS[-1]
    made = replace(record(), file="/a/b/c.jpg", verdict=Verdict(Finding.NORMAL, 0.1, "balanced"))

    assert column.cell_text(made, folder) == expected
    assert column.text(made) == "/a/b/c.jpg"


def test_a_decision_is_its_opinion_and_its_action():
    assert decision_text(Review(Opinion.AGREE, Action.TREATED)) == "Agree · Treated"
    assert decision_text(Review(action=Action.REFERRED)) == "Referred"
    assert decision_text(Review()) == ""


def test_a_date_is_as_short_as_it_can_be_told_from_others():
    column = next(column for column in COLUMNS if column.name == "screened_at")
    now = datetime.now().astimezone().replace(hour=9, minute=5)
    today, before = (record(screened_at=time.isoformat()) for time in (now, now.replace(year=2020, month=3, day=5)))

    assert [column.cell_text(each, None) for each in (today, before)] == ["09:05", "5 Mar 2020"]
    assert column.text(before) == "5 Mar 2020, 09:05"


@pytest.mark.parametrize("years", [0.5, 8.0])
def test_a_patient_of_another_age_has_no_verdict_in_the_table_either(years):
    made = with_patient(record("a.jpg"), Patient(age_years=years), BUNDLE.input_limits)
    verdict, score = (next(each for each in COLUMNS if each.name == name) for name in ("verdict", "score"))

    assert made.verdict.score is not None
    assert verdict.cell_text(made, None) == verdict.text(made) == unsuited_text()
    assert score.cell_text(made, None) == ""
    assert made.verdict.shown_finding is Finding.NOT_ASSESSED


@pytest.mark.parametrize(("years", "tone"), [(None, Finding.NOT_ASSESSED), (3.0, Finding.PNEUMONIA)])
def test_a_verdict_has_no_colour_while_the_age_is_not_known(years, tone):
    made = record("a.jpg", age_years=years)

    assert (made.verdict.shown_finding, toned_as(made)) == (Finding.PNEUMONIA, tone)
