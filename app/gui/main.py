"""Starts the window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QMessageBox

from app import __version__
from app.core.errors import BundleError
from app.core.screening import Screener
from app.gui.appearance import apply
from app.gui.dialogs import message
from app.gui.main_window import MainWindow
from app.gui.session import Session
from app.paths import APP_NAME, bundle_folder, settings_file
from app.settings import load_settings

NO_MODEL = 4
"""Exit status when the model is missing or damaged."""

_log = logging.getLogger(__name__)


class FailureNotice(QObject):
    """What `sys.excepthook` is set to: logs an error that nobody caught, and says one sentence.

    Qt goes on after such an error in a slot, and so does the window. It may come from any thread, hence the signal.
    """

    _happened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._box: QMessageBox | None = None
        self._happened.connect(self._show)

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log the error with its traceback, and have the sentence shown."""
        _log.critical("Unexpected failure", exc_info=(kind, error, trace))
        self._happened.emit()

    @Slot()
    def _show(self) -> None:
        if self._box:  # an error while drawing would come again and again
            return
        sentence = self.tr("Kifua made an error and goes on: what you see may be incomplete. Please report it.")
        self._box = message(None, sentence)
        self._box.finished.connect(self._forget)
        self._box.open()

    @Slot()
    def _forget(self) -> None:
        self._box = None


def main(argv: Sequence[str] | None = None) -> int:
    """Run the window and return its exit status.

    Args:
        argv: the program's name and Qt's own options; None for the process's own.
    """
    application = QApplication(list(sys.argv if argv is None else argv))
    application.setApplicationName(APP_NAME)
    application.setApplicationVersion(__version__)
    settings, broken = load_settings(settings_file())
    apply(application, settings)
    sys.excepthook = FailureNotice()
    try:
        screener = Screener.open(bundle_folder(), __version__)
    except BundleError as error:
        _log.error("%s", error)
        message(None, error.reason.sentence).exec()
        return NO_MODEL
    session = Session(screener, settings, settings_file())
    session.settings_changed.connect(lambda: apply(application, session.settings))
    window = MainWindow(session)
    window.show()
    if broken:
        message(window, broken.sentence).open()
    return application.exec()
