"""Panel beside the X-ray: verdict, danger signs, score, decision, patient and limits, each on a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.core.model.decision import recorded_operating_point
from app.core.records import Finding, Patient, ScreeningRecord
from app.core.review import DangerSign, Review
from app.core.same_day import age_of_day
from app.core.screening import with_patient
from app.gui.session import Session
from app.gui.widgets.controls import add_key
from app.gui.xray.cards.danger_signs import DANGER_KEY, with_danger_signs
from app.gui.xray.cards.score_card import AGE_KEY
from app.gui.xray.panel_cards import PanelCards


class VerdictPanel(PanelCards):
    """Shows the verdict of one record and takes what the user says of it; it scrolls on a low screen.

    Signals:
        record_changed: the `ScreeningRecord` with what the user has changed of patient, danger signs or decision.
    """

    record_changed = Signal(object)

    def __init__(self, session: Session, screen_action: QAction) -> None:
        super().__init__(session, screen_action)
        self._record: ScreeningRecord | None = None
        self._without_age: set[str] = set()
        self._taken_ages: set[tuple[str, float | None]] = set()
        self.setAccessibleName(self.tr("Verdict"))
        self._connect()
        self.show_waiting()

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

    def finish_typing(self) -> bool:
        """Save what is typed; return whether all of it is understood: an age that is not gets the cursor."""
        self.save_patient()
        if self._score.is_answering:
            self._score.answer_typed()
            self.focus_age()
        elif self._patient.form.has_doubtful_age:
            self._patient.focus_age()
        else:
            return True
        return False

    def show_waiting(self) -> None:
        """Show that the X-ray is being screened."""
        self.save_patient()
        self._record = None
        self._show_waiting()

    def show_record(self, record: ScreeningRecord) -> None:
        """Show the verdict of a record, its patient, and what was decided."""
        self.save_patient()
        self._score.clear_question()
        self._danger_signs.show_record(record)
        self._adjustment.show_record(record)
        self._review.show_record(record)
        self._patient.show_record(record)
        self._show(record)
        self._enable(True)
        self._place_danger_signs()
        self.scroll_to_top()

    def focus_question(self, focus: QWidget | None, viewer: QWidget) -> None:
        """Put the cursor into the field for the age where it is asked for, unless the user is at work elsewhere.

        Args:
            focus: what the keys go to now.
            viewer: of the picture, which has the focus when an X-ray is opened.
        """
        if self._score.asks_age and (focus is None or viewer.isAncestorOf(focus)):
            self.focus_age()

    @Slot(object)
    def heed_others(self, others: Sequence[ScreeningRecord]) -> None:
        """Take the age from the patient's other X-rays, newest first, where it is asked for; say their danger signs.

        Only those of the same day count.
        """
        self._other_signs.set_others(others)
        record = self._record
        years = age_of_day(record, others) if record else None
        if record and years is not None and self._asks_age(record) and not self._score.is_answering:
            self._taken_ages.add((record.id, years))
            self._on_age_given(years)

    def focus_age(self) -> None:
        """Put the cursor into the field for the age, which is shown for that."""
        if self._record and self._score.isVisibleTo(self):
            self._score.ask_age()
            self.scroll_to(self._score)

    def _show(self, record: ScreeningRecord) -> None:
        """Show what depends on the patient's age, and keep the record."""
        self._record = record
        asks_age = self._asks_age(record)
        self._band.show_record(record, asks_age=asks_age)
        self._review.show_verdict(record)
        self._patient.show_line(record)
        self._limits.show_record(record)
        self._other_signs.show_record(record)
        if asks_age:
            self._score.show_question()
            self._specialist.show_waiting()
        else:
            is_taken = (record.id, record.age_years) in self._taken_ages
            self._score.show_record(record, recorded_operating_point(record, self._bundle), is_age_taken=is_taken)
            self._specialist.show_record(record)

    def _asks_age(self, record: ScreeningRecord) -> bool:
        """Tell whether the age is asked for before more than the verdict is shown.

        A score says nothing of a patient whom the model was not made for, and the picture alone does not tell the age.
        """
        is_known = record.age_years is not None or record.id in self._without_age
        return not is_known and record.verdict.finding is not Finding.NOT_ASSESSED

    @Slot()
    def _show_patient_form(self) -> None:
        self.scroll_to(self._patient)
        self._patient.form.take_focus()

    @Slot(object)
    def _on_patient_changed(self, patient: Patient) -> None:
        if self._record:
            self._change(with_patient(self._record, patient, self._bundle.input_limits))

    @Slot(object)
    def _on_age_given(self, years: float | None) -> None:
        """Show the score, and go on where the field that had the focus is gone: to the danger signs, or past them."""
        if self._record is None:
            return
        had_focus = self._score.has_focus
        if years is None:
            self._without_age.add(self._record.id)
        if years == self._record.patient.age_years:
            self._show(self._record)
        else:
            self._save_age(years)
        if had_focus:
            is_checked = self._record.is_checked_for_signs
            self.focus_below_top(self._review.asked_first if is_checked else self._danger_signs)

    def _save_age(self, years: float | None) -> None:
        if self._record:
            patient = replace(self._patient.form.patient, age_years=years)
            self._patient.form.show_patient(patient, self._record.facts)
            self._change(with_patient(self._record, patient, self._bundle.input_limits))

    @Slot(object, bool)
    def _on_signs_changed(self, signs: tuple[DangerSign, ...], is_checked: bool) -> None:
        if self._record:
            record = with_danger_signs(self._record, signs, self._session.settings.user_name if is_checked else None)
            self._review.show_danger_signs(record)
            self._danger_signs.show_check(record)
            self._change(record)

    @Slot(object)
    def _on_review_changed(self, review: Review) -> None:
        if before := self._record:
            self._change(replace(before, review=review))
            if (review.opinion, review.action) != (before.review.opinion, before.review.action):  # else it is typed
                self.scroll_to(self._review.asked_next)

    def _change(self, record: ScreeningRecord) -> None:
        self._show(record)
        self.record_changed.emit(record)

    @Slot()
    def _on_signs_closed(self) -> None:
        self._place_danger_signs()
        if self._danger_signs.signs:
            self.scroll_to_top()  # what is to be done about them stands there

    def _connect(self) -> None:
        self._danger_signs.signs_changed.connect(self._on_signs_changed)
        self._other_signs.taken.connect(self._danger_signs.tick)
        self._danger_signs.opened.connect(lambda: self.scroll_to(self._danger_signs))
        self._danger_signs.closed.connect(self._on_signs_closed)
        self._review.deciding.connect(self._score.answer_typed)
        self._score.age_given.connect(self._on_age_given)
        self._review.review_changed.connect(self._on_review_changed)
        self._review.check_clicked.connect(self._danger_signs.show_boxes)
        self._patient.opened.connect(self._show_patient_form)
        self._patient.patient_changed.connect(self._on_patient_changed)
        for button in self.findChildren(QAbstractButton):
            if not self._score.isAncestorOf(button):
                button.clicked.connect(self._score.answer_typed)
        add_key(self, DANGER_KEY, self.tr("Danger signs: tick them, or be done"), self._danger_signs.toggle)
        add_key(self, AGE_KEY, self.tr("Age of the child"), self.focus_age)
