"""Decode a file of any supported format to one upright grey `Radiograph`; the format is told by the content.

A JPEG or PNG of ordinary size is decoded here: its headers bound what it costs. All else is decoded in a process of
limited memory and time, see `app.core.imaging.workers`.
"""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

from app.core.errors import InputError
from app.core.imaging.budget import IN_PROCESS_BYTES, MOST_BYTES, OverBudget
from app.core.imaging.decode_bytes import Scale, decode_bytes
from app.core.imaging.formats import format_of
from app.core.imaging.source_file import digest, read_file, read_head
from app.core.records import Radiograph

_DECODED_HERE = frozenset(("JPEG", "PNG"))

_one_at_a_time = threading.Lock()


def decode(path: Path, *, at_least_px: int | None = None) -> Radiograph:
    """Decode one file.

    Args:
        path: the file, of any name.
        at_least_px: when given, a JPEG may be decoded at 1/2, 1/4 or 1/8 of its size, as long as neither side falls
            under this many pixels. The trainer and the app both ask for what the model's input needs.

    Returns:
        The radiograph: upright by its EXIF orientation, grey, high values bright.

    Raises:
        InputError: `file_missing`, `file_unreadable`, `path_too_long`, `file_empty`, `file_too_large`, `not_an_image`,
            `image_damaged`, `image_too_large`, `image_too_costly`, `several_images`, `dicom_compressed`,
            `dicom_no_image`, `internal_error`.
    """
    return _decode(path, Scale(at_least_px=at_least_px))


def decode_preview(path: Path, longer_px: int) -> Radiograph:
    """Decode one file for the screen: of 8 bits, and shrunk as long as its longer side does not fall under a length.

    Raises:
        InputError: see `decode`.
    """
    return _decode(path, Scale(preview_px=longer_px))


def _decode(path: Path, scale: Scale) -> Radiograph:
    head, size = read_head(path)
    source_format = format_of(head)
    if source_format is None:
        error = InputError("not_an_image")
        error.sha256 = digest(path)
        raise error
    if source_format.name in _DECODED_HERE and size <= IN_PROCESS_BYTES:
        try:
            return _decode_here(path, scale, IN_PROCESS_BYTES)
        except OverBudget:
            pass
    # Most clinics' files are JPEG, which need no process.
    from app.core.imaging.workers.pool import WorkerUnavailable, decode_in_worker

    try:
        return decode_in_worker(path, scale)
    except WorkerUnavailable:
        with _one_at_a_time:
            return _decode_here(path, scale, MOST_BYTES)


def _decode_here(path: Path, scale: Scale, granted_bytes: int) -> Radiograph:
    data = read_file(path)
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        pixels, full_scale, facts = decode_bytes(data, scale, granted_bytes)
    except InputError as error:
        error.sha256 = sha256
        raise
    return Radiograph(pixels, full_scale, facts, sha256)
