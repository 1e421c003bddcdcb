"""Band at the top of the verdict panel: the finding in large words, and the next step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame

from app.core.model.limits import InputLimits
from app.core.records import AGE_CODES, Finding, ScreeningRecord, Verdict
from app.gui.text import verdict_text
from app.gui.theme.control_shapes import paint_panel
from app.gui.theme.finding_marks import FindingMark, tone
from app.gui.theme.spacing import CONTROL_GAP_PX, LINE_GAP_PX, Margins
from app.gui.theme.tokens import HUGE, LARGE, RADIUS_PX, colours
from app.gui.widgets.controls import column_layout, row_layout
from app.gui.widgets.labels import TextLabel, scaled_font, set_colour, text_height

_MARGINS: Margins = (16, 12, 16, 12)
_EDGE_PX = 6
_MARK_PX = 28
_SCALES = (HUGE, 20 / 14, LARGE)
"""Scales of the large words, of which the first is taken that keeps them in one line."""


class VerdictBand(QFrame):
    """Shows a finding in its colour, with room for the longest words, so that nothing moves below it.

    While the age is asked for, the finding is an outline without a colour: it holds for some ages only.
    """

    def __init__(self, limits: InputLimits) -> None:
        super().__init__()
        self._limits = limits
        self._finding = Finding.NOT_ASSESSED
        self._is_outline = False
        self._mark = FindingMark(_MARK_PX)
        self._words = TextLabel(bold=True, scale=HUGE)
        self._words.setAccessibleName(self.tr("Verdict in words"))
        self._warning = TextLabel(bold=True)
        self._warning.setAccessibleName(self.tr("Warning"))
        self._next = TextLabel()
        self._next.setAlignment(self._next.alignment() & ~Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTop)
        column = column_layout(self, gap_px=LINE_GAP_PX, margins=_MARGINS)
        headline = row_layout(gap_px=CONTROL_GAP_PX)
        headline.addWidget(self._mark, alignment=Qt.AlignmentFlag.AlignTop)
        headline.addWidget(self._words, stretch=1)
        column.addLayout(headline)
        column.addWidget(self._warning)
        column.addWidget(self._next)

    def show_waiting(self) -> None:
        """Show that the X-ray is being screened."""
        self._mark.hide()
        self._is_outline = False
        self._show(Finding.NOT_ASSESSED, self.tr("Looking at the X-ray…"), "", "")

    def show_record(self, record: ScreeningRecord, *, asks_age: bool = False) -> None:
        """Show the verdict of a record.

        Args:
            record: whose patient, where the model was not made for them, gets no finding.
            asks_age: whether the age is asked for: the verdict is quiet until it is known.
        """
        verdict = record.verdict
        shown, step = verdict.shown_finding, verdict_text.verdict_step(verdict)
        self._mark.show_finding(shown, Finding.NOT_ASSESSED if asks_age else shown)
        if asks_age:
            shown, step = Finding.NOT_ASSESSED, verdict_text.age_condition(self._limits)
        self._mark.show()
        self._is_outline = asks_age
        self._show(shown, verdict_text.verdict_words(verdict), "\n\n".join(_warnings(verdict)), step)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        elif event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words to the width."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the soft ground of the finding, and its edge where one begins to read; or an outline."""
        painter = QPainter(self)
        if self._is_outline:
            tokens = colours(self.palette())
            paint_panel(painter, self.rect(), tokens.surface, tokens.line)
            painter.end()
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape, place = QPainterPath(), QRectF(self.rect())
        shape.addRoundedRect(place, RADIUS_PX, RADIUS_PX)
        painter.setClipPath(shape)
        tints = tone(self._finding, self.palette())
        painter.fillRect(place, QColor(tints.soft))
        left = place.right() - _EDGE_PX if self.isRightToLeft() else place.left()
        painter.fillRect(QRectF(left, 0, _EDGE_PX, place.height()), QColor(tints.ink))
        painter.end()

    def _show(self, finding: Finding, words: str, warning: str, next_step: str) -> None:
        self._finding = finding
        self._words.setText(words)
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))
        self._next.setText(next_step)
        self._colour()
        self._fit()
        self.update()

    def _colour(self) -> None:
        tints = tone(self._finding, self.palette())
        set_colour(self._words, tints.ink)
        ground = colours(self.palette()).surface if self._is_outline else tints.soft
        set_colour(self._mark, ground, QPalette.ColorRole.Window)

    def _fit(self) -> None:
        """Choose the largest words that fit in one line, and keep the room of the longest next step."""
        inside = self.contentsRect().width() - _MARGINS[0] - _MARGINS[2]
        beside = inside - (self._mark.width() + CONTROL_GAP_PX if self._mark.isVisibleTo(self) else 0)
        if beside <= 0:
            return
        quiet = scaled_font(self, LARGE, bold=True)
        self._words.setFont(quiet if self._is_outline else self._fitting_font(self._words.text(), beside))
        headlines = [verdict_text.unsuited_text(), *map(verdict_text.finding_text, Finding)]
        beside_mark = inside - self._mark.width() - CONTROL_GAP_PX
        self._words.setMinimumHeight(
            max(text_height(self._fitting_font(words, beside_mark), words, beside_mark) for words in headlines)
        )
        steps = [verdict_text.age_condition(self._limits), *map(verdict_text.next_step, Finding)]
        self._next.setMinimumHeight(max(text_height(self._next.font(), step, inside) for step in steps))

    def _fitting_font(self, words: str, width: int) -> QFont:
        fonts = [scaled_font(self, scale, bold=True) for scale in _SCALES]
        fitting = (font for font in fonts if QFontMetrics(font).horizontalAdvance(words) <= width)
        return next(fitting, fonts[-1])


def _warnings(verdict: Verdict) -> list[str]:
    """Return the reasons that stand in the band: its words and the score say already that a score is uncertain."""
    others = [reason for reason in verdict.reasons if reason.code not in {*AGE_CODES, "uncertain"}]
    return [*verdict_text.age_reasons(verdict), *map(verdict_text.reason_text, others)]
