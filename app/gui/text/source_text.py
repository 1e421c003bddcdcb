"""Texts of what the X-ray's file says of patient, study and device."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.records import Patient, ScreeningRecord, SourceFacts
from app.core.text import folded, printable
from app.gui.text.locale_text import date_text, date_time_text, short_decimal_text
from app.gui.text.verdict_text import age_phrase, sex_text

_SAME_AGE_YEARS = 1.0
"""A file may tell an age in whole years."""


def study_moment_text(record: ScreeningRecord) -> str:
    """Return when the X-ray was taken, as its file says, with the time where it is known; else empty."""
    return _moment_text(record.study_at)


def earlier_study_text(record: ScreeningRecord) -> str:
    """Return the day on which the X-ray was taken, where it is another than that of the screening; else empty."""
    day = record.study_at[:10]
    return date_text(day) if day and day != record.screened_at[:10] else ""


def xray_moment_text(record: ScreeningRecord, with_time: bool = False) -> str:
    """Return on which day the X-ray was taken, or where its file does not say it, on which day it was screened.

    Args:
        record: of the X-ray.
        with_time: whether the time is said too, where it is known.
    """
    if record.study_at:
        taken = study_moment_text(record) if with_time else date_text(record.study_at[:10])
        return _tr("X-ray of {date}").format(date=taken)
    moment_text = date_time_text if with_time else date_text
    return _tr("Screened {date}").format(date=moment_text(record.screened_at))


def contradiction_text(patient: Patient, facts: SourceFacts | None) -> str:
    """Return what the file says of the patient other than the user does; empty where they agree, or one is silent."""
    if facts is None:
        return ""
    said = []
    if _differ(patient.id, facts.patient_id):
        said.append(_tr("patient id {id}").format(id=printable(facts.patient_id)))
    if _differ(patient.name, facts.patient_name):
        said.append(_tr("name {name}").format(name=printable(facts.patient_name)))
    ages = patient.age_years, facts.age_years
    if ages[0] is not None and ages[1] is not None and abs(ages[0] - ages[1]) >= _SAME_AGE_YEARS:
        said.append(_tr("age {age}").format(age=age_phrase(ages[1])))
    if patient.sex and facts.sex and patient.sex != facts.sex:
        said.append(sex_text(facts.sex))
    return _tr("The file of the X-ray says: {facts}.").format(facts=", ".join(said)) if said else ""


def source_facts(facts: SourceFacts) -> list[tuple[str, str]]:
    """Return names with values of what a file says of its study, its exposure and its device."""
    device = " ".join(filter(None, (facts.manufacturer, facts.device_model)))
    known = (
        (_tr("X-ray taken"), _moment_text(facts.study_at)),
        (_tr("Accession number"), facts.accession_number),
        (_tr("View"), facts.view),
        (_tr("Side of the body"), {"L": _tr("left"), "R": _tr("right")}.get(facts.laterality, "")),
        (_tr("X-ray machine"), ", ".join(filter(None, (device, facts.station)))),
        (_tr("Exposure"), ", ".join(_exposure(facts))),
    )
    return [(name, value) for name, value in known if value]


def _exposure(facts: SourceFacts) -> list[str]:
    amounts = (
        (_tr("{number} kV"), facts.kvp),
        (_tr("{number} mAs"), facts.exposure_mas),
        (_tr("exposure index {number}"), facts.exposure_index),
        (_tr("deviation index {number}"), facts.deviation_index),
    )
    return [text.format(number=short_decimal_text(amount)) for text, amount in amounts if amount is not None]


def _differ(typed: str, filed: str) -> bool:
    """Tell whether two texts have other words than each other, in whatever order: `Otieno, Amina` is Amina Otieno."""
    if not typed or not filed:
        return False
    words, others = (sorted(folded(text).replace(",", " ").split()) for text in (typed, filed))
    return words != others


def _moment_text(moment: str) -> str:
    """Return a day, with its time where that is known."""
    return date_time_text(moment) if "T" in moment else date_text(moment)


def _tr(text: str) -> str:
    return QCoreApplication.translate("source", text)
