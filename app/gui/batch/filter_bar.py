"""Filter of the batch table, by verdict and by text."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from app.core.records import Finding
from app.gui.batch.row_order import Filter
from app.gui.text import verdict_text
from app.gui.text.locale_text import number_text
from app.gui.theme.finding_marks import MARK_PX, icon
from app.gui.theme.spacing import FIELD_HEIGHT_PX
from app.gui.widgets.controls import HintField
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import TextLabel


class FilterBar(QWidget):
    """A check box with a count for each finding, which shows or hides its rows, and a search field.

    Signals:
        changed: the `Filter` that is chosen now.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._boxes = {finding: self._make_box(finding) for finding in Finding}
        self._search = HintField(clearButtonEnabled=True)
        self._search.setPlaceholderText(self.tr("Search file or patient (Ctrl+F)"))
        self._search.setAccessibleName(self.tr("Search file or patient"))
        self._search.textChanged.connect(self._emit_changed)
        self._rows = TextLabel()
        self._rows.setWordWrap(False)
        self._rows.setMinimumHeight(FIELD_HEIGHT_PX)
        self._rows.setAccessibleName(self.tr("Rows shown"))
        self.setLayout(FlowLayout(*self._boxes.values(), self._search, self._rows))

    @property
    def chosen(self) -> Filter:
        """The filter that is set."""
        shown = frozenset(finding for finding, box in self._boxes.items() if box.isChecked())
        return Filter(shown, self._search.text().strip())

    def show_counts(self, counts: Mapping[Finding, int], shown: int) -> None:
        """Say how many records there are of each finding, and how many of all are shown."""
        for finding, box in self._boxes.items():
            box.setText(verdict_text.finding_count(finding, counts.get(finding, 0)))
        total = sum(counts.values())
        text = self.tr("{shown} of %Ln row(s) shown", "", total)
        self._rows.setText(text.format(shown=number_text(shown)))

    @Slot()
    def clear(self) -> None:
        """Show everything."""
        parts = (*self._boxes.values(), self._search)
        before = [part.blockSignals(True) for part in parts]
        for box in self._boxes.values():
            box.setChecked(True)
        self._search.clear()
        for part, was_blocked in zip(parts, before, strict=True):
            part.blockSignals(was_blocked)
        self._emit_changed()

    @Slot()
    def focus_search(self) -> None:
        """Put the cursor into the field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the marks for another palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for finding, box in self._boxes.items():
                box.setIcon(icon(finding, self.palette(), MARK_PX))

    def _make_box(self, finding: Finding) -> QCheckBox:
        box = QCheckBox(verdict_text.finding_count(finding, 0))
        box.setChecked(True)
        box.setIcon(icon(finding, self.palette(), MARK_PX))
        box.setToolTip(verdict_text.tool_tip(self.tr("Show or hide these rows")))
        box.toggled.connect(self._emit_changed)
        return box

    @Slot()
    def _emit_changed(self) -> None:
        self.changed.emit(self.chosen)
