"""Decide whether a radiograph may be scored, by its metadata, by simple measures of its pixels and by the gate."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.core.errors import Reason
from app.core.intake.gate import Gate, gate_image
from app.core.model.limits import InputLimits
from app.core.records import Finding, InputReport, InputStatus, Radiograph, SourceFacts, Verdict

PLAIN_RADIOGRAPHY = frozenset({"", "CR", "DX", "RG", "RF", "OT"})
"""Modalities that may hold a plain chest radiograph (PS3.3 C.7.3.1.1.1); OT is what scanners of film write."""

NOT_FRONTAL_VIEWS = frozenset(
    {"LL", "RL", "LLD", "RLD", "LLO", "RLO", "LATERAL", "LAT", "OBLIQUE"}
    | {"LAO", "RAO", "LPO", "RPO", "OBL", "LLAT", "RLAT", "PROFIL", "PERFIL"}
)
"""View positions from the side and aslant (PS3.3 C.8.7.1.1.3 and C.8.11.5.1.1, and words in common use)."""

ADULT_YEARS = 18.0
"""From this age a patient is an adult (Convention on the Rights of the Child, article 1)."""

SAYS_HOW_TO_ADJUST = frozenset({"turned", "negative"})
"""Codes of refusals whose sentence says to turn or to invert the picture."""

_ADJUSTABLE = SAYS_HOW_TO_ADJUST | {"cropped", "unlike_chest", "image_exposure"}
"""Codes of refusals that may not hold any more when the picture is turned or inverted."""

_CHEST_WORDS = ("CHEST", "THORAX", "LUNG", "TORAX", "TORACE", "TÓRAX", "POITRINE", "POUMON", "PULM")
"""In English, as the standard has it, and as devices write it in other languages."""

_BLACK, _WHITE = 10, 245
"""Grey values of 0..255 up to which a pixel counts as black, and from which as white."""


@dataclass(frozen=True, slots=True)
class InputMeasures:
    """The measures of a radiograph that `check_input` compares with the limits.

    Attributes:
        contrast: difference of the 95th and 5th percentile of grey, 0..1 of full scale.
        black: share of the image within 4% of full scale of black.
        white: share of the image within 4% of full scale of white.
        aspect_ratio: longer over shorter side, ≥ 1.
        short_side_px: shorter side of the image as stored.
        colourfulness: see `SourceFacts.colourfulness`.
    """

    contrast: float
    black: float
    white: float
    aspect_ratio: float
    short_side_px: int
    colourfulness: float


def measure_input(radiograph: Radiograph) -> InputMeasures:
    """Return the measures of a radiograph."""
    return _measure(gate_image(radiograph), radiograph.facts)


def _measure(image: NDArray[np.uint8], facts: SourceFacts) -> InputMeasures:
    cumulative = np.cumsum(np.bincount(image.ravel(), minlength=256)) / image.size
    dark, bright = np.searchsorted(cumulative, (0.05, 0.95))
    short_side, long_side = sorted((facts.width, facts.height))
    return InputMeasures(
        contrast=float(bright - dark) / 255,
        black=float(cumulative[_BLACK]),
        white=float(1 - cumulative[_WHITE - 1]),
        aspect_ratio=long_side / short_side,
        short_side_px=short_side,
        colourfulness=facts.colourfulness,
    )


def check_input(radiograph: Radiograph, limits: InputLimits, gate: Gate) -> InputReport:
    """Decide whether a radiograph may be scored, and what limits a verdict on it.

    The gate runs only when nothing else refuses: a reason from the metadata or from a measure is the clearer one.
    """
    image, facts = gate_image(radiograph), radiograph.facts
    refusals = _refusals_by_facts(facts) + _refusals_by_measures(facts, _measure(image, facts), limits)
    refusal = None if refusals else gate.refusal(image)
    if refusal:
        refusals.append(Reason.of(refusal))
    if refusals:
        return InputReport(InputStatus.REFUSED, tuple(refusals))
    warnings = age_warnings(facts.age_years, limits) + _size_warnings(image, facts, limits, gate)
    return InputReport(InputStatus.WARN if warnings else InputStatus.OK, warnings)


def may_pass_adjusted(verdict: Verdict) -> bool:
    """Tell whether a picture that was refused may pass when it is turned or inverted."""
    codes = {reason.code for reason in verdict.reasons}
    return verdict.finding is Finding.NOT_ASSESSED and bool(codes) and codes <= _ADJUSTABLE


def age_warnings(age_years: float | None, limits: InputLimits) -> tuple[Reason, ...]:
    """Return the warnings on a verdict for a patient of this age; none when the age is not known."""
    low, high = limits.age_years
    if age_years is None or low <= age_years < high + 1:  # a child of five is five until the sixth birthday
        return ()
    if age_years < low or age_years >= ADULT_YEARS:
        return (Reason.of("age_unsuited", low=low, high=high),)
    return (Reason.of("age_outside", age=round(age_years, 1), low=low, high=high),)


def _size_warnings(image: NDArray[np.uint8], facts: SourceFacts, limits: InputLimits, gate: Gate) -> tuple[Reason, ...]:
    """Return the warning of a thorax too wide for the ages; none where the file does not tell its size."""
    if facts.width_mm is None or limits.max_thorax_mm is None:
        return ()
    width_mm = gate.thorax_mm(image, facts.width_mm)
    if width_mm is None or width_mm <= limits.max_thorax_mm:
        return ()
    low, high = limits.age_years
    return (Reason.of("maybe_not_a_child", width_cm=round(width_mm / 10), low=low, high=high),)


def _refusals_by_facts(facts: SourceFacts) -> list[Reason]:
    reasons = []
    if facts.modality not in PLAIN_RADIOGRAPHY:
        reasons.append(Reason.of("not_radiograph", modality=facts.modality))
    if facts.is_for_processing:
        reasons.append(Reason.of("for_processing"))
    if facts.body_part and not any(word in facts.body_part for word in _CHEST_WORDS):
        reasons.append(Reason.of("not_chest", body_part=facts.body_part))
    if NOT_FRONTAL_VIEWS.intersection(re.findall(r"\w+", facts.view)):  # such as LEFT LATERAL
        reasons.append(Reason.of("view_not_frontal"))
    return reasons


def _refusals_by_measures(facts: SourceFacts, measures: InputMeasures, limits: InputLimits) -> list[Reason]:
    if measures.short_side_px < limits.min_side_px:
        too_small = Reason.of("image_too_small", width=facts.width, height=facts.height, minimum=limits.min_side_px)
        return [too_small]
    reasons = []
    if measures.aspect_ratio > limits.max_aspect_ratio:
        reasons.append(Reason.of("image_shape"))
    if measures.contrast < limits.min_contrast:
        reasons.append(Reason.of("image_blank"))
    elif measures.black > limits.max_black or measures.white > limits.max_white:
        reasons.append(Reason.of("image_exposure"))
    if measures.colourfulness > limits.max_colourfulness:
        reasons.append(Reason.of("image_colour"))
    return reasons
