"""One answer of a worklist server, as an examination."""

from __future__ import annotations

from contextlib import suppress

from pydicom import Dataset
from pydicom.multival import MultiValue

from app.core.imaging.dicom.file import READ_ERRORS
from app.core.imaging.dicom.values import day_of, shown_name, shown_text, time_of
from app.dicom.worklist.item import WorklistItem

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
        patient_name=shown_name(texts.whole(answer, "PatientName")),
        birth_date=day_of(texts.of(answer, "PatientBirthDate")),
        sex=sex if sex in _SEXES else "",
        day=day_of(texts.of(step, "ScheduledProcedureStepStartDate")),
        time=time_of(texts.of(step, "ScheduledProcedureStepStartTime")),
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
        return shown_text(self.whole(dataset, keyword))

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
