"""Read a DICOM file by pydicom in bounded time and memory: up to its pixel data, inflated no further than needed."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.errors import BytesLengthException, InvalidDicomError
from pydicom.filereader import read_dataset, read_partial, read_preamble
from pydicom.uid import DeflatedExplicitVRLittleEndian

from app.core.errors import InputError
from app.core.imaging.budget import MOST_BYTES

READ_ERRORS = (
    *(OSError, ValueError, TypeError, KeyError, AttributeError, IndexError, EOFError, ArithmeticError),
    *(NotImplementedError, struct.error, zlib.error, BytesLengthException, InvalidDicomError),
)
"""Exceptions that pydicom raises on damaged files; where no `DicomFile` reads them, `RecursionError` too."""

_MAX_READS = 100_000
"""The most parts that are read of a file, two or three for each element: a radiograph has some hundred elements."""

_HEADER_BYTES = 16 * 2**20  # inflated for what comes before the pixel data: an icon, private tables
_PIXEL_DATA, _PIXEL_TAGS = 0x7FE00010, frozenset((0x7FE00008, 0x7FE00009, 0x7FE00010))
_UNDEFINED, _ELEMENT_HEAD = 0xFFFFFFFF, 12  # tag, value representation and length


class _Stream(BytesIO):
    """The bytes of a file, of which so many parts may be read."""

    left = _MAX_READS
    ended_within = False
    """Whether less was found than was asked for, as at the end of a file that was cut within an element."""

    def read(self, size: int | None = -1, /) -> bytes:
        self.left -= 1
        if self.left < 0:
            raise EOFError("too many elements")
        found = super().read(size)
        self.ended_within |= bool(found) and size is not None and len(found) < size
        return found


class DicomFile:
    """A DICOM file that is read up to its pixel data.

    Attributes:
        dataset: its elements; with the pixel data once `read_pixels` was called.
        pixel_bytes: length of the pixel data; None where there are none, 0 when they are encapsulated.
        encapsulated_bytes: length of the file from its pixel data on.
    """

    def __init__(self, data: bytes) -> None:
        """Read a file, with or without preamble.

        Raises:
            InputError: `image_too_costly`: it has too many elements, they are nested too deep, or what comes before the
                pixel data is too large.
        """
        self.pixel_bytes: int | None = None
        self._deflated = b""
        self._stream = _Stream(data)
        try:
            self.dataset = self._read_header(data)
            self.encapsulated_bytes = len(data) - self._stream.tell()
        except RecursionError as error:
            raise InputError("image_too_costly") from error
        finally:
            if self._stream.left < 0:
                raise InputError("image_too_costly")

    @property
    def is_cut(self) -> bool:
        """Whether the file ends before its pixel data, within an element or before any."""
        return self.pixel_bytes is None and (self._stream.ended_within or not self.dataset)

    def read_pixels(self) -> None:
        """Add the pixel data to the data set, and release the file.

        Raises:
            ValueError: it has another length than was found at first.
        """
        place = self._stream.tell()
        if self._deflated:
            self._stream = _Stream(_inflated(self._deflated, place + _ELEMENT_HEAD + (self.pixel_bytes or 0)))
            self._stream.seek(place)
        implicit, little_endian = map(bool, self.dataset.original_encoding)
        found = read_dataset(self._stream, implicit, little_endian, stop_when=_is_past_pixels, at_top_level=False)
        # What stands behind the pixel data, against the order of PS3.5 7.1, may contradict what was checked.
        for tag in _PIXEL_TAGS:
            if tag in found:
                self.dataset[tag] = found[tag]
        if self.pixel_bytes and len(self.dataset.PixelData) != self.pixel_bytes:
            raise ValueError("the pixel data is cut, or there twice")
        self._stream, self._deflated = _Stream(), b""

    def _read_header(self, data: bytes) -> Dataset:
        meta = _read_meta(self._stream)
        if meta.get("TransferSyntaxUID") != DeflatedExplicitVRLittleEndian:
            self._stream.seek(0)
            return read_partial(self._stream, self._is_at_pixels, force=True)
        self._deflated = data[self._stream.tell() :]
        self._stream = _Stream(_inflated(self._deflated, _HEADER_BYTES))
        dataset = read_dataset(self._stream, False, True, stop_when=self._is_at_pixels)
        if self.pixel_bytes is None and self._stream.tell() >= _HEADER_BYTES:
            raise InputError("image_too_costly")
        dataset.file_meta = meta
        return dataset

    def _is_at_pixels(self, tag: int, vr: str | None, length: int) -> bool:
        if tag == _PIXEL_DATA:
            self.pixel_bytes = 0 if length == _UNDEFINED else length
        return tag in _PIXEL_TAGS


def is_deflated(data: bytes) -> bool:
    """Tell whether a file says that its data set is deflated (PS3.5 A.5)."""
    return bool(_read_meta(BytesIO(data)).get("TransferSyntaxUID") == DeflatedExplicitVRLittleEndian)


def read_start(head: bytes, last: int) -> Dataset:
    """Return the elements up to a tag, of a deflated data set those of the file alone: it is not inflated.

    Args:
        head: the first bytes of a file.
        last: the tag.

    Raises:
        Exception: `READ_ERRORS`, or `RecursionError`.
    """
    stream = BytesIO(head)
    meta = _read_meta(stream)
    if meta.get("TransferSyntaxUID") == DeflatedExplicitVRLittleEndian:
        found = Dataset()
        found.file_meta = meta
        return found
    stream.seek(0)
    return read_partial(stream, lambda tag, *_: tag > last, force=True)


def _read_meta(stream: BytesIO) -> FileMetaDataset:
    """Read the meta information of a file, up to its data set."""
    read_preamble(stream, force=True)
    return FileMetaDataset(read_dataset(stream, False, True, stop_when=_is_past_meta))


def _is_past_meta(tag: int, *_: Any) -> bool:
    return tag >> 16 != 2


def _is_past_pixels(tag: int, *_: Any) -> bool:
    return tag > _PIXEL_DATA


def _inflated(deflated: bytes, most: int) -> bytes:
    """Return at most so many bytes of what was deflated (PS3.5 A.5)."""
    if most > MOST_BYTES:
        raise InputError("image_too_costly")
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(deflated, most)
