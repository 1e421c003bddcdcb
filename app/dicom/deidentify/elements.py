"""Elements of a data set that others wrote: what is in the wrong form is as if it were absent."""

from __future__ import annotations

from typing import Any

from pydicom import Dataset
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence

from app.core.imaging.dicom.file import READ_ERRORS


def values_of(source: Dataset, keyword: str) -> list[Any]:
    """Return the values of an element, of which none is a sequence or bytes; none of it where it is absent or empty."""
    value = _value(source, keyword)
    if value is None or value == "" or isinstance(value, bytes):
        return []
    return list(value) if isinstance(value, MultiValue | list | tuple) else [value]


def text_of(source: Dataset, keyword: str) -> str:
    """Return an element as a text; empty where it is absent."""
    return "\\".join(str(value) for value in values_of(source, keyword)).strip()


def items_of(source: Dataset, keyword: str) -> list[Dataset]:
    """Return the items of a sequence; none where it is absent or no sequence."""
    value = _value(source, keyword)
    return [item for item in value if isinstance(item, Dataset)] if isinstance(value, Sequence) else []


def bytes_of(source: Dataset, keyword: str) -> bytes | None:
    """Return an element of bytes, or of numbers of 16 bits as little endian bytes; None where it is neither."""
    value = _value(source, keyword)
    if value is None or isinstance(value, bytes):
        return value
    try:
        return b"".join(int(number).to_bytes(2, "little") for number in values_of(source, keyword))
    except (ValueError, TypeError, OverflowError):
        return None


def _value(source: Dataset, keyword: str) -> Any:
    try:
        return source.get(keyword)
    except READ_ERRORS:
        return None
