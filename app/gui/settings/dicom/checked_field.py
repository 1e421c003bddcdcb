"""A field of the settings that says below itself what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.gui.settings.named_row import named_row
from app.gui.theme.spacing import LINE_GAP_PX
from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import colours
from app.gui.widgets.controls import column_layout
from app.gui.widgets.labels import TextLabel, set_colour

_FIELD_PX = 260


class CheckedField(QWidget):
    """A field with a check of what is typed.

    Signals:
        edited: the user has left the field, and changed it.
    """

    edited = Signal()

    def __init__(
        self, name: str, check: Callable[[str], object], mistake: str, hint: str = "", *, shows_name: bool = True
    ) -> None:
        """Prepare.

        Args:
            name: of the field.
            check: raises a ValueError for a text that is not allowed; an empty one is not checked.
            mistake: what is said of such a text.
            hint: stands in the field while it is empty.
            shows_name: whether the name stands beside it, or is for screen readers alone.
        """
        super().__init__()
        self._check, self._words = check, mistake
        self._field = QLineEdit()
        self._field.setPlaceholderText(hint)
        self._field.setMinimumWidth(scale_to_text(_FIELD_PX))
        self._field.editingFinished.connect(self._on_edited)
        self._mistake = TextLabel(scale=0.9, bold=True)
        column = column_layout(self, gap_px=LINE_GAP_PX)
        if shows_name:
            column.addLayout(named_row(name, self._field))
        else:
            self._field.setAccessibleName(name)
            self.setFixedWidth(scale_to_text(_FIELD_PX))
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)  # else a line stretches it
            column.addWidget(self._field)
        column.addWidget(self._mistake)
        self._colour_mistake()
        self._show_mistake()

    @property
    def text(self) -> str:
        """What is typed, without the spaces around it."""
        return self._field.text().strip()

    @property
    def value(self) -> Any:
        """What the check returns of the text; None where it is empty or not allowed."""
        return self._check(self.text) if self.text and self.is_right else None

    @property
    def is_right(self) -> bool:
        """Whether the text is allowed, or empty."""
        try:
            if self.text:
                self._check(self.text)
        except ValueError:
            return False
        return True

    def show_text(self, text: str) -> None:
        """Show a text that is in use, unless the user is changing it, or has to."""
        if not self._field.isModified():
            self._field.setText(text)
            self._show_mistake()

    def clear(self) -> None:
        """Empty the field, whatever is typed there."""
        self._field.setModified(False)
        self.show_text("")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour_mistake()

    @Slot()
    def _on_edited(self) -> None:
        self._show_mistake()
        if self._field.isModified():
            self._field.setModified(not self.is_right)  # what is wrong stays for the user to mend
            self.edited.emit()

    def _show_mistake(self) -> None:
        words = "" if self.is_right else self._words
        self._mistake.setText(words)
        self._mistake.setVisible(bool(words))
        self._field.setAccessibleDescription(words)

    def _colour_mistake(self) -> None:
        set_colour(self._mistake, colours(self.palette()).signs.ink)


def example_hint(example: str) -> str:
    """Return the hint of an empty field: an example, which nobody takes for what is entered."""
    return QCoreApplication.translate("checked_field", "e.g. {example}").format(example=example)
