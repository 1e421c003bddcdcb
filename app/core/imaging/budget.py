"""What decoding one file may cost in memory: the limits, and the check before anything is allocated."""

from __future__ import annotations

from app.core.errors import InputError

MAX_FILE_BYTES = 256 * 2**20
"""The largest file that is read: an uncompressed 16-bit image of `MAX_PIXELS` has 191 MB."""

MAX_PIXELS = 100_000_000
"""The largest image that is decoded: a 35 × 43 cm film scanned at 600 dpi has 84 million pixels."""

MAX_SIDE_PX = 65_535
"""The longest side of an image that is decoded; neither JPEG nor DICOM, whose Rows and Columns are US, can say more."""

MOST_BYTES = 512 * 2**20
"""What decoding may take at its peak beside the file itself: such a film takes 320 MB in 16-bit grey, 480 in colour.

Three files at the same time, of which but one may take this much, so stay below 1 GB with the program itself.
"""

SHARED_BYTES = 128 * 2**20
"""What decoding may take when other files are decoded at the same time: a 16-bit image of 30 million pixels."""

IN_PROCESS_BYTES = 64 * 2**20
"""What decoding may take in the program's own process: a JPEG of 12 million pixels in colour, as phones make."""


class OverBudget(Exception):  # noqa: N818 (no error: the file is decoded elsewhere)
    """Decoding takes more than its caller grants, and less than is granted to any file."""


def check_size(width: int, height: int) -> None:
    """Refuse an image by its size.

    Raises:
        InputError: `image_too_large`.
    """
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE_PX:
        raise InputError("image_too_large", width=width, height=height)


def check_cost(needed_bytes: float, granted_bytes: int, width: int, height: int) -> None:
    """Refuse to decode an image that takes too much memory.

    Args:
        needed_bytes: what decoding takes at its peak beside the file itself.
        granted_bytes: by the caller.
        width: in pixels, as the file says.
        height: likewise.

    Raises:
        InputError: `image_too_large`, when it takes more than any file may.
        OverBudget: when it takes more than the caller grants.
    """
    if needed_bytes > MOST_BYTES:
        raise InputError("image_too_large", width=width, height=height)
    if needed_bytes > granted_bytes:
        raise OverBudget
