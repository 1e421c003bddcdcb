"""The window: it takes files and folders and hands them to its pages."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from app.core.records import ScreeningRecord
from app.core.results.unfinished import UnfinishedBatch
from app.gui.about.dialog import AboutDialog
from app.gui.batch.page import BatchPage
from app.gui.history.page import HistoryPage
from app.gui.report.actions import ReportActions
from app.gui.session import Session
from app.gui.settings.page import SettingsPage
from app.gui.widgets.dialogs import close_dialog, fit_to_screen, message
from app.gui.window.actions import WindowActions
from app.gui.window.drop_target import Drops
from app.gui.window.file_actions import FileDesk
from app.gui.window.start_page import StartPage
from app.gui.window.status_bar import StatusLine
from app.gui.xray.page import XrayPage


class MainWindow(QMainWindow):
    """The one window. Whatever takes long runs on `Session.threads`.

    Signals:
        closed: the window is being closed, and no thread runs any more.
    """

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setWindowTitle("Kifua")
        self._may_close = self._is_closing = False
        self._start = StartPage(session.bundle)
        self._picture = XrayPage(session)
        self._batch = BatchPage(session)
        self._pages = QStackedWidget()
        self._files = FileDesk(self, session, self._exporter)
        self._reports = ReportActions(self, session.threads, self._picture.report_request)
        self._actions = WindowActions(
            self,
            {
                "open_file": self._files.choose_files,
                "open_folder": self._files.choose_folder,
                "paste": self._files.paste,
                "export": self._files.choose_csv,
                "quit": self.close,
                "show_picture": lambda: self._show_page(self._picture),
                "show_batch": lambda: self._show_page(self._batch),
                "show_history": self._show_history,
                "settings": self._show_settings,
                "about": self._show_about,
            },
            (self._reports.save_action, self._reports.print_action),
        )
        for page in (self._start, self._picture, self._batch):
            self._pages.addWidget(page)
        self.setCentralWidget(self._pages)
        self._status = StatusLine()
        self.setStatusBar(self._status)
        self._connect()
        self._actions.enable(("show_picture", "show_batch"), False)
        self._before: QWidget = self._start
        self._show_page(self._start)
        fit_to_screen(self, 1180, 760)

    @cached_property
    def _history(self) -> HistoryPage:
        """The history's page, made when it is first asked for: the window stands sooner."""
        page = HistoryPage(self.session)
        page.record_opened.connect(self._show_record)
        page.export_clicked.connect(self._files.choose_csv)
        self._picture.record_kept.connect(page.refresh)
        self._hear(page)
        self._pages.addWidget(page)
        return page

    @cached_property
    def _settings(self) -> SettingsPage:
        """The settings' page, made like the history's."""
        page = SettingsPage(self.session)
        self._pages.addWidget(page)
        return page

    @property
    def is_screening(self) -> bool:
        """Whether a batch is at work."""
        return self._batch.is_running

    @Slot(object)
    def open_paths(self, paths: Sequence[str]) -> None:
        """Show one file on the picture page, a folder or several on the batch page."""
        self._status.clearMessage()
        if len(paths) == 1 and not os.path.isdir(paths[0]):
            self._picture.screen_file(paths[0])
            self._leave_for_picture()
        elif self._batch.is_running:
            self._status.hint(self.tr("A batch is still being screened: wait for it, or cancel it first."))
        else:
            self._batch.start(paths)
            self._show_page(self._batch)

    def resume(self, unfinished: UnfinishedBatch) -> None:
        """Go on with a batch that did not come to its end."""
        self._batch.resume(unfinished)
        self._show_page(self._batch)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close now, or when the files in work are finished and kept; in mid-batch, ask first."""
        self._picture.save_patient()  # the field would be left while the window goes, too late for a thread to keep it
        if not self.session.threads.is_busy:
            event.accept()
            self.closed.emit()
            return
        event.ignore()
        if self._batch.is_running and not self._may_close:
            dialog = close_dialog(self)
            dialog.accepted.connect(self._close_in_mid_batch)
            dialog.open()
            return
        self._is_closing = True
        self.session.threads.cancel_all()
        self.setEnabled(False)
        self._status.note(self.tr("Closing: finishing what was begun…"))

    def _connect(self) -> None:
        drops = Drops(self)
        drops.aimed.connect(self._start.set_aimed)
        drops.dropped.connect(self.open_paths)
        drops.refused.connect(self._say_refused)
        self.session.failed.connect(self._show_failure)
        self.session.threads.all_finished.connect(self._close_at_last)
        self._start.file_clicked.connect(self._files.choose_files)
        self._start.folder_clicked.connect(self._files.choose_folder)
        self._picture.back_clicked.connect(self._go_back)
        self._picture.record_shown.connect(self._take_shown)
        self._picture.record_changed.connect(self._batch.update_record)
        self._batch.record_opened.connect(self._show_record)
        self._batch.export_clicked.connect(self._files.choose_csv)
        self._batch.rows_changed.connect(self._take_rows_changed)
        self._files.paths_chosen.connect(self.open_paths)
        self._files.hinted.connect(self._status.hint)
        for part in (self._picture, self._batch, self._reports, self._files):
            self._hear(part)

    def _hear(self, part: XrayPage | BatchPage | HistoryPage | ReportActions | FileDesk) -> None:
        part.noted.connect(self._status.note)
        part.failed.connect(self._show_failure)

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        has_rows = page is not self._batch or bool(self._batch.records)
        self._actions.enable(("export",), self._exporter() is not None and has_rows)
        self._reports.set_available(page is self._picture and self._picture.has_verdict)

    def _exporter(self) -> BatchPage | HistoryPage | None:
        """Return the page that is shown, where it has records to export."""
        page = self._pages.currentWidget()
        return page if isinstance(page, BatchPage | HistoryPage) else None

    @Slot(bool)
    def _take_rows_changed(self, has_rows: bool) -> None:
        self._actions.enable(("show_batch",), has_rows or self._batch.is_running)
        if self._exporter() is self._batch:
            self._actions.enable(("export",), has_rows)

    @Slot()
    def _show_history(self) -> None:
        self._history.refresh()
        self._show_page(self._history)

    @Slot()
    def _show_settings(self) -> None:
        self._show_page(self._settings)

    @Slot()
    def _show_about(self) -> None:
        AboutDialog(self.session, self).open()

    @Slot()
    def _go_back(self) -> None:
        self._show_page(self._before)

    @Slot(object)
    def _show_record(self, record: ScreeningRecord) -> None:
        self._picture.show_record(record)
        self._leave_for_picture()

    def _leave_for_picture(self) -> None:
        """Show the picture page, and remember the table that leads back."""
        if self._exporter() or self._batch.is_running:
            self._before = self._exporter() or self._batch
        self._picture.set_back_visible(self._before is not self._start)
        self._show_page(self._picture)

    @Slot()
    def _take_shown(self) -> None:
        self._reports.set_available(self._pages.currentWidget() is self._picture)
        self._actions.enable(("show_picture",), True)

    @Slot()
    def _say_refused(self) -> None:
        self._status.hint(self.tr("Only files and folders of this computer can be dropped here."))

    @Slot(str)
    def _show_failure(self, sentence: str) -> None:
        message(self, sentence).open()

    @Slot()
    def _close_in_mid_batch(self) -> None:
        self._may_close = True
        self.close()

    @Slot()
    def _close_at_last(self) -> None:
        if self._is_closing:
            self.close()
