"""All that the window has to do with other machines by DICOM."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.gui.batch.runner import BatchRunner
from app.gui.dicom.archive import Archive
from app.gui.dicom.reception import Reception
from app.gui.session import Session


class Connections(QObject):
    """Holds what speaks with other machines.

    Attributes:
        reception: receives X-rays.
        archive: sends results.
    """

    def __init__(self, session: Session, runner: BatchRunner, parent: QObject) -> None:
        """Prepare; nothing is loaded and no socket opened before `start`.

        Args:
            session: its settings say what is wanted.
            runner: screens what is received.
            parent: destroys it, on its own thread.
        """
        super().__init__(parent)
        self.reception = Reception(session, runner, self)
        self.archive = Archive(session, runner, self)

    def start(self) -> None:
        """Do what the settings ask for, from now on."""
        self.reception.start()
        self.archive.start()

    def stop(self) -> None:
        """Do nothing more: the window is being closed."""
        self.reception.stop()
        self.archive.stop()
