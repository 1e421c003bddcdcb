"""Frozen dataclasses of the data flow, and the one definition of the columns of a result."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from app.core.adjustment import Adjustments
from app.core.age import DECIMALS
from app.core.errors import Reason
from app.core.review import DangerSign, Opinion, Review

Cell = str | float | int | None
"""Value of one column of a record."""

Pixels = NDArray[np.uint8] | NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """Metadata of an image file; its texts hold printable characters alone, at most 64 before escaping.

    Attributes:
        format: `JPEG`, `PNG`, `TIFF`, `BMP`, `WEBP` or `DICOM`.
        width: width of the upright image as stored, in pixels, whatever scale was decoded; after it was turned, then.
        height: its height, in pixels.
        colourfulness: mean over the image of (largest − smallest colour channel) / full scale, 0..1; 0 for grey.
        patient_id: DICOM (0010,0020), empty when absent.
        age_years: DICOM (0010,1010), or study date less birth date; None when absent.
        view: DICOM View Position (0018,5101), or that of the View Code Sequence, upper case, empty when absent.
        modality: of the DICOM SOP class where that holds no plain radiographs, else (0008,0060), upper case, empty when
            absent.
        body_part: DICOM Body Part Examined (0018,0015), upper case, empty when absent.
        width_mm: width of the image on the detector, or in the patient where that is calibrated; None when not known.
        is_for_processing: whether DICOM says that the image is not yet made to be looked at.
    """

    format: str
    width: int
    height: int
    colourfulness: float = 0.0
    patient_id: str = ""
    age_years: float | None = None
    view: str = ""
    modality: str = ""
    body_part: str = ""
    width_mm: float | None = None
    is_for_processing: bool = False


@dataclass(frozen=True, slots=True)
class Radiograph:
    """One decoded image: upright, grey, high values bright.

    Attributes:
        pixels: uint8 or uint16, shape (H, W). H and W are smaller than the facts' size when decoded at reduced scale.
        full_scale: the value that stands for white, 1..65535.
        facts: metadata of the file.
        sha256: hexadecimal digest of the whole file.
    """

    pixels: Pixels
    full_scale: int
    facts: SourceFacts
    sha256: str


class InputStatus(StrEnum):
    """Whether a radiograph may be scored."""

    OK = "OK"
    WARN = "WARN"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class InputReport:
    """Result of the input checks.

    Attributes:
        status: REFUSED when any reason forbids a verdict, WARN when a reason limits it, else OK.
        reasons: why; empty when OK.
    """

    status: InputStatus
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """Output of the network, before calibration.

    Attributes:
        logits: float32, shape (C,), one for each class of the bundle's labels, in their order.
        evidence: float32, shape (h, w, C): the class maps, whose mean over h and w is `logits`.
    """

    logits: NDArray[np.float32]
    evidence: NDArray[np.float32]


class Finding(StrEnum):
    """The four possible results of a screening."""

    PNEUMONIA = "PNEUMONIA"
    NORMAL = "NORMAL"
    UNCERTAIN = "UNCERTAIN"
    NOT_ASSESSED = "NOT_ASSESSED"


def opinions_on(finding: Finding) -> tuple[Opinion, ...]:
    """Return what a clinician can say: there is nothing to agree with where the finding is uncertain."""
    if finding is Finding.UNCERTAIN:
        return Opinion.SIGNS, Opinion.NO_SIGNS, Opinion.CANNOT_TELL
    return Opinion.AGREE, Opinion.DISAGREE, Opinion.CANNOT_TELL


AGE_CODES = frozenset({"age_outside", "age_unsuited"})
"""Codes of the reasons that the patient has an age that the model was not made for."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one file.

    Attributes:
        finding: one of the four results.
        score: calibrated probability of pneumonia, 0..1; None when not assessed.
        operating_point: name of the point that it was decided at; empty when not assessed.
        pattern: `bacterial` or `viral` when the finding is PNEUMONIA, else empty.
        pattern_score: calibrated probability of that pattern given pneumonia, 0.5..1; None without a pattern.
        reasons: why not assessed, why uncertain, and the limits that apply; may be empty.
    """

    finding: Finding
    score: float | None = None
    operating_point: str = ""
    pattern: str = ""
    pattern_score: float | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def is_for_other_age(self) -> bool:
        """Whether it is on a patient of an age that the model was not made for, and so is not to be shown."""
        return any(reason.code in AGE_CODES for reason in self.reasons)

    @property
    def shown_finding(self) -> Finding:
        """The finding that it is shown, counted and sorted as; for another age there is none."""
        return Finding.NOT_ASSESSED if self.is_for_other_age else self.finding

    @property
    def reason_text(self) -> str:
        """Every reason as its code and its sentence in English."""
        return " ".join(map(str, self.reasons))


@dataclass(frozen=True, slots=True)
class Patient:
    """Patient data as the user entered them; empty or None where nothing was entered.

    Attributes:
        id: the clinic's, as it is written on the card.
        name: of the child.
        age_years: at the time of the X-ray.
        sex: `F`, `M` or empty.
        note: anything else.
    """

    id: str = ""
    name: str = ""
    age_years: float | None = None
    sex: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ScreeningRecord:
    """One row of every result: screen, CSV, JSON and history.

    Attributes:
        file: the path as found: the argument joined with what lies below it.
        verdict: the verdict.
        facts: metadata of the file; None when it could not be decoded.
        sha256: digest of the file; empty when it could not be read.
        model: id of the model bundle.
        app_version: version of Kifua.
        screened_at: local time with its offset from UTC, ISO 8601, to the second.
        patient: as the user entered it; it goes before the metadata of the file.
        id: of this screening alone, 32 hexadecimal digits; it stays when the record is changed.
        review: the clinician's decision.
        danger_signs: those that the clinician saw, in the order of `DangerSign`.
        seen_at: when a person first opened it, written as `screened_at`; empty before.
        adjustments: how the picture was turned and inverted before it was screened.
        signs_checked_by: the name of who looked for danger signs, and saw those or none.
        signs_checked_at: when, written as `screened_at`; empty before.
    """

    file: str
    verdict: Verdict
    facts: SourceFacts | None
    sha256: str
    model: str
    app_version: str
    screened_at: str
    patient: Patient = Patient()
    id: str = field(default_factory=lambda: uuid4().hex)
    review: Review = field(default_factory=Review)
    danger_signs: tuple[DangerSign, ...] = ()
    seen_at: str = ""
    adjustments: Adjustments = ()
    signs_checked_by: str = ""
    signs_checked_at: str = ""

    @property
    def patient_id(self) -> str:
        """The patient's id as the user entered it, or else of the file's metadata."""
        return self.patient.id or (self.facts.patient_id if self.facts else "")

    @property
    def age_years(self) -> float | None:
        """The patient's age as the user entered it, or else of the file's metadata; None when neither is known."""
        if self.patient.age_years is not None or self.facts is None:
            return self.patient.age_years
        return self.facts.age_years

    @property
    def has_no_danger_signs(self) -> bool:
        """Whether somebody has looked for danger signs and seen none."""
        return bool(self.signs_checked_at) and not self.danger_signs


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a result.

    Attributes:
        name: its heading.
        path: the field of the record that it shows: `file`, or `facts.view` for a field of one of its parts.
        decimals: how many a fraction is rounded to and written with.
        is_derived: whether it is worked out of other fields, so that it cannot be read back into the record.
    """

    name: str
    path: str
    decimals: int | None = None
    is_derived: bool = False

    def read(self, record: ScreeningRecord) -> Cell:
        """Return this column's value of a record, rounded; None is an empty cell, a tuple its words with spaces."""
        part, _, name = self.path.rpartition(".")
        holder = getattr(record, part) if part else record
        value = None if holder is None else getattr(holder, name)  # a file that did not decode has no facts
        if isinstance(value, tuple):
            return " ".join(value)
        if value is None or self.decimals is None:
            return str(value) if isinstance(value, StrEnum) else value
        return round(float(value), self.decimals)


