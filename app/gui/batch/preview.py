"""Preview of the selected row: its X-ray and its verdict."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QScrollArea, QWidget

from app.core.records import ScreeningRecord
from app.gui.imaging.image_view import ImageView
from app.gui.text import verdict_text
from app.gui.text.locale_text import percent
from app.gui.theme.finding_marks import FindingMark
from app.gui.theme.spacing import LINE_GAP_PX
from app.gui.threads import RunningThreads
from app.gui.widgets.controls import column_layout, row_layout, scroll_vertically
from app.gui.widgets.labels import ElidedLabel, TextLabel
from app.gui.workers.thumbnails import Thumbnails

_IMAGE_PX = 640
_IMAGE_PLACE_PX = 190


class BatchPreview(QScrollArea):
    """Shows the image and the verdict of one record; it scrolls on a low screen."""

    def __init__(self, threads: RunningThreads) -> None:
        super().__init__()
        self._file = ""
        self._images = Thumbnails(threads, _IMAGE_PX, kept=8, waiting=1)
        self._images.loaded.connect(self._on_image_arrived)
        self._view = ImageView()
        self._view.setAccessibleName(self.tr("Preview"))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setMinimumSize(_IMAGE_PLACE_PX, _IMAGE_PLACE_PX)
        self._name = ElidedLabel()
        self._mark = FindingMark(24)
        self._words = TextLabel(scale=1.2, bold=True)
        self._score = TextLabel()
        self._pattern = TextLabel()
        self._reasons = TextLabel()
        self._verdict = QWidget()
        self._lay_out()
        self.show_nothing(0)

    def show_record(self, record: ScreeningRecord) -> None:
        """Show a record, and its image as soon as that is decoded."""
        self._verdict.show()
        self._file = record.file
        self._name.setText(verdict_text.file_name(record.file))
        self._mark.show_finding(record.verdict.finding)
        self._words.setText(verdict_text.finding_text(record.verdict.finding))
        score = record.verdict.score
        self._score.setVisible(score is not None)
        if score is not None:
            self._score.setText(self.tr("Score for pneumonia: {score}").format(score=percent(score)))
        self._pattern.setText(verdict_text.pattern_sentence(record))
        self._pattern.setVisible(bool(self._pattern.text()))
        self._reasons.setText(verdict_text.reasons_text(record.verdict, "\n\n"))
        self._view.show_text(self.tr("Opening the X-ray…"))
        self._on_image_arrived(record.file)

    def show_nothing(self, selected: int) -> None:
        """Show a hint, or how many rows are selected."""
        self._file = ""
        self._verdict.hide()
        hint = self.tr("Select a row to see its X-ray.")
        rows = self.tr("%Ln row(s) selected.", "", selected)
        self._view.show_text(rows if selected else hint)

    def clear(self) -> None:
        """Remove every image."""
        self._images.clear()
        self.show_nothing(0)

    @Slot(object)
    def _on_image_arrived(self, file: str) -> None:
        if file != self._file:
            return
        image = self._images.image(file)
        if image is None:
            return
        if image.isNull():
            self._view.show_text(self.tr("There is no X-ray to show."))
        else:
            self._view.show_image(image)

    def _lay_out(self) -> None:
        scroll_vertically(self)
        self.setAccessibleName(self.tr("Selected row"))
        headline = row_layout()
        headline.addWidget(self._mark)
        headline.addWidget(self._words, stretch=1)
        verdict = column_layout(self._verdict, gap_px=LINE_GAP_PX)
        verdict.addWidget(self._name)
        verdict.addLayout(headline)
        verdict.addWidget(self._score)
        verdict.addWidget(self._pattern)
        verdict.addWidget(self._reasons)
        inside = QWidget()
        column = column_layout(inside)
        column.addWidget(self._view, stretch=1)
        column.addWidget(self._verdict)
        self.setWidget(inside)
