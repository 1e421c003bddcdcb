"""The verdict beside the picture: words first, then what to do, then figures and limits."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.core.bundle import Bundle
from app.core.records import ScreeningRecord
from app.gui import wording
from app.gui.labels import TextLabel
from app.gui.marks import FindingMark
from app.gui.score_bar import ScoreBar


class VerdictPanel(QScrollArea):
    """Shows the verdict of one record; it scrolls where the screen is too low."""

    def __init__(self, bundle: Bundle) -> None:
        super().__init__()
        self._bundle = bundle
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Verdict"))
        self._mark = FindingMark(40)
        self._words = TextLabel(scale=1.7, bold=True)
        self._words.setAccessibleName(self.tr("Verdict in words"))
        self._reasons = TextLabel(scale=1.1)
        self._next = TextLabel(scale=1.1)
        self._score = TextLabel(scale=1.7, bold=True)
        self._score.setAccessibleName(self.tr("Score"))
        self._bar = ScoreBar(bundle.operating_point())
        self._point = TextLabel()
        self._pattern = TextLabel()
        self._figures = self._make_figures()

        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        headline = QHBoxLayout()
        headline.setSpacing(14)
        headline.addWidget(self._mark)
        headline.addWidget(self._words, stretch=1)
        column.addLayout(headline)
        column.addWidget(self._reasons)
        column.addWidget(self._next)
        column.addWidget(self._figures)
        column.addSpacing(8)
        column.addWidget(self._make_limits(bundle))
        column.addStretch()
        self.setWidget(inside)

    def show_waiting(self) -> None:
        """Say that the verdict is being made."""
        self._mark.hide()
        self._words.setText(self.tr("Looking at the X-ray…"))
        for part in (self._reasons, self._next, self._figures):
            part.hide()

    def show_record(self, record: ScreeningRecord) -> None:
        """Show the verdict of a record."""
        verdict = record.verdict
        self._mark.show_finding(verdict.finding)
        self._mark.show()
        self._words.setText(wording.verdict_words(verdict.finding))
        _show_text(self._reasons, wording.reasons_text(verdict, "\n\n"))
        _show_text(self._next, wording.next_step(verdict.finding))
        _show_text(self._pattern, wording.pattern_sentence(verdict))
        self._figures.setVisible(verdict.score is not None)
        if verdict.score is not None:
            self._score.setText(wording.percent(verdict.score))
            point = self._bundle.operating_point(verdict.operating_point)
            self._bar.show_score(verdict.score, point)
            self._point.setText(wording.point_sentence(point))
        self.verticalScrollBar().setValue(0)

    def _make_figures(self) -> QWidget:
        figures = QWidget()
        column = QVBoxLayout(figures)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(_heading(self.tr("Score for pneumonia")))
        column.addWidget(self._score)
        column.addWidget(self._bar)
        column.addWidget(self._point)
        column.addSpacing(6)
        column.addWidget(self._pattern)
        return figures

    def _make_limits(self, bundle: Bundle) -> QWidget:
        limits = QWidget()
        column = QVBoxLayout(limits)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(_heading(self.tr("Limits")))
        for sentence in bundle.limits:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(QLabel("•"), alignment=Qt.AlignmentFlag.AlignTop)
            row.addWidget(TextLabel(sentence), stretch=1)
            column.addLayout(row)
        column.addSpacing(6)
        column.addWidget(TextLabel(self.tr("Model {model}").format(model=bundle.model_id), scale=0.9))
        return limits


def _heading(text: str) -> QLabel:
    return TextLabel(text, bold=True)


def _show_text(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
