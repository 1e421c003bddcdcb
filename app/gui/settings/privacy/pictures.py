"""Whether small copies of pictures are kept."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from app.core.results.history import History
from app.core.results.history_database.pictures import picture_files
from app.gui.session import Session
from app.gui.settings.explained import explained
from app.gui.widgets.controls import column_layout
from app.gui.widgets.dialogs import message, question
from app.gui.workers.task import history_task


class PicturesSection(QWidget):
    """A box to tick; who takes the tick away is asked whether the copies that are stored shall go too."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._keep = QCheckBox(self.tr("Keep a small copy of each picture"))
        self._keep.clicked.connect(self._change)
        sentence = self.tr(
            "So that an X-ray can still be seen when its USB stick is gone. A name that is written in the picture can "
            "be read in the copy, too. Copies stay on this computer and are deleted with their screenings; 1,000 take "
            "about 20 MB."
        )
        column_layout(self).addLayout(explained(self._keep, sentence))
        session.settings_changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        self._keep.setChecked(self._session.settings.keep_pictures)

    @Slot()
    def _change(self) -> None:
        is_kept = self._keep.isChecked()
        self._session.update(keep_pictures=is_kept)
        if not is_kept and picture_files(self._session.history)[0].exists():
            sentence = self.tr("From now on no copies are kept. Remove those that are stored, too?")
            box = question(self, sentence, self.tr("Remove them"), self.tr("Leave them"))
            box.accepted.connect(self._remove)
            box.open()

    @Slot()
    def _remove(self) -> None:
        task = history_task(self._session.history, History.delete_pictures)
        task.done.connect(lambda: self._tell(self.tr("The small copies were removed. The screenings are kept.")))
        task.failed.connect(self._tell)
        self._session.threads.start(task)

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        message(self, sentence).open()
