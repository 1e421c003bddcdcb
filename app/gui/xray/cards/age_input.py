"""Ages as the user reads and writes them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.age import AND, DECIMALS, ENGLISH, TooOldError, age_text, parse_age
from app.gui.text.locale_text import short_decimal_text, with_decimal_point
from app.gui.text.verdict_text import age_phrase


def read_age(text: str) -> float | None:
    """Return an age in years that was written in the user's language or in English; None for an empty text.

    Raises:
        ValueError: the text is not an age.
    """
    lists = {
        "y": _tr("years|year|yrs|yr|y"),
        "m": _tr("months|month|mths|mo|m"),
        "w": _tr("weeks|week|wks|wk|w"),
        "d": _tr("days|day|d"),
        AND: _tr("and"),
    }
    own = {word.strip(): meaning for meaning, words in lists.items() for word in words.split("|")}
    return parse_age(text, {**ENGLISH, **own})


def format_age(years: float | None) -> str:
    """Return an age as `read_age` reads it: whole months below two years in words, else a number of years."""
    text = age_text(years)
    if years is None or " " not in text:
        return with_decimal_point(text)
    words = age_phrase(years)
    return words if _reads_as(words, years) else with_decimal_point(f"{years:g}")


def too_old_text(error: TooOldError) -> str:
    """Return what is wrong with an age that nobody has."""
    years = short_decimal_text(round(error.years))
    return _tr("Nobody is {years} years old: check the age.").format(years=years)


def _reads_as(text: str, years: float) -> bool:
    """Return whether a translated text is read back as this age: it may lack a number, or have other units."""
    try:
        return read_age(text) == round(years, DECIMALS)
    except ValueError:
        return False


def _tr(text: str) -> str:
    return QCoreApplication.translate("age", text)
