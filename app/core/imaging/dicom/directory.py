"""The images that a DICOMDIR lists, as on a CD or stick of a picture archive: by patient, study and series."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from pydicom import Dataset, dcmread
from pydicom.multival import MultiValue

from app.core.imaging.dicom.file import READ_ERRORS, is_deflated
from app.core.imaging.dicom.kind import other_kind_of

_MAX_BYTES = 32 * 2**20  # of some 50,000 images
_IMAGE, _SERIES = "IMAGE", "SERIES"


def listed_images(directory: str) -> dict[str, str]:
    """Return the files of images that a DICOMDIR lists, in the order of its tree; none where it cannot be read.

    Args:
        directory: the DICOMDIR (PS3.10 section 8.6, PS3.3 annex F).

    Returns:
        The folder of the directory joined with each file's own place, where a file may be missing; and as
        `app.core.imaging.dicom.kind.other_kind` says, what it holds, by its own record and that of its series.
    """
    try:
        if os.path.getsize(directory) > _MAX_BYTES:
            return {}
        data = Path(directory).read_bytes()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pydicom's remarks on odd names are for nobody
            if is_deflated(data):  # which PS3.10 section 8.6 forbids, and pydicom inflates without a limit
                return {}
            dataset = dcmread(BytesIO(data), force=True)
            kinds = dict(_places_with_kinds(dataset))
    except (*READ_ERRORS, RecursionError):
        return {}
    folder = os.path.dirname(directory)
    return {_found_below(folder, place): kind for place, kind in kinds.items() if place}


def _places_with_kinds(dataset: Dataset) -> Iterator[tuple[tuple[str, ...], str]]:
    modality = ""
    for record in _in_order(dataset):
        if record.get("DirectoryRecordType") == _SERIES:
            modality = str(record.get("Modality") or "")
        elif record.get("DirectoryRecordType") == _IMAGE:
            yield _place(record), other_kind_of(str(record.get("ReferencedSOPClassUIDInFile") or ""), modality)


def _in_order(dataset: Dataset) -> Iterator[Dataset]:
    """Yield the records of a directory, each before those below it; a record that is met again ends its branch."""
    records = {int(record.seq_item_tell): record for record in dataset.get("DirectoryRecordSequence") or ()}
    waiting = [_offset(dataset, "OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity")]
    while waiting:
        record = records.pop(waiting.pop(), None)
        if record is None:
            continue
        yield record
        waiting.append(_offset(record, "OffsetOfTheNextDirectoryRecord"))
        waiting.append(_offset(record, "OffsetOfReferencedLowerLevelDirectoryEntity"))


def _offset(dataset: Dataset, keyword: str) -> int:
    return int(dataset.get(keyword) or 0)


def _place(record: Dataset) -> tuple[str, ...]:
    """Return the folders and the name of a record's file; nothing where they would lead out of the folder."""
    value: Any = record.get("ReferencedFileID") or ()
    parts = tuple(map(str, value)) if isinstance(value, MultiValue | list | tuple) else (str(value),)
    is_safe = all(part not in ("", os.curdir, os.pardir) and not set(part) & set("/\\:\0") for part in parts)
    return parts if is_safe else ()


def _found_below(folder: str, place: tuple[str, ...]) -> str:
    """Return the path of a file; systems show the names on a CD in small letters too."""
    exact = os.path.join(folder, *place)
    small = os.path.join(folder, *(part.lower() for part in place))
    return small if not os.path.exists(exact) and os.path.exists(small) else exact
