"""The file that a radiograph is decoded from: its bytes, or why it cannot be read."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from app.core.errors import InputError
from app.core.imaging.budget import MAX_FILE_BYTES
from app.core.imaging.discovery import is_too_long
from app.core.imaging.formats import HEAD_BYTES
from app.core.records import ScreeningRecord

_NAME_BYTES = 16_384  # of a DICOM file: the patient's name stands behind what tells of study and device


def is_missing(path: Path) -> bool:
    """Tell whether there is nothing of this name; what cannot be reached at the moment is not missing."""
    try:
        return not path.exists()
    except OSError:
        return False


def read_head(path: Path) -> tuple[bytes, int]:
    """Return the first `HEAD_BYTES` bytes of a file, and its size.

    Raises:
        InputError: `path_too_long`, `file_missing`, `file_unreadable`, `file_empty`, `file_too_large`.
    """
    try:
        if is_too_long(path):
            raise InputError("path_too_long")
        if not path.is_file():
            raise InputError("file_unreadable" if path.exists() else "file_missing")
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise InputError("file_too_large", size_mb=size / 2**20, limit_mb=MAX_FILE_BYTES / 2**20)
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    except OSError as error:
        raise InputError("file_unreadable") from error
    except ValueError as error:  # a name with a NUL character
        raise InputError("file_missing") from error
    if not head:
        raise InputError("file_empty")
    return head, size


def read_file(path: Path) -> bytes:
    """Return the bytes of a file whose head was read.

    Raises:
        InputError: `file_unreadable`.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError("file_unreadable") from error


def with_name_of_file(record: ScreeningRecord, file: str) -> ScreeningRecord:
    """Return a stored record with the patient's name that its DICOM file says, for the history may not keep names."""
    facts = record.facts
    if facts is None or facts.format != "DICOM" or facts.patient_name:
        return record
    try:
        with open(file, "rb") as stream:
            head = stream.read(_NAME_BYTES)
    except OSError:
        return record
    # pydicom takes 0.1 s to import.
    from app.core.imaging.dicom.facts import name_in

    return replace(record, facts=replace(facts, patient_name=name_in(head)))


def readable_digest(file: str) -> str:
    """Return the SHA-256 of a file; empty where it cannot be read or is none: a pipe is not waited for."""
    try:
        read_head(Path(file))
    except InputError:
        return ""
    return digest(Path(file))


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal; empty where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
