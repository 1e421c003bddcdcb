"""Page of one X-ray: the viewer and the verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QWidget

from app.core.records import ScreeningRecord
from app.core.results.history_rows import without_typed_name
from app.gui.imaging.loaded_xray import LoadedXray, load_screened
from app.gui.report.page import ReportRequest
from app.gui.session import Session
from app.gui.tables.place import Place
from app.gui.widgets.controls import column_layout, row_layout
from app.gui.xray.header import XrayHeader
from app.gui.xray.opening import Opening
from app.gui.xray.picture_loading import PictureLoading
from app.gui.xray.record_store import RecordStore
from app.gui.xray.rescreening import Rescreening
from app.gui.xray.side_column import SideColumn
from app.gui.xray.verdict_panel import VerdictPanel
from app.gui.xray.viewer.viewer import Viewer


class XrayPage(QWidget):
    """Shows one file: screens it first unless it was screened before, or shows a record that was made before.

    Signals:
        back_clicked: the user wants to go back to the table.
        neighbour_clicked: −1 for the X-ray before in the table, 1 for the next.
        unseen_clicked: the user wants the next X-ray of the table that nobody has seen.
        record_shown: the `ScreeningRecord` whose verdict is shown from now on.
        record_changed: the same after the user has seen it first, said something of it, or found its file; without a
            name that may not be stored.
        record_kept: the history holds that change now.
        rescreened: id of a screening, and the `ScreeningRecord` of the one that takes its place.
        image_loaded: the image is shown, or cannot be decoded.
        noted: a sentence for the status line.
        warned: a sentence that the user must not miss.
        failed: a sentence; no verdict can be made.
    """

    back_clicked = Signal()
    neighbour_clicked = Signal(int)
    unseen_clicked = Signal()
    record_shown = Signal(object)
    record_changed = Signal(object)
    record_kept = Signal()
    rescreened = Signal(str, object)
    image_loaded = Signal()
    noted = Signal(str)
    warned = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._header = XrayHeader(self)
        self._viewer = Viewer(session, self)
        self._rescreening = Rescreening(self._viewer, self, self.save_patient)
        self._panel = VerdictPanel(session, self._rescreening.action)
        self._store, self._opening = RecordStore(session, self), Opening(session, self)
        self._loading = PictureLoading(session, self._viewer, self)
        self._separator = QAction(self)
        self._separator.setSeparator(True)
        _lay_out(self, self._header.bar, self._viewer, self._panel)
        self._connect()
        self._show_actions(False)

    @property
    def view_actions(self) -> list[QAction]:
        """What can be done with the X-ray that is shown, for a menu; none of them is in it on another page."""
        return [*self._header.actions_shown, self._rescreening.action, self._separator, *self._viewer.view_actions]

    @property
    def can_report(self) -> bool:
        """Whether there is a verdict to report, and its image has been loaded, or cannot be."""
        return self._panel.record is not None and self._loading.is_finished

    def set_back_visible(self, visible: bool) -> None:
        """Allow or forbid the way back to the table."""
        self._header.set_back_enabled(visible)

    def set_report_action(self, action: QAction) -> None:
        """Offer the report as the one primary button of the page."""
        self._header.set_report_action(action)

    def open_file(self, file: str) -> None:
        """Show a file as it was screened before; screen it where it never was, or would be judged otherwise now."""
        self._opening.open(file, self._panel.record)

    @Slot()
    def clear(self) -> None:
        """Show no X-ray any more."""
        self._opening.end()
        self._show_waiting("")
        self._loading.load(lambda: LoadedXray(QImage()))

    def show_record(self, record: ScreeningRecord, place: Place | None = None) -> None:
        """Show a record and load its image.

        Args:
            record: to show.
            place: of its row in the table that it comes from; None where it comes from none.
        """
        self._opening.end()
        self._show_stored(record)
        self.show_place(place)

    def show_place(self, place: Place | None) -> None:
        """Show which row of its table the X-ray is now; None for none."""
        self._header.show_place(place)

    def report_request(self) -> ReportRequest | None:
        """Return what a report of the X-ray can be made from; None while there is no verdict, or an age is doubtful.

        What is typed is saved first. An age that is not understood may be one that the model was not made for.
        """
        if not self._panel.finish_typing():
            self.noted.emit(self.tr("This age is not understood: correct it first."))
            return None
        record, viewer = self._panel.record, self._viewer
        if record is None:
            return None
        return ReportRequest(record, self._session.bundle, viewer.renderer(), viewer.shows_copy, viewer.changes)

    def save_patient(self) -> None:
        """Save what is typed of the patient in a field that still has the focus."""
        self._panel.save_patient()

    def showEvent(self, event: QShowEvent) -> None:
        """Take a verdict that came while another page was shown for seen now."""
        super().showEvent(event)
        self._show_actions(True)
        if (record := self._panel.record) and not record.seen_at:
            self._show(record)

    def hideEvent(self, event: QHideEvent) -> None:
        """Save the patient when the page is left."""
        super().hideEvent(event)
        self._show_actions(False)
        self.save_patient()

    def _show_actions(self, shown: bool) -> None:
        for action in self.view_actions:
            action.setVisible(shown)

    def _connect(self) -> None:
        for name in ("back_clicked", "neighbour_clicked", "unseen_clicked"):
            getattr(self._header, name).connect(getattr(self, name))
        self._header.again_clicked.connect(self._rescreening.request)
        self._header.give_way_to(self._rescreening.action)
        opening = self._opening
        self._rescreening.wanted.connect(opening.screen_again)
        opening.waiting.connect(self._show_waiting)
        opening.begun.connect(lambda: self._loading.load(opening.load_picture()))
        opening.moved.connect(self._store_change)
        opening.recalled.connect(lambda record: self._show_stored(record, opening.file))
        opening.repeated.connect(self.rescreened)
        opening.screened.connect(self._show)
        opening.warned.connect(self.warned)
        opening.failed.connect(self.failed)
        self._loading.finished.connect(self.image_loaded)
        self._viewer.noted.connect(self.noted)
        self._store.noted.connect(self.noted)
        self._store.kept.connect(self.record_kept)
        self._store.kept.connect(self._viewer.comparison.heed_change)
        self._viewer.file_found.connect(self._take_found)
        self._panel.record_changed.connect(self._store_change)
        self._viewer.comparison.found.connect(self._panel.heed_others)
        self._session.history_emptied.connect(self.clear)
        self._header.follow_viewer(self._viewer, self)

    @Slot(str)
    def _show_waiting(self, file: str) -> None:
        """Show that a file is being opened."""
        self._loading.prepare()
        self._header.show_file(file)
        self.show_place(None)
        self._panel.show_waiting()

    def _show_stored(self, record: ScreeningRecord, opened: str = "") -> None:
        """Show a record and load its image.

        Args:
            record: to show.
            opened: the file that was opened, where the record is that of an earlier screening; else empty.
        """
        self._loading.prepare()
        self._header.set_opened(opened)
        self._loading.load(partial(load_screened, record, self._session.history), record)
        self._show(record)

    @Slot(object)
    def _show(self, record: ScreeningRecord) -> None:
        """Show a record; from now on it is seen, unless another page is shown."""
        is_seen_first = not record.seen_at and self.isVisible()
        if is_seen_first:
            record = replace(record, seen_at=datetime.now().astimezone().isoformat(timespec="seconds"))
        self._panel.show_record(record)
        self._panel.focus_question(self.focusWidget(), self._viewer)
        self._viewer.set_record(record)
        self._header.show_record(record)
        self.record_shown.emit(record)
        if is_seen_first:
            self._store.mark_seen(record)
            self.record_changed.emit(record)

    @Slot(object)
    def _store_change(self, record: ScreeningRecord) -> None:
        """Store what the user said in the history."""
        self._store.store(record)
        self._header.show_record(record)
        self._viewer.set_record(record)
        self.record_changed.emit(record if self._session.settings.store_names else without_typed_name(record))

    @Slot(object)
    def _take_found(self, record: ScreeningRecord) -> None:
        """Show the file where it is now, and remember the place."""
        if (shown := self._panel.record) and shown.id == record.id:
            record = replace(shown, file=record.file)
            self._store_change(record)
            self.show_record(record, self._header.place)


def _lay_out(page: QWidget, header: QWidget, viewer: QWidget, panel: QWidget) -> None:
    body = row_layout(gap_px=0)
    body.addWidget(viewer, stretch=1)
    body.addWidget(SideColumn(page, panel), stretch=1)  # at most its maximum width: the rest is the picture's
    layout = column_layout(page, gap_px=0)
    layout.addWidget(header)
    layout.addLayout(body, stretch=1)
