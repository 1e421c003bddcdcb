"""Small DICOM files, of any transfer syntax and with any element."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import DigitalXRayImageStorageForPresentation, ExplicitVRLittleEndian, generate_uid


def dataset(stored: NDArray[Any], bits: int | None = None, **elements: Any) -> Dataset:
    """Return a data set that holds stored values.

    Args:
        stored: integers, (H, W) for grey or (H, W, 3) for colour.
        bits: stored bits; None for all that are allocated.
        elements: further elements by keyword, or other values for those that are set here; None leaves one out.
    """
    allocated = stored.dtype.itemsize * 8
    made = Dataset()
    values = {
        "SOPClassUID": DigitalXRayImageStorageForPresentation,
        "SOPInstanceUID": generate_uid(),
        "Modality": "DX",
        "SamplesPerPixel": stored.shape[2] if stored.ndim == 3 else 1,
        "PhotometricInterpretation": "RGB" if stored.ndim == 3 else "MONOCHROME2",
        "PlanarConfiguration": 0 if stored.ndim == 3 else None,
        "Rows": stored.shape[0],
        "Columns": stored.shape[1],
        "BitsAllocated": allocated,
        "BitsStored": bits or allocated,
        "HighBit": (bits or allocated) - 1,
        "PixelRepresentation": int(stored.dtype.kind == "i"),
        "PixelData": stored.tobytes(),
        **elements,
    }
    for keyword, value in values.items():
        if value is not None:
            setattr(made, keyword, value)
    return made


def as_file(made: Dataset, syntax: str = ExplicitVRLittleEndian) -> bytes:
    """Return a data set as a DICOM file of a transfer syntax; the pixel data must be in its byte order."""
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = syntax
    stream = BytesIO()
    pydicom.dcmwrite(stream, made, enforce_file_format=True)
    return stream.getvalue()


def as_bare_dataset(made: Dataset, *, implicit: bool = True) -> bytes:
    """Return a data set as some old devices write it: no preamble and no file meta information."""
    stream = BytesIO()
    pydicom.dcmwrite(stream, made, implicit_vr=implicit, little_endian=True, enforce_file_format=False)
    return stream.getvalue()


def saved_dicom(path: Path, stored: NDArray[Any], bits: int | None = None, **elements: Any) -> Path:
    """Write a DICOM file, explicit little endian, and return its path."""
    path.write_bytes(as_file(dataset(stored, bits, **elements)))
    return path


def lookup_table(entries: NDArray[np.uint16], first: int, bits: int) -> Dataset:
    """Return the item of a LUT sequence: its table, the value of its first entry, and the bits of an entry."""
    item = Dataset()
    item.LUTDescriptor = [len(entries) % 2**16, first, bits]
    item.LUTData = entries.astype("<u2").tobytes()
    return item
