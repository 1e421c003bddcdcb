"""An age as a clinic writes it, in years."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from app.core.text import folded

OLDEST_YEARS = 120.0


class TooOldError(ValueError):
    """An age that nobody has, in `years`."""

    def __init__(self, years: float) -> None:
        super().__init__(f"nobody is {years:g} years old")
        self.years = years


AND = "&"
"""Stands for a word that joins two parts, as `y`, `m`, `w` and `d` stand for units."""
ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("y", "yr", "yrs", "year", "years"), "y"),
        **dict.fromkeys(("m", "mo", "mos", "mth", "mths", "month", "months"), "m"),
        **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), "w"),
        **dict.fromkeys(("d", "day", "days"), "d"),
        "and": AND,
        "&": AND,
        "/": AND,
    }
)
"""What each word stands for."""

DECIMALS = 4
"""An age is kept to within an hour, so that `8 months` reads back as it was written."""

_PER_YEAR = {"y": 1.0, "m": 12.0, "w": 365.25 / 7, "d": 365.25}
_TOKEN = re.compile(r"[\s,]*(?:(\d{1,5}(?:[.,\u066b]\d{1,6})?)(?:\s?/\s?(12|52|7)(?!\d))?|([^\s\d.,/]+|/))\.?[\s,]*")
_FORM = re.compile(f"n|n[ymwd]|[ymwd]n|n[ymwd]{AND}?n[ymwd]|[ymwd]n{AND}?[ymwd]n")
"""A number, then its unit, or a unit, then its number; or two of either."""

_OF = {"12": "m", "52": "w", "7": "d"}
"""Units of an age as a ward writes it: `18/12` are 18 months, `6/52` six weeks, `5/7` five days."""

_VULGAR = re.compile(r"(\d*)\s?([½¼¾])")
_DECIMAL = {"½": ".5", "¼": ".25", "¾": ".75"}


def parse_age(text: str, words: Mapping[str, str] = ENGLISH) -> float | None:
    """Return an age in years, 0 to `OLDEST_YEARS`; None for an empty text.

    It takes a number of years (`3`, `2.5`, `2,5`, `1½`), a number with a unit (`8 months`, `8m`, `6 weeks`, `003Y`,
    `18/12` months, `6/52` weeks, `5/7` days), and two of those, the larger unit first (`2 years 6 months`, `3 w/5 d`,
    `2 6/12`). The digits may be those of any script.

    Args:
        text: as it was written, in upper or lower case.
        words: what each word stands for, as in `ENGLISH`.

    Raises:
        ValueError: the text is not an age; `TooOldError`: nobody is as old.
    """
    if not text.strip():
        return None
    known = {folded(word): meaning for word, meaning in words.items()}
    form, numbers = "", []
    for number, whole, word in _tokens(folded(_VULGAR.sub(_as_decimal, text))):
        if whole and form == "n":
            form = "ny"  # `2 6/12`: years stand bare before months
        form += "n" + _OF.get(whole, "") if number else known.get(word, "?")
        if number:
            numbers.append(float(number.replace(",", ".").replace("\u066b", ".")))
    if not _FORM.fullmatch(form):
        raise ValueError("not an age")
    per_year = [_PER_YEAR[unit] for unit in form if unit in _PER_YEAR] or [1.0]
    if per_year != sorted(set(per_year)):
        raise ValueError("two parts, the larger unit first")
    years = sum(number / each for number, each in zip(numbers, per_year, strict=True))
    if years > OLDEST_YEARS:
        raise TooOldError(round(years, DECIMALS))
    return round(years, DECIMALS)


def age_text(years: float | None) -> str:
    """Return an age as `parse_age` reads it: whole months below two years, else years; empty for None."""
    if years is None:
        return ""
    months = round(12 * years)
    if years < 2 and months % 12 and abs(months / 12 - years) < 10**-DECIMALS:
        return f"{months} months" if months > 1 else "1 month"
    return f"{years:.{DECIMALS}f}".rstrip("0").rstrip(".")


def rounded_down(years: float) -> float:
    """Return an exact age as one tells it, never rounded up: whole months below two years, else tenths of years."""
    if years < 2:
        return round(math.floor(12 * years) / 12, DECIMALS)
    return math.floor(10 * years) / 10


def _as_decimal(found: re.Match[str]) -> str:
    """Return `1½` as `1.5`: in the folded form of a text it would be `11/2`."""
    return (found[1] or "0") + _DECIMAL[found[2]]


def _tokens(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield each number with what it is a part of, such as 12 months, and each word; what is absent is empty.

    Raises:
        ValueError: there is something else.
    """
    place = 0
    while place < len(text):
        token = _TOKEN.match(text, place)
        if token is None:
            raise ValueError("not an age")
        yield token[1] or "", token[2] or "", token[3] or ""
        place = token.end()
