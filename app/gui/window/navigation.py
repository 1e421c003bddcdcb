"""Ways between the worklist and the X-ray that is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.core.records import ScreeningRecord
from app.gui.batch.runner import BatchRunner
from app.gui.window.pages import Pages


class Navigation(QObject):
    """Shows records and files on the X-ray page, their neighbours, and the page that they were opened from."""

    def __init__(self, pages: Pages, runner: BatchRunner) -> None:
        """Connect the pages; the X-ray has no way back before something was opened from the worklist."""
        super().__init__()
        self._pages, self._runner = pages, runner
        self._xray, self._worklist = pages.xray, pages.worklist
        self._previous: QWidget | None = None
        self._shown_id = ""
        pages.record_opened.connect(self.show_record)
        self._xray.back_clicked.connect(self._go_back)
        self._xray.neighbour_clicked.connect(self._show_neighbour)
        self._xray.rescreened.connect(self._take_place)
        self._xray.record_shown.connect(self._find_place)
        self._xray.unseen_clicked.connect(self._show_next_unseen)
        self._worklist.rows_changed.connect(self._renew_place)

    @property
    def shows_worklist(self) -> bool:
        """Whether the worklist is the page that is shown."""
        return self._pages.currentWidget() is self._worklist

    def show_file(self, file: str) -> None:
        """Show a file, which is screened unless it was before."""
        self._shown_id = ""
        self._xray.open_file(file)
        self._show_xray()

    @Slot(object)
    def show_record(self, record: ScreeningRecord) -> None:
        """Show a record, at its place in the worklist."""
        self._shown_id = record.id
        self._xray.show_record(record, self._worklist.rows.place_of(record.id))
        self._show_xray()

    @Slot()
    def show_worklist(self) -> None:
        """Show the worklist as it is."""
        self._pages.show_page(self._worklist)

    @Slot()
    def show_batch(self) -> None:
        """Show the batch that is screened, or was the last one."""
        self._worklist.show_batch()
        self.show_worklist()

    @Slot()
    def show_unseen(self) -> None:
        """Show what nobody has opened."""
        self._worklist.show_unseen()
        self.show_worklist()

    @Slot(int)
    def _show_neighbour(self, step: int) -> None:
        """Show the X-ray so many rows after the one that is shown."""
        record = self._worklist.rows.neighbour(self._shown_id, step)
        if record:
            self.show_record(record)

    @Slot(str, object)
    def _take_place(self, earlier_id: str, record: ScreeningRecord) -> None:
        """Let a screening take the place of an earlier one in the batch; the history has both."""
        rows = self._worklist.rows
        rows.batch.replace(record, earlier_id)
        if self._shown_id == earlier_id and rows.place_of(earlier_id) is None:
            self._shown_id = record.id
        self._xray.show_place(rows.place_of(self._shown_id))

    @Slot(object)
    def _find_place(self, record: ScreeningRecord) -> None:
        """Show the place of an X-ray that was opened as a file, where the worklist has it."""
        if record.id != self._shown_id and self._worklist.rows.place_of(record.id):
            self._shown_id = record.id
            self._renew_place()

    @Slot()
    def _show_next_unseen(self) -> None:
        """Show the X-ray after the one that is shown that nobody has seen; the way back leads to the worklist."""
        self._previous = self._worklist
        self._worklist.rows.open_unseen(self._shown_id)

    @Slot()
    def _renew_place(self) -> None:
        """Show the place of the X-ray among rows that came or went meanwhile."""
        if self._pages.currentWidget() is self._xray:
            self._xray.show_place(self._worklist.rows.place_of(self._shown_id))

    def _show_xray(self) -> None:
        """Show the X-ray page, and remember whether its button leads back to the worklist."""
        if self.shows_worklist or self._runner.is_running:
            self._previous = self._worklist
        self._xray.set_back_visible(self._previous is not None)
        self._pages.show_page(self._xray)

    @Slot()
    def _go_back(self) -> None:
        if self._previous:
            self._pages.show_page(self._previous)
