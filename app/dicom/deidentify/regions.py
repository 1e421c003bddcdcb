"""Regions of an X-ray that may hold text: marks, names, dates, burned in near its borders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.core.imaging.decode_bytes import eight_bits
from app.core.records import Radiograph

_LONGEST_PX = 1800  # a larger picture is shrunk: letters stay readable, and the search takes half a second at most
_BORDER = 0.25  # of the sides: where text is looked for
_CELL_PX = 8  # letters whose cells touch belong together
_LEAST_IN_CELL, _LEAST_IN_REGION = 3, 12  # pixels of strokes
_STROKE = 1 / 70  # of the longer side: strokes are thinner than this
_LEAST_CONTRAST, _USUAL_CONTRAST = 45, 55  # grey levels of 255: of each pixel of a stroke, and of most of a letter
_STEEPNESS = 0.75  # of the contrast, within three pixels: what is drawn is steeper than what is radiographed
_SAME_LEVEL, _SHARE_OF_SAME, _SURE_SHARE = 10, 0.3, 0.5  # what is drawn has one grey level
_LEAST_PX, _MOST_OF_SIDE, _LEAST_FILL, _SURE_PX = 14, 0.35, 0.08, 26
_GAP_PX = 14  # between letters of a line
_MARGIN_PX = 4  # around what was found, for the blurred edges of letters

_Grey = NDArray[np.int16]
_Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, order=True)
class Region:
    """Rectangle of an upright picture, in its pixels.

    Attributes:
        left: its first column.
        top: its first row.
        width: in pixels, at least 1.
        height: likewise.
    """

    left: int
    top: int
    width: int
    height: int

    @property
    def rows(self) -> slice:
        """The rows that it covers."""
        return slice(self.top, self.top + self.height)

    @property
    def columns(self) -> slice:
        """The columns that it covers."""
        return slice(self.left, self.left + self.width)


def clipped(region: Region, width: int, height: int) -> Region | None:
    """Return the part of a region that lies within a picture of this size; None where none of it does."""
    left, top = max(region.left, 0), max(region.top, 0)
    right, bottom = min(region.left + region.width, width), min(region.top + region.height, height)
    return Region(left, top, right - left, bottom - top) if right > left and bottom > top else None


def find_text(radiograph: Radiograph) -> tuple[Region, ...]:
    """Return regions near the borders that may hold text, from top to bottom.

    Strokes are looked for that are thin, steep and of one grey level, bright on dark or dark on bright. Rather too much
    is returned than too little: an edge of a rib or a wire may be among it, and a person has to look.

    Args:
        radiograph: at its full size.
    """
    grey = eight_bits(radiograph.pixels, radiograph.full_scale)
    factor = max(1, round(max(grey.shape) / _LONGEST_PX))
    small = np.asarray(Image.fromarray(grey).reduce(factor)).astype(np.int16)
    steepness = _maximum(_maximum(small, 3) - _minimum(small, 3), 5)
    found = [region for bright in (small, 255 - small) for region in _lines_of(bright, steepness)]
    height, width = grey.shape
    margin = _MARGIN_PX * factor
    grown = (
        Region(
            each.left * factor - margin,
            each.top * factor - margin,
            each.width * factor + 2 * margin,
            each.height * factor + 2 * margin,
        )
        for each in _joined(found, 0)
    )
    within = filter(None, (clipped(each, width, height) for each in grown))
    return tuple(sorted(within, key=lambda region: (region.top, region.left)))


def _lines_of(bright: _Grey, steepness: _Grey) -> Iterator[Region]:
    """Yield lines of text, and single letters, that are brighter than what is around them."""
    height, width = bright.shape
    stroke = max(9, round(max(height, width) * _STROKE) | 1)
    contrast = bright - _maximum(_minimum(bright, stroke), stroke)
    mask = (contrast > _LEAST_CONTRAST) & (steepness >= np.maximum(_LEAST_CONTRAST, _STEEPNESS * contrast))
    letters: dict[Region, float] = {}
    for region in _connected(mask):
        share = _drawn_share(bright, contrast, mask, region)
        if share >= _SHARE_OF_SAME and _is_near_border(region, width, height):
            letters[region] = share
    for line in _joined(letters, _GAP_PX):
        longer, alone = max(line.width, line.height), letters.get(line)
        if longer >= _LEAST_PX and (alone is None or longer >= _SURE_PX or alone >= _SURE_SHARE):
            yield line


def _drawn_share(bright: _Grey, contrast: _Grey, mask: _Mask, region: Region) -> float:
    """Return which share of a region's strokes has the grey level of its brightest; 0 where it cannot be text."""
    inside = mask[region.rows, region.columns]
    count = int(np.count_nonzero(inside))
    longest = _MOST_OF_SIDE * max(mask.shape)
    if count < _LEAST_IN_REGION or count < _LEAST_FILL * inside.size or max(region.width, region.height) > longest:
        return 0.0
    levels = bright[region.rows, region.columns][inside]
    if np.percentile(contrast[region.rows, region.columns][inside], 90) < _USUAL_CONTRAST:
        return 0.0
    return float(np.mean(np.abs(levels - np.percentile(levels, 90)) <= _SAME_LEVEL))


