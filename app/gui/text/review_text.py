"""Texts of danger signs, and of what the clinician says and does."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from app.core.records import ScreeningRecord
from app.core.review import Action, DangerSign, Opinion
from app.core.text import printable
from app.gui.text.locale_text import date_time_text, time_text


def opinion_text(opinion: Opinion) -> str:
    """Return what a clinician says of a verdict or of an X-ray."""
    return {
        Opinion.AGREE: _tr("Agree"),
        Opinion.DISAGREE: _tr("Disagree"),
        Opinion.SIGNS: _tr("Signs"),
        Opinion.NO_SIGNS: _tr("No signs"),
        Opinion.CANNOT_TELL: _tr("Can't tell"),
    }[opinion]


def action_text(action: Action) -> str:
    """Return what was done with a patient."""
    return {
        Action.TREATED: _tr("Treated"),
        Action.REFERRED: _tr("Referred"),
        Action.SENT_HOME: _tr("Sent home"),
        Action.OTHER: _tr("Other"),
    }[action]


def danger_sign_text(sign: DangerSign) -> str:
    """Return a danger sign in a child of two months to five years.

    Source: World Health Organization, Integrated Management of Childhood Illness, chart booklet, March 2014: "Check
    for general danger signs", and under "Does the child have cough or difficult breathing?" chest indrawing, and the
    oxygen saturation below which the child is referred.
    """
    return {
        DangerSign.CANNOT_DRINK: _tr("Cannot drink or breastfeed"),
        DangerSign.VOMITS_EVERYTHING: _tr("Vomits everything"),
        DangerSign.CONVULSIONS: _tr("Convulsions, now or before"),
        DangerSign.LETHARGIC: _tr("Lethargic or unconscious"),
        DangerSign.CHEST_INDRAWING: _tr("Chest draws in with each breath"),
        DangerSign.LOW_OXYGEN: _tr("Oxygen below 90%"),
    }[sign]


def danger_mark(signs: Iterable[DangerSign]) -> str:
    """Return the words that mark a child with a danger sign in a list; empty where none was seen."""
    return _tr("Danger sign") if set(signs) else ""


def danger_line(signs: Iterable[DangerSign]) -> str:
    """Return in one line which danger signs were seen; empty where none was."""
    words = " · ".join(map(danger_sign_text, signs))
    return _tr("Danger sign: {signs}").format(signs=words) if words else ""


def no_signs_text(record: ScreeningRecord) -> str:
    """Return that somebody has looked for danger signs and seen none, who and when; empty where nobody has."""
    if not record.has_no_danger_signs:
        return ""
    parts = (printable(record.signs_checked_by), date_time_text(record.signs_checked_at))
    return _tr("No danger signs ({who_and_when})").format(who_and_when=", ".join(filter(None, parts)))


def signs_elsewhere(other: ScreeningRecord) -> str:
    """Return that danger signs were marked on another X-ray of the patient, of the same day."""
    time = time_text(other.screened_at)
    return _tr("Danger signs were marked on the child's other X-ray of the day, {time}:").format(time=time)


def outranking_headline(signs: Iterable[DangerSign]) -> str:
    """Return in few words what outranks the X-ray; empty where no sign was seen."""
    found = set(signs)
    if not found:
        return ""
    return (
        _tr("The chest draws in: this comes first") if _is_indrawing_alone(found) else _tr("A danger sign comes first")
    )


def outranking_step(signs: Iterable[DangerSign]) -> str:
    """Return what is done about signs, whatever the X-ray shows; empty where none was seen.

    Source: the booklet that `danger_sign_text` names. A child with a general danger sign "needs urgent attention" and
    is referred urgently after the first dose, as is one whose oxygen saturation is below 90%. Chest indrawing alone is
    classified as pneumonia, and is treated.
    """
    found = set(signs)
    if not found:
        return ""
    if _is_indrawing_alone(found):
        return _tr("By WHO's guideline this is pneumonia, whatever the X-ray shows: treat the child now.")
    return _tr("This child needs urgent attention, whatever the X-ray shows: give the first treatment now, and refer.")


def _is_indrawing_alone(signs: set[DangerSign]) -> bool:
    return signs == {DangerSign.CHEST_INDRAWING}


def _tr(text: str) -> str:
    return QCoreApplication.translate("review", text)
