"""Frozen dataclasses of the data flow."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from app.core.adjustment import Adjustments
from app.core.errors import Reason
from app.core.review import DangerSign, Opinion, Review

Pixels = NDArray[np.uint8] | NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """Metadata of an image file; its texts hold printable characters alone, at most 64 before escaping.

    Attributes:
        format: `JPEG`, `PNG`, `TIFF`, `BMP`, `WEBP` or `DICOM`.
        width: width of the upright image as stored, in pixels, whatever scale was decoded; after it was turned, then.
        height: its height, in pixels.
        colourfulness: mean over the image of (largest − smallest colour channel) / full scale, 0..1; 0 for grey.
        patient_id: DICOM (0010,0020), empty when absent, as are the other texts.
        age_years: DICOM (0010,1010), or study date less birth date; None when absent.
        view: DICOM View Position (0018,5101), or that of the View Code Sequence, upper case; `LATERAL` where the names
            of series or protocol alone say so.
        modality: of the DICOM SOP class where that holds no plain radiographs, else (0008,0060), upper case.
        body_part: DICOM Body Part Examined (0018,0015), upper case, or another part than the chest by its code.
        width_mm: width of the image on the detector, or in the patient where that is calibrated; None when not known.
        is_for_processing: whether DICOM says that the image is not yet made to be looked at.
        patient_name: DICOM (0010,0010), written `Family, Given`.
        sex: DICOM (0010,0040) where it is `F` or `M`.
        study_at: date of the study, or else of the image, and its time where that is known too, ISO 8601, by the clock
            of the device.
        accession_number: DICOM (0008,0050), of the order in the clinic's other system.
        laterality: side of the body, DICOM (0020,0062) or else (0020,0060): `L`, `R`, `B` for both, `U` for neither.
        kvp: voltage of the tube in kV, DICOM (0018,0060); None when not known, as are the other numbers.
        exposure_mas: charge through the tube in mAs, DICOM (0018,1153), (0018,1152) or current times time.
        exposure_index: of the dose at the detector (IEC 62494-1), DICOM (0018,1411).
        deviation_index: how far that is from its target, 0 for not at all, DICOM (0018,1413).
        manufacturer: of the device, DICOM (0008,0070).
        device_model: DICOM (0008,1090).
        station: name of the device in its clinic, DICOM (0008,1010).
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
    patient_name: str = ""
    sex: str = ""
    study_at: str = ""
    accession_number: str = ""
    laterality: str = ""
    kvp: float | None = None
    exposure_mas: float | None = None
    exposure_index: float | None = None
    deviation_index: float | None = None
    manufacturer: str = ""
    device_model: str = ""
    station: str = ""


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
    def patient_name(self) -> str:
        """The patient's name as the user entered it, or else of the file's metadata."""
        return self.patient.name or (self.facts.patient_name if self.facts else "")

    @property
    def sex(self) -> str:
        """The patient's sex as the user entered it, or else of the file's metadata: `F`, `M` or empty."""
        return self.patient.sex or (self.facts.sex if self.facts else "")

    @property
    def age_years(self) -> float | None:
        """The patient's age as the user entered it, or else of the file's metadata; None when neither is known."""
        if self.patient.age_years is not None or self.facts is None:
            return self.patient.age_years
        return self.facts.age_years

    @property
    def study_at(self) -> str:
        """When the X-ray was taken, as its file says, see `SourceFacts`; empty where it does not."""
        return self.facts.study_at if self.facts else ""

    @property
    def taken_at(self) -> str:
        """When the X-ray was taken, as far as it is known: else when it was screened."""
        return self.study_at or self.screened_at

    @property
    def has_no_danger_signs(self) -> bool:
        """Whether somebody has looked for danger signs and seen none."""
        return bool(self.signs_checked_at) and not self.danger_signs

    @property
    def is_checked_for_signs(self) -> bool:
        """Whether somebody has looked for danger signs, and marked them or found none."""
        return bool(self.danger_signs or self.signs_checked_at)