def _is_near_border(region: Region, width: int, height: int) -> bool:
    x, y = region.left + region.width / 2, region.top + region.height / 2
    return min(x, width - x) < _BORDER * width or min(y, height - y) < _BORDER * height


def _connected(mask: _Mask) -> Iterator[Region]:
    """Yield the bounds of each group of pixels whose cells touch."""
    rows, columns = (-(-side // _CELL_PX) for side in mask.shape)
    padded = np.zeros((rows * _CELL_PX, columns * _CELL_PX), np.bool_)
    padded[: mask.shape[0], : mask.shape[1]] = mask
    counts = padded.reshape(rows, _CELL_PX, columns, _CELL_PX).sum((1, 3))
    left = {(int(row), int(column)) for row, column in zip(*np.nonzero(counts >= _LEAST_IN_CELL), strict=True)}
    while left:
        group = _group_with(left.pop(), left)
        (top, first), (bottom, last) = np.min(group, axis=0) * _CELL_PX, (np.max(group, axis=0) + 1) * _CELL_PX
        inside = padded[top:bottom, first:last]
        ys, xs = np.nonzero(inside.any(axis=1))[0], np.nonzero(inside.any(axis=0))[0]
        yield Region(int(first + xs[0]), int(top + ys[0]), int(xs[-1] - xs[0]) + 1, int(ys[-1] - ys[0]) + 1)


def _group_with(start: tuple[int, int], left: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a cell, those that it touches, those that these touch, and so on, taken out of what is left."""
    group, waiting = [], [start]
    while waiting:
        row, column = waiting.pop()
        group.append((row, column))
        around = {(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)} & left
        left -= around
        waiting += around
    return group


def _joined(regions: Iterable[Region], gap: int) -> list[Region]:
    """Return regions, those as one that are no further apart than a gap, or half of it from top to bottom."""
    joined: list[Region] = []
    for region in regions:
        merged, others = region, joined
        while True:
            near = [other for other in others if _are_near(merged, other, gap)]
            if not near:
                break
            others = [other for other in others if other not in near]
            merged = _around((merged, *near))
        joined = [*others, merged]
    return joined


def _are_near(one: Region, other: Region, gap: int) -> bool:
    beside = max(one.left, other.left) - min(one.left + one.width, other.left + other.width)
    above = max(one.top, other.top) - min(one.top + one.height, other.top + other.height)
    return beside <= gap and above <= gap // 2


def _around(regions: Iterable[Region]) -> Region:
    all_of_them = list(regions)
    left, top = min(each.left for each in all_of_them), min(each.top for each in all_of_them)
    right = max(each.left + each.width for each in all_of_them)
    bottom = max(each.top + each.height for each in all_of_them)
    return Region(left, top, right - left, bottom - top)


def _minimum(grey: _Grey, size: int) -> _Grey:
    """Return the lowest value in a square of this odd size around each pixel."""
    return _extreme(grey, size, np.minimum)


def _maximum(grey: _Grey, size: int) -> _Grey:
    """Return the highest value in a square of this odd size around each pixel."""
    return _extreme(grey, size, np.maximum)


def _extreme(grey: _Grey, size: int, lower: Callable[[Any, Any], Any]) -> _Grey:
    """Return the extreme value around each pixel: rows after columns, over spans that double."""
    for _ in range(2):
        spans = np.pad(grey, ((size // 2, size // 2), (0, 0)), mode="edge")
        span = 1
        while span < size:
            step = min(span, size - span)
            spans = lower(spans[: len(spans) - step], spans[step:])
            span += step
        grey = np.ascontiguousarray(spans.T)
    return grey
