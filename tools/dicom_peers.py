"""Other programs' encoders and decoders of every transfer syntax: DCMTK, GDCM and OpenJPH.

They make the DICOM files that Kifua's own decoders are compared on, and are their second opinion.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate, generate_frames
from pydicom.uid import (
    HTJ2K,
    DigitalXRayImageStorageForPresentation,
    ExplicitVRLittleEndian,
    HTJ2KLossless,
    HTJ2KLosslessRPCL,
)

PROGRAMS = ("dcmconv", "dcmcrle", "dcmdrle", "dcmcjpeg", "dcmdjpeg", "dcmcjpls", "dcmdjpls", "gdcmconv")
"""Of the packages dcmtk and libgdcm-tools."""

_OPENJPH = "OpenJPH"
_UID = "2.25.313398671853714963131836432283721012345"  # one for all, so that the files are the same bytes each time


@dataclass(frozen=True, slots=True)
class Syntax:
    """A transfer syntax, and who else encodes and decodes it.

    Attributes:
        name: of the file of the self-test.
        label: for people.
        encoder: program and options, or OpenJPH and the transfer syntax.
        decoder: likewise.
        is_lossless: whether every pixel comes back.
        bits: that it can hold.
        is_signed: whether its encoder takes signed values.
    """

    name: str
    label: str
    encoder: tuple[str, ...]
    decoder: tuple[str, ...]
    is_lossless: bool = True
    bits: tuple[int, ...] = (8, 10, 12, 14, 16)
    is_signed: bool = True


_RAW = ("gdcmconv", "--raw")
SYNTAXES = (
    Syntax("implicit", "Implicit VR little endian", ("dcmconv", "+ti"), ("dcmconv", "+te")),
    Syntax("big_endian", "Explicit VR big endian", ("dcmconv", "+tb"), ("dcmconv", "+te")),
    Syntax("deflated", "Deflated explicit VR little endian", ("dcmconv", "+td"), ("dcmconv", "+te")),
    Syntax("rle", "RLE lossless", ("dcmcrle",), ("dcmdrle",)),
    Syntax(
        "jpeg_baseline",
        "JPEG baseline (process 1)",
        ("dcmcjpeg", "+eb", "+q", "100"),
        ("dcmdjpeg",),
        False,
        (8,),
        False,
    ),
    Syntax(
        "jpeg_extended",
        "JPEG extended (process 2 and 4)",
        ("dcmcjpeg", "+ee", "+q", "100"),
        ("dcmdjpeg",),
        False,
        (8, 12),
        False,
    ),
    Syntax("jpeg_lossless", "JPEG lossless (process 14)", ("dcmcjpeg", "+el", "+sv", "6"), ("dcmdjpeg",)),
    Syntax("jpeg_lossless_sv1", "JPEG lossless (process 14, selection value 1)", ("dcmcjpeg", "+e1"), ("dcmdjpeg",)),
    Syntax("jpeg_ls", "JPEG-LS lossless", ("dcmcjpls",), ("dcmdjpls",)),
    Syntax(
        "jpeg_ls_near_lossless",
        "JPEG-LS near-lossless",
        ("dcmcjpls", "+en", "+md", "1"),
        ("dcmdjpls",),
        is_lossless=False,
        is_signed=False,
    ),
    Syntax("jpeg_2000", "JPEG 2000 lossless", ("gdcmconv", "--j2k"), _RAW),
    Syntax(
        "jpeg_2000_lossy",
        "JPEG 2000",
        ("gdcmconv", "--j2k", "--lossy", "--irreversible", "-r", "3"),
        _RAW,
        is_lossless=False,
    ),
    Syntax("htj2k", "HTJ2K lossless", (_OPENJPH, HTJ2KLossless), (_OPENJPH,)),
    Syntax("htj2k_rpcl", "HTJ2K lossless, RPCL", (_OPENJPH, HTJ2KLosslessRPCL), (_OPENJPH,)),
    Syntax("htj2k_lossy", "HTJ2K", (_OPENJPH, HTJ2K), (_OPENJPH,), is_lossless=False),
)


def missing_programs() -> tuple[str, ...]:
    """Return the programs that are not installed."""
    return tuple(program for program in PROGRAMS if shutil.which(program) is None)


def write_plain(path: Path, values: NDArray[Any], bits: int, **elements: Any) -> None:
    """Write an uncompressed DICOM file.

    Args:
        path: of the file.
        values: stored values, shape (H, W) or (H, W, 3).
        bits: stored bits.
        elements: further ones, by keyword, or other values of those that are set here.
    """
    made, allocated = Dataset(), values.dtype.itemsize * 8
    samples = values.shape[2] if values.ndim == 3 else 1
    described = {
        "SOPClassUID": DigitalXRayImageStorageForPresentation,
        **dict.fromkeys(("SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID"), _UID),
        **{"Modality": "DX", "SamplesPerPixel": samples, "Rows": values.shape[0], "Columns": values.shape[1]},
        "PhotometricInterpretation": "RGB" if samples == 3 else "MONOCHROME2",
        **{"BitsAllocated": allocated, "BitsStored": bits, "HighBit": bits - 1},
        "PixelRepresentation": int(values.dtype.kind == "i"),
        **({"PlanarConfiguration": 0} if samples == 3 else {}),
        "PixelData": values.tobytes(),
        **elements,
    }
    for keyword, value in described.items():
        setattr(made, keyword, value)
    made["PixelData"].VR = "OB" if allocated == 8 else "OW"
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    pydicom.dcmwrite(path, made, enforce_file_format=True)


def encode(syntax: Syntax, plain: Path, target: Path) -> None:
    """Write a file in a transfer syntax.

    Raises:
        subprocess.CalledProcessError: the program refuses, or wrote nothing.
    """
    if syntax.encoder[0] != _OPENJPH:
        _run(syntax.encoder, plain, target)
        return
    from imagecodecs._htj2k import htj2k_encode

    made = pydicom.dcmread(plain)
    code = bytes(htj2k_encode(made.pixel_array, reversible=syntax.is_lossless))
    made.PixelData = encapsulate([code])
    made["PixelData"].VR, made["PixelData"].is_undefined_length = "OB", True
    made.file_meta.TransferSyntaxUID = syntax.encoder[1]
    pydicom.dcmwrite(target, made, enforce_file_format=True)


def decode(syntax: Syntax, source: Path, scratch: Path) -> NDArray[Any]:
    """Return the stored values of a file as another program decodes them.

    Raises:
        subprocess.CalledProcessError: the program refuses, or wrote nothing.
    """
    if syntax.decoder[0] != _OPENJPH:
        _run(syntax.decoder, source, scratch)
        return np.asarray(pydicom.dcmread(scratch).pixel_array)
    from imagecodecs._htj2k import htj2k_decode

    return np.asarray(htj2k_decode(next(generate_frames(pydicom.dcmread(source).PixelData, number_of_frames=1))))


def _run(program: Sequence[str], source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    command = [*program, str(source), str(target)]
    done = subprocess.run(command, capture_output=True, check=True)
    if not target.exists():
        raise subprocess.CalledProcessError(done.returncode, command)
