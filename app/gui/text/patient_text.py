"""Texts of a patient."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.records import ScreeningRecord
from app.core.text import printable
from app.gui.text.verdict_text import age_phrase

_GROWN_YEARS = 15


def patient_title(record: ScreeningRecord) -> str:
    """Return the patient of a record in a line, such as `A-0417 · girl, 3 years`; empty where nothing is known."""
    about = [text for text in (_sex_word(record), age_phrase(record.age_years)) if text]
    return " · ".join(printable(text) for text in (record.patient_id, ", ".join(about)) if text)


def _sex_word(record: ScreeningRecord) -> str:
    """Return the sex of a patient in the word for their age."""
    is_grown = record.age_years is not None and record.age_years >= _GROWN_YEARS
    words = {"F": _tr("female"), "M": _tr("male")} if is_grown else {"F": _tr("girl"), "M": _tr("boy")}
    return words.get(record.sex, "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("patient", text)
