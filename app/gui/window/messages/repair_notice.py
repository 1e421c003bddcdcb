"""Notice that the history was damaged, with what was kept of it before."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.gui.session import Session
from app.gui.window.notice_bar import NoticeBar, NoticeButton


class RepairNotice(QObject):
    """Says that the history was damaged, and offers its backups."""

    def __init__(self, window: QWidget, session: Session, bar: NoticeBar) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._bar = bar
        session.history_repaired.connect(self._show)

    @Slot(str)
    def _show(self, sentence: str) -> None:
        from app.gui.settings.backups import BackupRestorer  # hardly ever needed

        restorer = BackupRestorer(self._session, self._window)
        button = NoticeButton(self.tr("Restore a backup…"), restorer.ask)
        self._bar.show_notice(sentence, key="repaired", buttons=(button,))
