"""Card of the score on its scale; where no age is known, it asks for that first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.model.bundle import OperatingPoint
from app.core.model.decision import clear_pattern
from app.core.records import ScreeningRecord
from app.gui.text.locale_text import percent
from app.gui.text.verdict_text import age_reasons, pattern_sentence, pattern_text, tool_tip
from app.gui.theme.tokens import LARGE, SMALL
from app.gui.widgets.card import Card
from app.gui.widgets.controls import column_layout, row_layout
from app.gui.widgets.labels import TextLabel
from app.gui.widgets.score_scale import ScoreScale
from app.gui.xray.cards.age_question import AgeQuestion


class ScoreCard(Card):
    """Shows score and pattern, or the question for the age in the same place.

    Signals:
        age_given: the age in years that the user has typed, or None for an age that nobody knows.
    """

    age_given = Signal(object)

    def __init__(self, point: OperatingPoint) -> None:
        super().__init__()
        self._score = TextLabel(bold=True, scale=LARGE)
        self._score.setWordWrap(False)
        self._score.setAccessibleName(self.tr("Score"))
        self._pattern = TextLabel(scale=SMALL)
        self._pattern.setAccessibleName(self.tr("Pattern"))
        end = Qt.AlignmentFlag.AlignLeft if self.isRightToLeft() else Qt.AlignmentFlag.AlignRight
        self._pattern.setAlignment(end | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        self._scale = ScoreScale(point)
        self._question = AgeQuestion()
        self._question.age_given.connect(self.age_given)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_score())
        self._reserve_question(True)
        self.column.addWidget(self._pages)

    def show_waiting(self, point: OperatingPoint) -> None:
        """Show the scale without a score, at the point that the next verdict will be decided at."""
        self._show_score(self.tr("Score"), None, point)
        self._show_pattern("", "")

    def show_record(self, record: ScreeningRecord, point: OperatingPoint | None) -> None:
        """Show the score of a record; for an age that the model was not made for there is none to go by.

        Args:
            record: to show.
            point: that it was decided at; without one there is no scale.
        """
        score = None if age_reasons(record.verdict) else record.verdict.score
        if score is None:
            self._show_score(self.tr("No score"), None, None)
            self._show_pattern("", "")
            return
        self._show_score(self.tr("Score {score}").format(score=percent(score)), score, point)
        pattern = pattern_text(record)
        words = self.tr("pattern: {pattern}") if clear_pattern(record) else self.tr("pattern {pattern}")
        self._show_pattern(words.format(pattern=pattern) if pattern else "", pattern_sentence(record))

    @property
    def typed_age(self) -> float | None:
        """The age that is typed in answer to the question, and was not given yet; None for none."""
        is_asked = self._pages.currentWidget() is self._question
        return self._question.age_years if is_asked else None

    def clear_question(self) -> None:
        """Forget what is typed in answer to the question."""
        self._question.clear()

    def ask_age(self) -> None:
        """Ask for the age instead of showing a score."""
        self._reserve_question(True)
        self._pages.setCurrentWidget(self._question)

    def _show_score(self, words: str, score: float | None, point: OperatingPoint | None) -> None:
        self._pages.setCurrentIndex(0)
        self._reserve_question(point is not None)
        self._score.setText(words)
        self._scale.setVisible(point is not None)
        if point:
            self._scale.show_score(score, point)

    def _reserve_question(self, is_reserved: bool) -> None:
        """Keep the room of the question, or leave it where it is not asked and there is no scale either."""
        if is_reserved:
            self._pages.addWidget(self._question)
        else:
            self._pages.removeWidget(self._question)

    def _show_pattern(self, words: str, sentence: str) -> None:
        self._pattern.setText(words)
        self._pattern.setToolTip(tool_tip(sentence))

    def _make_score(self) -> QWidget:
        page = QWidget()
        column = column_layout(page)
        row = row_layout()
        row.addWidget(self._score)
        row.addWidget(self._pattern, stretch=1)
        column.addLayout(row)
        column.addWidget(self._scale)
        column.addStretch()
        return page
