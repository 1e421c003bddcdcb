"""An age as a clinic writes it, in years."""

from __future__ import annotations

import re

OLDEST_YEARS = 120.0
_DECIMALS = 4
"""An age is kept to within an hour, so that `8 months` reads back as it was written."""

_PER_YEAR = {"y": 1.0, "m": 12.0, "w": 365.25 / 7, "d": 365.25}
_PART = r"\s*(\d{1,5}(?:[.,]\d{1,6})?)\s*(y|yrs?|years?|m|mos?|mths?|months?|w|wks?|weeks?|d|days?)?\.?\s*"
_AGE = re.compile(f"{_PART}(?:,|and)?(?:{_PART})?", re.IGNORECASE | re.ASCII)


def parse_age(text: str) -> float | None:
    """Return an age in years, 0 to `OLDEST_YEARS`; None for an empty text.

    It takes a number of years (`3`, `2.5`, `2,5`), a number with a unit (`8 months`, `8m`, `6 weeks`, `003Y`), and two
    of those, the larger unit first (`2 years 6 months`).

    Raises:
        ValueError: the text is not an age, or nobody is as old.
    """
    if not text.strip():
        return None
    match = _AGE.fullmatch(text)
    if match is None:
        raise ValueError("not an age")
    number, unit, second_number, second_unit = match.groups()
    years = _years(number, unit)
    if second_number is not None:
        if not (unit and second_unit and _PER_YEAR[unit[0].lower()] < _PER_YEAR[second_unit[0].lower()]):
            raise ValueError("two parts without units, the larger first")
        years += _years(second_number, second_unit)
    if years > OLDEST_YEARS:
        raise ValueError("nobody is as old")
    return round(years, _DECIMALS)


def age_text(years: float | None) -> str:
    """Return an age as `parse_age` reads it: whole months below two years, else years; empty for None."""
    if years is None:
        return ""
    months = round(12 * years)
    if years < 2 and months % 12 and abs(months / 12 - years) < 10**-_DECIMALS:
        return f"{months} months" if months > 1 else "1 month"
    return f"{years:.{_DECIMALS}f}".rstrip("0").rstrip(".")


def _years(number: str, unit: str | None) -> float:
    return float(number.replace(",", ".")) / _PER_YEAR[(unit or "y")[0].lower()]
