"""Card of the score on its scale, and of the age; where no age is known, it asks for that first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.model.bundle import OperatingPoint
from app.core.model.decision import clear_pattern
from app.core.model.limits import InputLimits
from app.core.records import Finding, ScreeningRecord
from app.gui.text.locale_text import percent
from app.gui.text.verdict_text import (
    age_phrase,
    pattern_sentence,
    pattern_text,
    point_sentence,
    tool_tip,
    uncertain_remark,
)
from app.gui.theme.control_shapes import paint_panel
from app.gui.theme.spacing import LINE_GAP_PX
from app.gui.theme.tokens import LARGE, SMALL, colours
from app.gui.widgets.card import Card
from app.gui.widgets.controls import column_layout, push_button, row_layout
from app.gui.widgets.labels import TextLabel
from app.gui.widgets.score_scale import ScoreScale
from app.gui.xray.cards.age_question import AgeQuestion

AGE_KEY = "F12"
"""Leads to the field for the age."""


class ScoreCard(Card):
    """Shows score, pattern and age, or the question for the age in the same place and as high.

    Signals:
        age_given: the age in years that the user has typed, or None for an age that nobody knows.
    """

    age_given = Signal(object)

    def __init__(self, point: OperatingPoint, limits: InputLimits) -> None:
        super().__init__()
        self._years: float | None = None
        self._score = TextLabel(bold=True, scale=LARGE)
        self._score.setWordWrap(False)
        self._score.setAccessibleName(self.tr("Score"))
        self._remark = TextLabel(scale=SMALL)
        self._remark.setAccessibleName(self.tr("What the score means"))
        end = Qt.AlignmentFlag.AlignLeft if self.isRightToLeft() else Qt.AlignmentFlag.AlignRight
        self._remark.setAlignment(end | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        self._scale = ScoreScale(point)
        self._age = TextLabel()
        self._age.setAccessibleName(self.tr("Age in words"))
        self._change = push_button(self.tr("Change"), self.ask_age, kind="quiet", width_px=0)
        self._change.setAccessibleName(self.tr("Change the age"))
        self._change.setToolTip(f"{self._change.accessibleName()} ({AGE_KEY})")
        self._question = AgeQuestion(limits)
        self._question.age_given.connect(self.age_given)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_score())
        self._reserve_question(True)
        self.column.addWidget(self._pages)

    @property
    def asks_age(self) -> bool:
        """Whether the question for the age is shown."""
        return self._pages.currentWidget() is self._question

    @property
    def has_focus(self) -> bool:
        """Whether a key goes to a part of the card."""
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    @property
    def is_answering(self) -> bool:
        """Whether something is typed in answer to the question, understood or not."""
        return self.asks_age and self._question.is_typed

    @property
    def typed_age(self) -> float | None:
        """The age that is typed in answer to the question, and was not given yet; None for none."""
        return self._question.age_years if self.asks_age else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface; that of the question stands out."""
        if not self.asks_age:
            super().paintEvent(event)
            return
        tokens = colours(self.palette())
        painter = QPainter(self)
        paint_panel(painter, self.rect(), tokens.accent_soft, tokens.accent)
        painter.end()

    def show_waiting(self, point: OperatingPoint) -> None:
        """Show the scale without a score, at the point that the next verdict will be decided at."""
        self.show()
        self._show_score(self.tr("Score"), None, point)
        self._show_remark("", "")
        self._show_age(None, is_known=False)

    def show_record(self, record: ScreeningRecord, point: OperatingPoint | None, *, is_age_taken: bool = False) -> None:
        """Show the score and the age of a record; for an age that the model was not made for there is no score.

        Args:
            record: to show; without a verdict there is nothing to show.
            point: that it was decided at; without one there is no scale.
            is_age_taken: whether the age was taken over from another X-ray of the patient.
        """
        self.setVisible(record.verdict.finding is not Finding.NOT_ASSESSED)
        self._show_age(record.age_years)
        if is_age_taken:
            taken = self.tr("{age}, from this patient's other X-ray of the day")
            self._age.setText(taken.format(age=self._age.text()))
        score = None if record.verdict.is_for_other_age else record.verdict.score
        if score is None:
            self._show_score("", None, None)
            self._show_remark("", "")
            return
        self._show_score(self.tr("Score {score}").format(score=percent(score)), score, point)
        if point and record.verdict.finding is Finding.UNCERTAIN:
            self._show_remark(uncertain_remark(point), point_sentence(point))
        elif clear_pattern(record):
            words = self.tr("pattern: {pattern}").format(pattern=pattern_text(record))
            self._show_remark(words, pattern_sentence(record))
        else:
            self._show_remark("", "")

    def clear_question(self) -> None:
        """Forget what is typed in answer to the question."""
        self._question.clear()

    def answer_typed(self) -> None:
        """Give the age that is typed in answer to the question, if it is asked."""
        if self.asks_age:
            self._question.answer_typed()

    def show_question(self) -> None:
        """Ask for the age instead of showing a score."""
        self.show()
        self._reserve_question(True)
        self._pages.setCurrentWidget(self._question)
        self.update()

    @Slot()
    def ask_age(self) -> None:
        """Ask for the age, or for another one, and put the cursor there."""
        if not self.asks_age:
            self._question.show_age(self._years)
            self.show_question()
        self._question.take_focus()

    def _show_score(self, words: str, score: float | None, point: OperatingPoint | None) -> None:
        self._pages.setCurrentIndex(0)
        self._reserve_question(point is not None)
        self._score.setText(words)
        self._heading.setVisible(bool(words))
        self._scale.setVisible(point is not None)
        if point:
            self._scale.show_score(score, point)
        self.update()

    def _show_age(self, years: float | None, *, is_known: bool = True) -> None:
        self._years = years
        age = self.tr("not known") if years is None else age_phrase(years)
        self._age.setText(self.tr("Age: {age}").format(age=age if is_known else "…"))

    def _reserve_question(self, is_reserved: bool) -> None:
        """Keep the room of the question, or leave it where it is not asked and there is no scale either."""
        if not is_reserved:
            self._pages.removeWidget(self._question)
        elif self._pages.indexOf(self._question) < 0:  # to be added again would take it the focus
            self._pages.addWidget(self._question)

    def _show_remark(self, words: str, sentence: str) -> None:
        self._remark.setText(words)
        self._remark.setToolTip(tool_tip(sentence))

    def _make_score(self) -> QWidget:
        page = QWidget()
        column = column_layout(page, gap_px=LINE_GAP_PX)
        self._heading = QWidget()
        heading = row_layout(self._heading)
        heading.addWidget(self._score)
        heading.addWidget(self._remark, stretch=1)
        age = row_layout()
        age.addWidget(self._age, stretch=1)
        age.addWidget(self._change)
        column.addWidget(self._heading)
        column.addWidget(self._scale)
        column.addLayout(age)
        column.addStretch()
        return page
