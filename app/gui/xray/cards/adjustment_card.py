"""Card of a picture that was turned or inverted for its screening, or may have to be."""

from __future__ import annotations

from PySide6.QtGui import QAction

from app.core.intake.checks import SAYS_HOW_TO_ADJUST, may_pass_adjusted
from app.core.records import ScreeningRecord
from app.gui.text.adjustment_text import adjusted_sentence
from app.gui.widgets.card import Card
from app.gui.widgets.labels import TextLabel
from app.gui.xray.header import action_button


class AdjustmentCard(Card):
    """Says how the picture was adjusted; of one that was refused, offers to screen it as it is shown.

    It is hidden where there is nothing to say.
    """

    def __init__(self, screen_action: QAction) -> None:
        super().__init__()
        self._done = TextLabel()
        self._hint = TextLabel()
        self._button = action_button(screen_action, screen_action.iconText(), kind="primary")
        for part in (self._done, self._hint, self._button):
            self.column.addWidget(part)
        self.hide()

    def show_record(self, record: ScreeningRecord) -> None:
        """Show what holds for a record."""
        done, may_pass = adjusted_sentence(record.adjustments), may_pass_adjusted(record.verdict)
        is_said = any(reason.code in SAYS_HOW_TO_ADJUST for reason in record.verdict.reasons)
        self._done.setText(done)
        self._done.setVisible(bool(done))
        case = "" if is_said else self.tr("It may lie on its side, or be a negative.")
        how = self.tr("Turn or invert it with the buttons below the picture, then press:")
        self._hint.setText(f"{case} {how}".strip())
        self._hint.setVisible(may_pass)
        self._button.setVisible(may_pass)
        self.setVisible(bool(done) or may_pass)
