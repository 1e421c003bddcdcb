"""The data set of a de-identified file, by the basic profile of PS3.15 annex E: built anew of what is harmless."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydicom import Dataset
from pydicom.datadict import dictionary_VR
from pydicom.uid import UID

from app.core.imaging.dicom.facts import read_facts
from app.dicom.deidentify.attributes import (
    CLASS_OF_CAPTURE,
    CODES,
    DEVICE,
    DIRECTION,
    EMPTY_OF_ALL,
    EMPTY_OF_CLASS,
    IDENTITY,
    IMAGE_TYPES,
    MODALITY_OF_CLASS,
    NUMBERS,
    REFERENCES,
    SCHEMES,
    TERMS,
)
from app.dicom.deidentify.elements import items_of, text_of, values_of
from app.dicom.deidentify.lookup_tables import add_tables
from app.dicom.deidentify.pseudonyms import Pseudonyms

_BASIC, _CLEAN_PIXELS, _PATIENT_KEPT = (
    ("113100", "Basic Application Confidentiality Profile"),
    ("113101", "Clean Pixel Data Option"),
    ("113108", "Retain Patient Characteristics Option"),
)
_METHOD = "Kifua: age in years, sex, view, exposure and device model kept"
_OLDEST = 90  # years, for all who are older: PS3.15 E.3.7 follows the American law, which takes these for identities
_MOST_VALUES = 16  # of an attribute: windows
_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*")
_LONGEST_TEXT = 64  # characters of value representation LO, PS3.5 table 6.2-1
_ORDINARY = re.compile(r"[ -\[\]-~]+")  # printable ASCII without what divides values
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class Look:
    """Whether a person has looked for text in the picture, and what there is.

    Attributes:
        by_person: a person has seen the picture as it is written, and read no identity in it.
        is_blacked: some of it is black.
    """

    by_person: bool = False
    is_blacked: bool = False


def deidentified_dataset(source: Dataset, sha256: str, pseudonyms: Pseudonyms, look: Look) -> Dataset:
    """Return a new data set of a radiograph's, without its pixel data.

    Args:
        source: that of the file; its class is one of `MODALITY_OF_CLASS`, or it has none.
        sha256: digest of the file, for an identifier that it lacks.
        pseudonyms: new identifiers.
        look: at the picture.
    """
    made = Dataset()
    _add_identifiers(made, source, sha256, pseudonyms)
    _add_values(made, source)
    _add_device(made, source)
    _add_sequences(made, source, pseudonyms)
    _add_age(made, source)
    _add_mandatory(made)
    _add_image_type(made, source, look)
    _add_method(made, look)
    return made


def patient_identity(source: Dataset) -> tuple[str, str, str]:
    """Return what tells a patient apart: the number and who gave it, or else the name and the birth date."""
    number, issuer = text_of(source, "PatientID"), text_of(source, "IssuerOfPatientID")
    if number:
        return number, issuer, ""
    name, birth = text_of(source, "PatientName"), text_of(source, "PatientBirthDate")
    return ("", name, birth) if name else ("", "", text_of(source, "StudyInstanceUID"))


def _add_identifiers(made: Dataset, source: Dataset, sha256: str, pseudonyms: Pseudonyms) -> None:
    made.SOPClassUID = text_of(source, "SOPClassUID") or CLASS_OF_CAPTURE
    for keyword in ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID"):
        setattr(made, keyword, pseudonyms.uid(text_of(source, keyword) or f"{keyword} {sha256}"))
    identity = patient_identity(source)
    made.PatientID = pseudonyms.patient(*(identity if any(identity) else (sha256,)))
    made.PatientName = made.PatientID


def _add_values(made: Dataset, source: Dataset) -> None:
    for keyword in NUMBERS:
        values = values_of(source, keyword)
        if values and len(values) <= _MOST_VALUES and all(map(_is_number, values)):
            setattr(made, keyword, _plain_numbers(keyword, values))
    for keyword, terms in TERMS.items():
        values = [str(value).strip() for value in values_of(source, keyword)]
        if values and all(value in terms for value in values):
            setattr(made, keyword, values if len(values) > 1 else values[0])
    directions = [str(value).strip() for value in values_of(source, "PatientOrientation")]
    if len(directions) == 2 and all(map(DIRECTION.fullmatch, directions)):
        made.PatientOrientation = directions


def _plain_numbers(keyword: str, values: list[Any]) -> Any:
    """Return numbers as their value representation wants them; texts of numbers as they are written."""
    is_text = dictionary_VR(keyword) in ("DS", "IS")
    plain = [str(value).strip() for value in values] if is_text else values
    return plain if len(plain) > 1 else plain[0]


def _is_number(value: object) -> bool:
    return bool(_NUMBER.fullmatch(str(value)))


def _add_device(made: Dataset, source: Dataset) -> None:
    known = {word.casefold() for keyword in IDENTITY for word in _WORD.findall(text_of(source, keyword))}
    for keyword in DEVICE:
        text = text_of(source, keyword)[:_LONGEST_TEXT]
        if _ORDINARY.fullmatch(text) and not any(word in text.casefold() for word in known):
            setattr(made, keyword, text)


def _add_sequences(made: Dataset, source: Dataset, pseudonyms: Pseudonyms) -> None:
    for keyword, meanings in CODES.items():
        items = [item for each in items_of(source, keyword) for item in _known_code(each, meanings)]
        if items:
            setattr(made, keyword, items)
    for keyword in REFERENCES:
        items = [item for each in items_of(source, keyword) for item in _new_reference(each, pseudonyms)]
        if items:
            setattr(made, keyword, items)
    add_tables(made, source)


def _known_code(item: Dataset, meanings: Mapping[str, str]) -> list[Dataset]:
    value, scheme = text_of(item, "CodeValue"), text_of(item, "CodingSchemeDesignator")
    if value not in meanings or scheme not in SCHEMES:
        return []
    return [_code(value, scheme, meanings[value])]


def _code(value: str, scheme: str, meaning: str) -> Dataset:
    code = Dataset()
    code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning = value, scheme, meaning
    return code


def _new_reference(item: Dataset, pseudonyms: Pseudonyms) -> list[Dataset]:
    kind, old = text_of(item, "ReferencedSOPClassUID"), text_of(item, "ReferencedSOPInstanceUID")
    if not old or not UID(kind).is_valid or UID(kind).name == kind:  # a class of the standard has a name
        return []
    made = Dataset()
    made.ReferencedSOPClassUID, made.ReferencedSOPInstanceUID = kind, pseudonyms.uid(old)
    return [made]


def _add_age(made: Dataset, source: Dataset) -> None:
    years = read_facts(source, 0.0).age_years
    if years is not None:
        made.PatientAge = f"{min(int(years), _OLDEST):03}Y"


def _add_mandatory(made: Dataset) -> None:
    kind = str(made.SOPClassUID)
    if "Modality" not in made:
        made.Modality = MODALITY_OF_CLASS[kind]
    if kind == CLASS_OF_CAPTURE and "ConversionType" not in made:
        made.ConversionType = "WSD"
    for keyword in (*EMPTY_OF_ALL, *EMPTY_OF_CLASS[kind]):
        if keyword not in made:
            setattr(made, keyword, [] if keyword.endswith("Sequence") else "")


def _add_image_type(made: Dataset, source: Dataset, look: Look) -> None:
    given = [str(value).strip() for value in values_of(source, "ImageType")]
    known = [value for value, terms in zip(given, IMAGE_TYPES, strict=False) if value in terms]
    if len(known) < len(IMAGE_TYPES):
        known = ["DERIVED", "PRIMARY"] if given or look.is_blacked else []
    if known:
        made.ImageType = ["DERIVED" if look.is_blacked else known[0], known[1]]


def _add_method(made: Dataset, look: Look) -> None:
    """Say what was done (PS3.3 C.12.1.1.11 and PS3.15 E.3), and what is known of text in the picture."""
    made.PatientIdentityRemoved = "YES"
    made.LongitudinalTemporalInformationModified = "REMOVED"
    made.DeidentificationMethod = _METHOD
    options = (_BASIC, *((_CLEAN_PIXELS,) if look.by_person else ()), _PATIENT_KEPT)
    made.DeidentificationMethodCodeSequence = [_code(value, "DCM", meaning) for value, meaning in options]
    # YES is to err on the safe side where nobody has looked: whoever gets the file has to.
    made.BurnedInAnnotation = "NO" if look.by_person else "YES"
