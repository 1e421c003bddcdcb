"""Two buttons for whoever reports a problem: copy the details of this installation, and show the log."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtCore import QUrl, Slot, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from app import __version__
from app.gui.widgets.controls import push_button
from app.gui.widgets.flow_layout import FlowLayout
from app.log import current_log, last_failure


def problem_details(model_id: str) -> str:
    """Return what the makers of Kifua need to know of a problem, in English; it holds no name and no path.

    Args:
        model_id: of the model in use; empty where none is loaded.
    """
    log = current_log()
    lines = (
        f"Kifua {__version__}",
        f"Model {model_id or 'not loaded'}",
        f"Python {platform.python_version()}, PySide {PySide6.__version__}, Qt {qVersion()}",
        platform.platform(),
        "",
        (last_failure(log) if log else "") or "No failure is in the log.",
    )
    return "\n".join(lines)


class ProblemButtons(QWidget):
    """`Copy details` and `Show log`."""

    def __init__(self, model_id: str) -> None:
        super().__init__()
        self._model_id = model_id
        self._copy = push_button(self.tr("Copy details"), self._copy_details)
        self._copy.setAutoDefault(False)
        show = push_button(self.tr("Show log"), self._show_log)
        show.setAutoDefault(False)
        show.setEnabled(current_log() is not None)
        self.setLayout(FlowLayout(self._copy, show))

    @Slot()
    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(problem_details(self._model_id))
        self._copy.setText(self.tr("Copied"))

    @Slot()
    def _show_log(self) -> None:
        """Open the log, or its folder where nothing was logged yet."""
        log = current_log()
        if log:
            QDesktopServices.openUrl(QUrl.fromLocalFile(log if log.exists() else log.parent))
