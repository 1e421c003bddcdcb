"""The boxes as a list to tick, for the keyboard and for screen readers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.gui.deidentify.marks import Marks
from app.gui.text.locale_text import number_text


class MarkList(QListWidget):
    """Lists where the boxes are; those that are ticked will be black. The key Delete removes one."""

    def __init__(self, marks: Marks) -> None:
        super().__init__()
        self._marks = marks
        self._is_filling = False
        self.setAccessibleName(self.tr("Boxes: what is ticked will be black"))
        self.currentRowChanged.connect(self._choose)
        self.itemChanged.connect(self._take_tick)
        marks.changed.connect(self._fill)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove the chosen box by its key."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._marks.remove_chosen()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _fill(self) -> None:
        self._is_filling = True
        while self.count() > len(self._marks.all):
            self.takeItem(self.count() - 1)
        while self.count() < len(self._marks.all):
            self.addItem(QListWidgetItem())
        for place, mark in enumerate(self._marks.all):
            item, number = self.item(place), number_text(place + 1)
            words = self.tr("Box {number}, {place}").format(number=number, place=self._marks.words(place))
            item.setText(words)
            item.setCheckState(Qt.CheckState.Checked if mark.is_black else Qt.CheckState.Unchecked)
        self.setCurrentRow(self._marks.chosen)
        self._is_filling = False

    @Slot(int)
    def _choose(self, place: int) -> None:
        if not self._is_filling:
            self._marks.choose(place)

    @Slot(QListWidgetItem)
    def _take_tick(self, item: QListWidgetItem) -> None:
        if not self._is_filling:
            self._marks.set_black(self.row(item), item.checkState() == Qt.CheckState.Checked)
