"""Panel beside the X-ray: verdict, next step, patient, figures and limits."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from app.core.model.decision import recorded_operating_point
from app.core.records import Finding, Patient, ScreeningRecord
from app.core.screening import with_patient
from app.gui.session import Session
from app.gui.text import verdict_text
from app.gui.text.figures_text import point_label
from app.gui.text.locale_text import percent
from app.gui.theme.finding_marks import FindingMark
from app.gui.theme.spacing import GROUP_GAP_PX, LINE_GAP_PX, PANEL_MARGINS
from app.gui.theme.style import scale_to_text
from app.gui.widgets.controls import column_layout, row_layout, scroll_vertically
from app.gui.widgets.labels import BulletList, NoticeLabel, TextLabel, scaled_font
from app.gui.widgets.score_scale import ScoreScale
from app.gui.xray.danger_signs import danger_signs_section
from app.gui.xray.patient_form import PatientForm

_LEAST_PX, _MOST_PX = 280, 400
_LONGEST_WORDS = 40
"""Letters of the longest headline that is written large; a longer one is a sentence."""


class VerdictPanel(QScrollArea):
    """Shows the verdict of one record and takes what the user says of the patient; it scrolls on a low screen.

    Signals:
        record_changed: the `ScreeningRecord` with the patient that the user has changed.
    """

    record_changed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._bundle = session.bundle
        self._record: ScreeningRecord | None = None
        scroll_vertically(self)
        self.setAccessibleName(self.tr("Verdict"))
        self.setMaximumWidth(scale_to_text(_MOST_PX))
        self._inside = QWidget()
        self._mark = FindingMark(40)
        self._words = TextLabel(bold=True)
        self._words.setAccessibleName(self.tr("Verdict in words"))
        self._unsuited = NoticeLabel()
        self._unsuited.setAccessibleName(self.tr("Warning"))
        self._reasons = TextLabel(scale=1.1)
        self._override = NoticeLabel()
        self._next = TextLabel(scale=1.1)
        self._danger_signs = danger_signs_section()
        self._patient = PatientForm(session)
        self._patient.patient_changed.connect(self._on_patient_changed)
        self._score = TextLabel(scale=1.7, bold=True)
        self._score.setAccessibleName(self.tr("Score"))
        self._bar = ScoreScale(session.screener.operating_point)
        self._point = TextLabel()
        self._pattern = TextLabel()
        self._figures = self._make_figures()
        self._unknown = TextLabel()
        self._lay_out()

    def minimumSizeHint(self) -> QSize:
        """Return a width at which no word is cut: the panel scrolls only vertically."""
        needed = self._inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(max(_LEAST_PX, needed), super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Update the width when the content asks for another."""
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Limit the width to a readable line length, for the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setMaximumWidth(scale_to_text(_MOST_PX))

    @property
    def record(self) -> ScreeningRecord | None:
        """The record that is shown, with the patient as typed at this moment; None while there is none.

        Reading it saves nothing.
        """
        if self._record is None or not self._patient.has_unsaved_changes:
            return self._record
        return with_patient(self._record, self._patient.patient, self._bundle.input_limits)

    def save_patient(self) -> None:
        """Emit `record_changed` where something of the patient was typed that was not saved yet."""
        self._patient.save_patient()

    def show_waiting(self) -> None:
        """Show that the X-ray is being screened."""
        self.save_patient()
        self._record = None
        self._mark.hide()
        self._show_headline(self.tr("Looking at the X-ray…"))
        for part in self._parts():
            part.hide()

    def show_record(self, record: ScreeningRecord) -> None:
        """Show the verdict of a record, and its patient."""
        self.save_patient()
        self._patient.show_patient(record.patient, record.facts)
        self._patient.show()
        self._danger_signs.show()
        self._show_verdict(record)
        self.verticalScrollBar().setValue(0)

    @Slot(object)
    def _on_patient_changed(self, patient: Patient) -> None:
        if self._record:
            record = with_patient(self._record, patient, self._bundle.input_limits)
            self._show_verdict(record)
            self.record_changed.emit(record)

    def _show_verdict(self, record: ScreeningRecord) -> None:
        self._record = record
        verdict = record.verdict
        self._mark.show_finding(verdict.finding)
        self._mark.show()
        self._show_headline(verdict_text.headline(verdict))
        _show_text(self._unsuited, "\n\n".join(verdict_text.age_reasons(verdict)))
        _show_text(self._reasons, "\n\n".join(verdict_text.other_reasons(verdict)))
        next_step, is_normal = verdict_text.next_step(verdict.finding), verdict.finding is Finding.NORMAL
        _show_text(self._override, next_step if is_normal else "")
        _show_text(self._next, "" if is_normal else next_step)
        _show_text(self._unknown, "\n\n".join(verdict_text.unknown_limits(record, self._bundle.input_limits)))
        self._show_figures(record)

    def _show_headline(self, headline: str) -> None:
        is_sentence = len(headline) > _LONGEST_WORDS
        self._words.setFont(scaled_font(self, 1.25 if is_sentence else 1.7, bold=True))
        self._words.setText(headline)

    def _show_figures(self, record: ScreeningRecord) -> None:
        score = record.verdict.score
        self._figures.setVisible(score is not None)
        if score is None:
            return
        self._score.setText(percent(score))
        _show_text(self._pattern, verdict_text.pattern_sentence(record))
        point = recorded_operating_point(record, self._bundle)
        self._bar.setVisible(point is not None)
        _show_text(self._point, f"{point_label(point)}. {verdict_text.point_sentence(point)}" if point else "")
        if point:
            self._bar.show_score(score, point)

    def _parts(self) -> tuple[QWidget, ...]:
        """Return the widgets below the headline, from the top."""
        return (
            self._unsuited,
            self._reasons,
            self._override,
            self._next,
            self._danger_signs,
            self._patient,
            self._figures,
            self._unknown,
        )

    def _lay_out(self) -> None:
        column = column_layout(self._inside, margins=PANEL_MARGINS)
        headline = row_layout(gap_px=GROUP_GAP_PX)
        headline.addWidget(self._mark, alignment=Qt.AlignmentFlag.AlignTop)
        headline.addWidget(self._words, stretch=1)
        column.addLayout(headline)
        for part in self._parts():
            column.addWidget(part)
        column.addSpacing(LINE_GAP_PX)
        column.addWidget(_heading(self.tr("Limits")))
        column.addWidget(BulletList(map(verdict_text.bundle_text, self._bundle.limits)))
        column.addWidget(TextLabel(self.tr("Model {model}").format(model=self._bundle.model_id), scale=0.9))
        column.addStretch()
        self.setWidget(self._inside)

    def _make_figures(self) -> QWidget:
        figures = QWidget()
        column = column_layout(figures, gap_px=LINE_GAP_PX)
        column.addWidget(_heading(self.tr("Score for pneumonia")))
        column.addWidget(self._score)
        column.addWidget(self._bar)
        column.addWidget(self._point)
        column.addWidget(self._pattern)
        return figures


def _heading(text: str) -> QLabel:
    return TextLabel(text, bold=True)


def _show_text(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
