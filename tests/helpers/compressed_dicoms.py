"""DICOM files of every compressed transfer syntax, made by the encoders that come with the decoders."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

import numpy as np
from imagecodecs._htj2k import htj2k_encode
from imagecodecs._jpeg2k import jpeg2k_encode
from imagecodecs._jpeg8 import jpeg8_encode
from imagecodecs._jpegls import jpegls_encode
from numpy.typing import NDArray
from pydicom.encaps import encapsulate
from pydicom.uid import (
    HTJ2K,
    JPEG2000,
    HTJ2KLossless,
    HTJ2KLosslessRPCL,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    JPEGLSNearLossless,
    RLELossless,
)

from tests.helpers.dicoms import as_file, dataset

Encoder = Callable[[NDArray[Any], int], bytes]
"""Makes a code stream of values and their bits."""


def _jpeg_2000(stored: NDArray[Any], bits: int, **options: Any) -> bytes:
    return bytes(jpeg2k_encode(stored, codecformat="j2k", bitspersample=bits, **options))


def _lossless_jpeg(stored: NDArray[Any], bits: int, predictor: int) -> bytes:
    return bytes(jpeg8_encode(_unsigned(stored, bits), lossless=True, predictor=predictor, bitspersample=bits))


def _jpeg_ls(stored: NDArray[Any], near: int = 0) -> bytes:
    room = 2 * stored.nbytes + 1024  # what the encoder takes by itself is too little for noise
    return bytes(jpegls_encode(stored, near, out=room))


def _unsigned(stored: NDArray[Any], bits: int) -> NDArray[Any]:
    """Return values as a coder takes them that knows no sign."""
    kind = f"u{stored.dtype.itemsize}"
    return stored.view(kind) & np.array(2**bits - 1, kind)


def rle(stored: NDArray[Any], bits: int) -> bytes:
    """Return an RLE frame, of runs of one byte and of literal bytes."""
    samples = stored.reshape(stored.shape[0] * stored.shape[1], -1).T
    size = stored.dtype.itemsize
    as_bytes = [sample.astype(f">u{size}").view(np.uint8).reshape(-1, size).T for sample in samples]
    segments = [_packed(plane.tobytes()) for planes in as_bytes for plane in planes]
    starts = np.cumsum([64, *map(len, segments)])[:-1]
    return struct.pack("<16I", len(segments), *starts, *[0] * (15 - len(segments))) + b"".join(segments)


def _packed(plane: bytes) -> bytes:
    packed, place = bytearray(), 0
    while place < len(plane):
        run = next((at for at in range(place, min(place + 128, len(plane))) if plane[at] != plane[place]), None)
        length = (run or min(place + 128, len(plane))) - place
        if length > 1:
            packed += bytes((257 - length, plane[place]))
        else:
            packed += bytes((0, plane[place]))
        place += length
    return bytes(packed + b"\x80"[: len(packed) % 2])


LOSSLESS: dict[str, Encoder] = {
    RLELossless: rle,
    JPEGLossless: lambda a, bits: _lossless_jpeg(a, bits, predictor=6),
    JPEGLosslessSV1: lambda a, bits: _lossless_jpeg(a, bits, predictor=1),
    JPEGLSLossless: lambda a, bits: _jpeg_ls(_unsigned(a, bits)),
    JPEG2000Lossless: lambda a, bits: _jpeg_2000(a, bits, reversible=True),
    HTJ2KLossless: lambda a, bits: bytes(htj2k_encode(a, reversible=True)),
    HTJ2KLosslessRPCL: lambda a, bits: bytes(htj2k_encode(a, reversible=True)),
}
LOSSY: dict[str, Encoder] = {
    JPEGBaseline8Bit: lambda a, bits: bytes(jpeg8_encode(a, 95)),
    JPEGExtended12Bit: lambda a, bits: bytes(jpeg8_encode(a, 95, bitspersample=bits)),
    JPEGLSNearLossless: lambda a, bits: _jpeg_ls(a, 2),
    JPEG2000: lambda a, bits: _jpeg_2000(a, bits, level=60),
    HTJ2K: lambda a, bits: bytes(htj2k_encode(a)),
}


def compressed_file(
    code: bytes, stored: NDArray[Any], syntax: str, bits: int, fragments: int = 1, **elements: Any
) -> bytes:
    """Return a DICOM file with a code stream for its one frame.

    Args:
        code: the code stream.
        stored: the values that it is of.
        syntax: the transfer syntax.
        bits: stored bits.
        fragments: into so many parts.
        elements: see `dataset`.
    """
    made = dataset(stored, bits, **{"PixelData": encapsulate([code], fragments_per_frame=fragments), **elements})
    made["PixelData"].VR = "OB"
    made["PixelData"].is_undefined_length = True
    return as_file(made, syntax)


def compressed(stored: NDArray[Any], syntax: str, bits: int, **elements: Any) -> bytes:
    """Return a DICOM file of values, compressed in a transfer syntax."""
    return compressed_file({**LOSSLESS, **LOSSY}[syntax](stored, bits), stored, syntax, bits, **elements)
