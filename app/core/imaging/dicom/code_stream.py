"""What the header of a JPEG, JPEG-LS or JPEG 2000 code stream says, read before a decoder sees it."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from app.core.imaging.headers import count_jpeg_scans

_JPEG, _JPEG_2000 = b"\xff\xd8\xff", b"\xff\x4f\xff\x51"
_JP2 = b"\x00\x00\x00\x0cjP  \r\n\x87\n"  # the file format around JPEG 2000, which DICOM forbids and some devices write
_MOST_SEGMENTS = 1000
_ADOBE, _ADOBE_NAME = 0xEE, b"Adobe"
_FRAME_OF_JPEG_LS = 0xF7
_LOSSLESS = frozenset((0xC3, 0xC7, 0xCB, 0xCF))
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC} | {_FRAME_OF_JPEG_LS}  # ITU-T T.81 table B.1, T.87 C.1.1
_SCAN = 0xDA


@dataclass(frozen=True, slots=True)
class CodeStream:
    """Header of a code stream.

    Attributes:
        kind: `JPEG`, `JPEG-LS` or `JPEG 2000`.
        width: in pixels.
        height: likewise.
        samples: of a pixel.
        bits: of a sample.
        is_signed: whether samples are; JPEG 2000 alone can say so.
        is_lossless_jpeg: whether it is of process 14, which knows no colour.
        has_adobe_mark: whether it says by itself which colours its samples are.
    """

    kind: str
    width: int
    height: int
    samples: int
    bits: int
    is_signed: bool = False
    is_lossless_jpeg: bool = False
    has_adobe_mark: bool = False


def read_code_stream(frame: bytes) -> CodeStream:
    """Read the header of a code stream, told by its content: some writers name the wrong transfer syntax.

    Raises:
        InputError: `image_too_costly`, of too many scans.
        ValueError: it is none, or its end is missing.
        struct.error: it ends within its header.
    """
    if not frame.rstrip(b"\0").endswith(b"\xff\xd9"):  # decoders make up what is missing
        raise ValueError("no end of image")
    if frame.startswith(_JPEG):
        return _read_jpeg(frame)
    if frame.startswith(_JPEG_2000):
        return _read_jpeg_2000(frame, 0)
    if frame.startswith(_JP2):
        return _read_jpeg_2000(frame, _place_in_jp2(frame))
    raise ValueError("no code stream")


def is_start(fragment: bytes) -> bool:
    """Tell whether a fragment of a file begins a code stream."""
    return fragment.startswith((_JPEG, _JPEG_2000, _JP2))


def _read_jpeg(frame: bytes) -> CodeStream:
    place, has_adobe_mark = 2, False
    for _ in range(_MOST_SEGMENTS):
        mark, marker, length = struct.unpack_from(">BBH", frame, place)
        if mark != 0xFF or marker == _SCAN:
            break
        if marker == 0xFF:
            place += 1
            continue
        if marker in _FRAMES:
            bits, height, width, samples = struct.unpack_from(">BHHB", frame, place + 4)
            if marker == _FRAME_OF_JPEG_LS:
                return CodeStream("JPEG-LS", width, height, samples, bits)
            count_jpeg_scans(frame)
            return CodeStream("JPEG", width, height, samples, bits, False, marker in _LOSSLESS, has_adobe_mark)
        has_adobe_mark |= marker == _ADOBE and frame[place + 4 : place + 9] == _ADOBE_NAME
        place += 2 + length
    raise ValueError("no frame header")


def _read_jpeg_2000(frame: bytes, place: int) -> CodeStream:
    """Read the segment SIZ (ITU-T T.800 A.5.1)."""
    right, bottom, left, top = struct.unpack_from(">4I", frame, place + 8)
    (samples,) = struct.unpack_from(">H", frame, place + 40)
    depths = {struct.unpack_from(">3B", frame, place + 42 + 3 * sample) for sample in range(samples)}
    if len(depths) != 1:  # of other sizes than each other
        raise ValueError("samples differ")
    ((depth, *steps),) = depths
    if steps != [1, 1]:
        raise ValueError("samples are subsampled")
    return CodeStream("JPEG 2000", right - left, bottom - top, samples, (depth & 0x7F) + 1, depth >= 0x80)


def _place_in_jp2(frame: bytes) -> int:
    """Return where the code stream of a JP2 file begins (ITU-T T.800 annex I)."""
    place = 0
    for _ in range(_MOST_SEGMENTS):
        length, kind = struct.unpack_from(">I4s", frame, place)
        if kind == b"jp2c":
            start = place + (16 if length == 1 else 8)
            if not frame.startswith(_JPEG_2000, start):
                break
            return start
        if length < 8:
            break
        place += length
    raise ValueError("no code stream in its boxes")
