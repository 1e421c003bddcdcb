"""The patient and the study that a result belongs to: those of the X-ray's own file, or new ones."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydicom import Dataset
from pydicom.datadict import dictionary_VR, tag_for_keyword
from pydicom.dataelem import RawDataElement
from pydicom.uid import UID
from pydicom.valuerep import STR_VR

from app.core.errors import InputError
from app.core.imaging.dicom.file import READ_ERRORS, DicomFile
from app.core.imaging.formats import format_of
from app.core.imaging.source_file import read_file, read_head
from app.core.records import ScreeningRecord
from app.core.text import cut, printable
from app.dicom.results.uids import uid_of

PATIENT = (
    *("PatientName", "PatientID", "TypeOfPatientID", "IssuerOfPatientID", "IssuerOfPatientIDQualifiersSequence"),
    *("PatientBirthDate", "PatientBirthTime", "PatientSex", "OtherPatientIDs", "OtherPatientIDsSequence"),
    *("OtherPatientNames", "PatientBirthName", "PatientMotherBirthName", "EthnicGroup", "PatientComments"),
    *("PatientAddress", "PatientTelephoneNumbers", "ReferencedPatientSequence", "ResponsiblePerson"),
    *("ResponsiblePersonRole", "ResponsibleOrganization", "QualityControlSubject", "PatientIdentityRemoved"),
    *("DeidentificationMethod", "DeidentificationMethodCodeSequence"),
)
STUDY = (
    *("StudyInstanceUID", "StudyDate", "StudyTime", "StudyID", "StudyDescription", "AccessionNumber"),
    *("IssuerOfAccessionNumberSequence", "ReferringPhysicianName", "ReferringPhysicianIdentificationSequence"),
    *("ConsultingPhysicianName", "PhysiciansOfRecord", "NameOfPhysiciansReadingStudy", "ProcedureCodeSequence"),
    *("RequestingServiceCodeSequence", "ReferencedStudySequence", "ReasonForPerformedProcedureCodeSequence"),
    *("AdmittingDiagnosesDescription", "AdmittingDiagnosesCodeSequence", "PatientAge", "PatientSize"),
    *("PatientWeight", "MedicalAlerts", "Allergies", "Occupation", "SmokingStatus", "AdditionalPatientHistory"),
    *("PregnancyStatus", "LastMenstrualDate", "AdmissionID", "IssuerOfAdmissionIDSequence", "ServiceEpisodeID"),
    *("IssuerOfServiceEpisodeIDSequence", "ServiceEpisodeDescription", "PatientState", "TimezoneOffsetFromUTC"),
    *("ClinicalTrialSponsorName", "ClinicalTrialProtocolID", "ClinicalTrialProtocolName", "ClinicalTrialSiteID"),
    *("ClinicalTrialSiteName", "ClinicalTrialSubjectID", "ClinicalTrialSubjectReadingID"),
    *("ClinicalTrialTimePointID", "ClinicalTrialTimePointDescription", "ClinicalTrialCoordinatingCenterName"),
)
"""What PS3.3 C.7.1 and C.7.2 hold of a patient and a study; everything of it that a file has is taken over."""

_MANDATORY = (
    *("PatientName", "PatientID", "PatientBirthDate", "PatientSex"),
    *("StudyDate", "StudyTime", "StudyID", "AccessionNumber", "ReferringPhysicianName"),
)
"""What every instance must have, although it may be empty (type 2)."""

MANUFACTURER = "Kifua"
"""What Kifua calls itself as the maker of what it exports."""

_UNICODE = "ISO_IR 192"
_LONGEST_NAME, _LONGEST_ID = 64, 64  # characters of value representations PN and LO, PS3.5 table 6.2-1
_NAME_PARTS = re.compile(r"[\\^=]")  # divide the value and the parts of a name
_WEEKS = 365.25 / 7
_UID = re.compile(r"[0-9.]{1,64}")


@dataclass(frozen=True, slots=True)
class ImageReference:
    """A DICOM image that results are about: its class, its own identifier, and that of its series."""

    sop_class_uid: str
    sop_instance_uid: str
    series_instance_uid: str


@dataclass(frozen=True, slots=True)
class Study:
    """The patient and the study of a result.

    Attributes:
        attributes: of both, with the character set that their texts are in.
        image: the X-ray as a DICOM image; None where its file is none.
        compression: what the X-ray's file says of lossy compression, or is known of its format.
        is_new: whether the study is made for the result, since the X-ray's file names none.
    """

    attributes: Dataset
    image: ImageReference | None
    compression: Dataset
    is_new: bool

    @property
    def uid(self) -> str:
        """The identifier of the study."""
        return str(self.attributes.StudyInstanceUID)


def study_of(record: ScreeningRecord) -> Study:
    """Return the patient and the study of a screened X-ray.

    Those of a DICOM file are copied byte by byte. For any other file there is a new study, of the patient that the user
    entered; the same file and patient give the same study.

    Raises:
        InputError: the file cannot be read; `file_changed`: it is not the one that was screened; `own_result`: it is a
            result of Kifua.
    """
    path = Path(record.file)
    head, size = read_head(path)
    data = read_file(path)
    if hashlib.sha256(data).hexdigest() != record.sha256:
        raise InputError("file_changed")
    found = format_of(head)
    if found is None or found.name != "DICOM":
        return _new_study(record, size)
    try:
        return _own_study(DicomFile(data).dataset, record)
    except READ_ERRORS as error:
        raise InputError("image_damaged") from error


def _own_study(source: Dataset, record: ScreeningRecord) -> Study:
    if source.get("Manufacturer") == MANUFACTURER:  # what is exported into the folder of the X-rays is none of them
        raise InputError("own_result")
    attributes = _copied(source, ("SpecificCharacterSet", *PATIENT, *STUDY))
    is_new = not _uid(source, "StudyInstanceUID")
    if is_new:
        attributes.StudyInstanceUID = uid_of("study", record.sha256)
    uids = [_uid(source, name) for name in ("SOPClassUID", "SOPInstanceUID", "SeriesInstanceUID")]
    image = None if is_new or not all(uids) else ImageReference(*uids)
    names = ("LossyImageCompression", "LossyImageCompressionRatio", "LossyImageCompressionMethod")
    return Study(_with_mandatory(attributes), image, _copied(source, names), is_new)


def _new_study(record: ScreeningRecord, size: int) -> Study:
    attributes, compression = Dataset(), Dataset()
    attributes.SpecificCharacterSet = _UNICODE
    attributes.PatientName = cut(_NAME_PARTS.sub(" ", printable(record.patient_name)).strip(), _LONGEST_NAME)
    attributes.PatientID = cut(_NAME_PARTS.sub(" ", printable(record.patient_id)).strip(), _LONGEST_ID)
    attributes.PatientSex = record.sex
    if record.age_years is not None:
        attributes.PatientAge = dicom_age(record.age_years)
    told_apart = (attributes.PatientName, attributes.PatientID)
    attributes.StudyInstanceUID = uid_of("study", record.sha256, *map(str, told_apart))
    moment = datetime.fromisoformat(record.screened_at)
    attributes.StudyDate, attributes.StudyTime = f"{moment:%Y%m%d}", f"{moment:%H%M%S}"
    attributes.StudyDescription = "Chest X-ray screened by Kifua"
    if record.facts and record.facts.format == "JPEG":
        compression.LossyImageCompression = "01"
        compression.LossyImageCompressionRatio = f"{max(record.facts.width * record.facts.height / size, 1):.2f}"
        compression.LossyImageCompressionMethod = "ISO_10918_1"
    return Study(_with_mandatory(attributes), None, compression, is_new=True)


def dicom_age(years: float) -> str:
    """Return an age as value representation AS: years where they are whole, else months, or weeks in the first."""
    months = round(12 * years)
    if not months:
        return f"{int(years * _WEEKS):03}W"
    return f"{months:03}M" if months % 12 and months <= 999 else f"{round(years):03}Y"


def _with_mandatory(attributes: Dataset) -> Dataset:
    for keyword in _MANDATORY:
        if keyword not in attributes:
            setattr(attributes, keyword, "")
    return attributes


def _uid(source: Dataset, keyword: str) -> str:
    """Return an identifier that a file has; empty where it has none, or none that may be written."""
    value = str(source.get(keyword) or "").strip()
    return value if _UID.fullmatch(value) and UID(value).is_valid else ""


def _copied(source: Dataset, keywords: tuple[str, ...]) -> Dataset:
    """Return these elements of a file; texts as the bytes that they are there, whatever character set it names."""
    copy = Dataset()
    for keyword in keywords:
        tag = tag_for_keyword(keyword)
        if tag is None or tag not in source:
            continue
        element = source.get_item(tag)
        vr = dictionary_VR(tag)
        if isinstance(element, RawDataElement) and vr in STR_VR:
            value = element.value or b""
            value += (b"\0" if vr == "UI" else b" ") * (len(value) % 2)
            copy[tag] = element._replace(VR=vr, value=value, length=len(value), is_implicit_VR=False)
        elif vr != "SQ" or source[tag].value:  # an empty sequence says nothing, and none of these may be empty
            copy[tag] = source[tag]
    return copy
