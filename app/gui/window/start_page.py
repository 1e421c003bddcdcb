"""The start page: intended use, drop zone, and buttons to open files."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from app.core.model.bundle import Bundle
from app.gui.text.verdict_text import bundle_text
from app.gui.theme.spacing import GROUP_GAP_PX, PAGE_MARGINS
from app.gui.widgets.controls import column_layout, push_button, row_layout, scroll_vertically
from app.gui.widgets.labels import TextLabel, scaled_font

_MARGINS = (48, 32, 48, 24)
_BUTTON_WIDTH_PX, _BUTTON_HEIGHT_PX = 200, 50
_ZONE = """
QFrame#zone { border: 2px dashed palette(mid); border-radius: 14px; background: palette(base); }
QFrame#zone[highlighted="true"] { border: 2px solid palette(highlight); }
"""


class StartPage(QScrollArea):
    """A drop zone with two buttons; it scrolls where large text needs more room than there is.

    Signals:
        file_clicked, folder_clicked: the user wants to choose.
    """

    file_clicked = Signal()
    folder_clicked = Signal()

    def __init__(self, bundle: Bundle) -> None:
        super().__init__()
        scroll_vertically(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        layout = column_layout(inside, gap_px=GROUP_GAP_PX, margins=_MARGINS)
        layout.addWidget(TextLabel(self.tr("Chest X-rays of children: signs of pneumonia"), scale=1.8, bold=True))
        layout.addWidget(TextLabel(bundle_text(bundle.intended_use), scale=1.1))
        layout.addSpacing(GROUP_GAP_PX)
        self._zone = self._make_zone()
        layout.addWidget(self._zone, stretch=1)
        layout.addWidget(TextLabel(self.tr("Everything stays on this computer. Kifua needs no internet.")))
        self.setWidget(inside)

    def set_highlighted(self, highlighted: bool) -> None:
        """Highlight the drop zone, or not."""
        self._zone.setProperty("highlighted", highlighted)
        self._zone.style().polish(self._zone)

    def _make_zone(self) -> QFrame:
        zone = QFrame()
        zone.setObjectName("zone")
        zone.setStyleSheet(_ZONE)
        zone.setAccessibleName(self.tr("Drop zone"))
        column = column_layout(zone, margins=PAGE_MARGINS)
        column.addStretch()
        for label in (
            TextLabel(self.tr("Drop an X-ray or a folder here"), scale=1.5, bold=True),
            TextLabel(self.tr("JPEG, PNG, TIFF, BMP, WebP or DICOM")),
        ):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(GROUP_GAP_PX)
        column.addLayout(self._make_buttons())
        column.addStretch()
        return zone

    def _make_buttons(self) -> QHBoxLayout:
        row = row_layout(gap_px=GROUP_GAP_PX)
        row.addStretch()
        for text, clicked in (
            (self.tr("Open file…"), self.file_clicked),
            (self.tr("Open folder…"), self.folder_clicked),
        ):
            button = push_button(text, clicked, width_px=_BUTTON_WIDTH_PX)
            button.setMinimumHeight(_BUTTON_HEIGHT_PX)
            button.setFont(scaled_font(button, 1.1))
            row.addWidget(button)
        row.addStretch()
        return row
