"""The X-ray, and on request a second picture beside it that shows the same part in the same way."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.core.records import Finding
from app.gui.imaging.image_view import ImageView
from app.gui.imaging.view_link import ViewLink
from app.gui.theme.finding_marks import FindingMark
from app.gui.theme.spacing import BAR_MARGINS, CONTROL_GAP_PX
from app.gui.theme.tokens import DARK, SPACE_1_PX, palette_of
from app.gui.widgets.controls import column_layout, row_layout
from app.gui.widgets.labels import TextLabel

_MARK_PX = 18
_JOINED = (9, 2)
"""How many parts of a caption are joined in its first line: all, or which picture it is and when it was screened."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands over one of two pictures.

    Attributes:
        parts: its words: in one line where there is room, else in lines like those of the caption beside it.
        finding: whose mark stands before them; None for no mark.
    """

    parts: tuple[str, ...]
    finding: Finding | None = None


class _Pane(QWidget):
    """An image view, and a caption over it."""

    def __init__(self, view: ImageView) -> None:
        super().__init__()
        self.view = view
        self._mark, self._words = FindingMark(_MARK_PX), TextLabel()
        self._parts: tuple[str, ...] = ()
        self._caption = QWidget()
        self._caption.setAutoFillBackground(True)
        row = row_layout(self._caption, gap_px=CONTROL_GAP_PX, margins=BAR_MARGINS)
        row.addWidget(self._mark, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, stretch=1, alignment=Qt.AlignmentFlag.AlignTop)
        self._caption.hide()
        column = column_layout(self, gap_px=0)
        column.addWidget(self._caption)
        column.addWidget(view, stretch=1)

    def has_room(self, joined: int, width_px: int) -> bool:
        """Tell whether no line of the caption wraps where its first parts, so many, are joined."""
        left, _, right, _ = BAR_MARGINS
        beside = self._mark.sizeHint().width() + CONTROL_GAP_PX if self._mark.isVisibleTo(self) else 0
        room, metrics = width_px - left - right - beside, self._words.fontMetrics()
        return all(metrics.horizontalAdvance(line) <= room for line in self._lines(joined))

    def fit_caption(self, joined: int, width_px: int) -> int:
        """Join the first parts of the caption in one line, and return the height that it needs; 0 while there is none.

        Args:
            joined: how many; each of the others has a line of its own.
            width_px: of the picture.
        """
        layout = self._caption.layout()
        if layout is None or not self._caption.isVisibleTo(self):
            return 0
        self._words.setText("\n".join(self._lines(joined)))
        return layout.heightForWidth(width_px)

    def _lines(self, joined: int) -> list[str]:
        return [" · ".join(self._parts[:joined]), *self._parts[joined:]]

    def set_caption_height(self, height_px: int) -> None:
        self._caption.setFixedHeight(height_px)

    def show_caption(self, caption: Caption | None) -> None:
        self._caption.setVisible(caption is not None)
        if caption:
            self._parts = caption.parts
            self._mark.setVisible(caption.finding is not None)
            self._mark.show_finding(caption.finding or Finding.NOT_ASSESSED)


class Pictures(QWidget):
    """One view, or two side by side whose zoom, place, rotation and greys are the same.

    Attributes:
        view: of the X-ray.
        second: beside it; hidden while there is nothing to show there.

    Signals:
        captions_changed: there are captions over the pictures, or none any more.
    """

    captions_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.view, self.second = ImageView(), ImageView(self.tr("Second picture"))
        self._panes = _Pane(self.view), _Pane(self.second)
        self._link = ViewLink(self.view, self.second)
        self._caption_height = 0
        self.setPalette(palette_of(DARK))
        self.setAutoFillBackground(True)
        row = row_layout(self, gap_px=SPACE_1_PX)
        for pane in self._panes:
            row.addWidget(pane, stretch=1)
        self.show_alone()

    @property
    def caption_height(self) -> int:
        """Height that the captions take; 0 while there are none."""
        return self._caption_height

    @property
    def is_alone(self) -> bool:
        """Whether the X-ray has no second picture beside it."""
        return not self._panes[1].isVisibleTo(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the captions to the width."""
        super().resizeEvent(event)
        self._fit_captions()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the captions to the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_captions()

    def set_covered(self, height_px: int, corner: QSize) -> None:
        """Fit the images where nothing lies over them, as `ImageView.set_covered` does."""
        for view in (self.view, self.second):
            view.set_covered(height_px, corner)

    def show_beside(self, image: QImage, captions: tuple[Caption, Caption], name: str) -> None:
        """Show a second picture.

        Args:
            image: of it.
            captions: over the X-ray and over the second picture.
            name: of the second picture, for a screen reader.
        """
        self.second.setAccessibleName(name)
        self._show_captions(*captions)
        self._panes[1].show()
        self.second.show_image(image)
        self._link.set_on(True)

    def show_alone(self) -> None:
        """Show the X-ray alone."""
        self._link.set_on(False)
        self._panes[1].hide()
        self.second.show_image(QImage())
        self._show_captions(None, None)

    def _show_captions(self, *captions: Caption | None) -> None:
        for pane, caption in zip(self._panes, captions, strict=True):
            pane.show_caption(caption)
        self._fit_captions()

    def _fit_captions(self) -> None:
        """Give both captions the same lines and the same height, so that the pictures stay level."""
        width = (self.width() - SPACE_1_PX) // 2
        fitting = (count for count in _JOINED if all(pane.has_room(count, width) for pane in self._panes))
        joined = next(fitting, 1)
        height = max([pane.fit_caption(joined, width) for pane in self._panes])
        for pane in self._panes:
            pane.set_caption_height(height)
        if height != self._caption_height:
            self._caption_height = height
            self.captions_changed.emit()
