"""A verdict in the words that leave the program by DICOM: English, and in characters that every set of them has."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.adjustment import is_inverted, quarter_turns
from app.core.model.bundle import Bundle
from app.core.records import AGE_CODES, Finding, ScreeningRecord
from app.core.screening import shown_score

NOT_A_DIAGNOSIS = "Not a diagnosis. Made by a program, not by a radiologist."

_HEADLINES = {
    Finding.PNEUMONIA: "Signs of pneumonia",
    Finding.NORMAL: "No signs of pneumonia",
    Finding.UNCERTAIN: "Uncertain: have it read",
    Finding.NOT_ASSESSED: "Not assessed",
}
_STEPS = {
    Finding.PNEUMONIA: "Examine the child and follow your guideline. A sign on an X-ray is not a diagnosis.",
    Finding.NORMAL: "Go by the child: danger signs and fast breathing count for more than an X-ray.",
    Finding.UNCERTAIN: "Until someone who is trained has read it, go by the child and your guideline.",
    Finding.NOT_ASSESSED: "No verdict was made. Go by the child and your guideline.",
}
_OTHER_AGE, _OTHER_AGE_STEP = "Not for this age", "Go by the patient and your guideline."
_PLAIN = str.maketrans({"×": "x", "–": "-", "−": "-", "’": "'", "…": "..."})


@dataclass(frozen=True, slots=True)
class ResultText:
    """The texts of a result, in ASCII: they stand beside texts of whatever character set the X-ray's file has.

    Attributes:
        headline: the verdict.
        score: in words; why it is not shown; empty where nothing was assessed.
        step: what to do.
        reasons: what limits or prevents the verdict of this X-ray.
        limits: of the model.
        intended_use: of the model.
        origin: model and version.
    """

    headline: str
    score: str
    step: str
    reasons: tuple[str, ...]
    limits: tuple[str, ...]
    intended_use: str
    origin: str


def result_text(record: ScreeningRecord, bundle: Bundle) -> ResultText:
    """Return the texts of a record.

    Limits and intended use are those of the bundle, which are left out where another model decided.
    """
    is_its_model = record.model == bundle.model_id
    is_other_age = record.verdict.is_for_other_age
    return ResultText(
        headline=_OTHER_AGE if is_other_age else _HEADLINES[record.verdict.finding],
        score=_score(record),
        step=_OTHER_AGE_STEP if is_other_age else _STEPS[record.verdict.finding],
        reasons=tuple(map(plain, _reasons(record, bundle))),
        limits=tuple(map(plain, bundle.limits)) if is_its_model else (),
        intended_use=plain(bundle.intended_use) if is_its_model else "",
        origin=plain(f"Kifua {record.app_version}, model {record.model}, screened {record.screened_at}"),
    )


def plain(text: str) -> str:
    """Return a text in ASCII."""
    return text.translate(_PLAIN).encode("ascii", "replace").decode("ascii")


def _score(record: ScreeningRecord) -> str:
    if record.verdict.score is None or record.verdict.is_for_other_age:
        return ""
    score = shown_score(record)
    return "Score: not shown, the age is not known." if score is None else f"Score: {_percent(score)}"


def _percent(fraction: float) -> str:
    """Return a fraction in whole per cent; never 0% or 100%, which no measurement here supports."""
    rounded = round(100 * fraction)
    return "under 1%" if rounded < 1 else f"{rounded}%" if rounded <= 99 else "over 99%"


def _reasons(record: ScreeningRecord, bundle: Bundle) -> list[str]:
    """Return the sentences on the verdict, on an age first."""
    reasons = sorted(record.verdict.reasons, key=lambda reason: reason.code not in AGE_CODES)
    sentences = [reason.sentence for reason in reasons]
    if record.verdict.finding is not Finding.NOT_ASSESSED and record.age_years is None:
        low, high = bundle.input_limits.age_years
        sentences.append(f"The age is not known; the model was made for {low:g} to {high:g} years only.")
    turns = quarter_turns(record.adjustments)
    if turns:
        sentences.append(f"The picture was turned clockwise by {90 * turns} degrees before it was screened.")
    if is_inverted(record.adjustments):
        sentences.append("Black and white were exchanged before it was screened.")
    return sentences
