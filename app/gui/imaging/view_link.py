"""Two image views that show the same part of their images, turned alike and in the same greys."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from app.gui.imaging.image_view import ImageView


class ViewLink(QObject):
    """Lets each of two views follow the other while the link is on."""

    def __init__(self, leading: ImageView, other: ImageView) -> None:
        super().__init__(leading)
        self._leading, self._other = leading, other
        self._is_on = self._is_following = False
        leading.view_changed.connect(self._follow_leading)
        other.view_changed.connect(self._follow_other)

    def set_on(self, on: bool) -> None:
        """Begin or end to link; at the beginning the other view follows the leading one."""
        self._is_on = on
        self._follow_leading()

    @Slot()
    def _follow_leading(self) -> None:
        self._copy(self._leading, self._other)

    @Slot()
    def _follow_other(self) -> None:
        self._copy(self._other, self._leading)

    def _copy(self, source: ImageView, target: ImageView) -> None:
        if not self._is_on or self._is_following or not (source.has_image and target.has_image):
            return
        self._is_following = True
        target.turn((source.turns - target.turns) % 4)
        target.set_grey_levels(source.grey_levels)
        target.set_position(source.position)
        self._is_following = False
