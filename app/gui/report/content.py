"""The texts of a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.core.model.bundle import Bundle
from app.core.records import Finding, ScreeningRecord, opinions_on
from app.core.review import Action, DangerSign
from app.core.screening import shown_score
from app.core.text import printable
from app.gui.text import review_text, verdict_text
from app.gui.text.adjustment_text import adjusted_sentence
from app.gui.text.locale_text import date_time_text, percent
from app.gui.text.source_text import study_moment_text

_MAX_CHARACTERS = {"id": 50, "name": 70, "file": 60, "note": 260, "reasons": 400}
"""Longest texts that come from files or users, in characters, so that the report always fits on one page."""

Fact = tuple[str, str]
"""A label and its value; empty where it is to be written by hand."""

Choice = tuple[str, bool]
"""The words of a box, and whether it is ticked."""


@dataclass(frozen=True, slots=True)
class DecisionText:
    """The clinician's decision, with what is to be filled in by hand.

    Attributes:
        heading: of the frame.
        opinions, actions: label and boxes; no boxes where they do not apply.
        note: as it was typed.
        signed: name, signature and date.
    """

    heading: str
    opinions: tuple[str, tuple[Choice, ...]]
    actions: tuple[str, tuple[Choice, ...]]
    note: Fact
    signed: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ReportText:
    """The parts of the page, from the top; a part that does not apply is empty.

    Attributes:
        title: what this sheet is.
        screened: when the X-ray was screened.
        facts: of the patient, then of the file.
        condition: whom the verdict holds for, where the age was not given.
        headline: the verdict in words.
        next_step: what to do.
        warnings: what must not be missed: an age that the model was not made for.
        reasons: the other reasons, as one paragraph.
        danger_heading, danger_step, danger_signs: what comes before the X-ray; a step only where a sign was seen, and
            no boxes where somebody has looked and seen none.
        captions: of the picture and of the picture with the evidence map.
        lone_caption: of the picture where there is no map.
        copy_caption: of the small copy that the history kept.
        no_picture: stands in the place of both.
        score: the score in words.
        pattern: its pattern.
        decision: the clinician's.
        limits_heading, limits: of the model.
        intended_use: of the model.
        origin: model and version.
    """

    title: str
    screened: Fact
    facts: tuple[tuple[Fact, ...], tuple[Fact, ...]]
    condition: str
    headline: str
    next_step: str
    warnings: tuple[str, ...]
    reasons: str
    danger_heading: str
    danger_step: str
    danger_signs: tuple[Choice, ...]
    captions: tuple[str, str]
    lone_caption: str
    copy_caption: str
    no_picture: str
    score: str
    pattern: str
    decision: DecisionText
    limits_heading: str
    limits: tuple[str, ...]
    intended_use: str
    origin: str


def report_text(record: ScreeningRecord, bundle: Bundle, user: str = "") -> ReportText:
    """Return the texts of the report on a record; `user` makes it, and is named where something was decided."""
    verdict = record.verdict
    return ReportText(
        title=_tr("Report of a chest X-ray screening"),
        screened=(_tr("Screened on"), date_time_text(record.screened_at)),
        facts=_facts(record, user),
        condition=verdict_text.age_missing(record, bundle.input_limits),
        headline=shortened(verdict_text.headline(verdict), "reasons"),
        next_step=verdict_text.verdict_step(verdict),
        warnings=tuple(verdict_text.age_reasons(verdict)),
        reasons=shortened(" ".join(verdict_text.other_reasons(verdict)), "reasons"),
        danger_heading=_danger_heading(record),
        danger_step=review_text.outranking_step(record.danger_signs),
        danger_signs=_danger_signs(record),
        captions=(
            _tr("The X-ray"),
            _tr("With the evidence map: where the model saw signs. It does not outline a disease."),
        ),
        lone_caption=_tr("The X-ray. There is no evidence map for it."),
        copy_caption=_tr("A small copy of the X-ray: its file is not there any more. Do not judge details by it."),
        no_picture=_tr("There is no X-ray to show."),
        score=_score(record),
        pattern="" if shown_score(record) is None else verdict_text.pattern_sentence(record),
        decision=_decision(record),
        limits_heading=_tr("Limits"),
        limits=tuple(map(verdict_text.bundle_text, bundle.limits)),
        intended_use=verdict_text.bundle_text(bundle.intended_use),
        origin=origin_text(record.model, record.app_version),
    )


def origin_text(model: str, app_version: str) -> str:
    """Return the line that says what made a report."""
    return _tr("Kifua {version} · model {model}").format(model=model, version=app_version)


def shortened(text: str, kind: str) -> str:
    """Return a text that comes from outside in the length that its kind may have, and say so where it was cut."""
    most = _MAX_CHARACTERS[kind]
    if len(text) <= most:
        return text
    end = 20 if kind == "file" else 0  # what tells files apart is mostly at the end
    kept = text[: most - end].rstrip() + "…" + text[len(text) - end :]
    return _tr("{text} (shortened)").format(text=kept)


def file_name(file: str) -> str:
    """Return the name of a file of any system, shortened."""
    return shortened(printable(file.replace("\\", "/").rstrip("/").rpartition("/")[2]), "file")


def _facts(record: ScreeningRecord, user: str) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    own = (
        (_tr("Patient id"), shortened(printable(record.patient_id), "id")),
        (_tr("Name"), shortened(printable(record.patient_name), "name")),
        (_tr("Age"), verdict_text.age_phrase(record.age_years)),
        (_tr("Sex"), verdict_text.sex_text(record.sex)),
    )
    others = (
        (_tr("X-ray file"), file_name(record.file)),
        (_tr("Picture"), adjusted_sentence(record.adjustments)),
        (_tr("Taken on"), study_moment_text(record)),
        (_tr("Accession no."), shortened(record.facts.accession_number if record.facts else "", "id")),
        (_tr("Note"), shortened(printable(" ".join(record.patient.note.split())), "note")),
        (_tr("Report by"), "" if record.review.is_empty else user),
    )
    return own, tuple(fact for fact in others if fact[1])


def with_changes(captions: Sequence[str], changes: str) -> Sequence[str]:
    """Return captions that say how their picture was changed; as they are where it was not."""
    if not changes:
        return captions
    shown = _tr("How it is shown: {changes}.").format(changes=changes)
    return [f"{caption.removesuffix('.')}. {shown}" for caption in captions]


def _danger_heading(record: ScreeningRecord) -> str:
    if none_found := review_text.no_signs_text(record):
        return _tr("Checked: {none_found}").format(none_found=none_found)
    question = _tr("Danger signs come before the X-ray. Tick what the child has:")
    return review_text.outranking_headline(record.danger_signs) or question


def _danger_signs(record: ScreeningRecord) -> tuple[Choice, ...]:
    if record.has_no_danger_signs:
        return ()
    return tuple((review_text.danger_sign_text(sign), sign in record.danger_signs) for sign in DangerSign)


def _score(record: ScreeningRecord) -> str:
    """Return the score in words; without an age it is not shown, as it says nothing of a patient of another age."""
    score = record.verdict.score
    if score is None or record.verdict.is_for_other_age:
        return ""
    if record.age_years is None:
        return _tr("Score: not shown, the age is not known.")
    return _tr("Score: {score}").format(score=percent(score))


def _decision(record: ScreeningRecord) -> DecisionText:
    review = record.review
    has_verdict = record.verdict.shown_finding is not Finding.NOT_ASSESSED or review.opinion is not None
    finding = record.verdict.finding
    said = opinions_on(finding) if has_verdict else ()
    opinions = [(review_text.opinion_text(each), each is review.opinion) for each in said]
    actions = [(review_text.action_text(each), each is review.action) for each in Action]
    return DecisionText(
        heading=_tr("Clinician's decision"),
        opinions=(_tr("The X-ray") if finding is Finding.UNCERTAIN else _tr("This result"), tuple(opinions)),
        actions=(_tr("The child"), tuple(actions)),
        note=(_tr("Note"), shortened(printable(" ".join(review.note.split())), "note")),
        signed=(
            (_tr("Name"), shortened(printable(review.reviewer), "name")),
            (_tr("Signature"), ""),
            (_tr("Date"), "" if review.is_empty or not review.reviewed_at else date_time_text(review.reviewed_at)),
        ),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("report", text)
