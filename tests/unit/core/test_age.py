"""Ages as a clinic writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.age import AND, OLDEST_YEARS, age_text, parse_age, rounded_down


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("3", 3.0),
        (" 2.5 ", 2.5),
        ("2,5", 2.5),
        ("0", 0.0),
        ("120", 120.0),
        ("3 years", 3.0),
        ("3y", 3.0),
        ("003Y", 3.0),
        ("4 yrs.", 4.0),
        ("8 months", 8 / 12),
        ("8m", 8 / 12),
        ("1 month", 1 / 12),
        ("18 Mo", 1.5),
        ("6 weeks", 42 / 365.25),
        ("10 days", 10 / 365.25),
        ("2 years 6 months", 2.5),
        ("2y6m", 2.5),
        ("1 year and 3 months", 1.25),
        ("12 months", 1.0),
        ("2 years, 6 months.", 2.5),
        ("months 8", 8 / 12),
        ("18 m", 1.5),
        ("3 w", 21 / 365.25),
        ("5 d", 5 / 365.25),
        ("3 w/5 d", 26 / 365.25),
        ("2 years & 6 months", 2.5),
        ("18/12", 1.5),
        ("2 / 12", 2 / 12),
        ("6/52", 42 / 365.25),
        ("5/7", 5 / 365.25),
        ("2 6/12", 2.5),
        ("2y 6/12", 2.5),
        ("1½", 1.5),
        ("2 ¼", 2.25),
        ("½", 0.5),
        ("1½ years", 1.5),
        ("\u0663", 3.0),
        ("\u0662\u066b\u0665", 2.5),
        ("\uff13", 3.0),
    ],
)
def test_an_age_is_understood(text, years):
    assert parse_age(text) == pytest.approx(years, abs=1e-4)


@pytest.mark.parametrize("text", ["", "   ", "\t"])
def test_nothing_is_no_age(text):
    assert parse_age(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "three",
        "-1",
        "121",
        "1441 months",
        "3 4",
        "6 months 2 years",
        "2 years 3 years",
        "3x",
        "3..5",
        "1e3",
        "nan",
        "½½",
        "3/4",
        "1/120",
        "6/12 2",
        "2 30/7 6/12",
        "3/",
        "2 6 months",
        "3 and",
        "and 3 years",
        "2 years months 6",
        ",",
    ],
)
def test_what_is_no_age_is_refused(text):
    with pytest.raises(ValueError, match=r"not|two|nobody"):
        parse_age(text)


def test_words_of_another_language_are_read_whatever_their_script_and_case():
    words = {"ГОДА": "y", "महीने": "m", "i": AND}

    assert parse_age("2 года i 6 महीने", words) == 2.5
    with pytest.raises(ValueError, match="not an age"):
        parse_age("2 years", words)


@given(st.text(max_size=40))
def test_any_text_gives_an_age_nothing_or_a_value_error(text):
    try:
        years = parse_age(text)
    except ValueError:
        return
    assert years is None or 0 <= years <= OLDEST_YEARS


@given(st.floats(0, OLDEST_YEARS))
def test_an_age_reads_back_as_it_was_written(years):
    assert parse_age(age_text(years)) == pytest.approx(years, abs=2e-4)


@given(st.integers(0, 1440))
def test_months_read_back_exactly(months):
    years = parse_age(f"{months} months")

    assert parse_age(age_text(years)) == years


@pytest.mark.parametrize(("years", "text"), [(None, ""), (3.0, "3"), (0.6667, "8 months"), (2.5, "2.5"), (1.0, "1")])
def test_an_age_is_written_as_a_clinic_would(years, text):
    assert age_text(years) == text


@pytest.mark.parametrize(
    ("years", "told"), [(3.7317, 3.7), (5.08, 5.0), (2.0, 2.0), (1.999, 1.9167), (0.7, 0.6667), (0.02, 0.0)]
)
def test_an_exact_age_is_told_without_being_rounded_up(years, told):
    assert rounded_down(years) == told
