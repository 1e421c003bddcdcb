"""The first page: what this is for, and where to drop an X-ray."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.core.model.bundle import Bundle
from app.gui.text.verdict_text import of_bundle
from app.gui.widgets.controls import scroll_downwards
from app.gui.widgets.labels import TextLabel, scaled_font

_ZONE = """
QFrame#zone { border: 2px dashed palette(mid); border-radius: 14px; background: palette(base); }
QFrame#zone[aimed="true"] { border: 2px solid palette(highlight); }
"""


class StartPage(QScrollArea):
    """A drop zone with the two ways to open something; it scrolls where large letters need more room than there is.

    Signals:
        file_clicked, folder_clicked: the user wants to choose.
    """

    file_clicked = Signal()
    folder_clicked = Signal()

    def __init__(self, bundle: Bundle) -> None:
        super().__init__()
        scroll_downwards(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(48, 32, 48, 24)
        layout.setSpacing(12)
        layout.addWidget(TextLabel(self.tr("Chest X-rays of children: signs of pneumonia"), scale=1.8, bold=True))
        layout.addWidget(TextLabel(of_bundle(bundle.intended_use), scale=1.1))
        layout.addSpacing(12)
        self._zone = self._make_zone()
        layout.addWidget(self._zone, stretch=1)
        layout.addSpacing(4)
        layout.addWidget(TextLabel(self.tr("Everything stays on this computer. Kifua needs no internet.")))
        self.setWidget(inside)

    def set_aimed(self, aimed: bool) -> None:
        """Show whether something that can be opened hovers over the window."""
        self._zone.setProperty("aimed", aimed)
        self._zone.style().polish(self._zone)

    def _make_zone(self) -> QFrame:
        zone = QFrame()
        zone.setObjectName("zone")
        zone.setStyleSheet(_ZONE)
        zone.setAccessibleName(self.tr("Drop zone"))
        column = QVBoxLayout(zone)
        column.setSpacing(10)
        column.addStretch()
        for label in (
            TextLabel(self.tr("Drop an X-ray or a folder here"), scale=1.5, bold=True),
            TextLabel(self.tr("JPEG, PNG, TIFF, BMP, WebP or DICOM")),
        ):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(14)
        column.addLayout(self._make_buttons())
        column.addStretch()
        return zone

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch()
        for text, clicked in (
            (self.tr("Open file…"), self.file_clicked),
            (self.tr("Open folder…"), self.folder_clicked),
        ):
            button = QPushButton(text)
            button.setMinimumSize(200, 50)
            button.setFont(scaled_font(button, 1.1))
            button.clicked.connect(clicked)
            row.addWidget(button)
        row.addStretch()
        return row
