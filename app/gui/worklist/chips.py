"""Filter of the worklist: a chip for each kind of row, with its count, and a search field."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.core.records import Finding
from app.gui.text.locale_text import number_text
from app.gui.text.verdict_text import tool_tip
from app.gui.theme.finding_marks import MARK_PX, icon, tone_of
from app.gui.theme.spacing import CONTROL_GAP_PX
from app.gui.theme.style import scale_to_text
from app.gui.widgets.chip import Chip
from app.gui.widgets.controls import HintField
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.worklist.rows.filter import Counts, RowFilter

_PAUSE_MS = 200
"""How long the typing has to pause before it is looked for."""

_CHIPS = (
    RowFilter(),
    *(RowFilter(finding) for finding in (Finding.PNEUMONIA, Finding.UNCERTAIN, Finding.NORMAL, Finding.NOT_ASSESSED)),
    RowFilter(is_unseen=True),
)


class ChipBar(QWidget):
    """One click on a chip shows its rows alone; a second one, or a click on the first chip, shows all.

    Signals:
        changed: the `RowFilter` that is chosen now.
        entered: the user wants to go on from the words to the table.
    """

    changed = Signal(object)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen = RowFilter()
        self._chips = {shown: self._make_chip(shown) for shown in _CHIPS}
        self._search = HintField(clearButtonEnabled=True, maxLength=200)
        self._search.setAccessibleName(self.tr("Search"))
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._search_now)
        self._search.textChanged.connect(self._pause.start)
        self._search.returnPressed.connect(self._enter)
        self._counts = Counts()
        self.setLayout(FlowLayout(*self._chips.values(), self._search))
        self._say_counts()
        self._check()

    @property
    def chosen(self) -> RowFilter:
        """The filter that is set."""
        return RowFilter(self._chosen.finding, self._chosen.is_unseen, " ".join(self._search.text().split()))

    def show_counts(self, counts: Counts) -> None:
        """Say on each chip how many rows there are of its kind."""
        self._counts = counts
        self._say_counts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words of the findings to their marks where all would take two lines."""
        super().resizeEvent(event)
        self._say_counts()

    @Slot()
    def clear(self) -> None:
        """Show everything."""
        self._search.clear()
        self._chosen = RowFilter()
        self._emit()

    def show_unseen(self) -> None:
        """Show the rows that nobody has opened, whatever was looked for before."""
        self._search.clear()
        self._chosen = RowFilter(is_unseen=True)
        self._emit()

    @Slot()
    def focus_search(self) -> None:
        """Put the cursor into the field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the marks for another palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._mark()

    def _make_chip(self, shown: RowFilter) -> Chip:
        finding = shown.finding
        chip = Chip(lambda tokens: tone_of(finding, tokens).ink if finding else tokens.ink)
        chip.setIconSize(QSize(scale_to_text(MARK_PX), scale_to_text(MARK_PX)))
        chip.clicked.connect(lambda: self._choose(shown))
        return chip

    def _choose(self, shown: RowFilter) -> None:
        self._chosen = RowFilter() if shown == self._chosen else shown
        self._emit()

    @Slot()
    def _search_now(self) -> None:
        self._emit()

    @Slot()
    def _enter(self) -> None:
        self._emit()
        self.entered.emit()

    def _emit(self) -> None:
        self._pause.stop()
        self._check()
        self.changed.emit(self.chosen)

    def _check(self) -> None:
        for shown, chip in self._chips.items():
            chip.setChecked(shown == self._chosen)
        self._mark()

    def _mark(self) -> None:
        for shown, chip in self._chips.items():
            if shown.finding:
                chip.setIcon(icon(shown.finding, self.palette(), MARK_PX))

    def _say_counts(self) -> None:
        self._search.setPlaceholderText(self.tr("Search patient, file, note (Ctrl+F)"))
        needed = self._search.minimumSizeHint().width()
        for shown, chip in self._chips.items():
            words = self._words(shown).format(count=number_text(self._counts.of(shown)))
            chip.setAccessibleName(words)
            chip.setToolTip(tool_tip(words))
            chip.setText(words)
            needed += chip.sizeHint().width() + CONTROL_GAP_PX
        if needed <= self.width():
            return
        self._search.setPlaceholderText(self.tr("Search"))
        for shown, chip in self._chips.items():
            if shown.finding:
                chip.setText(number_text(self._counts.of(shown)))

    def _words(self, shown: RowFilter) -> str:
        if shown.is_unseen:
            return self.tr("Not seen {count}")
        words: Mapping[Finding | None, str] = {
            None: self.tr("All {count}"),
            Finding.PNEUMONIA: self.tr("Signs {count}"),
            Finding.UNCERTAIN: self.tr("Have it read {count}"),
            Finding.NORMAL: self.tr("No signs {count}"),
            Finding.NOT_ASSESSED: self.tr("Not assessed {count}"),
        }
        return words[shown.finding]
