"""Panel beside the X-ray: verdict, danger signs, score, decision, patient and limits, each on a card."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QWidget

from app.core.model.decision import recorded_operating_point
from app.core.records import Finding, Patient, ScreeningRecord
from app.core.review import DangerSign, Review
from app.core.screening import with_patient
from app.gui.session import Session
from app.gui.theme.spacing import CONTROL_GAP_PX
from app.gui.widgets.controls import column_layout, scroll_vertically
from app.gui.xray.cards.danger_signs import DangerSignsCard
from app.gui.xray.cards.limits_card import LimitsCard
from app.gui.xray.cards.patient_card import PatientCard
from app.gui.xray.cards.review_card import ReviewCard
from app.gui.xray.cards.score_card import ScoreCard
from app.gui.xray.cards.specialist_card import SpecialistCard
from app.gui.xray.cards.verdict_band import VerdictBand

_LEAST_PX = 280
_MARGIN_PX = 10


class VerdictPanel(QScrollArea):
    """Shows the verdict of one record and takes what the user says of it; it scrolls on a low screen.

    Every card keeps its place while an X-ray is screened, so that nothing moves when the verdict comes. The card of the
    danger signs stands below the verdict until one was seen: from then on it stands above.

    Signals:
        record_changed: the `ScreeningRecord` with what the user has changed of patient, danger signs or decision.
    """

    record_changed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._bundle = session.bundle
        self._record: ScreeningRecord | None = None
        self._without_age: set[str] = set()
        scroll_vertically(self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else the cards change their width
        self.setAccessibleName(self.tr("Verdict"))
        self._inside = QWidget()
        self._band = VerdictBand()
        self._danger_signs = DangerSignsCard()
        self._score = ScoreCard(session.screener.operating_point)
        self._review = ReviewCard(session)
        self._patient = PatientCard(session)
        self._limits = LimitsCard(session.bundle)
        self._specialist = SpecialistCard(session.bundle)
        self._column = column_layout(self._inside, gap_px=CONTROL_GAP_PX)
        for card in (self._band, *self._cards()):
            self._column.addWidget(card)
        self._column.addStretch(1)
        self._set_margins()
        self.setWidget(self._inside)
        self._connect()
        self.show_waiting()

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
        """Keep the margin at the side where there is no scroll bar."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._set_margins()

    def _set_margins(self) -> None:
        left, right = (0, _MARGIN_PX) if self.isRightToLeft() else (_MARGIN_PX, 0)
        self._column.setContentsMargins(left, _MARGIN_PX, right, _MARGIN_PX)

    @property
    def record(self) -> ScreeningRecord | None:
        """The record that is shown, with what is typed at this moment; None while there is none.

        Reading it saves nothing.
        """
        if self._record is None:
            return None
        record, patient = replace(self._record, review=self._review.review), self._patient.form.patient
        age = self._score.typed_age
        if age is not None:
            patient = replace(patient, age_years=age)
        elif not self._patient.form.has_unsaved_changes:
            return record
        return with_patient(record, patient, self._bundle.input_limits)

    def save_patient(self) -> None:
        """Emit `record_changed` where something of patient or decision was typed that was not saved yet."""
        age = self._score.typed_age
        if age is not None:
            self._save_age(age)
        self._patient.form.save_patient()
        self._review.save_note()

    def show_waiting(self) -> None:
        """Show that the X-ray is being screened."""
        self.save_patient()
        self._record = None
        self._score.clear_question()
        self._band.show_waiting()
        self._danger_signs.show_signs(())
        self._score.show_waiting(self._session.screener.operating_point)
        self._review.show_waiting()
        self._patient.show_waiting()
        self._limits.show_waiting()
        self._specialist.show_waiting()
        self._enable(False)
        self._place_danger_signs()

    def show_record(self, record: ScreeningRecord) -> None:
        """Show the verdict of a record, its patient, and what was decided."""
        self.save_patient()
        self._score.clear_question()
        self._danger_signs.show_signs(record.danger_signs)
        self._review.show_record(record)
        self._patient.show_record(record)
        self._show(record)
        self._enable(True)
        self._place_danger_signs()
        self.verticalScrollBar().setValue(0)

    def _show(self, record: ScreeningRecord) -> None:
        """Show what depends on the patient's age, and keep the record."""
        self._record = record
        self._band.show_record(record)
        self._patient.show_line(record)
        self._limits.show_record(record)
        if self._asks_age(record):
            self._score.ask_age()
            self._specialist.show_waiting()
        else:
            self._score.show_record(record, recorded_operating_point(record, self._bundle))
            self._specialist.show_record(record)

    def _asks_age(self, record: ScreeningRecord) -> bool:
        """Tell whether the age is asked for before more than the verdict is shown.

        A score says nothing of a patient whom the model was not made for, and the picture alone does not tell the age.
        """
        is_known = record.age_years is not None or record.id in self._without_age
        return not is_known and record.verdict.finding is not Finding.NOT_ASSESSED

    @Slot(object)
    def _on_patient_changed(self, patient: Patient) -> None:
        if self._record:
            self._change(with_patient(self._record, patient, self._bundle.input_limits))

    @Slot(object)
    def _on_age_given(self, years: float | None) -> None:
        """Show the score, and go on to the decision: the field that had the focus is gone."""
        if self._record is None:
            return
        if years is None:
            self._without_age.add(self._record.id)
            self._show(self._record)
        else:
            self._save_age(years)
        self._review.focus_first()

    def _save_age(self, years: float) -> None:
        if self._record:
            patient = replace(self._patient.form.patient, age_years=years)
            self._patient.form.show_patient(patient, self._record.facts)
            self._change(with_patient(self._record, patient, self._bundle.input_limits))

    @Slot(object)
    def _on_signs_changed(self, signs: tuple[DangerSign, ...]) -> None:
        if self._record:
            self._review.show_danger_signs(signs)
            self._change(replace(self._record, danger_signs=signs))

    @Slot(object)
    def _on_review_changed(self, review: Review) -> None:
        if self._record:
            self._change(replace(self._record, review=review))
            self._scroll_to(self._review.asked_next)

    def _change(self, record: ScreeningRecord) -> None:
        self._show(record)
        self.record_changed.emit(record)

    @Slot()
    def _place_danger_signs(self) -> None:
        """Put the danger signs above the verdict where one was seen; while they are ticked, they stay in place."""
        first = (self._danger_signs, self._band) if self._danger_signs.signs else (self._band, self._danger_signs)
        for place, card in enumerate(first):
            self._column.removeWidget(card)
            self._column.insertWidget(place, card)

    def _scroll_to(self, part: QWidget) -> None:
        """Scroll until a part that has just come can be seen."""
        self._column.activate()
        self._inside.adjustSize()
        self.ensureWidgetVisible(part, 0, _MARGIN_PX)

    def _enable(self, is_enabled: bool) -> None:
        for card in self._cards():
            card.setEnabled(is_enabled)

    def _cards(self) -> tuple[QWidget, ...]:
        """Return the cards below the verdict, from the top."""
        return (self._danger_signs, self._score, self._review, self._patient, self._limits, self._specialist)

    def _connect(self) -> None:
        self._danger_signs.signs_changed.connect(self._on_signs_changed)
        self._danger_signs.closed.connect(self._place_danger_signs)
        self._score.age_given.connect(self._on_age_given)
        self._review.review_changed.connect(self._on_review_changed)
        self._patient.patient_changed.connect(self._on_patient_changed)
