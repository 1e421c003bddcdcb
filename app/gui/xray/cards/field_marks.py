"""Remarks below the fields of a form, such as where their content is from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from app.gui.widgets.labels import TextLabel

_Field = QLineEdit | QComboBox


class Remark(TextLabel):
    """A paragraph as high as its lines: QFormLayout squeezes labels that wrap."""

    def setText(self, text: str) -> None:
        """Say something else."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the height of the lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))


class FieldMarks:
    """Says below each field whether its content is from the clinic's worklist; what the user changes there is not."""

    def __init__(self, fields: Sequence[_Field]) -> None:
        self._remarks = {field: Remark(scale=0.9, pale=True) for field in fields}
        for field in fields:
            edited = field.textEdited if isinstance(field, QLineEdit) else field.activated
            edited.connect(partial(self._unmark, field))
        self.clear()

    def of(self, field: object) -> tuple[Remark, ...]:
        """Return what stands below a field: one remark, or none."""
        return tuple(remark for each, remark in self._remarks.items() if each is field)

    def said_of(self, field: _Field) -> str:
        """Return what is said of a field; empty where nothing is."""
        return self._remarks[field].text()

    def mark(self, field: _Field) -> None:
        """Say that the content of a field is from the worklist."""
        words = _tr("From the clinic's worklist")
        self._remarks[field].setText(words)
        self._remarks[field].show()
        field.setAccessibleDescription(words)

    def clear(self) -> None:
        """Say nothing of any field."""
        for field in self._remarks:
            self._unmark(field)

    def empty_marked(self) -> None:
        """Take out of the fields what is from the worklist."""
        for field, remark in self._remarks.items():
            if remark.text():
                if isinstance(field, QLineEdit):
                    field.clear()
                else:
                    field.setCurrentIndex(0)
        self.clear()

    def _unmark(self, field: _Field, *_: object) -> None:
        self._remarks[field].setText("")
        self._remarks[field].hide()
        field.setAccessibleDescription("")


def _tr(text: str) -> str:
    return QCoreApplication.translate("field_marks", text)
