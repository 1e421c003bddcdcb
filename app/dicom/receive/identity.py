"""Which study and instance a received data set says to be, read in bounded time and memory: no pixel is looked at."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pydicom.filereader import read_dataset
from pydicom.uid import UID

from app.core.imaging.dicom.file import READ_ERRORS

_HEAD_BYTES = 2**20
"""In which the first elements must lie, up to the study's UID; there are some hundred bytes before it."""

_STUDY_INSTANCE_UID = 0x0020000D


class NotUnderstoodError(Exception):
    """The first elements of a data set cannot be read, or one that identifies it is absent."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a data set says to be.

    Attributes:
        sop_class: UID of its SOP class.
        instance: UID of itself.
        study: UID of its study; empty where it does not say.
    """

    sop_class: str
    instance: str
    study: str


def read_identity(path: Path, start: int, transfer_syntax: UID) -> Identity:
    """Return what the data set of a file says to be.

    Args:
        path: of the file.
        start: where the data set begins.
        transfer_syntax: that it was sent in.

    Raises:
        NotUnderstoodError: it cannot be read, or does not say its class and its instance.
    """
    try:
        with path.open("rb") as file:
            file.seek(start)
            head = file.read(_HEAD_BYTES)
        if transfer_syntax.is_deflated:
            head = zlib.decompressobj(-zlib.MAX_WBITS).decompress(head, _HEAD_BYTES)  # PS3.5 A.5
        implicit, little_endian = transfer_syntax.is_implicit_VR, transfer_syntax.is_little_endian
        dataset = read_dataset(BytesIO(head), implicit, little_endian, stop_when=_is_past_study)
        found = [str(dataset.get(name) or "") for name in ("SOPClassUID", "SOPInstanceUID", "StudyInstanceUID")]
    except (*READ_ERRORS, RecursionError) as error:
        raise NotUnderstoodError from error
    identity = Identity(*found)
    if not (identity.sop_class and identity.instance):
        raise NotUnderstoodError
    return identity


def _is_past_study(tag: int, *_: Any) -> bool:
    return tag > _STUDY_INSTANCE_UID
