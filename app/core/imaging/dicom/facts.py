"""What a DICOM file says of patient, view and size."""

from __future__ import annotations

import math
import re
import warnings
from datetime import datetime

from pydicom import Dataset
from pydicom.multival import MultiValue

from app.core.age import OLDEST_YEARS
from app.core.imaging.dicom.file import READ_ERRORS, read_start
from app.core.imaging.dicom.kind import modality_of_class
from app.core.imaging.dicom.projection import body_part, view
from app.core.imaging.dicom.values import day_of, shown_name, text_of, time_of
from app.core.records import SourceFacts

_AGE = re.compile(
    r"(\d{1,3})([DWMY])"
)  # value representation AS, PS3.5 table 6.2-1, whose zeros some devices leave out
_DAYS = {"D": 1.0, "W": 7.0, "M": 30.4375, "Y": 365.25}
_MOMENTS = ("Study", "Acquisition", "Series", "Content")  # whose date and time an image may have; the first counts
_PATIENT_NAME = 0x00100010
_SEXES, _SIDES = ("F", "M"), ("L", "R", "B", "U")
_DIGITAL_X_RAY_FOR_PROCESSING = "1.2.840.10008.5.1.4.1.1.1.1.1"
_LEAST_WIDTH_MM, _MOST_WIDTH_MM = 50.0, 600.0
"""Widths that a film or a detector can have; the largest in use are 430 mm. Some writers give a spacing of 0 or 1."""


def read_facts(dataset: Dataset, colour: float) -> SourceFacts:
    """Return what a data set says of its image.

    Args:
        dataset: elements that are absent or in the wrong form are not known, and spoil no picture.
        colour: see `SourceFacts.colourfulness`.
    """
    return SourceFacts(
        format="DICOM",
        width=int(dataset.Columns),
        height=int(dataset.Rows),
        colourfulness=colour,
        patient_id=text_of(dataset, "PatientID"),
        age_years=_age_years(dataset),
        view=view(dataset),
        modality=modality_of_class(text_of(dataset, "SOPClassUID")) or text_of(dataset, "Modality").upper(),
        body_part=body_part(dataset),
        width_mm=_width_mm(dataset),
        is_for_processing=_is_for_processing(dataset),
        patient_name=_name(dataset),
        sex=_code(dataset, "PatientSex", _SEXES),
        study_at=_study_at(dataset),
        accession_number=text_of(dataset, "AccessionNumber"),
        laterality=_code(dataset, "ImageLaterality", _SIDES) or _code(dataset, "Laterality", _SIDES),
        kvp=_amount(dataset, "KVP"),
        exposure_mas=_exposure_mas(dataset),
        exposure_index=_amount(dataset, "ExposureIndex"),
        deviation_index=_number(dataset, "DeviationIndex"),
        manufacturer=text_of(dataset, "Manufacturer"),
        device_model=text_of(dataset, "ManufacturerModelName"),
        station=text_of(dataset, "StationName"),
    )


def _exposure_mas(dataset: Dataset) -> float | None:
    """Return the charge through the tube: the element in whole mAs is 0 or 1 for many a child."""
    exact, whole = _amount(dataset, "ExposureInuAs"), _amount(dataset, "Exposure")
    current_ma, time_ms = _amount(dataset, "XRayTubeCurrent"), _amount(dataset, "ExposureTime")
    if exact:
        return exact / 1000
    return current_ma * time_ms / 1000 if current_ma and time_ms and not whole else whole


def _is_for_processing(dataset: Dataset) -> bool:
    """Tell whether the image is what a detector measured, not yet made to be looked at (PS3.3 C.8.11.1.1.1)."""
    intent = text_of(dataset, "PresentationIntentType").upper()
    return intent == "FOR PROCESSING" or (
        not intent and text_of(dataset, "SOPClassUID") == _DIGITAL_X_RAY_FOR_PROCESSING
    )


def _width_mm(dataset: Dataset) -> float | None:
    """Return the width of the image in millimetres; None without a spacing of columns that a film can have.

    Pixel Spacing (0028,0030) is that of the patient where it is calibrated; Imager Pixel Spacing (0018,1164) is that of
    the detector, and is divided by the magnification where that is known (PS3.3 10.7.1.3); the last is a scanner's.
    """
    magnification = _number(dataset, "EstimatedRadiographicMagnificationFactor") or 1.0
    spacings = (("PixelSpacing", 1.0), ("ImagerPixelSpacing", magnification), ("NominalScannedPixelSpacing", 1.0))
    for keyword, factor in spacings:
        width_mm = int(dataset.Columns) * (_number(dataset, keyword, place=1) or 0.0) / factor
        if _LEAST_WIDTH_MM <= width_mm <= _MOST_WIDTH_MM:
            return width_mm
    return None


def _number(dataset: Dataset, keyword: str, place: int = 0) -> float | None:
    """Return a value of an element; None when it is absent or no number, which spoils no picture."""
    try:
        value = dataset.get(keyword)
        number = float(value[place] if isinstance(value, MultiValue) else (value, "")[place])
    except (TypeError, ValueError, IndexError):
        return None
    return number if math.isfinite(number) else None


def _amount(dataset: Dataset, keyword: str) -> float | None:
    """Return a number of which there is some; devices write 0 for one that they do not know."""
    number = _number(dataset, keyword)
    return number if number and number > 0 else None


def _code(dataset: Dataset, keyword: str, codes: tuple[str, ...]) -> str:
    """Return an element's text where it is one of some codes."""
    text = text_of(dataset, keyword).upper()
    return text if text in codes else ""


def _name(dataset: Dataset) -> str:
    value = dataset.get("PatientName") or ""
    return shown_name(str(value[0] if isinstance(value, MultiValue) else value))


def name_in(head: bytes) -> str:
    """Return the patient's name as `SourceFacts` has it, by the first bytes of a file; empty where they hold none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pydicom's remarks on odd values are for nobody
            return _name(read_start(head, _PATIENT_NAME))
    except (*READ_ERRORS, RecursionError):
        return ""


def _age_years(dataset: Dataset) -> float | None:
    """Return Patient's Age in years, or the date of the study, or else of the image, minus birth date; None without.

    An age of nought that the dates contradict, and one that nobody has, are what devices write for one not entered.
    """
    match = _AGE.fullmatch(text_of(dataset, "PatientAge"))
    stated = int(match[1]) * _DAYS[match[2]] / _DAYS["Y"] if match else None
    age = stated or _age_by_dates(dataset)
    if age is None:
        age = stated
    return age if age is None or age <= OLDEST_YEARS else None


def _age_by_dates(dataset: Dataset) -> float | None:
    birth = day_of(text_of(dataset, "PatientBirthDate"))
    study = next(filter(None, (day_of(text_of(dataset, f"{moment}Date")) for moment in _MOMENTS)), None)
    return (study - birth).days / _DAYS["Y"] if birth and study and study >= birth else None


def _study_at(dataset: Dataset) -> str:
    """Return the date of the study, or else of the image, with the time that goes with it; empty without a date."""
    for moment in _MOMENTS:
        day, clock = day_of(text_of(dataset, f"{moment}Date")), time_of(text_of(dataset, f"{moment}Time"))
        if day:
            return datetime.combine(day, clock).isoformat() if clock else day.isoformat()
    return ""
