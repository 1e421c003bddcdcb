"""Note on an X-ray whose file is not there, and the search for it."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy

from app.core.imaging.source_file import digest
from app.core.records import ScreeningRecord
from app.gui.imaging.loaded_xray import LoadedXray
from app.gui.session import Session
from app.gui.theme.spacing import BAR_MARGINS, CONTROL_GAP_PX
from app.gui.widgets.card import Surface
from app.gui.widgets.controls import push_button, row_layout
from app.gui.widgets.dialogs import xray_dialog
from app.gui.widgets.labels import TextLabel
from app.gui.workers.task import Task


class MissingFileBar(Surface):
    """Says above the picture that the file is not there any more, and asks where it is.

    Signals:
        found: the `ScreeningRecord` with the place where its file is now.
        noted: a sentence for the status line.
    """

    found = Signal(object)
    noted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(line_at="bottom")
        self._session = session
        self._record: ScreeningRecord | None = None
        self._words = TextLabel()
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = row_layout(self, gap_px=CONTROL_GAP_PX, margins=BAR_MARGINS)
        row.addWidget(self._words, stretch=1)
        row.addWidget(push_button(self.tr("Find it…"), self._ask, icon="folder-search"))
        self.hide()

    def show_missing(self, record: ScreeningRecord, loaded: LoadedXray) -> None:
        """Show the note where the file of a record is gone."""
        self._record = record
        replaced, absent = self.tr("Another file has its name now."), self.tr("The file is not there now.")
        copy = self.tr("This is the small copy kept with the screening; do not judge details by it.")
        without = self.tr("No small copy of it was kept.")
        self._words.setText(f"{replaced if loaded.is_replaced else absent} {copy if loaded.is_copy else without}")
        self.setVisible(loaded.is_absent or loaded.is_replaced)

    @Slot()
    def _ask(self) -> None:
        if self._record is None:
            return
        dialog = xray_dialog(self, os.path.basename(self._record.file))
        dialog.fileSelected.connect(partial(self._check, self._record))
        dialog.open()

    def _check(self, record: ScreeningRecord, file: str) -> None:
        task = Task(partial(digest, Path(file)))
        task.done.connect(partial(self._take, replace(record, file=file)))
        self._session.threads.start(task)

    def _take(self, record: ScreeningRecord, sha256: str) -> None:
        if sha256 != record.sha256:
            self.noted.emit(self.tr("That is another file: it is not the one that was screened."))
        elif self._record and self._record.id == record.id:  # another may have been opened meanwhile
            self.found.emit(record)
