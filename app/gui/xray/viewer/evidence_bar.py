"""Legend, strength and caution of an evidence map that is shown."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.core.model.evidence_map import FULL_COLOUR_MARGIN, USUAL_STRENGTH
from app.gui.imaging.evidence import map_image
from app.gui.text.verdict_text import tool_tip
from app.gui.theme.spacing import BAR_MARGINS, LINE_GAP_PX
from app.gui.theme.style import scale_to_text
from app.gui.widgets.controls import column_layout
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import ElidedLabel, TextLabel, scaled_font
from app.gui.xray.viewer.tools import ViewSlider, side_by_side

_WIDTH_PX = 640
_CAPTION_SCALE = 0.95
_MOST_LINES = 2


class EvidenceBar(QWidget):
    """Opacity slider, legend and caution for a visible evidence map.

    Signals:
        strength_changed: the slider was moved.
    """

    strength_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._slider = ViewSlider(self.tr("Strength of the evidence map"), 0, 100)
        self._slider.setValue(round(100 * USUAL_STRENGTH))
        self._slider.valueChanged.connect(self.strength_changed)
        words = self.tr(
            "Warm (+): where the model sees signs of pneumonia; cool (−): where it sees signs against it. "
            "It does not outline a disease, and a place without colour may be diseased."
        )
        self._caption = TextLabel(words, scale=_CAPTION_SCALE)
        self._caution = ElidedLabel(Qt.TextElideMode.ElideRight)
        self._caution.setFont(scaled_font(self._caution, _CAPTION_SCALE))
        self._caution.setText(self.tr("Warm: signs. Cool: against. It outlines no disease."))
        self._caution.setToolTip(tool_tip(words))
        self._caution.setAccessibleDescription(words)
        for label in (self._caption, self._caution):
            label.setAccessibleName(self.tr("What the evidence map is"))
        self._word = QLabel(self.tr("Strength"))
        strength = side_by_side(self._word, self._slider)
        legend = side_by_side(QLabel("−"), _Scale(), QLabel("+"))
        column = column_layout(self, gap_px=LINE_GAP_PX, margins=BAR_MARGINS)
        column.addLayout(FlowLayout(strength, legend))
        column.addWidget(self._caption)
        column.addWidget(self._caution)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return a width at which the caution takes few lines: they are taken from the picture."""
        hint = super().sizeHint()
        return QSize(max(hint.width(), scale_to_text(_WIDTH_PX)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words to the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say the caution alone where the whole caption would take too many lines from the picture."""
        left, _, right, _ = BAR_MARGINS
        most_px = (_MOST_LINES + 0.5) * self._caption.fontMetrics().lineSpacing()
        is_tight = self._caption.heightForWidth(self.width() - left - right) > most_px
        for part, is_shown in ((self._caption, not is_tight), (self._word, not is_tight), (self._caution, is_tight)):
            part.setVisible(is_shown)

    @property
    def strength(self) -> float:
        """Opacity of the map, 0..1."""
        return self._slider.value() / 100


class _Scale(QWidget):
    """Legend: the colours of the map over grey, from strongest against to strongest for."""

    def __init__(self) -> None:
        super().__init__()
        self._colours = map_image(np.linspace(-FULL_COLOUR_MARGIN, FULL_COLOUR_MARGIN, 101)[None])
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a size for one line of text."""
        return QSize(110, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in the layout direction."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#5a5a5a"))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        painter.drawImage(self.rect(), self._colours)
        painter.end()
