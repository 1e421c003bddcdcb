"""A radiograph's DICOM file without the patient's identity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pydicom
from pydicom import Dataset
from pydicom.dataset import FileMetaDataset
from pydicom.uid import UID, ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from app.core.errors import InputError
from app.core.imaging.dicom.file import READ_ERRORS, DicomFile
from app.core.records import Radiograph
from app.dicom.deidentify.attributes import MODALITY_OF_CLASS
from app.dicom.deidentify.dataset import Look, deidentified_dataset
from app.dicom.deidentify.pixel_data import add_blacked, add_copied, is_copied
from app.dicom.deidentify.pseudonyms import Pseudonyms
from app.dicom.deidentify.regions import Region
from app.dicom.results.instance import IMPLEMENTATION_UID, IMPLEMENTATION_VERSION

LINKED = ("PatientID", "PatientName", "StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID")
"""Attributes whose old and new values a re-identification table holds."""


@dataclass(frozen=True, slots=True)
class DeidentifiedDicom:
    """A new file.

    Attributes:
        content: its bytes.
        old: what the old file says of patient and study, by keyword; empty texts where it says nothing.
        new: what the new one says.
    """

    content: bytes
    old: dict[str, str]
    new: dict[str, str]


def deidentified_dicom(
    data: bytes, radiograph: Radiograph, regions: Sequence[Region], pseudonyms: Pseudonyms, *, seen: bool
) -> DeidentifiedDicom:
    """Return the new file of a DICOM file that was decoded.

    Its transfer syntax and the bytes of its pixels stay, unless something is blacked.

    Args:
        data: the file.
        radiograph: the same, decoded at its full size.
        regions: to be blacked.
        pseudonyms: new identifiers.
        seen: whether a person has looked at the picture, with these regions black, and read no identity.

    Raises:
        InputError: `deidentify_class`, `image_damaged`, `several_images`, `image_too_costly`.
    """
    try:
        file = DicomFile(data)
        source = file.dataset
        kind = source.get("SOPClassUID")
        if kind and kind not in MODALITY_OF_CLASS:
            raise InputError("deidentify_class", kind=kind.name)
        syntax = _syntax(source)
        file.read_pixels()
        look = Look(by_person=seen, is_blacked=bool(regions))
        made = deidentified_dataset(source, radiograph.sha256, pseudonyms, look)
        old = {keyword: str(source.get(keyword) or "") for keyword in LINKED}
        if syntax != ExplicitVRBigEndian and is_copied(source, regions):
            add_copied(made, source)
        else:
            add_blacked(made, source, radiograph, regions)
            syntax = ExplicitVRLittleEndian
        content = _file(made, syntax)
    except READ_ERRORS as error:
        raise InputError("image_damaged") from error
    except (MemoryError, RecursionError) as error:
        raise InputError("image_too_costly") from error
    return DeidentifiedDicom(content, old, {keyword: str(made[keyword].value) for keyword in LINKED})


def _syntax(source: Dataset) -> UID:
    """Return the transfer syntax of a file; where it names none, what it was read by."""
    if "TransferSyntaxUID" not in source.file_meta:
        implicit, little = source.original_encoding
        usual = ExplicitVRLittleEndian if little else ExplicitVRBigEndian
        source.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian if implicit else usual
    return UID(source.file_meta.TransferSyntaxUID)


def _file(made: Dataset, syntax: UID) -> bytes:
    made.file_meta = FileMetaDataset()
    made.file_meta.MediaStorageSOPClassUID = made.SOPClassUID
    made.file_meta.MediaStorageSOPInstanceUID = made.SOPInstanceUID
    made.file_meta.TransferSyntaxUID = syntax
    made.file_meta.ImplementationClassUID = IMPLEMENTATION_UID
    made.file_meta.ImplementationVersionName = IMPLEMENTATION_VERSION
    stream = BytesIO()
    pydicom.dcmwrite(stream, made, enforce_file_format=True)
    return stream.getvalue()
