"""Choice of one patient, where the rows are of several: a disc of an archive is a list of patients."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFocusEvent

from app.gui.text.locale_text import date_text, number_text
from app.gui.widgets.controls import NoWheelComboBox
from app.gui.worklist.rows.patients import PatientGroup

_MOST_LETTERS = 28
"""Of the closed list; open, it is as wide as its longest line."""


class PatientBox(NoWheelComboBox):
    """A list of the patients, each with the number of X-rays and the day of the newest; hidden where there is but one.

    Signals:
        patient_chosen: another patient, or all of them.
    """

    patient_chosen = Signal()

    def __init__(self, groups: Callable[[], Sequence[PatientGroup]]) -> None:
        """Prepare.

        Args:
            groups: returns the patients when the list is about to be used: to keep it as rows arrive takes too long.
        """
        super().__init__([("", self.tr("All patients"))])
        self._groups = groups
        self._chosen = ""
        self.setAccessibleName(self.tr("Patient"))
        self.setSizeAdjustPolicy(NoWheelComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_MOST_LETTERS)
        self.currentIndexChanged.connect(self._on_index_changed)
        self.show_count(0)

    @property
    def chosen(self) -> str:
        """Key of the patient who is chosen; empty for all of them."""
        return self._chosen

    def show_count(self, count: int) -> None:
        """Say how many patients there are; where there is none to choose from, none is chosen."""
        if not count:
            self.clear_choice()
        self.setItemText(0, self.tr("All patients: {count}").format(count=number_text(count)))
        self.setVisible(count > 1 or bool(self._chosen))

    def clear_choice(self) -> None:
        """Choose all patients, without a signal."""
        self._chosen = ""
        self._fill([])

    def showPopup(self) -> None:
        """Open the list with the patients of this moment."""
        self._fill(self._groups())
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + view.verticalScrollBar().sizeHint().width())
        super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the patients ready for the arrow keys and for letters."""
        self._fill(self._groups())
        super().focusInEvent(event)

    def _fill(self, groups: Sequence[PatientGroup]) -> None:
        self.blockSignals(True)
        while self.count() > 1:
            self.removeItem(1)
        for group in groups:
            self.addItem(self._words(group), group.key)
        self.setCurrentIndex(max(self.findData(self._chosen), 0))
        self.blockSignals(False)

    def _words(self, group: PatientGroup) -> str:
        day = self.tr("taken {date}").format(date=date_text(group.study_at[:10])) if group.study_at else ""
        who = " · ".join(filter(None, (group.name, group.patient_id))) or self.tr("without id and name")
        return " · ".join(filter(None, (who, self.tr("%Ln X-ray(s)", "", group.count), day)))

    @Slot(int)
    def _on_index_changed(self, index: int) -> None:
        self._chosen = self.itemData(index) or ""
        self.patient_chosen.emit()
