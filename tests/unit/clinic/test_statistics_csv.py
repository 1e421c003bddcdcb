"""The statistics as a table for other programs."""

import csv
from datetime import date

import pytest

from app.clinic.history_counts import DayCount, HistoryCounts
from app.clinic.statistics import clinic_statistics
from app.clinic.statistics_csv import COLUMNS, write_statistics_csv
from app.core.errors import OutputError
from app.core.records import Finding
from app.core.review import Opinion

DAY = date(2026, 11, 4)
COUNTS = HistoryCounts(
    (
        DayCount(DAY, Finding.PNEUMONIA, Opinion.AGREE, 3),
        DayCount(DAY, Finding.PNEUMONIA, Opinion.DISAGREE, 1),
        DayCount(DAY, Finding.NOT_ASSESSED, None, 2),
        DayCount(DAY, Finding.UNCERTAIN, Opinion.SIGNS, 1),
    ),
    (("=cmd()", 1), ("turned", 1)),
)


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "statistics.csv"
    write_statistics_csv(clinic_statistics(COUNTS), DAY, None, path)
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def of_measure(rows, measure):
    return [row for row in rows if row["measure"] == measure]


def test_every_row_says_its_period(rows):
    assert list(rows[0]) == list(COLUMNS)
    assert {(row["period_from"], row["period_to"]) for row in rows} == {("2026-11-04", "")}


def test_a_week_has_a_row_for_each_verdict(rows):
    assert [
        (row["span"], row["span_from"], row["finding"], row["count"], row["cases"])
        for row in of_measure(rows, "screenings")
    ] == [
        ("week", "2026-11-02", "PNEUMONIA", "4", "7"),
        ("week", "2026-11-02", "NORMAL", "0", "7"),
        ("week", "2026-11-02", "UNCERTAIN", "1", "7"),
        ("week", "2026-11-02", "NOT_ASSESSED", "2", "7"),
    ]


def test_agreement_has_its_interval(rows):
    pneumonia, normal = of_measure(rows, "agreed_of_agreed_or_disagreed")

    assert (pneumonia["count"], pneumonia["cases"], pneumonia["share"]) == ("3", "4", "0.7500")
    assert (pneumonia["interval_low"], pneumonia["interval_high"]) == ("0.3006", "0.9544")
    assert (normal["cases"], normal["share"], normal["interval_low"]) == ("0", "", "")


def test_of_uncertain_x_rays_it_has_what_people_saw(rows):
    items = {row["item"]: row["count"] for row in of_measure(rows, "opinions") if row["finding"] == "UNCERTAIN"}

    assert items == {"signs": "1", "no_signs": "0", "cannot_tell": "0"}


def test_no_cell_is_a_formula(rows):
    assert [row["item"] for row in of_measure(rows, "refusals")] == ["'=cmd()", "turned"]


def test_a_file_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(OutputError, match="output_failed"):
        write_statistics_csv(clinic_statistics(COUNTS), None, None, tmp_path / "absent" / "statistics.csv")
