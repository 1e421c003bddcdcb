"""The summary of many screenings: counts, lists and refusals, on as many pages as they need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.core.records import Finding, Patient, ScreeningRecord
from app.core.review import DangerSign, Opinion, Review
from app.core.screening import with_patient
from app.gui.report.letterhead import Letterhead
from app.gui.report.summary import MOST_ROWS, each_picture_once, summarise
from app.gui.report.summary_page import SummaryDocument
from tests.gui.conftest import BUNDLE, make_record
from tests.helpers.paper import A4_PX, LETTER_PX, drawn_pages, inked_lines, picture

pytestmark = pytest.mark.usefixtures("qapp")  # fonts need it

NAMES = ("pneumonia.jpg", "uncertain.jpg", "normal.jpg", "broken.jpg")


def records(count: int) -> Iterator[ScreeningRecord]:
    for number in range(count):
        yield replace(make_record(f"{number} {NAMES[number % 4]}"), patient=Patient(f"P-{number}", "", 3.0))


def document(*made: ScreeningRecord, name: str = "Monday") -> SummaryDocument:
    return SummaryDocument(name, summarise(made), BUNDLE, "0.0.0", Letterhead("Health Centre", "Asha", picture()))


def test_it_counts_what_was_found_seen_and_decided():
    first, second, third, fourth = records(4)
    made = summarise(
        [
            replace(first, seen_at="2026-01-01", danger_signs=(DangerSign.LETHARGIC,)),
            replace(second, review=Review(Opinion.AGREE)),
            replace(third, screened_at="2026-01-03T00:00:00+00:00"),
            replace(fourth, model="another"),
        ]
    )

    assert made.total == 4
    assert made.counts == dict.fromkeys(Finding, 1)
    assert (made.unseen, made.decided, made.endangered_count) == (3, 1, 1)
    assert (made.first[:10], made.last[:10]) == ("2026-01-01", "2026-01-03")
    assert made.models == {"fake-1", "another"}


def test_a_patient_of_another_age_counts_as_not_assessed():
    older = with_patient(make_record("pneumonia.jpg"), Patient(age_years=8.0), BUNDLE.input_limits)
    made = summarise([older, make_record("pneumonia.jpg")])

    assert made.counts == {Finding.NOT_ASSESSED: 1, Finding.PNEUMONIA: 1}
    assert (made.refused, len(made.listed[Finding.PNEUMONIA])) == ([older], 1)


def test_a_picture_counts_once_as_it_was_screened_last():
    first, second, third, fourth = (replace(made, sha256="") for made in records(4))
    again = replace(second, id="again", sha256="ab", screened_at="2026-01-03T00:00:00+00:00")
    pictures = [again, first, replace(second, sha256="ab"), third, fourth]

    assert each_picture_once(pictures) == [again, first, third, fourth]
    assert each_picture_once(pictures[::-1]) == [fourth, third, again, first]


def test_it_lists_who_needs_somebody_in_their_order():
    made = summarise(records(9))

    assert [record.patient_id for record in made.listed[Finding.PNEUMONIA]] == ["P-0", "P-4", "P-8"]
    assert [record.patient_id for record in made.listed[Finding.UNCERTAIN]] == ["P-1", "P-5"]
    assert [record.patient_id for record in made.refused] == ["P-3", "P-7"]


def test_children_with_a_danger_sign_are_listed_first_whatever_their_x_ray_shows():
    well, signs, _, refused = (replace(each, danger_signs=(DangerSign.LETHARGIC,)) for each in records(4))
    made = summarise([*records(4), replace(well, verdict=make_record("normal.jpg").verdict), signs, refused])
    named = SummaryDocument("Monday", made, BUNDLE, "0.0.0")
    unnamed = SummaryDocument("Monday", summarise(records(4)), BUNDLE, "0.0.0")

    assert [record.patient_id for record in made.endangered] == ["P-0", "P-1", "P-3"]
    assert len(inked_lines(drawn_pages(named)[0])) > len(inked_lines(drawn_pages(unnamed)[0]))


def test_any_number_of_screenings_makes_lists_of_bounded_length():
    made = summarise(records(4 * MOST_ROWS + 4))

    assert made.total == 4 * MOST_ROWS + 4
    assert [len(rows) for rows in (*made.listed.values(), made.refused)] == [MOST_ROWS] * 3


@pytest.mark.parametrize("size", [A4_PX, LETTER_PX], ids=["A4", "Letter"])
@pytest.mark.parametrize(("count", "expected"), [(0, 1), (4, 1), (40, 1), (400, 8)])
def test_each_page_has_a_foot_and_nothing_reaches_below_it(size, count, expected):
    made = drawn_pages(document(*records(count)), size)

    assert expected <= len(made) <= 2 * expected
    for page in made:
        assert 0.95 * size.height() < inked_lines(page)[-1] < size.height() - 1


def test_long_texts_make_it_longer_and_not_wrong():
    long = Patient("9" * 5000, "W" * 5000)
    made = [replace(record, patient=long, review=Review(note="word " * 900)) for record in records(20)]

    for page in drawn_pages(document(*made, name="Folder " * 900)):
        assert inked_lines(page)[-1] < A4_PX.height() - 1
