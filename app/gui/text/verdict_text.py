"""Texts of results, in the user's language."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QCoreApplication

from app.core.age import age_text
from app.core.errors import SENTENCES, Reason
from app.core.model.bundle import OperatingPoint
from app.core.model.decision import clear_pattern
from app.core.model.limits import InputLimits
from app.core.records import AGE_CODES, Finding, ScreeningRecord, Verdict
from app.core.text import printable
from app.gui.text.locale_text import LocaleNumber, number_text, percent, short_decimal_text, with_decimal_point

_MOST_NAMED = 3


def finding_text(finding: Finding) -> str:
    """Return a finding in words."""
    return {
        Finding.PNEUMONIA: _tr("Signs of pneumonia"),
        Finding.NORMAL: _tr("No signs of pneumonia"),
        Finding.UNCERTAIN: _tr("Uncertain: have it read"),
        Finding.NOT_ASSESSED: _tr("Not assessed"),
    }[finding]


def short_finding_text(finding: Finding) -> str:
    """Return a finding in as few words as a table has room for."""
    return {
        Finding.PNEUMONIA: _tr("Signs of pneumonia"),
        Finding.NORMAL: _tr("No signs"),
        Finding.UNCERTAIN: _tr("Have it read"),
        Finding.NOT_ASSESSED: _tr("Not assessed"),
    }[finding]


def next_step(finding: Finding) -> str:
    """Return the next step after a finding, in one or two sentences."""
    return {
        Finding.PNEUMONIA: _tr("Examine the child and follow your guideline. A sign on an X-ray is not a diagnosis."),
        Finding.NORMAL: _tr("Go by the child: danger signs and fast breathing count for more than an X-ray."),
        Finding.UNCERTAIN: _tr(
            "Have it read by a clinician or radiologist. Until then, go by the child and your guideline."
        ),
        Finding.NOT_ASSESSED: _tr("No verdict was made. Go by the child and your guideline."),
    }[finding]


def toned_as(record: ScreeningRecord) -> Finding:
    """Return the finding in whose colour a verdict is drawn: while the age is not known, in that of none."""
    return Finding.NOT_ASSESSED if record.age_years is None else record.verdict.shown_finding


def verdict_words(verdict: Verdict) -> str:
    """Return a verdict in words."""
    return unsuited_text() if verdict.is_for_other_age else finding_text(verdict.finding)


def short_verdict_words(verdict: Verdict) -> str:
    """Return a verdict in as few words as a table has room for."""
    return unsuited_text() if verdict.is_for_other_age else short_finding_text(verdict.finding)


def verdict_step(verdict: Verdict) -> str:
    """Return the next step after a verdict."""
    return unsuited_step() if verdict.is_for_other_age else next_step(verdict.finding)


def unsuited_text() -> str:
    """Return in words, instead of a finding, that the patient has an age that the model was not made for."""
    return _tr("Not for this age")


def unsuited_step() -> str:
    """Return the next step for a patient of such an age."""
    return _tr("Go by the patient and your guideline.")


def age_condition(limits: InputLimits) -> str:
    """Return whom a verdict holds for while the age is asked for."""
    return _with_ages(_tr("Only for {low} to {high} years: give the age first."), limits)


def age_limit(limits: InputLimits) -> str:
    """Return the ages that the model was made for."""
    return _with_ages(_tr("Kifua is made for {low} to {high} years."), limits)


def reason_text(reason: Reason) -> str:
    """Return the sentence of a reason in the user's language; in English when its facts are not known any more."""
    try:
        facts = {name: LocaleNumber(fact) if isinstance(fact, float) else fact for name, fact in reason.facts.items()}
        sentence = QCoreApplication.translate("reasons", SENTENCES[reason.code]).format(**facts)
    except KeyError:
        sentence = reason.sentence
    return printable(sentence)


def missing_text(files: Sequence[str]) -> str:
    """Return in a sentence that there are no files of these names; of many, the first are named."""
    names = ", ".join(map(printable, files[:_MOST_NAMED])) + (", …" if len(files) > _MOST_NAMED else "")
    return _tr("{files}: {reason}").format(files=names, reason=reason_text(Reason.of("file_missing")))


def headline(verdict: Verdict) -> str:
    """Return a verdict in words; for NOT_ASSESSED, its first reason."""
    if verdict.finding is Finding.NOT_ASSESSED and verdict.reasons:
        return _tr("Not assessed: {why}").format(why=reason_text(verdict.reasons[0]))
    return verdict_words(verdict)


def other_reasons(verdict: Verdict) -> list[str]:
    """Return the sentences of the reasons that neither the headline nor `age_reasons` says."""
    said = 1 if verdict.finding is Finding.NOT_ASSESSED else 0
    return _sentences(reason for reason in verdict.reasons[said:] if reason.code not in AGE_CODES)


