"""Page of one X-ray: the viewer and the verdict."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from app.core.records import ScreeningRecord
from app.core.results.history_rows import without_name
from app.core.text import printable
from app.gui.imaging.qimage import load_image
from app.gui.report.page import ReportRequest
from app.gui.session import Session
from app.gui.theme.spacing import BAR_MARGINS, GROUP_GAP_PX
from app.gui.widgets.controls import column_layout, push_button, row_layout
from app.gui.widgets.labels import ElidedLabel
from app.gui.workers.screening import ScreeningWorker
from app.gui.workers.task import Task, history_task
from app.gui.xray.verdict_panel import VerdictPanel
from app.gui.xray.viewer import Viewer


class XrayPage(QWidget):
    """Shows one file: screens it first, or shows a record that was made before.

    Signals:
        back_clicked: the user wants to go back to the table.
        record_shown: the `ScreeningRecord` whose verdict is shown from now on.
        record_changed: the same with what the user said of the patient, without a name that may not be stored.
        record_kept: the history holds that change now.
        image_loaded: the image is shown, or cannot be decoded.
        noted: a sentence for the status line.
        warned: a sentence that the user must not miss.
        failed: a sentence; no verdict can be made.
    """

    back_clicked = Signal()
    record_shown = Signal(object)
    record_changed = Signal(object)
    record_kept = Signal()
    image_loaded = Signal()
    noted = Signal(str)
    warned = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._file = ""
        self._loading: Task | None = None
        self._name = ElidedLabel()
        self._name.setAccessibleName(self.tr("File"))
        self._viewer = Viewer(session)
        self._viewer.noted.connect(self.noted)
        self._panel = VerdictPanel(session)
        self._panel.record_changed.connect(self._store_patient)
        self._back = push_button(self.tr("Back to the table"), self.back_clicked)
        self._back.setShortcut(QKeySequence(QKeySequence.StandardKey.Back))

        top = row_layout(gap_px=GROUP_GAP_PX, margins=BAR_MARGINS)
        top.addWidget(self._back)
        top.addWidget(self._name, stretch=1)
        body = row_layout(gap_px=0)
        body.addWidget(self._viewer, stretch=11)
        body.addWidget(self._panel, stretch=9)
        layout = column_layout(self, gap_px=0)
        layout.addLayout(top)
        layout.addLayout(body, stretch=1)

    def set_back_visible(self, visible: bool) -> None:
        """Show or hide the way back to the table."""
        self._back.setVisible(visible)

    def screen_file(self, file: str) -> None:
        """Screen a file and show it."""
        self._open(file)
        self._panel.show_waiting()
        worker = ScreeningWorker([file], self._session)
        worker.record_made.connect(self._on_record_made)
        worker.history_failed.connect(self.warned)
        worker.failed.connect(self.failed)
        self._session.threads.start(worker)

    def show_record(self, record: ScreeningRecord) -> None:
        """Show a record and load its image."""
        self._open(record.file)
        self._show(record)

    @property
    def can_report(self) -> bool:
        """Whether there is a verdict to report, and its image has been loaded, or cannot be."""
        return self._panel.record is not None and self._loading is not None and self._loading.isFinished()

    def report_request(self) -> ReportRequest | None:
        """Return what a report of the X-ray that is shown can be made from; None while there is no verdict."""
        record = self._panel.record
        return ReportRequest(record, self._session.bundle, self._viewer.renderer()) if record else None

    def save_patient(self) -> None:
        """Save what is typed of the patient in a field that still has the focus."""
        self._panel.save_patient()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save the patient when the page is left."""
        super().hideEvent(event)
        self.save_patient()

    def _open(self, file: str) -> None:
        self._file = file
        self._name.setText(printable(file))
        self._viewer.show_loading()
        self._viewer.focus_image()
        if self._loading:
            self._loading.cancel()
        self._loading = Task(partial(load_image, file))
        self._loading.done.connect(self._viewer.show_image)
        self._loading.crashed.connect(self._viewer.show_no_image)
        self._loading.finished.connect(self.image_loaded)
        self._session.threads.start(self._loading)

    @Slot(object)
    def _on_record_made(self, record: ScreeningRecord) -> None:
        if record.file == self._file:  # another may have been opened meanwhile
            self._show(record)

    def _show(self, record: ScreeningRecord) -> None:
        self._panel.show_record(record)
        self._viewer.set_record(record)
        self.record_shown.emit(record)

    @Slot(object)
    def _store_patient(self, record: ScreeningRecord) -> None:
        """Store what the user said of the patient in the history."""
        store_name = self._session.settings.store_names
        task = history_task(self._session.history, lambda history: history.update(record, store_name=store_name))
        task.done.connect(self._on_patient_stored)
        task.failed.connect(self.noted)
        self._session.threads.start(task)
        self.record_changed.emit(record if store_name else without_name(record))

    @Slot(object)
    def _on_patient_stored(self, is_kept: bool) -> None:
        if is_kept:
            self.record_kept.emit()
        else:
            self.noted.emit(self.tr("The patient was not saved: this screening is not in the history."))
