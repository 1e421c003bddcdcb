"""Preview of the selected row: its X-ray, its verdict and its patient."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QPalette, QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from app.core.adjustment import Adjustments
from app.core.records import ScreeningRecord
from app.core.screening import shown_score
from app.core.text import printable
from app.gui.imaging.image_view import ImageView
from app.gui.imaging.qimage import adjusted_image
from app.gui.tables.columns import decision_text
from app.gui.text import verdict_text
from app.gui.text.locale_text import percent
from app.gui.text.review_text import danger_line
from app.gui.theme.finding_marks import FindingMark
from app.gui.theme.spacing import LINE_GAP_PX, PAGE_MARGINS
from app.gui.theme.tokens import colours
from app.gui.threads import RunningThreads
from app.gui.widgets.card import Card
from app.gui.widgets.controls import column_layout, push_button, row_layout, scroll_vertically
from app.gui.widgets.labels import NameLabel, TextLabel, set_colour
from app.gui.workers.thumbnails import Thumbnails

_EDGE = (1, 1, 1, 1)
_IMAGE_PX = 640
_IMAGE_PLACE_PX = 165


class RowPreview(Card):
    """Shows the image and the verdict of one record, or how many are selected.

    Signals:
        open_clicked: the user wants to open the row.
    """

    open_clicked = Signal()

    def __init__(self, threads: RunningThreads) -> None:
        super().__init__(margins=_EDGE, gap_px=0)
        self._file = ""
        self._adjustments: Adjustments = ()
        self._records: list[ScreeningRecord] = []
        self._images = Thumbnails(threads, _IMAGE_PX, kept=8, waiting=1)
        self._images.loaded.connect(self._on_image_arrived)
        self._view = ImageView()
        self._view.setAccessibleName(self.tr("Preview"))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setMinimumSize(_IMAGE_PLACE_PX, _IMAGE_PLACE_PX)
        self._name = NameLabel()
        self._mark = FindingMark(20)
        self._words = TextLabel(scale=1.1, bold=True)
        self._danger = _AlarmLabel()
        self._patient, self._score, self._pattern = TextLabel(), TextLabel(), TextLabel()
        self._decision, self._reasons = TextLabel(), TextLabel()
        self._open = push_button(self.tr("Open (Enter)"), self.open_clicked)
        self._open.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Enter opens from the table; Tab need not stop here
        self._verdict, self._area = QWidget(), QScrollArea()
        self._hint = TextLabel()
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self._show()

    def show_selected(self, records: list[ScreeningRecord]) -> None:
        """Show the one record, and its image as soon as that is decoded; or how many there are."""
        self._records = records
        if not self.isHidden():  # else nothing is decoded for it
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was selected meanwhile."""
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        records = self._records
        is_one = len(records) == 1
        for part, is_shown in ((self._view, is_one), (self._area, is_one), (self._hint, not is_one)):
            part.setVisible(is_shown)
        if is_one:
            self._show_record(records[0])
            return
        self._file = ""
        hint = self.tr("Choose an X-ray to see it here.")
        self._hint.setText(self.tr("%Ln row(s) selected.", "", len(records)) if records else hint)

    def clear(self) -> None:
        """Remove every image."""
        self._images.clear()
        self.show_selected([])

    def _show_record(self, record: ScreeningRecord) -> None:
        self._name.show_name(verdict_text.file_name(record.file))
        verdict = record.verdict
        self._mark.show_finding(verdict.shown_finding)
        texts = {
            self._danger: danger_line(record.danger_signs),
            self._words: verdict_text.verdict_words(verdict),
            self._patient: _patient_text(record),
            self._score: self._score_text(record),
            self._pattern: "" if shown_score(record) is None else verdict_text.pattern_sentence(record),
            self._decision: decision_text(record.review),
            self._reasons: verdict_text.reasons_text(verdict, "\n\n"),
        }
        for label, text in texts.items():
            label.setText(text)
            label.setVisible(bool(text))
        if (self._file, self._adjustments) != (record.file, record.adjustments):
            self._file, self._adjustments = record.file, record.adjustments
            self._view.show_text(self.tr("Opening the X-ray…"))
            self._on_image_arrived(record.file)

    def _score_text(self, record: ScreeningRecord) -> str:
        """Return the score; without an age it is not shown, as on the page of the X-ray."""
        score = record.verdict.score
        if score is None or record.verdict.is_for_other_age:
            return ""
        if record.age_years is None:
            return self.tr("Score: not shown, the age is not known")
        return self.tr("Score for pneumonia: {score}").format(score=percent(score))

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
            self._view.show_image(adjusted_image(image, self._adjustments))

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Selected row"))
        headline = row_layout()
        headline.addWidget(self._mark)
        headline.addWidget(self._words, stretch=1)
        verdict = column_layout(self._verdict, gap_px=LINE_GAP_PX, margins=PAGE_MARGINS)
        verdict.addWidget(self._danger)
        verdict.addLayout(headline)
        for label in (self._patient, self._score, self._pattern, self._decision, self._reasons, self._name):
            verdict.addWidget(label)
        verdict.addWidget(self._open, alignment=Qt.AlignmentFlag.AlignLeading)
        verdict.addStretch()
        scroll_vertically(self._area)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._verdict)
        for part in (self._area.viewport(), self._verdict):
            part.setAutoFillBackground(False)
        self.column.addWidget(self._view, stretch=2)
        self.column.addWidget(self._area, stretch=3)
        self.column.addWidget(self._hint, stretch=5)


class _AlarmLabel(TextLabel):
    """Words in the red of a danger sign, in either theme."""

    def __init__(self) -> None:
        super().__init__(bold=True)
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        ink = colours(QGuiApplication.palette()).signs.ink
        if self.palette().color(QPalette.ColorRole.WindowText) != QColor(ink):
            set_colour(self, ink)


def _patient_text(record: ScreeningRecord) -> str:
    parts = (record.patient_id, record.patient_name, verdict_text.age_phrase(record.age_years))
    return printable(" · ".join(filter(None, parts)))