def age_reasons(verdict: Verdict) -> list[str]:
    """Return the sentences on a patient of an age that the model was not made for."""
    return _sentences(reason for reason in verdict.reasons if reason.code in AGE_CODES)


def age_missing(record: ScreeningRecord, limits: InputLimits) -> str:
    """Return whom a verdict holds for where the age was not given; empty where it was, or without a verdict."""
    if record.verdict.finding is Finding.NOT_ASSESSED or record.age_years is not None:
        return ""
    return _with_ages(_tr("Age not given: this holds only for children of {low} to {high} years."), limits)


def usual_limit(limits: InputLimits) -> str:
    """Return in one line whom the model was made for."""
    return _with_ages(_tr("{low} to {high} years, learned in one hospital"), limits)


def limit_line(record: ScreeningRecord, limits: InputLimits) -> str:
    """Return in one line the limit that applies most to a record."""
    if record.verdict.is_for_other_age:
        return _with_ages(_tr("only {low} to {high} years"), limits)
    is_assessed = record.verdict.finding is not Finding.NOT_ASSESSED and record.facts is not None
    if is_assessed and record.age_years is None:
        return _tr("age not known")
    return usual_limit(limits)


def age_phrase(years: float | None) -> str:
    """Return an age in words: whole months below two years where there are any, else years; empty for None."""
    if years is None:
        return ""
    number, _, unit = age_text(years).partition(" ")
    if unit:
        return _tr("%Ln month(s)", int(number))
    if number.isdecimal():
        return _tr("%Ln year(s)", int(number))
    return _tr("{number} years").format(number=with_decimal_point(number))


def sex_text(sex: str) -> str:
    """Return a patient's sex in words; empty where it is not known."""
    return {"F": _tr("girl / female"), "M": _tr("boy / male")}.get(sex, "")


def reasons_text(verdict: Verdict, separator: str = " ") -> str:
    """Return the sentences of a verdict's reasons."""
    return separator.join(_sentences(verdict.reasons))


def bundle_text(text: str) -> str:
    """Return a text of the model bundle, such as a limit, in the user's language."""
    return QCoreApplication.translate("bundle", text)


def pattern_text(record: ScreeningRecord) -> str:
    """Return the pattern of signs of pneumonia where it is clear; else empty: a guess invites a treatment."""
    pattern = clear_pattern(record)
    return pattern_name(pattern) if pattern else ""


def pattern_name(pattern: str) -> str:
    """Return a pattern of the model in words; an unknown one as it is."""
    return {"bacterial": _tr("bacterial"), "viral": _tr("viral")}.get(pattern, pattern)


def pattern_sentence(record: ScreeningRecord) -> str:
    """Return the pattern with its caution where it is clear; else empty."""
    pattern = pattern_text(record)
    return _tr("Pattern: {pattern}: a pattern, not a diagnosis").format(pattern=pattern) if pattern else ""


def zone_label(finding: Finding) -> str:
    """Return the words below a zone of the score's scale."""
    return {
        Finding.NORMAL: _tr("no signs"),
        Finding.UNCERTAIN: _tr("have it read"),
        Finding.PNEUMONIA: _tr("signs"),
    }[finding]


def point_sentence(point: OperatingPoint) -> str:
    """Return at which scores each zone of the scale begins."""
    low, high = percent(point.uncertain_low), percent(point.uncertain_high)
    if point.uncertain_low == point.uncertain_high:
        return _tr("Below {high} no signs, from {high} on signs.").format(high=high)
    return _tr(
        "Below {low} no signs, from {high} on signs, between them: have it read by a clinician or radiologist."
    ).format(low=low, high=high)


def uncertain_remark(point: OperatingPoint) -> str:
    """Return in few words why a score that may be high is uncertain."""
    return _tr("signs only from {high} on").format(high=percent(point.uncertain_high))


def finding_count(finding: Finding, count: int) -> str:
    """Return a finding with its count, in few words."""
    texts = {
        Finding.PNEUMONIA: _tr("Signs of pneumonia: {count}"),
        Finding.NORMAL: _tr("No signs: {count}"),
        Finding.UNCERTAIN: _tr("Uncertain: {count}"),
        Finding.NOT_ASSESSED: _tr("Not assessed: {count}"),
    }
    return texts[finding].format(count=number_text(count))


def file_name(file: str) -> str:
    """Return the name of a file without its folder."""
    return printable(os.path.basename(file) or file)


def tool_tip(text: str) -> str:
    """Return a text as a tool tip that wraps; Qt would take a file name with `<` in it for HTML."""
    return f"<span>{escape(text)}</span>" if text else ""


def _with_ages(text: str, limits: InputLimits) -> str:
    """Return a text with the ages that the model was made for."""
    low, high = map(short_decimal_text, limits.age_years)
    return text.format(low=low, high=high)


def _sentences(reasons: Iterable[Reason]) -> list[str]:
    return [reason_text(reason) for reason in reasons]


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("verdict_text", text, "", count)
