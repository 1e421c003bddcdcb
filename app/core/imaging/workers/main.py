"""The process that decodes: answers requests on its standard input until that is closed."""

from __future__ import annotations

import hashlib
import os
import sys
import warnings
from pathlib import Path
from typing import BinaryIO, Literal

import numpy as np

from app.core.errors import InputError
from app.core.imaging.budget import OverBudget
from app.core.imaging.decode_bytes import decode_bytes
from app.core.imaging.source_file import read_file, read_head
from app.core.imaging.workers import messages
from app.core.imaging.workers.limits import limit_process
from app.core.imaging.workers.messages import Answer, Decoded, Refused, Request
from app.core.records import Pixels

_SLACK_BYTES = 64 * 2**20  # of address space: libraries that are loaded later, and what allocators keep


def main() -> int:
    """Serve until the program that asks has ended or closed the pipe; return the exit status."""
    warnings.simplefilter("ignore")  # a decoder's remark on an odd header is for nobody
    requests, answers = _private_streams()
    answers.write(messages.READY)
    answers.flush()
    while (request := messages.read_request(requests)) is not None:
        messages.write(answers, *_answer(request))
    return 0


def _private_streams() -> tuple[BinaryIO, BinaryIO]:
    """Return streams to the program that asks; what a library prints goes nowhere, and does not get between."""
    if sys.platform == "win32":
        import msvcrt

        for number in (0, 1):
            msvcrt.setmode(number, os.O_BINARY)
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    return requests, answers


def _answer(request: Request) -> tuple[Answer, Pixels | None]:
    sha256 = ""
    try:
        path = Path(os.fsdecode(request.path))
        _, size = read_head(path)
        limit_process(size + request.granted_bytes + _SLACK_BYTES, request.cpu_s)
        data = read_file(path)
        sha256 = hashlib.sha256(data).hexdigest()
        pixels, full_scale, facts = decode_bytes(data, request.scale, request.granted_bytes)
    except InputError as error:
        return Refused(error.reason.code, error.reason.facts, sha256), None
    except OverBudget:
        return Refused("image_too_costly", {}, sha256, is_final=False), None
    except MemoryError:
        return Refused("image_too_costly", {}, sha256), None
    # The boundary of one file, as in a batch: the type of the error goes into the row.
    except Exception as error:  # noqa: BLE001
        return Refused("internal_error", {"error": type(error).__name__}, sha256), None
    height, width = pixels.shape
    dtype: Literal["uint8", "uint16"] = "uint8" if pixels.dtype == np.uint8 else "uint16"
    return Decoded((height, width), dtype, full_scale, facts, sha256), pixels
