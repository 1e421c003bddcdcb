"""Making a document of many pages off the GUI thread, and writing one as a PDF file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal

from app.core.results.protected_files import check_output
from app.gui.report.document import Document, GoOn, save_pdf
from app.gui.workers.task import Task


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written.

    Attributes:
        path: of the file.
        document: that is in it.
    """

    path: Path
    document: Document


class PagesTask(Task):
    """Makes a document page by page; `done` carries what the function returned.

    Signals:
        page_made: how many pages are made; emitted on the thread that made the task.
    """

    page_made = Signal(int)

    _made = Signal(int)

    def __init__(self, make: Callable[[GoOn], object]) -> None:
        """Prepare; `make` is called on the new thread, with the function to be asked after each page."""
        super().__init__(lambda: make(self._go_on))
        self._made.connect(self.page_made)  # here, on the thread of the task: see `page_made`

    def _go_on(self, made: int) -> bool:
        self._made.emit(made)
        return not self._cancelled.is_set()


class SaveTask(PagesTask):
    """Makes a document and writes it; `done` carries a `Saved`. When it is cancelled, no file is written."""

    def __init__(self, make: Callable[[], Document], path: Path, protected: Iterable[str | Path]) -> None:
        """Prepare.

        Args:
            make: makes the document, on the new thread.
            path: of the file.
            protected: files that it must not replace; read when the task runs.
        """
        super().__init__(self._write)
        self._make = make
        self._path = path
        self._protected = protected

    def _write(self, go_on: GoOn) -> Saved:
        check_output(self._path, self._protected)
        document = self._make()
        save_pdf(document, self._path, go_on)
        return Saved(self._path, document)
