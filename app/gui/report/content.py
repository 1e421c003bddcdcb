"""The texts of a report."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.core.model.bundle import Bundle, Figure, OperatingPoint
from app.core.model.decision import recorded_operating_point
from app.core.records import ScreeningRecord
from app.core.text import printable
from app.gui.text import figures_text, verdict_text
from app.gui.text.locale_text import date_time_text, decimal_text, percent

_MAX_CHARACTERS = {"id": 50, "name": 70, "file": 90, "note": 260, "reasons": 400}
"""Longest texts that come from files or users, in characters, so that the report always fits on one page."""

_SHA256_DIGITS = 16


@dataclass(frozen=True, slots=True)
class ReportText:
    """The parts of the page, from the top; a part that does not apply is empty.

    Attributes:
        title: what this sheet is.
        facts: label and value: of the patient, then of the file.
        headline: the verdict in words.
        warnings: what must not be missed: an age that the model was not made for.
        reasons: the other reasons, as one paragraph.
        next_step: what to do.
        captions: of the picture and of the picture with the evidence map.
        lone_caption: of the picture where there is no map.
        no_picture: stands in the place of both.
        score: the score with its pattern.
        point: where scores become words, and how well they do.
        applying: limits of this X-ray.
        limits_heading, limits: those of the model.
        intended_use: of the model.
        decision: what the framed space is for, and what is to be written on its lines.
        origin: model and version.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    headline: str
    warnings: tuple[str, ...]
    reasons: str
    next_step: str
    captions: tuple[str, str]
    lone_caption: str
    no_picture: str
    score: str
    point: tuple[str, ...]
    applying: str
    limits_heading: str
    limits: tuple[str, ...]
    intended_use: str
    decision: tuple[str, ...]
    origin: str


def report_text(record: ScreeningRecord, bundle: Bundle) -> ReportText:
    """Return the texts of the report on a record."""
    verdict, point = record.verdict, recorded_operating_point(record, bundle)
    return ReportText(
        title=_tr("Kifua: report of a screening"),
        facts=_facts(record),
        headline=_shortened(verdict_text.headline(verdict), "reasons"),
        warnings=tuple(verdict_text.age_reasons(verdict)),
        reasons=_shortened(" ".join(verdict_text.other_reasons(verdict)), "reasons"),
        next_step=verdict_text.next_step(verdict.finding),
        captions=(
            _tr("The X-ray"),
            _tr("With the evidence map: where the model saw signs. It does not outline a disease."),
        ),
        lone_caption=_tr("The X-ray. There is no evidence map for it."),
        no_picture=_tr("There is no X-ray to show."),
        score=_score(record),
        point=_point(point) if point else (),
        applying=" ".join(verdict_text.unknown_limits(record, bundle.input_limits)),
        limits_heading=_tr("Limits"),
        limits=tuple(map(verdict_text.bundle_text, bundle.limits)),
        intended_use=_tr("Intended use: {statement}").format(statement=verdict_text.bundle_text(bundle.intended_use)),
        decision=(_tr("Clinician's decision"), _tr("Name"), _tr("Signature"), _tr("Date")),
        origin=_tr("Model {model} · Kifua {version}").format(model=record.model, version=record.app_version),
    )


def _facts(record: ScreeningRecord) -> tuple[tuple[str, str], ...]:
    patient = record.patient
    note = " ".join(patient.note.split())
    return (
        (_tr("Patient id"), _given(_shortened(printable(record.patient_id), "id"))),
        (_tr("Name"), _given(_shortened(printable(patient.name), "name"))),
        (_tr("Age"), _given(verdict_text.age_phrase(record.age_years))),
        (_tr("Sex"), _given(verdict_text.sex_text(patient.sex))),
        (_tr("Note"), _given(_shortened(printable(note), "note"))),
        (_tr("Screened on"), date_time_text(record.screened_at)),
        (_tr("File"), _shortened(printable(_file_name(record.file)), "file")),
        (_tr("SHA-256"), _given(f"{record.sha256[:_SHA256_DIGITS]}…" if record.sha256 else "")),
    )


def _file_name(file: str) -> str:
    return file.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _given(text: str) -> str:
    return text or _tr("not given")


def _shortened(text: str, kind: str) -> str:
    most = _MAX_CHARACTERS[kind]
    if len(text) <= most:
        return text
    end = 20 if kind == "file" else 0  # what tells files apart is mostly at the end
    kept = text[: most - end].rstrip() + "…" + text[len(text) - end :]
    return _tr("{text} (shortened)").format(text=kept)


def _score(record: ScreeningRecord) -> str:
    score = record.verdict.score
    if score is None:
        return ""
    words = _tr("Score for pneumonia: {score}").format(score=percent(score))
    pattern = verdict_text.pattern_sentence(record)
    return f"{words}. {pattern}." if pattern else f"{words}."


def _point(point: OperatingPoint) -> tuple[str, ...]:
    measured = _tr("Operating point {name}: {sensitivity}; {specificity}. Measured on: {population}.").format(
        name=figures_text.point_name(point),
        sensitivity=_figure(_tr("sensitivity"), point.sensitivity),
        specificity=_figure(_tr("specificity"), point.specificity),
        population=verdict_text.bundle_text(point.sensitivity.population),
    )
    return (verdict_text.point_sentence(point), measured)


def _figure(name: str, figure: Figure) -> str:
    value, low, high = (decimal_text(100 * part, 1) for part in (figure.value, figure.low, figure.high))
    text = _tr("{name} {value}% (95% interval {low}% to {high}%)")
    return text.format(name=name, value=value, low=low, high=high)


def _tr(text: str) -> str:
    return QCoreApplication.translate("report", text)
