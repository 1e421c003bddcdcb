"""Small grey copies of radiographs, so that a screening can be looked at when its file is gone."""

from __future__ import annotations

import threading
from collections import OrderedDict
from io import BytesIO
from pathlib import Path

from PIL import Image

from app.core.adjustment import Adjustments
from app.core.imaging.adjust import adjust
from app.core.imaging.decode import decode
from app.core.imaging.decode_bytes import eight_bits
from app.core.records import Radiograph

LONGER_PX = 512
"""Longest side of a small picture."""

_ENOUGH_PX = 384
"""What the model had decoded is taken where it is as large: to decode a JPEG again costs as much as it did."""
_QUALITY = 80
_MOST_WAITING = 256
"""About 5 MB."""


def small_picture(radiograph: Radiograph, path: Path, adjustments: Adjustments = ()) -> bytes:
    """Return a radiograph as a grey JPEG with no side longer than `LONGER_PX`, and without metadata.

    A JPEG that was decoded at a much smaller scale than that is decoded again.

    Args:
        radiograph: as the model needs it, adjusted already.
        path: of its file.
        adjustments: what was done to it.

    Raises:
        InputError: the file has to be decoded again, and cannot be any more.
    """
    shorter_px, longer_px = sorted((radiograph.facts.width, radiograph.facts.height))
    if max(radiograph.pixels.shape) < min(_ENOUGH_PX, longer_px):
        at_least_px = min(shorter_px, LONGER_PX * shorter_px // longer_px)
        radiograph = adjust(decode(path, at_least_px=at_least_px), adjustments)
    picture = Image.fromarray(eight_bits(radiograph.pixels, radiograph.full_scale))
    picture.thumbnail((LONGER_PX, LONGER_PX), Image.Resampling.BILINEAR)
    jpeg = BytesIO()
    picture.save(jpeg, "JPEG", quality=_QUALITY)
    return jpeg.getvalue()


class PictureTray:
    """Holds small pictures between the threads that make them and the one that stores them.

    It holds the newest ones only: where nothing can be stored, memory stays flat.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pictures: OrderedDict[str, bytes] = OrderedDict()

    def put(self, record_id: str, jpeg: bytes) -> None:
        """Add the picture of a record."""
        with self._lock:
            self._pictures[record_id] = jpeg
            if len(self._pictures) > _MOST_WAITING:
                self._pictures.popitem(last=False)

    def take(self, record_id: str) -> bytes | None:
        """Remove the picture of a record and return it; None where there is none."""
        with self._lock:
            return self._pictures.pop(record_id, None)
