"""Values of DICOM elements as they are shown: texts, names, days and times."""

from __future__ import annotations

from datetime import date, time

from pydicom import Dataset

from app.core.text import cut, printable

_LONGEST_TEXT = 64  # characters of value representation LO, PS3.5 table 6.2-1; the other texts here are shorter


def text_of(dataset: Dataset, keyword: str) -> str:
    """Return an element's text as `shown_text` does; empty when it is absent."""
    return shown_text(str(dataset.get(keyword) or ""))


def shown_text(text: str) -> str:
    """Return a text as one line that can be shown."""
    return printable(cut(text.strip(), _LONGEST_TEXT))


def shown_name(text: str) -> str:
    """Return a person's name as `Family, Given Middle`, in Latin letters where it has them (PS3.5 6.2.1.2)."""
    spellings = ([part.strip() for part in spelling.split("^")] for spelling in text.split("="))
    parts = next(filter(any, spellings), [""])
    return shown_text(", ".join(filter(None, (parts[0], " ".join(filter(None, parts[1:3]))))))


def day_of(text: str) -> date | None:
    """Return a day of value representation DA; None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def time_of(text: str) -> time | None:
    """Return a time of value representation TM, to the second; None where it is none."""
    try:
        return time.fromisoformat(text).replace(microsecond=0, tzinfo=None)
    except ValueError:
        return None
