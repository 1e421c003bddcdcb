"""The window: it takes files and folders and hands them to its pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QToolBar, QWidget

from app.core.export import printable
from app.core.records import ScreeningRecord
from app.gui.batch_page import BatchPage
from app.gui.csv_export import CsvWorker
from app.gui.dialogs import csv_dialog, files_dialog, folder_dialog, message
from app.gui.drops import dropped_paths
from app.gui.picture_page import PicturePage
from app.gui.session import Session
from app.gui.start_page import StartPage

_TITLE_BAR_PX = 40
_HINT_MS = 10_000
"""How long a sentence stays that matters only at the moment."""


class MainWindow(QMainWindow):
    """The one window. Whatever takes long runs on threads of its `Workforce`."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setWindowTitle("Kifua")
        self.setAcceptDrops(True)
        self._is_closing = False
        self._workforce = session.workforce
        self._workforce.dismissed.connect(self._close_at_last)
        self._start = StartPage(session.bundle.intended_use)
        self._picture = PicturePage(session)
        self._batch = BatchPage(session)
        self._pages = QStackedWidget()
        for page in (self._start, self._picture, self._batch):
            self._pages.addWidget(page)
        self.setCentralWidget(self._pages)
        self._make_actions()
        self._connect_pages()
        self._show_page(self._start)
        self.statusBar().setSizeGripEnabled(False)
        room = self.screen().availableGeometry()
        self.resize(min(1180, room.width()), min(760, room.height() - _TITLE_BAR_PX))

    def open_paths(self, paths: Sequence[str]) -> None:
        """Show one file on the picture page, a folder or several on the batch page."""
        self.statusBar().clearMessage()
        if len(paths) == 1 and not os.path.isdir(paths[0]):
            self._picture.screen_file(paths[0])
            self._show_page(self._picture)
        elif self._batch.is_running:
            self._hint(self.tr("A batch is still being screened: wait for it, or cancel it first."))
        else:
            self._batch.start(paths)
            self._show_page(self._batch)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what has a file or a folder in it."""
        if dropped_paths(event.mimeData()):
            self._take_as_copy(event)
            self._start.set_aimed(True)
        else:
            self._refuse(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Aim no more."""
        self._start.set_aimed(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the files and folders that were dropped."""
        self._start.set_aimed(False)
        paths = dropped_paths(event.mimeData())
        if paths:
            self._take_as_copy(event)
            self.open_paths(paths)
        else:
            self._refuse(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close now, or when the files in work are finished and kept."""
        if not self._workforce.is_busy:
            event.accept()
            return
        event.ignore()
        self._is_closing = True
        self._workforce.cancel()
        self.setEnabled(False)
        self._note(self.tr("Closing: finishing what was begun…"))

    def _make_actions(self) -> None:
        self._open_file = self._action(self.tr("Open file…"), QKeySequence.StandardKey.Open, self._choose_files)
        self._open_folder = self._action(self.tr("Open folder…"), "Ctrl+Shift+O", self._choose_folder)
        self._export = self._action(self.tr("Export CSV…"), QKeySequence.StandardKey.Save, self._choose_csv)
        self._export.setEnabled(False)
        quit_action = self._action(self.tr("Quit"), QKeySequence.StandardKey.Quit, self.close)
        quit_action.setMenuRole(QAction.MenuRole.QuitRole)
        openers = [self._open_file, self._open_folder]
        menu = self.menuBar().addMenu(self.tr("File"))
        menu.addActions(openers)
        menu.addAction(self._export)
        menu.addSeparator()
        menu.addAction(quit_action)
        self._toolbar = QToolBar(self.tr("Tools"), movable=False)
        self._toolbar.toggleViewAction().setVisible(False)
        self._toolbar.addActions(openers)
        self._toolbar.setStyleSheet("QToolButton { padding: 7px 14px; }")
        self.addToolBar(self._toolbar)

    def _connect_pages(self) -> None:
        self._start.file_clicked.connect(self._choose_files)
        self._start.folder_clicked.connect(self._choose_folder)
        self._picture.back_clicked.connect(self._show_batch)
        self._batch.record_opened.connect(self._show_record)
        self._batch.export_clicked.connect(self._choose_csv)
        self._batch.rows_changed.connect(self._export.setEnabled)
        for page in (self._picture, self._batch):
            page.noted.connect(self._note)
            page.failed.connect(self._show_failure)

    def _action(self, text: str, key: QKeySequence.StandardKey | str, slot: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(slot)
        return action

    def _show_page(self, page: QWidget) -> None:
        self._toolbar.setVisible(page is not self._start)  # the start page has the same buttons, and larger ones
        self._picture.set_back_visible(self._batch.is_running or bool(self._batch.records))
        self._pages.setCurrentWidget(page)

    @Slot()
    def _show_batch(self) -> None:
        self._show_page(self._batch)

    @Slot(object)
    def _show_record(self, record: ScreeningRecord) -> None:
        self._picture.show_record(record)
        self._show_page(self._picture)

    @Slot()
    def _choose_files(self) -> None:
        dialog = files_dialog(self)
        dialog.filesSelected.connect(self.open_paths)
        dialog.open()

    @Slot()
    def _choose_folder(self) -> None:
        dialog = folder_dialog(self)
        dialog.filesSelected.connect(self.open_paths)
        dialog.open()

    @Slot()
    def _choose_csv(self) -> None:
        dialog = csv_dialog(self)
        dialog.fileSelected.connect(self.export_csv)
        dialog.open()

    @Slot(str)
    def export_csv(self, path: str) -> None:
        """Write the records of the table to a CSV file."""
        worker = CsvWorker(Path(path), self._batch.records)
        worker.written.connect(self._say_written)
        worker.failed.connect(self._show_failure)
        self._workforce.start(worker)

    @Slot(object)
    def _say_written(self, path: Path) -> None:
        self._note(self.tr("Written to {path}.").format(path=printable(str(path))))

    def _hint(self, sentence: str) -> None:
        self.statusBar().showMessage(sentence, _HINT_MS)

    @Slot(str)
    def _note(self, sentence: str) -> None:
        self.statusBar().showMessage(sentence)

    @Slot(str)
    def _show_failure(self, sentence: str) -> None:
        message(self, sentence).open()

    def _take_as_copy(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)  # after a move, the giver may delete the file
        event.accept()

    def _refuse(self, event: QDropEvent) -> None:
        event.ignore()
        self._hint(self.tr("Only files and folders of this computer can be dropped here."))

    @Slot()
    def _close_at_last(self) -> None:
        if self._is_closing:
            self.close()
