"""Question for the age of a patient whose file does not say it."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.core.age import DECIMALS
from app.gui.theme.spacing import LINE_GAP_PX
from app.gui.widgets.controls import NoWheelComboBox, column_layout, push_button, row_layout
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import TextLabel
from app.gui.xray.cards.age_input import read_age

_MONTHS, _YEARS = 12, 1
_FIGURES = 6


class _Number(QLineEdit):
    """A field for two figures, which takes the room that is left."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of a few figures."""
        return QSize(self.fontMetrics().horizontalAdvance("0" * _FIGURES), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()


class AgeQuestion(QWidget):
    """Asks for a number with its unit; the return key answers.

    Signals:
        age_given: the age in years, or None where nobody knows it.
    """

    age_given = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._words = TextLabel(bold=True)
        self._number = _Number()
        self._number.setAccessibleName(self.tr("Age of the child"))
        self._number.returnPressed.connect(self._answer)
        self._unit = NoWheelComboBox([(_YEARS, self.tr("years")), (_MONTHS, self.tr("months"))])
        self._unit.setAccessibleName(self.tr("Unit of the age"))
        self._unknown = push_button(self.tr("Not known"), lambda: self.age_given.emit(None), kind="quiet", width_px=0)
        self._unknown.setToolTip(self.tr("Nobody knows how old the child is: show the score all the same"))
        save = push_button(self.tr("Save age"), self._answer, width_px=0)
        question = row_layout()
        question.addWidget(self._words, stretch=1)
        question.addWidget(self._unknown)
        column = column_layout(self, gap_px=0)
        column.addLayout(question)
        column.addLayout(FlowLayout(self._number, self._unit, save, gap_px=LINE_GAP_PX))
        for before, after in pairwise((self._number, self._unit, save, self._unknown)):
            QWidget.setTabOrder(before, after)
        self.clear()

    @property
    def age_years(self) -> float | None:
        """The age as typed at this moment; None where nothing is typed, or it is not understood."""
        try:
            age = read_age(self._number.text())
        except ValueError:
            return None
        is_bare = not any(letter.isalpha() for letter in self._number.text())
        return round(age / self._unit.currentData(), DECIMALS) if age is not None and is_bare else age

    def clear(self) -> None:
        """Ask anew."""
        self._number.clear()
        self._unit.setCurrentIndex(0)
        self._words.setText(self.tr("How old is the child?"))

    @Slot()
    def _answer(self) -> None:
        """Tell the age; one that is not understood, or none, is asked for again."""
        age = self.age_years
        if age is None:
            self._words.setText(self.tr("This age is not understood: write a number, such as 3 or 2.5."))
            self._number.setFocus()
            return
        self.age_given.emit(age)
