"""Starts the window."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from types import TracebackType

from PySide6.QtCore import QLocale, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QMessageBox

from app import __version__
from app.core.errors import BundleError
from app.core.screening import Screener
from app.gui.session import Session
from app.gui.startup.opening import Opening
from app.gui.startup.os_events import FinderRequests, closed_on_request
from app.gui.startup.single_instance import Instance, claim, hand_over
from app.gui.startup.translations import speak
from app.gui.text.verdict_text import reason_text
from app.gui.theme.theme import apply_theme, program_icon
from app.gui.widgets.dialogs import message
from app.gui.window.main_window import MainWindow
from app.paths import APP_NAME, bundle_folder, data_folder, settings_file
from app.settings import load_settings

NO_MODEL = 4
"""Exit status when the model is missing or damaged."""

DESKTOP_FILE = "kifua"
"""Name of the file that a Linux desktop knows the program by; it takes the icon from there."""

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
    """Run the window and return its exit status; where a window is open already, hand it the files and end.

    Args:
        argv: the program's name, Qt's own options, and files and folders to open; None for the process's own.
    """
    arguments = list(sys.argv if argv is None else argv)
    paths = [os.path.abspath(argument) for argument in arguments[1:] if os.path.lexists(argument)]
    instance = claim(data_folder())
    if instance is None and hand_over(data_folder(), paths):
        return 0
    try:
        return _run(arguments, paths, instance)
    finally:
        if instance:
            instance.close()


def _run(arguments: list[str], paths: list[str], instance: Instance | None) -> int:
    application = QApplication(arguments)
    application.setApplicationName(APP_NAME)
    application.setApplicationVersion(__version__)
    speak(application, QLocale())
    application.setWindowIcon(program_icon())
    application.setDesktopFileName(DESKTOP_FILE)
    settings, broken = load_settings(settings_file())
    apply_theme(application, settings)
    sys.excepthook = FailureNotice()
    try:
        screener = Screener.open(bundle_folder(), __version__)
    except BundleError as error:
        _log.error("%s", error)
        message(None, reason_text(error.reason)).exec()
        return NO_MODEL
    session = Session(screener, settings, settings_file())
    session.settings_changed.connect(lambda: apply_theme(application, session.settings))
    window = MainWindow(session)
    window.show()
    opening = Opening(window, paths)
    if instance:
        instance.paths_received.connect(opening.take_call)
    if sys.platform == "darwin":  # elsewhere it would be asked about every event for nothing
        FinderRequests(application).paths_received.connect(opening.take_call)
    if broken:
        message(window, reason_text(broken)).open()
    opening.begin()
    with closed_on_request(window):
        status = application.exec()
    window.deleteLater()  # by Qt and in its order, not by Python's collector in any
    return status
