"""Card for the specialist: model, figures and digests, closed until it is asked for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.model.bundle import Bundle
from app.core.records import ScreeningRecord
from app.core.text import printable
from app.gui.text.specialist_text import specialist_facts
from app.gui.theme.spacing import LINE_GAP_PX
from app.gui.theme.tokens import SMALL
from app.gui.widgets.card import Card
from app.gui.widgets.controls import column_layout
from app.gui.widgets.expander import Expander
from app.gui.widgets.labels import TextLabel


class SpecialistCard(Card):
    """Lists what a nurse needs not read.

    Signals:
        opened: the list is shown.
    """

    opened = Signal()

    def __init__(self, bundle: Bundle) -> None:
        super().__init__(margins=(6, 4, 6, 4))
        self._bundle = bundle
        self._rows: list[tuple[TextLabel, TextLabel]] = []
        self._body = QWidget()
        self._column = column_layout(self._body, gap_px=LINE_GAP_PX, margins=(8, 0, 8, 8))
        self._section = Expander(self.tr("For the specialist"), self._body)
        self._section.opened.connect(self.opened)
        self.column.addWidget(self._section)

    def show_waiting(self) -> None:
        """Show nothing of a record."""
        self._show([])

    def show_record(self, record: ScreeningRecord) -> None:
        """Show what belongs to a record."""
        self._show(specialist_facts(record, self._bundle))

    def _show(self, facts: list[tuple[str, str]]) -> None:
        while len(self._rows) < len(facts):
            pair = TextLabel(scale=SMALL, bold=True), TextLabel(scale=SMALL)
            for label in pair:
                self._column.addWidget(label)
            self._rows.append(pair)
        for place, (name, value) in enumerate(self._rows):
            name.setVisible(place < len(facts))
            value.setVisible(place < len(facts))
            if place < len(facts):
                name.setText(facts[place][0])
                value.setText(printable(facts[place][1]))
