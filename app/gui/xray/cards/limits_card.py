"""Card of the limits: the one that applies now, and all of them on demand."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from app.core.model.bundle import Bundle
from app.core.records import ScreeningRecord
from app.gui.text.verdict_text import bundle_text, limit_line, usual_limit
from app.gui.theme.spacing import LINE_CARD_MARGINS
from app.gui.theme.tokens import SMALL
from app.gui.widgets.card import Card
from app.gui.widgets.controls import row_layout, set_kind
from app.gui.widgets.labels import BulletList, TextLabel
from app.gui.xray.cards.choice_row import SlimButton


class LimitsCard(Card):
    """Says one limit in one line, and all on demand.

    Signals:
        opened: all are shown.
    """

    opened = Signal()

    def __init__(self, bundle: Bundle) -> None:
        super().__init__(margins=LINE_CARD_MARGINS)
        self._limits = bundle.input_limits
        self._line = TextLabel(scale=SMALL)
        self._line.setAccessibleName(self.tr("Limit"))
        self._more = SlimButton()
        self._more.clicked.connect(self._on_clicked)
        set_kind(self._more, "quiet")
        self._more.setCheckable(True)
        self._more.setAccessibleName(self.tr("All limits"))
        self._all = BulletList(map(bundle_text, bundle.limits))
        row = row_layout()
        row.addWidget(TextLabel(self.tr("Limits"), bold=True))
        row.addWidget(self._line, stretch=1)
        row.addWidget(self._more)
        self.column.addLayout(row)
        self.column.addWidget(self._all)
        self.show_waiting()
        self._toggle()

    def show_waiting(self) -> None:
        """Show what holds for every X-ray."""
        self._line.setText(usual_limit(self._limits))

    def show_record(self, record: ScreeningRecord) -> None:
        """Show what holds for a record."""
        self._line.setText(limit_line(record, self._limits))

    @Slot()
    def _on_clicked(self) -> None:
        self._toggle()
        if self._more.isChecked():
            self.opened.emit()

    def _toggle(self) -> None:
        is_open = self._more.isChecked()
        self._all.setVisible(is_open)
        self._more.setText(self.tr("Less") if is_open else self.tr("More"))
