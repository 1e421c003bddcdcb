"""Filter of the worklist: a chip for each kind of row, with its count, and a search field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.core.records import Finding
from app.gui.tables.place import NEXT_UNSEEN_KEY
from app.gui.text.locale_text import number_text
from app.gui.text.verdict_text import tool_tip
from app.gui.theme.finding_marks import MARK_PX, danger_icon, icon, tone_of
from app.gui.theme.spacing import CONTROL_GAP_PX
from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import Colours
from app.gui.widgets.chip import Chip
from app.gui.widgets.controls import HintField, add_key, push_button
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.worklist.patient_box import PatientBox
from app.gui.worklist.rows.filter import Counts, RowFilter
from app.gui.worklist.rows.patients import PatientGroup

_PAUSE_MS = 200
"""How long the typing has to pause before it is looked for."""
_GREATEST = 8888
"""Of a count that a chip has room for: up to it nothing moves while the counts change."""

_DANGER = RowFilter(has_danger_sign=True)
_CHIPS = (
    RowFilter(),
    _DANGER,
    *(RowFilter(finding) for finding in (Finding.PNEUMONIA, Finding.UNCERTAIN, Finding.NORMAL, Finding.NOT_ASSESSED)),
    RowFilter(is_unseen=True),
)


class ChipBar(QWidget):
    """One click on a chip shows its rows alone; a second one, or a click on the first chip, shows all.

    Signals:
        changed: the `RowFilter` that is chosen now.
        entered: the user wants to go on from the words to the table.
        next_clicked: the user wants the next X-ray that nobody has opened.
        order_cleared: the user wants the usual order again.
    """

    changed = Signal(object)
    entered = Signal()
    next_clicked = Signal()
    order_cleared = Signal()

    def __init__(self, patients: Callable[[], Sequence[PatientGroup]]) -> None:
        """Make the filter.

        Args:
            patients: returns the patients whom one can choose from.
        """
        super().__init__()
        self._chosen = RowFilter()
        self._chips = {shown: self._make_chip(shown) for shown in _CHIPS}
        self._patients = PatientBox(patients)
        self._patients.patient_chosen.connect(self._emit)
        self._search = HintField(clearButtonEnabled=True, maxLength=200)
        self._search.setAccessibleName(self.tr("Search"))
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._search_now)
        self._search.textChanged.connect(self._pause.start)
        self._search.returnPressed.connect(self._enter)
        words = self.tr("Clear the words that are searched for")
        add_key(self._search, "Esc", words, self._clear_search, context=Qt.ShortcutContext.WidgetShortcut)
        self._counts = Counts()
        self._next = push_button(self.tr("Next not seen"), self.next_clicked, width_px=0)
        key = QKeySequence(NEXT_UNSEEN_KEY).toString(QKeySequence.SequenceFormat.NativeText)
        tip = self.tr("Open the next X-ray that nobody has seen")
        self._next.setToolTip(f"{tip} ({key})")
        self._order = push_button("", self.order_cleared, icon="x", width_px=0)
        self._order.setToolTip(self.tr("Sort the rows in the usual order again"))
        self.setLayout(FlowLayout(*self._chips.values(), self._patients, self._search, self._next, self._order))
        self.show_order("")
        self._say_counts()
        self._check()

    @property
    def chosen(self) -> RowFilter:
        """The filter that is set."""
        words = " ".join(self._search.text().split())
        return replace(self._chosen, text=words, patient=self._patients.chosen)

    def show_counts(self, counts: Counts, patients: int = 0) -> None:
        """Say on each chip how many rows there are of its kind, and of how many patients all of them are."""
        self._counts = counts
        self._patients.show_count(patients)
        self._say_counts()

    @Slot(str)
    def show_order(self, column: str) -> None:
        """Say by which column the rows are sorted; an empty name is the usual order, of which nothing is said."""
        self._order.setText(self.tr("Sorted by: {column}").format(column=column))
        self._order.setVisible(bool(column))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less in the field where all would take two lines otherwise."""
        super().resizeEvent(event)
        self._say_hint()

    @Slot()
    def clear(self) -> None:
        """Show everything."""
        self._search.clear()
        self._patients.clear_choice()
        self._chosen = RowFilter()
        self._emit()

    def show_unseen(self) -> None:
        """Show the rows that nobody has opened, whatever was looked for before."""
        self._search.clear()
        self._patients.clear_choice()
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
        chip = Chip(lambda tokens: _ink(shown, tokens))
        chip.setIconSize(QSize(scale_to_text(MARK_PX), scale_to_text(MARK_PX)))
        chip.reserve(self._words(shown).format(count=number_text(_GREATEST)))
        chip.clicked.connect(lambda: self._choose(shown))
        return chip

    def _choose(self, shown: RowFilter) -> None:
        self._chosen = RowFilter() if shown == self._chosen else shown
        self._emit()

    @Slot()
    def _search_now(self) -> None:
        self._emit()

    @Slot()
    def _clear_search(self) -> None:
        """Show the rows whatever their words; where none is searched for, go on to the table."""
        if self._search.text():
            self._search.clear()
            self._emit()
        else:
            self.entered.emit()

    @Slot()
    def _enter(self) -> None:
        self._emit()
        self.entered.emit()

    @Slot()
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
        self._chips[_DANGER].setIcon(danger_icon(self.palette()))

    def _say_counts(self) -> None:
        for shown, chip in self._chips.items():
            words = self._words(shown).format(count=number_text(self._counts.of(shown)))
            chip.setAccessibleName(words)
            chip.setToolTip(tool_tip(words))
            chip.setText(words)
        marked = self.tr("X-rays on which a danger sign was marked. On the others, maybe nobody has looked for any.")
        self._chips[_DANGER].setToolTip(tool_tip(marked))
        self._next.setEnabled(self._counts.unseen > 0)
        self._say_hint()

    def _say_hint(self) -> None:
        """Give the field the longest hint with which it stands beside the chips; below them there is room for any."""
        whole, brief = self.tr("Search patient, file, note (Ctrl+F)"), self.tr("Search")
        others = [*self._chips.values(), *([] if self._patients.isHidden() else [self._patients]), self._next]
        room = self.width() - sum(part.sizeHint().width() + CONTROL_GAP_PX for part in others)
        needed = []
        for hint in (whole, brief):
            self._search.setPlaceholderText(hint)
            needed.append(self._search.sizeHint().width())
        if not needed[1] <= room < needed[0]:
            self._search.setPlaceholderText(whole)

    def _words(self, shown: RowFilter) -> str:
        if shown.is_unseen:
            return self.tr("Not seen {count}")
        if shown.has_danger_sign:
            return self.tr("Danger signs {count}")
        words: Mapping[Finding | None, str] = {
            None: self.tr("All {count}"),
            Finding.PNEUMONIA: self.tr("Signs {count}"),
            Finding.UNCERTAIN: self.tr("Have it read {count}"),
            Finding.NORMAL: self.tr("No signs {count}"),
            Finding.NOT_ASSESSED: self.tr("Not assessed {count}"),
        }
        return words[shown.finding]


def _ink(shown: RowFilter, tokens: Colours) -> str:
    if shown.has_danger_sign:
        return tokens.signs.ink
    return tone_of(shown.finding, tokens).ink if shown.finding else tokens.ink
