"""Question for the age of a patient whose file does not say it."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QSizePolicy, QWidget

from app.core.age import TooOldError
from app.core.model.limits import InputLimits
from app.gui.text.verdict_text import age_limit
from app.gui.theme.spacing import LINE_GAP_PX
from app.gui.theme.tokens import LARGE, SMALL, colours
from app.gui.widgets.controls import NoWheelComboBox, column_layout, push_button, row_layout
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import TextLabel, set_colour
from app.gui.xray.cards.age_input import format_age, read_age, too_old_text
from app.gui.xray.cards.choice_row import SlimButton

_MONTHS, _YEARS = "months", "years"
"""As `read_age` knows them in every language."""

_OLDEST_CHILD_YEARS = 15
"""A greater number without a unit may be meant as months."""

_FIGURES = 6
_KEPT_BY_OTHERS = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
"""The focus comes back from there."""


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

    def event(self, event: QEvent) -> bool:
        """Leave the letters to the picture's keys until a figure is written: the field has the focus unasked."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and not (self.text() or event.text().isnumeric()):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let no letter in that is the key of a command which cannot be given at the moment: it was meant for that.

        A figure always goes in, although some are keys of the picture too: 12 years must never become 2.
        """
        key = QKeySequence(event.keyCombination())
        is_first_letter = bool(event.text()) and not event.text().isnumeric() and not self.text()
        commands = self.window().findChildren(QAction) if is_first_letter else []
        if any(key in command.shortcuts() for command in commands):
            event.ignore()
            return
        super().keyPressEvent(event)


class _UnitError(ValueError):
    """A number without a unit is too great for the years of a child."""


class AgeQuestion(QWidget):
    """Asks for a number with its unit; the return key answers, and so does going elsewhere.

    Signals:
        age_given: the age in years, or None where nobody knows it.
    """

    age_given = Signal(object)

    def __init__(self, limits: InputLimits) -> None:
        super().__init__()
        self._limits = limits
        self._number = _Number()
        self._number.setAccessibleName(self.tr("Age of the child"))
        self._number.setAccessibleDescription(age_limit(limits))
        self._number.returnPressed.connect(self._answer)
        self._unit = NoWheelComboBox([(_YEARS, self.tr("years")), (_MONTHS, self.tr("months"))])
        self._unit.setAccessibleName(self.tr("Unit of the age"))
        self._unknown = push_button(self.tr("Not known"), lambda: self._give(None), kind="quiet", width_px=0)
        self._unknown.setToolTip(self.tr("Nobody knows how old the child is: show the score all the same"))
        self._save = SlimButton(self.tr("Save"))
        self._save.clicked.connect(self._answer)
        self._save.setAccessibleName(self.tr("Save age"))
        self._save.setAutoDefault(True)  # so that the return key presses it
        self._is_doubt = False
        self._hint = TextLabel(scale=SMALL)
        self._shown = ""
        self._units = {unit: SlimButton() for unit in (_MONTHS, _YEARS)}
        for unit, button in self._units.items():
            button.clicked.connect(partial(self._give_in, unit))
            button.setAutoDefault(True)
        self._either = QWidget()
        self._number.textChanged.connect(self._either.hide)
        self._lay_out()
        self.clear()

    @property
    def age_years(self) -> float | None:
        """The age as typed at this moment; None where nothing is typed, or it is not understood."""
        try:
            return self._read()
        except ValueError:
            return None

    def _read(self) -> float | None:
        """Return the age as typed; None where nothing is.

        Raises:
            ValueError: see `read_age`; `_UnitError`: months may be meant.
        """
        text, unit = self._number.text(), self._unit.currentData()
        is_bare = self.is_typed and not any(letter.isalpha() or letter == "/" for letter in text)
        age = read_age(f"{text} {unit}" if is_bare else text)
        if age and is_bare and unit == _YEARS and age > _OLDEST_CHILD_YEARS and text != self._shown:
            raise _UnitError
        return age

    @property
    def is_typed(self) -> bool:
        """Whether anything is typed."""
        return bool(self._number.text().strip())

    def clear(self) -> None:
        """Ask anew."""
        self.show_age(None)

    def show_age(self, years: float | None) -> None:
        """Ask anew, with an age to be corrected."""
        self._shown = format_age(years)
        self._number.setText(self._shown)
        self._unit.setCurrentIndex(0)
        self._show_hint(age_limit(self._limits))

    def take_focus(self) -> None:
        """Put the cursor into the field, with what is in it selected."""
        self._number.setFocus(Qt.FocusReason.OtherFocusReason)
        self._number.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is typed for the answer once the focus goes elsewhere.

        A click on a button answers as soon as it is complete: nothing may move between press and release.
        """
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _KEPT_BY_OTHERS:
            focus = QApplication.focusWidget()
            is_click = event.reason() == Qt.FocusReason.MouseFocusReason and isinstance(focus, QAbstractButton)
            if focus is not None and not self.isAncestorOf(focus) and not is_click:
                self.answer_typed()
        return False

    def answer_typed(self) -> None:
        """Give the age that is typed; say so where it is not understood."""
        age = self.age_years
        if age is not None:
            self._give(age)
        elif self.is_typed:
            self._show_doubt()

    @Slot()
    def _answer(self) -> None:
        """Tell the age; one that is not understood, or none, is asked for again."""
        age = self.age_years
        if age is None:
            self._show_doubt()
            self.take_focus()
            return
        self._give(age)

    def _give(self, years: float | None) -> None:
        """Give an answer once: the field may lose the focus by it."""
        self.clear()
        self.age_given.emit(years)

    def _give_in(self, unit: str) -> None:
        self._give(read_age(f"{self._number.text()} {unit}"))

    def _show_doubt(self) -> None:
        try:
            self._read()
        except TooOldError as error:
            self._show_hint(too_old_text(error), is_doubt=True)
            return
        except _UnitError:
            self._show_hint(self.tr("Months or years?"), is_doubt=True)
            self._ask_unit()
            return
        except ValueError:
            pass
        self._show_hint(self.tr("Not understood: write 3, 8 m or 18/12."), is_doubt=True)

    def _ask_unit(self) -> None:
        number = self._number.text().strip()
        self._units[_MONTHS].setText(self.tr("{number} months").format(number=number))
        self._units[_YEARS].setText(self.tr("{number} years").format(number=number))
        self._either.show()

    def _show_hint(self, words: str, *, is_doubt: bool = False) -> None:
        self._hint.setText(words)
        self._either.hide()
        self._is_doubt = is_doubt
        self._colour_hint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour_hint()

    def _colour_hint(self) -> None:
        tokens = colours(QGuiApplication.palette())
        set_colour(self._hint, tokens.signs.ink if self._is_doubt else tokens.ink)

    def _lay_out(self) -> None:
        column = column_layout(self, gap_px=LINE_GAP_PX)
        column.addWidget(TextLabel(self.tr("How old is the child?"), bold=True, scale=LARGE))
        column.addLayout(FlowLayout(self._number, self._unit, self._save, gap_px=LINE_GAP_PX))
        below = row_layout()
        below.addWidget(self._hint, stretch=1)
        below.addWidget(self._unknown)
        column.addLayout(below)
        self._either.setLayout(FlowLayout(*self._units.values(), gap_px=LINE_GAP_PX))
        column.addWidget(self._either)
        parts = (self._number, self._unit, self._save, *self._units.values(), self._unknown)
        for before, after in pairwise(parts):
            QWidget.setTabOrder(before, after)
        for part in parts:
            part.installEventFilter(self)
