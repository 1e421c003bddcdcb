"""What every instance that Kifua makes has: patient, study, a series of its own, equipment and identifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from io import BytesIO

import pydicom
from pydicom import Dataset
from pydicom.dataset import FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

from app.core.records import ScreeningRecord
from app.dicom.results.study import MANUFACTURER, Study
from app.dicom.results.uids import uid_of

IMPLEMENTATION_UID, IMPLEMENTATION_VERSION = uid_of("implementation", MANUFACTURER), MANUFACTURER.upper()
"""Who wrote a file, for its meta information."""

_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})")


@dataclass(frozen=True, slots=True)
class Series:
    """A series that holds one result.

    Attributes:
        sop_class_uid: of its only instance.
        modality: DICOM (0008,0060).
        number: DICOM (0020,0011); far from those of a machine.
        description: DICOM (0008,103E).
    """

    sop_class_uid: str
    modality: str
    number: int
    description: str


@dataclass(frozen=True, slots=True)
class Instance:
    """One DICOM file.

    Attributes:
        sop_class_uid: what it is.
        uid: its own identifier, which follows from its content.
        series_uid: that of its series.
        content: the bytes of the file.
    """

    sop_class_uid: str
    uid: str
    series_uid: str
    content: bytes


def new_dataset(study: Study, record: ScreeningRecord, series: Series) -> Dataset:
    """Return the elements that all results of a screening share; their times are those of the screening."""
    dataset = Dataset()
    dataset.update(study.attributes)
    moment = _screened_at(study, record)
    dataset.SOPClassUID = series.sop_class_uid
    dataset.Modality = series.modality
    dataset.SeriesInstanceUID = uid_of("series", study.uid, record.id, series.modality)
    dataset.SeriesNumber, dataset.InstanceNumber = series.number, 1
    dataset.SeriesDescription = series.description
    for name in ("Series", "Content", "InstanceCreation"):
        setattr(dataset, f"{name}Date", f"{moment:%Y%m%d}")
        setattr(dataset, f"{name}Time", f"{moment:%H%M%S}")
    dataset.Manufacturer, dataset.ManufacturerModelName = MANUFACTURER, MANUFACTURER
    dataset.SoftwareVersions = [record.app_version, record.model]
    return dataset


def finished(dataset: Dataset) -> Instance:
    """Return a complete data set as a file whose identifier follows from its content: made again, it is the same one.

    What differs, because the age was entered meanwhile, is another instance, as PS3.3 C.12.1 asks.
    """
    dataset.SOPInstanceUID = uid_of("instance", _encoded(dataset))
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.file_meta.ImplementationClassUID = IMPLEMENTATION_UID
    dataset.file_meta.ImplementationVersionName = IMPLEMENTATION_VERSION
    stream = BytesIO()
    pydicom.dcmwrite(stream, dataset, enforce_file_format=True)
    series_uid = str(dataset.SeriesInstanceUID)
    return Instance(str(dataset.SOPClassUID), str(dataset.SOPInstanceUID), series_uid, stream.getvalue())


def _encoded(dataset: Dataset) -> bytes:
    stream = BytesIO()
    pydicom.dcmwrite(stream, dataset, implicit_vr=False, little_endian=True, enforce_file_format=False)
    return stream.getvalue()


def _screened_at(study: Study, record: ScreeningRecord) -> datetime:
    """Return when a record was made, in the time zone that the file names for all its times, else in the clinic's."""
    moment = datetime.fromisoformat(record.screened_at)
    offset = _OFFSET.fullmatch(str(study.attributes.get("TimezoneOffsetFromUTC") or "").strip())
    if not offset:
        return moment
    sign, hours, minutes = offset.groups()
    distance = timedelta(hours=int(hours), minutes=int(minutes))
    return moment.astimezone(timezone(-distance if sign == "-" else distance))
