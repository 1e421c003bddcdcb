"""The window: it takes files and folders and hands them to its pages."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from app.core.imaging.source_file import is_missing
from app.core.results.unfinished import UnfinishedBatch
from app.gui.batch.folder_watch import FolderWatch
from app.gui.batch.runner import BatchRunner
from app.gui.dicom.connections import Connections
from app.gui.help.actions import HelpActions
from app.gui.session import Session
from app.gui.text.verdict_text import missing_text
from app.gui.widgets.controls import column_layout, row_layout
from app.gui.widgets.dialogs import fit_to_screen
from app.gui.widgets.lower_corner import LowerCorner
from app.gui.window.actions import WindowActions
from app.gui.window.batch_bar import BatchBar
from app.gui.window.batch_signs import BatchSigns
from app.gui.window.closing import Closing
from app.gui.window.drop_target import DropTarget
from app.gui.window.file_actions import FileActions
from app.gui.window.messages.messages import Messages
from app.gui.window.messages.repair_notice import RepairNotice
from app.gui.window.navigation import Navigation
from app.gui.window.notice_bar import Level
from app.gui.window.outputs import Outputs
from app.gui.window.pages import PageParts, Pages
from app.gui.window.rail import Rail
from app.gui.window.start.page import StartPage
from app.gui.window.status_bar import StatusBar

if TYPE_CHECKING:
    from app.gui.about.dialog import AboutDialog

_SIZE_PX = (1280, 760)
_GEOMETRY = "window/geometry"


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
        self._runner, self._files = BatchRunner(session, self), FileActions(self, session)
        self.watch = FolderWatch(session, self._runner, self)
        self.connections = Connections(session, self._runner, self)
        self._start = StartPage(session, self._files, self._runner)
        self._closing = Closing(self, session.threads, self._runner, self.connections.stop)
        self._pages = Pages(PageParts(session, self._runner, self.connections), self._start)
        self._xray, self._worklist = self._pages.xray, self._pages.worklist
        self._navigation = Navigation(self._pages, self._runner)
        self._outputs = Outputs(self, session, self._xray.report_request, self.connections.archive)
        self.helps = HelpActions(self, session, lambda: self._pages.shown_key)
        self._actions = WindowActions(
            self,
            {
                "start": partial(self._pages.show_page, self._start),
                "open_file": self._files.choose_files,
                "open_folder": self._files.choose_folder,
                "paste": self._files.paste,
                "export": self._request_export,
                "quit": self.close,
                "open_samples": self._files.open_samples,
                "check": lambda: self._make_about().open_check(),
                "about": lambda: self._make_about().open(),
            },
            self._show_page_of,
            self._outputs.actions,
            self._xray.view_actions,
            self.helps,
        )
        self._xray.set_report_action(self._outputs.reports.report_action)
        self._actions.enable(("xray",), False)
        self._rail = Rail(self, self._actions.leading, self._actions.trailing)
        self._messages = Messages(self)
        self._notice, self._status = self._messages.notice, self._messages.status
        self._bar = BatchBar(self._runner, self.watch, self.connections.reception)
        BatchSigns(self, session, self._runner)
        RepairNotice(self, session, self._notice)
        self._lay_out()
        self._connect()
        self._update_actions()
        if not self.restoreGeometry(session.state.get(_GEOMETRY)):
            fit_to_screen(self, *_SIZE_PX)

    @property
    def is_screening(self) -> bool:
        """Whether a batch is being screened."""
        return self._runner.is_running

    @property
    def is_closing(self) -> bool:
        """Whether the window only finishes what was begun, and takes no more."""
        return self._closing.is_begun

    def statusBar(self) -> StatusBar:
        """Return the status line, wherever it stands."""
        return self._status

    @Slot(object)
    def open_paths(self, paths: Sequence[str]) -> None:
        """Show one file on the X-ray page, a folder or several on the worklist; of what is missing, only say so."""
        self._status.clearMessage()
        missing = [path for path in paths if is_missing(Path(path))]
        self._notice.show_state("missing", missing_text(missing) if missing else "")
        paths = [path for path in paths if path not in missing]
        if not paths:
            return
        self.session.remember(paths)
        if len(paths) == 1 and not os.path.isdir(paths[0]):
            self._navigation.show_file(paths[0])
        else:
            self._runner.start(paths)
            self._navigation.show_worklist()

    def show_notice(self, sentence: str) -> None:
        """Show a sentence above the page until it is closed."""
        self._notice.show_notice(sentence)

    def offer(self, batches: Sequence[UnfinishedBatch]) -> None:
        """Offer interrupted batches on the start page."""
        self._start.go_on.add_batches(batches)

    @Slot(object)
    def resume(self, unfinished: UnfinishedBatch) -> None:
        """Go on with a batch that did not come to its end."""
        self._runner.resume(unfinished)
        self._navigation.show_worklist()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close now, or when the files in work are finished and kept; in mid-batch, ask first."""
        self._xray.save_patient()  # the field would be left while the window goes, too late for a thread to keep it
        self._pages.leave()
        self._closing.handle(event)

    @Slot()
    def _close_finally(self) -> None:
        self.session.state.put(_GEOMETRY, self.saveGeometry())
        self.closed.emit()

    def _lay_out(self) -> None:
        centre = QWidget()
        row = row_layout(centre, gap_px=0)
        row.addWidget(self._rail)
        column = column_layout(gap_px=0)
        column.addWidget(self._notice)
        column.addWidget(self._pages, stretch=1)
        column.addWidget(self._bar)
        row.addLayout(column, stretch=1)
        self.setCentralWidget(centre)
        LowerCorner(self._messages.written, self._pages)
        self._status.place(self)

    def _connect(self) -> None:
        drops = DropTarget(self)
        drops.hovered.connect(self._start.zone.set_highlighted)
        drops.dropped.connect(self.open_paths)
        drops.refused.connect(self._say_refused)
        self._closing.begun.connect(partial(self._status.show_note, self.tr("Closing: finishing what was begun…")))
        self._closing.closed.connect(self._close_finally)
        self._start.go_on.batch_clicked.connect(self.resume)
        self._start.go_on.unseen_clicked.connect(self._navigation.show_unseen)
        self._start.beginner.guide_clicked.connect(self.helps.show_guide)
        self._xray.record_shown.connect(self._enable_xray)
        self.session.history_emptied.connect(partial(self._actions.enable, ("xray",), False))
        self._xray.record_changed.connect(self._worklist.update_record)
        self._xray.record_kept.connect(self._worklist.mark_kept)
        self._xray.image_loaded.connect(self._update_actions)
        self._worklist.rows_changed.connect(self._update_actions)
        self._pages.page_shown.connect(self._update_actions)
        self.session.history_unkept.connect(partial(self._notice.show_state, "history"))
        for left in (self._status.leave_page, self._messages.written.remove_written):
            self._pages.currentChanged.connect(left)
        self._worklist.export_requested.connect(self._files.export)
        self._outputs.serve(self._worklist)
        self._files.paths_chosen.connect(self.open_paths)
        self._bar.show_clicked.connect(self._navigation.show_batch)
        self._bar.new_clicked.connect(self._navigation.show_unseen)
        self.watch.noted.connect(partial(self._notice.show_notice, level=Level.NOTE, key="watched"))
        self._pages.noted.connect(self._status.show_page_note)
        self._outputs.reports.noted.connect(self._status.show_note)
        self._connect_messages()

    def _connect_messages(self) -> None:
        say, reception, archive = self._messages, self.connections.reception, self.connections.archive
        writers = (self._pages, self._outputs, self._files)
        say.show_hints(self._files.hinted, self._outputs.hinted, self._runner.noted, self._bar.passed, archive.noted)
        say.show_notes(reception.noted)
        say.show_warnings(self._pages.warned, self._outputs.reports.warned, reception.warned)
        say.show_written(*(writer.written for writer in writers))
        say.show_failures(
            self.session.failed, self._runner.failed, archive.failed, *(writer.failed for writer in writers)
        )

    @Slot()
    def _update_actions(self) -> None:
        """Enable what can be done on the page that is shown."""
        self._actions.enable(("export",), self._navigation.shows_worklist and self._worklist.has_rows)
        self._outputs.set_available(self._pages.currentWidget() is self._xray and self._xray.can_report)
        self._rail.mark(self._actions[self._pages.shown_key])
        self._bar.set_outcome_shown(self._navigation.shows_worklist and self._worklist.shows_batch)

    def _show_page_of(self, key: str) -> None:
        self._pages.show_page(self._pages.page(key))

    def _make_about(self) -> AboutDialog:
        from app.gui.about.dialog import AboutDialog  # with its licences it would keep the window waiting

        return AboutDialog(self.session, self)

    @Slot()
    def _request_export(self) -> None:
        if self._navigation.shows_worklist:
            self._worklist.request_export()

    @Slot()
    def _enable_xray(self) -> None:
        self._actions.enable(("xray",), True)
        self._update_actions()

    @Slot()
    def _say_refused(self) -> None:
        self._status.show_hint(self.tr("Only files and folders of this computer can be dropped here."))
