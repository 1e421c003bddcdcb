"""Card of danger signs that were marked on another X-ray of the child, of the same day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent

from app.core.records import ScreeningRecord
from app.core.review import DangerSign
from app.core.same_day import danger_of_day, missing_signs
from app.gui.text.review_text import danger_sign_text, signs_elsewhere
from app.gui.theme.control_shapes import paint_panel
from app.gui.theme.tokens import colours
from app.gui.widgets.card import Card
from app.gui.widgets.controls import push_button
from app.gui.widgets.labels import TextLabel
from app.gui.xray.cards.warning_line import WarningLine


class OtherSignsCard(Card):
    """Says which signs they are and takes them over on demand: they are the child's, whatever X-ray is shown.

    It is hidden where there are none.

    Signals:
        taken: a tuple of `DangerSign` that hold for this X-ray too.
    """

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._record: ScreeningRecord | None = None
        self._others: Sequence[ScreeningRecord] = ()
        self._signs: tuple[DangerSign, ...] = ()
        self._headline = WarningLine()
        self._words = TextLabel()
        button = push_button(self.tr("Mark them here too"), lambda: self.taken.emit(self._signs), width_px=0)
        self.column.addWidget(self._headline)
        self.column.addWidget(self._words)
        self.column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeading)
        self.hide()

    def show_waiting(self) -> None:
        """Show nothing: there is no X-ray yet."""
        self._record, self._others = None, ()
        self._show()

    def show_record(self, record: ScreeningRecord) -> None:
        """Set the record that is shown."""
        self._record = record
        self._show()

    def set_others(self, others: Sequence[ScreeningRecord]) -> None:
        """Set the other X-rays, newest first; those of another patient or another day do not count."""
        self._others = others
        self._show()

    def _show(self) -> None:
        """Show the signs of another X-ray that the record lacks."""
        record = self._record
        other = danger_of_day(record, self._others) if record else None
        if record and other:
            self._signs = missing_signs(record, other)
            self._headline.set_text(signs_elsewhere(other))
            self._words.setText(" · ".join(map(danger_sign_text, self._signs)))
        self.setVisible(other is not None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface with a red edge."""
        tokens = colours(self.palette())
        painter = QPainter(self)
        paint_panel(painter, self.rect(), tokens.surface, tokens.signs.ink)
        painter.end()
