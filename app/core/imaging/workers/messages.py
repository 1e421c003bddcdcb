"""Messages between the program and a process that decodes: msgpack with its length before it, then the pixels.

Not pickle: a process that a file has taken over must not be able to run code in the program.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any, BinaryIO, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.core.imaging.budget import MAX_PIXELS
from app.core.imaging.decode_bytes import Scale
from app.core.records import Pixels, SourceFacts

READY = b"\x06"
"""What a process writes once it can be asked."""

_LENGTH = struct.Struct("<I")
_MOST_BYTES = 2**20  # of a message without its pixels


class Request(msgspec.Struct, frozen=True):
    """A file to decode.

    Attributes:
        path: as the system stores it.
        scale: how large it is wanted.
        granted_bytes: what decoding may take beside the file itself.
        cpu_s: seconds of processor time that it may take.
    """

    path: bytes
    scale: Scale
    granted_bytes: int
    cpu_s: int


class Decoded(msgspec.Struct, frozen=True, tag=True):
    """A radiograph, whose pixels follow the message."""

    shape: tuple[int, int]
    dtype: Literal["uint8", "uint16"]
    full_scale: int
    facts: SourceFacts
    sha256: str


class Refused(msgspec.Struct, frozen=True, tag=True):
    """An `InputError`; `is_final` is False when more memory would have to be granted."""

    code: str
    facts: Mapping[str, str | int | float]
    sha256: str
    is_final: bool = True


Answer = Decoded | Refused


def write(stream: BinaryIO, message: Request | Answer, pixels: Pixels | None = None) -> None:
    """Write a message, and the pixels of `Decoded`."""
    body = msgspec.msgpack.encode(message)
    stream.write(_LENGTH.pack(len(body)) + body)
    if pixels is not None:
        stream.write(_as_bytes(np.ascontiguousarray(pixels)))
    stream.flush()


def read_request(stream: BinaryIO) -> Request | None:
    """Read the next request; None when there will be none."""
    try:
        return msgspec.msgpack.decode(_read_body(stream), type=Request)
    except EOFError:
        return None


def read_answer(stream: BinaryIO) -> tuple[Answer, Pixels | None]:
    """Read an answer, and the pixels of `Decoded`.

    Raises:
        EOFError: the process has ended.
        ValueError: it wrote something else.
    """
    answer: Answer = msgspec.msgpack.decode(_read_body(stream), type=Answer)
    if isinstance(answer, Refused):
        return answer, None
    height, width = answer.shape
    if min(height, width) < 1 or height * width > MAX_PIXELS or not 0 < answer.full_scale < 2**16:
        raise ValueError("no image has this size")
    pixels: Pixels = np.empty(answer.shape, answer.dtype)
    if stream.readinto(_as_bytes(pixels)) < pixels.nbytes:  # type: ignore[attr-defined]
        raise EOFError
    return answer, pixels


def _as_bytes(pixels: NDArray[Any]) -> memoryview:
    """Return an array's own memory."""
    return memoryview(pixels.data).cast("B")


def _read_body(stream: BinaryIO) -> bytes:
    (length,) = _LENGTH.unpack(_read(stream, _LENGTH.size))
    if length > _MOST_BYTES:
        raise ValueError("no message is as long")
    return _read(stream, length)


def _read(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
