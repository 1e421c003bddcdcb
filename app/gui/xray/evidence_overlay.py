"""Evidence map as an image, and the bar with its legend and its strength."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QSlider, QWidget

from app.core.errors import BundleError, InputError
from app.core.imaging.preprocess import load_radiograph
from app.core.model.evidence_map import FULL_COLOUR_MARGIN, map_colours, pneumonia_map, resize_map
from app.core.records import ScreeningRecord
from app.core.screening import Screener
from app.gui.theme.spacing import BAR_MARGINS, FIELD_HEIGHT_PX, LINE_GAP_PX
from app.gui.widgets.controls import column_layout
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import TextLabel
from app.gui.xray.view_tools import side_by_side

_MAP_PX = 256  # of the map's side: many for each of its few places, so that the colours flow
_USUAL_STRENGTH = 60


def evidence_image(record: ScreeningRecord, screener: Screener) -> QImage:
    """Return the evidence map of a record, to be stretched over its image.

    Returns:
        With alpha; null when the file cannot be read any more, is not the one that was screened, or the model is gone.
    """
    try:
        radiograph = load_radiograph(Path(record.file), screener.bundle.preprocess)
        if radiograph.sha256 != record.sha256:
            return QImage()
        return map_image(resize_map(pneumonia_map(screener.score(radiograph)), _MAP_PX))
    except (InputError, BundleError):
        return QImage()


def map_image(margins: NDArray[np.float64]) -> QImage:
    """Return margins, shape (h, w), as an image of colours with alpha, one pixel each."""
    colours = map_colours(margins)
    height, width = margins.shape
    view = QImage(colours.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return view.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


class EvidenceBar(QWidget):
    """Opacity slider, legend and caution for a visible evidence map.

    Signals:
        strength_changed: the slider was moved.
    """

    strength_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, 100)
        self._slider.setPageStep(10)
        self._slider.setValue(_USUAL_STRENGTH)
        self._slider.setMinimumSize(110, FIELD_HEIGHT_PX)
        self._slider.setAccessibleName(self.tr("Strength of the evidence map"))
        self._slider.valueChanged.connect(self.strength_changed)
        caption = TextLabel(
            self.tr(
                "Warm (+): where the model sees signs of pneumonia; cool (−): where it sees signs against it. "
                "It does not outline a disease, and a place without colour may be diseased."
            ),
            scale=0.95,
        )
        caption.setAccessibleName(self.tr("What the evidence map is"))
        strength = side_by_side(QLabel(self.tr("Strength")), self._slider)
        legend = side_by_side(QLabel(self.tr("against (−)")), _Scale(), QLabel(self.tr("(+) for")))
        column = column_layout(self, gap_px=LINE_GAP_PX, margins=BAR_MARGINS)
        column.addLayout(FlowLayout(strength, legend))
        column.addWidget(caption)

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