COLUMNS: tuple[Column, ...] = (
    Column("file", "file"),
    Column("verdict", "verdict.finding"),
    Column("score", "verdict.score", decimals=4),
    Column("operating_point", "verdict.operating_point"),
    Column("pattern", "verdict.pattern"),
    Column("pattern_score", "verdict.pattern_score", decimals=4),
    Column("reason", "verdict.reason_text", is_derived=True),
    Column("patient_id", "patient_id", is_derived=True),
    Column("patient_name", "patient.name"),
    Column("age", "age_years", decimals=DECIMALS, is_derived=True),
    Column("sex", "patient.sex"),
    Column("note", "patient.note"),
    Column("view", "facts.view"),
    Column("width", "facts.width"),
    Column("height", "facts.height"),
    Column("sha256", "sha256"),
    Column("model", "model"),
    Column("app_version", "app_version"),
    Column("screened_at", "screened_at"),
    Column("opinion", "review.opinion"),
    Column("action", "review.action"),
    Column("review_note", "review.note"),
    Column("reviewer", "review.reviewer"),
    Column("reviewed_at", "review.reviewed_at"),
    Column("danger_signs", "danger_signs"),
    Column("seen_at", "seen_at"),
    Column("adjustments", "adjustments"),
    Column("danger_signs_checked_by", "signs_checked_by"),
    Column("danger_signs_checked_at", "signs_checked_at"),
)
"""The columns of every result, in their order: CSV, JSON, history and table are all made from these."""
