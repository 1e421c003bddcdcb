"""What a DICOM file says of patient, view and size."""

from __future__ import annotations

import re
from datetime import date

from pydicom import Dataset
from pydicom.multival import MultiValue

from app.core.records import SourceFacts
from app.core.text import cut, printable

_LONGEST_TEXT = 64  # characters of value representation LO, PS3.5 table 6.2-1; the other texts here are shorter
_AGE = re.compile(r"(\d{3})([DWMY])")  # value representation AS, PS3.5 table 6.2-1
_DAYS = {"D": 1.0, "W": 7.0, "M": 30.4375, "Y": 365.25}
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
        view=_text(dataset, "ViewPosition").upper(),
        modality=_text(dataset, "Modality").upper(),
        body_part=_text(dataset, "BodyPartExamined").upper(),
        width_mm=_width_mm(dataset),
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
        return float(value[place] if isinstance(value, MultiValue) else (value, "")[place])
    except (TypeError, ValueError, IndexError):
        return None


def _text(dataset: Dataset, keyword: str) -> str:
    """Return an element's text as one line that can be shown; empty when it is absent."""
    return printable(cut(str(dataset.get(keyword) or "").strip(), _LONGEST_TEXT))


def _age_years(dataset: Dataset) -> float | None:
    """Return Patient's Age in years, or study date minus birth date; None without either."""
    match = _AGE.fullmatch(_text(dataset, "PatientAge"))
    if match:
        return int(match[1]) * _DAYS[match[2]] / _DAYS["Y"]
    birth, study = _date(_text(dataset, "PatientBirthDate")), _date(_text(dataset, "StudyDate"))
    if birth and study and study >= birth:
        return (study - birth).days / _DAYS["Y"]
    return None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
