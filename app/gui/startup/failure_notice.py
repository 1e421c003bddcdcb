"""The message that something failed which nobody expected."""

from __future__ import annotations

import logging
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from app.gui.theme.spacing import PAGE_MARGINS
from app.gui.widgets.controls import column_layout, push_button, row_layout
from app.gui.widgets.dialogs import fit_to_screen
from app.gui.widgets.labels import TextLabel
from app.gui.widgets.problem_buttons import ProblemButtons

_SIZE_PX = (660, 240)

_log = logging.getLogger(__name__)


class FailureNotice(QObject):
    """An exception hook that logs an exception which nobody caught, and shows one message.

    Qt goes on after such an exception in a slot, and so does the window. It may come from any thread.

    Attributes:
        window: that the message belongs to, and goes with; None before there is one.
        model_id: of the model in use, for the details; empty before it is loaded.
    """

    _happened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.window: QWidget | None = None
        self.model_id = ""
        self._dialog: FailureDialog | None = None
        self._happened.connect(self._show)

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log the exception with its stack, and have the message shown."""
        _log.critical("Unexpected failure", exc_info=(kind, error, trace))
        self._happened.emit()

    @Slot()
    def _show(self) -> None:
        if self._dialog:  # an exception while drawing would come again and again
            return
        self._dialog = FailureDialog(self.model_id, self.window)
        self._dialog.finished.connect(self._forget)
        self._dialog.open()

    @Slot()
    def _forget(self) -> None:
        self._dialog = None


class FailureDialog(QDialog):
    """Says that something went wrong, and how to report it."""

    def __init__(self, model_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Kifua made an error"))
        words = self.tr("Kifua made an error and goes on: what you see may be incomplete.")
        advice = self.tr(
            "Please report it: copy the details and send them to whoever looks after this computer. They contain no "
            "names and no X-rays."
        )
        close = push_button(self.tr("Close"), self.accept)
        close.setDefault(True)
        row = row_layout()
        row.addWidget(ProblemButtons(model_id), stretch=1)
        row.addWidget(close, alignment=Qt.AlignmentFlag.AlignBottom)
        layout = column_layout(self, margins=PAGE_MARGINS)
        layout.addWidget(TextLabel(words, scale=1.15, bold=True))
        layout.addWidget(TextLabel(advice))
        layout.addStretch()
        layout.addLayout(row)
        fit_to_screen(self, *_SIZE_PX)
        close.setFocus()
