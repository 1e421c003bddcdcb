"""An age in the user's language, and in English everywhere."""

from __future__ import annotations

import pytest

from app.gui.xray.cards.age_input import format_age, read_age
from tests.helpers.spoken import spoken

SWAHILI = {
    "years|year|yrs|yr|y": "mwaka|miaka",
    "months|month|mths|mo|m": "mwezi|miezi",
    "weeks|week|wks|wk|w": "wiki",
    "days|day|d": "siku",
    "and": "na",
    "%Ln month(s)": "miezi %Ln",
}


@pytest.fixture
def swahili(qapp):
    with spoken(SWAHILI):
        yield


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("", None),
        ("3", 3.0),
        ("3 miaka", 3.0),
        ("miaka 3", 3.0),
        ("Miezi 8", 0.6667),
        ("miaka 2 na miezi 6", 2.5),
        ("miaka 2, miezi 6", 2.5),
        ("wiki 6", 0.115),
        ("siku 10", 0.0274),
        ("8 months", 0.6667),
        ("2y6m", 2.5),
    ],
)
def test_an_age_is_read_in_the_users_language_and_in_english(swahili, text, years):
    assert read_age(text) == years


@pytest.mark.parametrize("text", ["miaka", "miezi 6 miaka 2", "miaka 2 6 miezi", "na 3", "tatu"])
def test_what_is_no_age_in_the_users_language_is_refused(swahili, text):
    with pytest.raises(ValueError, match=r"not|two"):
        read_age(text)


@pytest.mark.parametrize(
    ("years", "text"),
    [(None, ""), (3.0, "3"), (2.5, "2.5"), (0.6667, "miezi 8"), (1 / 12, "miezi 1"), (1.5, "miezi 18")],
)
def test_an_age_is_written_in_the_users_language_and_reads_back(swahili, years, text):
    assert format_age(years) == text
    assert read_age(text) == (None if years is None else round(years, 4))


@pytest.mark.parametrize("words", ["wachanga %Ln", "miezi mingi", "siku %Ln"])
def test_words_that_do_not_read_back_are_not_written(qapp, words):
    with spoken({**SWAHILI, "%Ln month(s)": words}):
        assert format_age(0.6667) == "0.6667"
        assert read_age("0.6667") == 0.6667


def test_without_a_translation_english_is_read_and_written():
    assert format_age(0.6667) == "8 months"
    assert read_age("8 months") == 0.6667
