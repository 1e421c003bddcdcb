"""One answer of a worklist server, as an examination."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, time

from pydicom import Dataset
from pydicom.multival import MultiValue

from app.core.imaging.dicom.file import READ_ERRORS
from app.core.text import cut, printable
from app.dicom.worklist.item import WorklistItem

_LONGEST_TEXT = 64  # characters of value representation LO, PS3.5 table 6.2-1
_SEXES = ("F", "M")
_ASCII_ALONE = ("", "ISO_IR 6", "ISO 2022 IR 6")
_NO_ITEM = Dataset()


def item_of(answer: Dataset) -> WorklistItem:
    """Return the examination of one answer; elements that are absent or damaged are not known, and spoil no other."""
    texts = _Texts(answer)
    step = _first(answer, "ScheduledProcedureStepSequence")
    procedures = (
        texts.of(step, "ScheduledProcedureStepDescription"),
        texts.of(answer, "RequestedProcedureDescription"),
        texts.of(_first(step, "ScheduledProtocolCodeSequence"), "CodeMeaning"),
        texts.of(_first(answer, "RequestedProcedureCodeSequence"), "CodeMeaning"),
    )
    sex = texts.of(answer, "PatientSex").upper()
    return WorklistItem(
        patient_id=texts.of(answer, "PatientID"),
        patient_name=_name(texts.whole(answer, "PatientName")),
        birth_date=_date(texts.of(answer, "PatientBirthDate")),
        sex=sex if sex in _SEXES else "",
        day=_date(texts.of(step, "ScheduledProcedureStepStartDate")),
        time=_time(texts.of(step, "ScheduledProcedureStepStartTime")),
        procedure=next(filter(None, procedures), ""),
        modality=texts.of(step, "Modality").upper(),
        station=texts.of(step, "ScheduledStationAETitle"),
    )


class _Texts:
    """Reads texts of one answer."""

    def __init__(self, answer: Dataset) -> None:
        self._names_no_characters = _whole(answer, "SpecificCharacterSet") in _ASCII_ALONE

    def of(self, dataset: Dataset, keyword: str) -> str:
        """Return an element's text as one line that can be shown."""
        return _shown(self.whole(dataset, keyword))

    def whole(self, dataset: Dataset, keyword: str) -> str:
        """Return the first value of an element; empty where it is absent or damaged.

        Some servers send other letters than ASCII without naming their character set: those are UTF-8 where they can
        be, else Latin, as which pydicom reads them.
        """
        text = _whole(dataset, keyword)
        if self._names_no_characters and not text.isascii():
            with suppress(UnicodeError):
                return text.encode("latin-1").decode("utf-8")
        return text


def _whole(dataset: Dataset, keyword: str) -> str:
    try:
        value = dataset.get(keyword)
        return str(value[0] if value and isinstance(value, MultiValue) else value or "")
    except READ_ERRORS:
        return ""


def _first(dataset: Dataset, keyword: str) -> Dataset:
    """Return the first item of a sequence; an empty one where there is none."""
    try:
        sequence = dataset.get(keyword)
        return sequence[0] if sequence else _NO_ITEM
    except READ_ERRORS:
        return _NO_ITEM


def _name(text: str) -> str:
    """Return a name in Latin letters where it has them, else as it is written there (PS3.5 6.2.1.2)."""
    for spelling in text.split("="):
        parts = [part.strip() for part in spelling.split("^")]
        if any(parts):
            return _shown(", ".join(filter(None, (parts[0], " ".join(filter(None, parts[1:3]))))))
    return ""


def _shown(text: str) -> str:
    return printable(cut(text.strip(), _LONGEST_TEXT))


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _time(text: str) -> time | None:
    """Return a time of value representation TM, of which hours and minutes count; None without."""
    found = re.match(r"(\d\d):?(\d\d)?", text)
    try:
        return time(int(found[1]), int(found[2] or 0)) if found else None
    except ValueError:
        return None
