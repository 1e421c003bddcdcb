"""Card of the clinician's decision: two clicks or keys, a note, and who decided when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.core.records import Finding, ScreeningRecord, opinions_on
from app.core.review import Action, Opinion, Review
from app.core.text import printable
from app.gui.session import Session
from app.gui.text.locale_text import date_time_text
from app.gui.text.review_text import action_text, opinion_text
from app.gui.theme.spacing import LINE_GAP_PX
from app.gui.theme.tokens import SMALL
from app.gui.widgets.card import Card
from app.gui.widgets.controls import HintField, column_layout, push_button, row_layout, save_after_typing
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import TextLabel
from app.gui.xray.cards.choice_row import ChoiceRow, SlimButton
from app.gui.xray.cards.warning_line import WarningLine

_FIRST_OPINION_KEY, _FIRST_ACTION_KEY = 2, 5


class _Doubt(QWidget):
    """Speaks against sending a child home with a danger sign, and asks where nobody has looked for any.

    Signals:
        check_clicked: the user wants to look for danger signs.
    """

    check_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._record: ScreeningRecord | None = None
        self._action: Action | None = None
        self._accepted: set[str] = set()
        self.setAccessibleName(self.tr("Warning on what was done"))
        self._line = WarningLine()
        self._answers = QWidget()
        check, accept = SlimButton(self.tr("Check them")), SlimButton(self.tr("Sent home all the same"))
        check.clicked.connect(self.check_clicked)
        accept.clicked.connect(self._accept)
        self._answers.setLayout(FlowLayout(check, accept, gap_px=LINE_GAP_PX))
        column = column_layout(self, gap_px=LINE_GAP_PX)
        column.addWidget(self._line)
        column.addWidget(self._answers)

    def heed(self, record: ScreeningRecord | None) -> None:
        """Take the danger signs of a record; None where there is none."""
        self._record = record
        self._show()

    def show_action(self, action: Action | None) -> None:
        """Take what was done."""
        self._action = action
        self._show()

    @Slot()
    def _accept(self) -> None:
        if self._record:
            self._accepted.add(self._record.id)
        self._show()

    def _show(self) -> None:
        record = self._record if self._action is Action.SENT_HOME else None
        asks = record is not None and not record.is_checked_for_signs and record.id not in self._accepted
        ticked = self.tr("A danger sign is ticked: the guideline says refer or treat, not send home.")
        unchecked = self.tr("Danger signs were not checked: look for them before the child goes home.")
        self._line.set_text(unchecked if asks else ticked)
        self._answers.setVisible(asks)
        self.setVisible(asks or (record is not None and bool(record.danger_signs)))


class ReviewCard(Card):
    """Asks what the clinician says of the verdict, then what was done.

    Signals:
        deciding: something is about to be decided: what else is half typed is to be taken first.
        review_changed: the `Review` after a click, or after the note or the name was left.
        check_clicked: the user wants to look for danger signs.
    """

    deciding = Signal()
    review_changed = Signal(object)
    check_clicked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._review = Review()
        self._asks_opinion = True
        actions = [(action, action_text(action)) for action in Action]
        self._asked = TextLabel(bold=True)
        self._opinions = ChoiceRow("", _answers(Finding.NORMAL), _FIRST_OPINION_KEY)
        self._opinions.chosen.connect(self._take_opinion)
        self._question = TextLabel(self.tr("What was done?"), bold=True)
        self._actions = ChoiceRow(self._question.text(), actions, _FIRST_ACTION_KEY)
        self._actions.chosen.connect(self._take_action)
        self._doubt = _Doubt()
        self._doubt.check_clicked.connect(self.check_clicked)
        self._note = HintField(maxLength=1000)
        self._note.setPlaceholderText(self.tr("Note (optional)"))
        self._note.setAccessibleName(self.tr("Note on the decision"))
        self._note.editingFinished.connect(self.save_note)
        save_after_typing(self._note, self.save_note)
        self._signed = TextLabel(scale=SMALL)
        self._signed.setAccessibleName(self.tr("Who decided, and when"))
        self._rename = push_button(self.tr("Change"), self._ask_name, kind="quiet", width_px=0)
        self._rename.setAccessibleName(self.tr("Change the name of who decides"))
        self._name = HintField(maxLength=200)
        self._name.setPlaceholderText(self.tr("Your name"))
        self._name.setAccessibleName(self.tr("Your name"))
        self._name.editingFinished.connect(self._save_name)
        self._signature = QWidget()
        self._more = self._lay_out()
        self.show_waiting()

    @property
    def review(self) -> Review:
        """The decision with the note as typed at this moment, whether saved or not."""
        note = self._note.text().strip()
        return self._review if note == self._review.note else self._signed_now(note=note)

    @property
    def asked_next(self) -> QWidget:
        """What is to be looked at once something was decided: a doubt about it, else the row of what was done."""
        return self._doubt if self._doubt.isVisibleTo(self) else self._actions

    def show_waiting(self) -> None:
        """Show no decision: there is no verdict yet."""
        self._asks_opinion = True
        self._doubt.heed(None)
        self._ask_opinion(Finding.NOT_ASSESSED)
        self._note.clear()
        self._show(Review())

    def show_record(self, record: ScreeningRecord) -> None:
        """Show the decision on a record."""
        self._asks_opinion = _has_verdict(record)
        self._ask_opinion(record.verdict.finding)
        self._doubt.heed(record)
        self._note.setText(record.review.note)
        self._show(record.review)

    def show_danger_signs(self, record: ScreeningRecord) -> None:
        """Take the danger signs of a record: those that are ticked, or not checked, may speak against what was done."""
        self._doubt.heed(record)

    def show_verdict(self, record: ScreeningRecord) -> None:
        """Ask for an opinion where there is a verdict now: with the age, it may come or go."""
        if self._asks_opinion != _has_verdict(record):
            self._asks_opinion = not self._asks_opinion
            self._show(self._review)

    @property
    def asked_first(self) -> QWidget:
        """The first button that is shown."""
        return (self._opinions if self._opinions.isVisibleTo(self) else self._actions).first_button

    @Slot()
    def save_note(self) -> None:
        """Emit `review_changed` where a note was typed that was not saved yet."""
        if self.review != self._review:
            self._emit(self.review)

    @Slot(object)
    def _take_opinion(self, opinion: Opinion | None) -> None:
        """Take an opinion, unless there is no verdict any more: the age that was half typed has taken it."""
        self.deciding.emit()
        if self._asks_opinion or opinion is None:
            self._change(opinion=opinion)
        else:
            self._opinions.show_choice(self._review.opinion)

    @Slot(object)
    def _take_action(self, action: Action | None) -> None:
        self.deciding.emit()
        self._change(action=action)

    def _change(self, **values: Any) -> None:
        self._emit(self._signed_now(note=self._note.text().strip(), **values))

    def _signed_now(self, **values: Any) -> Review:
        """Return the decision with other values, by the user at this moment; nobody has decided nothing."""
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        changed = replace(self._review, **values, reviewer=self._session.settings.user_name, reviewed_at=now)
        return Review() if changed.is_empty else changed

    def _emit(self, review: Review) -> None:
        self._show(review)
        self.review_changed.emit(review)

    def _ask_opinion(self, finding: Finding) -> None:
        """Ask what fits a finding: an uncertain one says nothing to agree with."""
        is_uncertain = finding is Finding.UNCERTAIN
        self._asked.setText(self.tr("What do you see?") if is_uncertain else self.tr("What do you say?"))
        self._opinions.ask(self._asked.text(), _answers(finding))

    def _show(self, review: Review) -> None:
        self._review = review
        self._opinions.show_choice(review.opinion)
        self._actions.show_choice(review.action)
        has_opinion = self._asks_opinion or review.opinion is not None
        self._asked.setVisible(has_opinion)
        self._opinions.setVisible(has_opinion)
        self._more.setVisible(not has_opinion or not review.is_empty)
        self._doubt.show_action(review.action)
        signed = filter(None, (printable(review.reviewer), date_time_text(review.reviewed_at)))
        self._signed.setText(" · ".join(signed))
        self._signature.setVisible(not review.is_empty)
        self._show_name_field(not self._session.settings.user_name and not review.reviewer)

    @Slot()
    def _ask_name(self) -> None:
        self._show_name_field(True)
        self._name.setFocus()

    def _show_name_field(self, is_shown: bool) -> None:
        self._name.setText(self._session.settings.user_name)
        self._name.setVisible(is_shown)
        self._rename.setVisible(not is_shown)

    @Slot()
    def _save_name(self) -> None:
        """Keep the name for every decision from now on, and put it under this one."""
        name = " ".join(self._name.text().split())
        if not name or name == self._session.settings.user_name == self._review.reviewer:
            self._show_name_field(not name)
            return
        self._session.update(user_name=name)
        self._change()

    def _lay_out(self) -> QWidget:
        """Lay the parts out, and return those that are shown once something was decided."""
        more = QWidget()
        column = column_layout(more)
        column.addWidget(self._question)
        column.addWidget(self._actions)
        column.addWidget(self._doubt)
        column.addWidget(self._note)
        signature = column_layout(self._signature)
        signed = row_layout()
        signed.addWidget(self._signed, stretch=1)
        signed.addWidget(self._rename)
        signature.addWidget(self._name)
        signature.addLayout(signed)
        column.addWidget(self._signature)
        self.column.addWidget(self._asked)
        self.column.addWidget(self._opinions)
        self.column.addWidget(more)
        return more


def _answers(finding: Finding) -> list[tuple[Opinion, str]]:
    return [(opinion, opinion_text(opinion)) for opinion in opinions_on(finding)]


def _has_verdict(record: ScreeningRecord) -> bool:
    """Tell whether there is a verdict to agree with: none of a refused X-ray, nor of one of another age."""
    return record.verdict.shown_finding is not Finding.NOT_ASSESSED
