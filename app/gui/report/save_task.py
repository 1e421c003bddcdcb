"""Writing a document as a PDF file off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal, Slot

from app.core.results.protected_files import check_output
from app.gui.report.document import Document, save_pdf
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


class SaveTask(Task):
    """Makes a document and writes it; `done` carries a `Saved`. When it is cancelled, no file is written.

    Signals:
        page_drawn: how many pages are drawn; emitted on the thread that made the task.
    """

    page_drawn = Signal(int)

    _drawn = Signal(int)

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
        self._drawn.connect(self._emit_page_drawn)

    def _write(self) -> Saved:
        check_output(self._path, self._protected)
        document = self._make()
        save_pdf(document, self._path, self._go_on)
        return Saved(self._path, document)

    def _go_on(self, drawn: int) -> bool:
        self._drawn.emit(drawn)
        return not self._cancelled.is_set()

    @Slot(int)
    def _emit_page_drawn(self, drawn: int) -> None:
        self.page_drawn.emit(drawn)
