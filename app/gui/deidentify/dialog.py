"""Dialog in which X-rays are looked at one by one before they are saved without the patient's identity."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QScrollArea, QWidget

from app.core.records import ScreeningRecord
from app.core.text import printable
from app.gui.deidentify.mark_list import MarkList
from app.gui.deidentify.marked_view import MarkedView
from app.gui.deidentify.marks import Marks
from app.gui.deidentify.work import Opened, open_for_look, save_without_identity
from app.gui.session import Session
from app.gui.text.locale_text import number_text
from app.gui.theme.spacing import GROUP_GAP_PX, PAGE_MARGINS
from app.gui.theme.style import scale_to_text
from app.gui.widgets.controls import column_layout, push_button, row_layout, scroll_vertically
from app.gui.widgets.dialogs import fit_to_screen, message, new_files_dialog
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import ElidedLabel, TextLabel
from app.gui.workers.task import Task

_SIZE_PX = (1100, 700)
_PANEL_PX, _NARROW_PX, _LIST_PX = 340, 90, 90


class DeidentifyDialog(QDialog):
    """Shows one X-ray after the other with the places that may tell who it is of.

    Signals:
        ended: the folder that was written into, and how many X-rays were saved; only if any was.
    """

    ended = Signal(object, int)

    def __init__(self, parent: QWidget, session: Session, records: Sequence[ScreeningRecord]) -> None:
        """Open the first X-ray.

        Args:
            parent: of the dialog.
            session: runs the threads, and tells where the key of the new names lies.
            records: of the X-rays, at least one.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Save without the patient's identity"))
        self._session = session
        self._records = records
        self._place = self._saved = 0
        self._folder: Path | None = None
        self._marks = Marks(self)
        self._view, self._list = MarkedView(self._marks), MarkList(self._marks)
        self._number, self._name = QLabel(), ElidedLabel()
        self._seen = QCheckBox(self.tr("I have looked: nothing tells who it is"))
        self._make_buttons()
        self._lay_out()
        self._seen.toggled.connect(self._enable)
        self._marks.changed.connect(self._on_marks_changed)
        self.finished.connect(self._tell_end)
        fit_to_screen(self, *_SIZE_PX)
        self._load()

    @property
    def _record(self) -> ScreeningRecord:
        return self._records[self._place]

    def _make_buttons(self) -> None:
        is_last = len(self._records) == 1
        words = self.tr("Save…") if is_last else self.tr("Save and next")
        self._save = push_button(words, self._ask_or_save, icon="download", kind="primary")
        self._skip = push_button(self.tr("Skip this one"), self._next)
        self._skip.setHidden(is_last)
        self._close = push_button(self.tr("Close"), self.reject)
        self._add = push_button(self.tr("Add a box"), self._add_box, width_px=_NARROW_PX)
        self._remove = push_button(self.tr("Remove"), self._marks.remove_chosen, width_px=_NARROW_PX)
        self._all = push_button(self.tr("Tick all"), self._marks.blacken_all, width_px=_NARROW_PX)
        for button in (self._save, self._skip, self._close, self._add, self._remove, self._all):
            button.setAutoDefault(False)  # Return in the list or the picture must not save

    def _lay_out(self) -> None:
        row = row_layout(gap_px=GROUP_GAP_PX)
        row.addWidget(self._view, stretch=1)
        row.addWidget(self._make_panel())
        layout = column_layout(self, gap_px=GROUP_GAP_PX, margins=PAGE_MARGINS)
        layout.addLayout(row, stretch=1)
        layout.addLayout(FlowLayout(self._seen, self._save, self._skip, self._close, gap_px=GROUP_GAP_PX))

    def _make_panel(self) -> QScrollArea:
        """Return what stands beside the picture; it scrolls where large letters leave it too little room."""
        inside, area = QWidget(), QScrollArea()
        column = column_layout(inside)
        column.addWidget(self._number)
        column.addWidget(self._name)
        column.addWidget(
            TextLabel(
                self.tr(
                    "Tick what tells who the patient is: a name, a number, a date. It will be black. "
                    "Draw a box around what was not found. The letters L and R may stay."
                )
            )
        )
        self._list.setMinimumHeight(_LIST_PX)
        column.addWidget(self._list, stretch=1)
        column.addLayout(FlowLayout(self._add, self._remove, self._all))
        keys = self.tr("Arrow keys move a box, with Shift they change its size; Space ticks it, Delete removes it.")
        column.addWidget(TextLabel(keys, pale=True))
        kept = self.tr(
            "The new file has a new name and number. Age in years, sex and exposure stay; "
            "names, dates and all else are left out. Your own files stay as they are."
        )
        column.addWidget(TextLabel(kept, pale=True))
        scroll_vertically(area)
        area.setFixedWidth(scale_to_text(_PANEL_PX))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    def _load(self) -> None:
        """Open the X-ray whose turn it is."""
        words = self.tr("Picture {number} of {total}")
        total = number_text(len(self._records))
        self._number.setText(words.format(number=number_text(self._place + 1), total=total))
        self._name.setText(printable(Path(self._record.file).name))
        self._seen.setChecked(False)
        self._marks.start((), 1, 1)
        self._view.show_text(self.tr("Opening the X-ray…"))
        self._enable()
        self._start(partial(open_for_look, self._record), self._show, self._show_failure)

    @Slot(object)
    def _show(self, opened: Opened) -> None:
        self._view.show_xray(opened.image, opened.width)
        self._marks.start(opened.regions, opened.width, opened.height)
        self._seen.setChecked(False)
        self._enable()
        self._view.setFocus()

    @Slot(str)
    def _show_failure(self, sentence: str) -> None:
        self._view.show_text(sentence)
        self._enable()

    @Slot()
    def _on_marks_changed(self) -> None:
        self._seen.setChecked(False)  # the picture that was looked at is another one now
        self._enable()

    @Slot()
    def _enable(self) -> None:
        has_image = self._view.has_image
        self._add.setEnabled(has_image)
        self._remove.setEnabled(self._marks.chosen >= 0)
        self._all.setEnabled(bool(self._marks.all))
        self._seen.setEnabled(has_image)
        self._save.setEnabled(has_image and self._seen.isChecked())

    @Slot()
    def _add_box(self) -> None:
        self._marks.add_in_middle()
        self._view.setFocus()  # where the arrow keys move it

    @Slot()
    def _ask_or_save(self) -> None:
        if self._folder:
            self._write()
            return
        dialog = new_files_dialog(self)
        dialog.fileSelected.connect(self._take_folder)
        dialog.open()

    @Slot(str)
    def _take_folder(self, folder: str) -> None:
        self._folder = Path(folder)
        self._write()

    def _write(self) -> None:
        if self._folder is None:
            return
        self._save.setEnabled(False)
        history = self._session.history
        write = partial(save_without_identity, self._record, self._marks.black, self._folder, history)
        self._start(write, self._on_saved, self._on_refused)

    @Slot(object)
    def _on_saved(self, nothing: object) -> None:
        self._saved += 1
        self._next()

    @Slot(str)
    def _on_refused(self, sentence: str) -> None:
        self._folder = None  # another one may do
        self._enable()
        message(self, sentence).open()

    @Slot()
    def _next(self) -> None:
        if self._place + 1 == len(self._records):
            self.accept()
            return
        self._place += 1
        self._load()

    @Slot()
    def _tell_end(self) -> None:
        if self._saved:
            self.ended.emit(self._folder, self._saved)

    def _start(
        self, work: Callable[[], object], done: Callable[[Any], object], failed: Callable[[str], object]
    ) -> None:
        task = Task(work)
        task.done.connect(done)
        task.failed.connect(failed)
        self._session.threads.start(task)
