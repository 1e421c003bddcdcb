"""Entry point of the window."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from app import __version__
from app.core.atomic_file import remove_stale_files
from app.core.errors import BundleError
from app.core.screening import Screener
from app.core.selftest import check_golden_image
from app.exit_status import ExitStatus
from app.gui.session import Session
from app.gui.startup.failure_notice import FailureNotice
from app.gui.startup.os_events import FileOpenEvents, closed_by_signals
from app.gui.startup.single_instance import Instance, claim_or_send
from app.gui.startup.startup import Startup
from app.gui.startup.translations import install_translators
from app.gui.text.verdict_text import reason_text
from app.gui.theme.theme import apply_theme, program_icon
from app.gui.widgets.dialogs import message
from app.gui.window.main_window import MainWindow
from app.log import set_exception_hooks, start_log
from app.paths import APP_NAME, bundle_folder, could_be_path, data_folder, log_file, settings_file
from app.settings import Settings, load_settings

DESKTOP_FILE = "kifua"
"""Name of the file that a Linux desktop knows the program by; it takes the icon from there."""

_log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the window and return its exit status; where a window is open already, hand it the files and end.

    Args:
        argv: the program's name, Qt's own options, and files and folders to open; None for the process's own.
    """
    arguments = list(sys.argv if argv is None else argv)
    paths = [os.path.abspath(argument) for argument in arguments[1:] if could_be_path(argument)]
    instance = claim_or_send(data_folder(), paths)
    if instance is None:
        return ExitStatus.OK
    try:
        return _run(arguments, paths, instance)
    finally:
        instance.close()


def _run(arguments: list[str], paths: list[str], instance: Instance) -> int:
    application = QApplication(arguments)
    application.setApplicationName(APP_NAME)
    application.setApplicationVersion(__version__)
    install_translators(application, QLocale())
    application.setWindowIcon(program_icon())
    application.setDesktopFileName(DESKTOP_FILE)
    settings, broken = load_settings(settings_file())
    apply_theme(application, settings)
    log = log_file(Path(settings.data_folder) if settings.data_folder else None)
    start_log(log)
    remove_stale_files(log.parent)
    failure_notice = FailureNotice()
    set_exception_hooks(failure_notice)
    try:
        window = _make_window(settings)
    except BundleError as error:
        _log.error("The model cannot be used: %s", error)
        message(None, reason_text(error.reason)).exec()
        return ExitStatus.NO_MODEL
    session = window.session
    session.settings_changed.connect(lambda: apply_theme(application, session.settings))
    application.setQuitOnLastWindowClosed(False)  # a message without a parent would count as the last one
    window.closed.connect(application.exit)
    failure_notice.window, failure_notice.model_id = window, session.bundle.model_id
    window.show()
    startup = Startup(window, paths)
    instance.hand_over_to(startup.open_from_other_instance)
    if sys.platform == "darwin":  # elsewhere it would be asked about every event for nothing
        FileOpenEvents(application).paths_received.connect(startup.open_from_other_instance)
    if broken:
        window.show_notice(reason_text(broken))  # not a box: the statement of use may be asked for at the same time
    startup.start()
    with closed_by_signals(window):
        status = application.exec()
    window.deleteLater()  # by Qt and in its order, not by Python's collector in any
    return status


def _make_window(settings: Settings) -> MainWindow:
    """Return the window; meanwhile a golden image is scored, so that the window waits for neither.

    Raises:
        BundleError: the model cannot be used.
    """
    screener = Screener.open(bundle_folder(), __version__)
    with ThreadPoolExecutor(1) as background:
        check = background.submit(check_golden_image, screener)
        window = MainWindow(Session(screener, settings, settings_file()))
        check.result()
    return window
