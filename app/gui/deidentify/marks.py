"""The boxes on a picture that may hide a part of it, and the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.dicom.deidentify.regions import Region, clipped

_LEAST_PX = 4  # of a side: what is drawn smaller was a click
_NEW_SHARE = 6  # a new box has this share of the shorter side
_STEP_SHARE = 100  # of the longer side, for an arrow key


@dataclass(frozen=True, slots=True)
class Mark:
    """One box.

    Attributes:
        region: where it is.
        is_black: whether what it covers will be black.
    """

    region: Region
    is_black: bool


class Marks(QObject):
    """The boxes of one picture.

    Signals:
        changed: other boxes, or another one of them is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._width = self._height = 0
        self._marks: list[Mark] = []
        self._chosen = -1

    @property
    def all(self) -> Sequence[Mark]:
        """The boxes, in their order."""
        return self._marks

    @property
    def chosen(self) -> int:
        """The place of the chosen box among all; -1 for none."""
        return self._chosen

    @property
    def black(self) -> tuple[Region, ...]:
        """The regions that will be black."""
        return tuple(mark.region for mark in self._marks if mark.is_black)

    def start(self, regions: Sequence[Region], width: int, height: int) -> None:
        """Show boxes, none of them black, on a picture of this size."""
        self._width, self._height = width, height
        self._marks = [Mark(region, is_black=False) for region in regions]
        self._chosen = 0 if regions else -1
        self.changed.emit()

    def choose(self, place: int) -> None:
        """Choose a box by its place; -1 for none."""
        if place != self._chosen and -1 <= place < len(self._marks):
            self._chosen = place
            self.changed.emit()

    def at(self, x: float, y: float) -> int:
        """Return the place of the smallest box at a point of the picture; -1 where there is none."""
        hits = [
            place
            for place, mark in enumerate(self._marks)
            if 0 <= x - mark.region.left < mark.region.width and 0 <= y - mark.region.top < mark.region.height
        ]
        return min(hits, key=self._area, default=-1)

    def add(self, region: Region) -> bool:
        """Add a black box, choose it, and return whether it was large enough to be one."""
        within = clipped(region, self._width, self._height)
        if within is None or min(within.width, within.height) < _LEAST_PX:
            return False
        self._marks.append(Mark(within, is_black=True))
        self._chosen = len(self._marks) - 1
        self.changed.emit()
        return True

    def add_in_middle(self) -> None:
        """Add a black box in the middle of the picture, to be moved from there."""
        side = max(min(self._width, self._height) // _NEW_SHARE, _LEAST_PX)
        self.add(Region((self._width - side) // 2, (self._height - side) // 2, side, side))

    def remove_chosen(self) -> None:
        """Remove the chosen box, and choose the next one."""
        if self._chosen >= 0:
            del self._marks[self._chosen]
            self._chosen = min(self._chosen, len(self._marks) - 1)
            self.changed.emit()

    def set_black(self, place: int, black: bool) -> None:
        """Let a box be black or not, by its place."""
        if self._marks[place].is_black != black:
            self._marks[place] = replace(self._marks[place], is_black=black)
            self.changed.emit()

    def toggle_chosen(self) -> None:
        """Let the chosen box be black, or not any more."""
        if self._chosen >= 0:
            self.set_black(self._chosen, not self._marks[self._chosen].is_black)

    def blacken_all(self) -> None:
        """Let all boxes be black."""
        self._marks = [replace(mark, is_black=True) for mark in self._marks]
        self.changed.emit()

    def move_chosen(self, right: int, down: int) -> None:
        """Move the chosen box by steps, as far as it stays in the picture."""
        if self._chosen >= 0:
            region = self._marks[self._chosen].region
            left = min(max(region.left + right * self._step, 0), self._width - region.width)
            top = min(max(region.top + down * self._step, 0), self._height - region.height)
            self._put(replace(region, left=left, top=top))

    def grow_chosen(self, right: int, down: int) -> None:
        """Make the chosen box larger by steps, or smaller below 0, at its right and lower end."""
        if self._chosen >= 0:
            region = self._marks[self._chosen].region
            width = min(max(region.width + right * self._step, _LEAST_PX), self._width - region.left)
            height = min(max(region.height + down * self._step, _LEAST_PX), self._height - region.top)
            self._put(replace(region, width=width, height=height))

    def words(self, place: int) -> str:
        """Return where a box is, in words."""
        region = self._marks[place].region
        column = 3 * (2 * region.left + region.width) // (2 * self._width)
        row = 3 * (2 * region.top + region.height) // (2 * self._height)
        return _places()[min(row, 2)][min(column, 2)]

    @property
    def _step(self) -> int:
        return max(max(self._width, self._height) // _STEP_SHARE, 1)

    def _area(self, place: int) -> int:
        region = self._marks[place].region
        return region.width * region.height

    def _put(self, region: Region) -> None:
        self._marks[self._chosen] = replace(self._marks[self._chosen], region=region)
        self.changed.emit()


def _places() -> tuple[tuple[str, str, str], ...]:
    return (
        (_tr("at the top left"), _tr("at the top"), _tr("at the top right")),
        (_tr("at the left"), _tr("in the middle"), _tr("at the right")),
        (_tr("at the bottom left"), _tr("at the bottom"), _tr("at the bottom right")),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("deidentify", text)
