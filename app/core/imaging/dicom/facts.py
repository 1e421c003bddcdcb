"""What a DICOM file says of patient, view and size."""

from __future__ import annotations

import math
import re
from datetime import datetime

from pydicom import Dataset
from pydicom.multival import MultiValue

from app.core.imaging.dicom.values import day_of, shown_name, shown_text, time_of
from app.core.records import SourceFacts

_AGE = re.compile(
    r"(\d{1,3})([DWMY])"
)  # value representation AS, PS3.5 table 6.2-1, whose zeros some devices leave out
_DAYS = {"D": 1.0, "W": 7.0, "M": 30.4375, "Y": 365.25}
_MOMENTS = ("Study", "Acquisition", "Series", "Content")  # whose date and time an image may have; the first counts
_SEXES, _SIDES = ("F", "M"), ("L", "R", "B", "U")
_CLASSES = "1.2.840.10008.5.1.4.1.1."
_MODALITIES = {
    "2": "CT",
    "4": "MR",
    "3": "US",
    "6": "US",
    "20": "NM",
    "128": "PT",
    "130": "PT",
    "1.2": "MG",
    "1.3": "IO",
    "12": "XA",
    "13": "XA",
    "77": "XC",
    "481": "RT",
}
"""Modalities of the SOP classes of images (PS3.4 B.5) that are no plain radiographs, by how their UIDs go on."""

_DIGITAL_X_RAY_FOR_PROCESSING = f"{_CLASSES}1.1.1"
_RADIOFLUOROSCOPY = f"{_CLASSES}12.2"
_VIEWS = {
    **dict.fromkeys(("399348003", "R-10206"), "AP"),
    **dict.fromkeys(("272479007", "R-40888", "R-10214"), "PA"),
    **dict.fromkeys(("399173006", "R-10236"), "LL"),
    **dict.fromkeys(("399198007", "R-10232"), "RL"),
    **dict.fromkeys(("399067008", "R-102CD", "30730003", "G-A145", "399352003", "R-10228"), "LATERAL"),
    **dict.fromkeys(("399182000", "R-102C1", "260427002", "R-40783"), "OBLIQUE"),
    **dict.fromkeys(("399184004", "R-10238", "399236003", "R-10234", "399135007", "R-10220"), "OBLIQUE"),
    **dict.fromkeys(("399356000", "R-40985", "399006002", "R-10212", "399038007", "R-10210"), "OBLIQUE"),
    **dict.fromkeys(("399059000", "R-10216", "399312000", "R-10208"), "OBLIQUE"),
}
"""View positions of the codes of a view (PS3.16 CID 4010) in SNOMED CT and in its older form."""

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
        patient_id=_text(dataset, "PatientID"),
        age_years=_age_years(dataset),
        view=_text(dataset, "ViewPosition").upper() or _view_of_code(dataset),
        modality=_modality_of_class(dataset) or _text(dataset, "Modality").upper(),
        body_part=_text(dataset, "BodyPartExamined").upper(),
        width_mm=_width_mm(dataset),
        is_for_processing=_is_for_processing(dataset),
        patient_name=_name(dataset),
        sex=_code(dataset, "PatientSex", _SEXES),
        study_at=_study_at(dataset),
        accession_number=_text(dataset, "AccessionNumber"),
        laterality=_code(dataset, "ImageLaterality", _SIDES) or _code(dataset, "Laterality", _SIDES),
        kvp=_amount(dataset, "KVP"),
        exposure_mas=_exposure_mas(dataset),
        exposure_index=_amount(dataset, "ExposureIndex"),
        deviation_index=_number(dataset, "DeviationIndex"),
        manufacturer=_text(dataset, "Manufacturer"),
        device_model=_text(dataset, "ManufacturerModelName"),
        station=_text(dataset, "StationName"),
    )


def _exposure_mas(dataset: Dataset) -> float | None:
    """Return the charge through the tube: the element in whole mAs is 0 or 1 for many a child."""
    exact, whole = _amount(dataset, "ExposureInuAs"), _amount(dataset, "Exposure")
    current_ma, time_ms = _amount(dataset, "XRayTubeCurrent"), _amount(dataset, "ExposureTime")
    if exact:
        return exact / 1000
    return current_ma * time_ms / 1000 if current_ma and time_ms and not whole else whole


def _modality_of_class(dataset: Dataset) -> str:
    """Return the modality of an SOP class that holds no plain radiographs; empty for any other, known or not."""
    uid = _text(dataset, "SOPClassUID")
    if not uid.startswith(_CLASSES) or uid == _RADIOFLUOROSCOPY:
        return ""
    parts = uid.removeprefix(_CLASSES).split(".")
    return _MODALITIES.get(parts[0]) or _MODALITIES.get(".".join(parts[:2]), "")


def _is_for_processing(dataset: Dataset) -> bool:
    """Tell whether the image is what a detector measured, not yet made to be looked at (PS3.3 C.8.11.1.1.1)."""
    intent = _text(dataset, "PresentationIntentType").upper()
    return intent == "FOR PROCESSING" or (not intent and _text(dataset, "SOPClassUID") == _DIGITAL_X_RAY_FOR_PROCESSING)


def _view_of_code(dataset: Dataset) -> str:
    """Return the view position that View Code Sequence (0054,0220) names; empty without a code that is known."""
    views = dataset.get("ViewCodeSequence")
    return _VIEWS.get(_text(views[0], "CodeValue"), "") if views else ""


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


def _text(dataset: Dataset, keyword: str) -> str:
    """Return an element's text as one line that can be shown; empty when it is absent."""
    return shown_text(str(dataset.get(keyword) or ""))


def _code(dataset: Dataset, keyword: str, codes: tuple[str, ...]) -> str:
    """Return an element's text where it is one of some codes."""
    text = _text(dataset, keyword).upper()
    return text if text in codes else ""


def _name(dataset: Dataset) -> str:
    value = dataset.get("PatientName") or ""
    return shown_name(str(value[0] if isinstance(value, MultiValue) else value))


def _age_years(dataset: Dataset) -> float | None:
    """Return Patient's Age in years, or the date of the study, or else of the image, minus birth date; None without."""
    match = _AGE.fullmatch(_text(dataset, "PatientAge"))
    if match:
        return int(match[1]) * _DAYS[match[2]] / _DAYS["Y"]
    birth = day_of(_text(dataset, "PatientBirthDate"))
    study = next(filter(None, (day_of(_text(dataset, f"{moment}Date")) for moment in _MOMENTS)), None)
    if birth and study and study >= birth:
        return (study - birth).days / _DAYS["Y"]
    return None


def _study_at(dataset: Dataset) -> str:
    """Return the date of the study, or else of the image, with the time that goes with it; empty without a date."""
    for moment in _MOMENTS:
        day, clock = day_of(_text(dataset, f"{moment}Date")), time_of(_text(dataset, f"{moment}Time"))
        if day:
            return datetime.combine(day, clock).isoformat() if clock else day.isoformat()
    return ""
