"""Files and folders that are dropped on a widget."""

from __future__ import annotations

import os
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget


class DropTarget(QObject):
    """Accepts files and folders that are dropped on a widget.

    Signals:
        hovered: whether something that can be opened is dragged over it.
        dropped: the paths of the files and folders.
        refused: nothing of what is dragged can be opened.
    """

    hovered = Signal(bool)
    dropped = Signal(object)
    refused = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle drag and drop events of the widget."""
        match event.type():
            case QEvent.Type.DragEnter if isinstance(event, QDropEvent):
                self.hovered.emit(bool(self._paths(event)))
            case QEvent.Type.DragLeave:
                self.hovered.emit(False)
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                self.hovered.emit(False)
                if paths := self._paths(event):
                    self.dropped.emit(paths)
            case _:
                return super().eventFilter(watched, event)
        return True

    def _paths(self, event: QDropEvent) -> list[str]:
        """Return the paths of an event and accept it, or ignore it where it has none."""
        if QApplication.activeModalWidget():  # a question waits for its answer; not every system keeps drops away
            event.ignore()
            return []
        paths = dropped_paths(event.mimeData())
        if paths:
            event.setDropAction(Qt.DropAction.CopyAction)  # after a move, the giver may delete the file
            event.accept()
        else:
            event.ignore()
            self.refused.emit()
        return paths


def dropped_paths(mime: QMimeData) -> list[str]:
    """Return the local files and folders that were dropped; texts and remote URLs are left out."""
    return [_local_path(url) for url in mime.urls() if url.isLocalFile() and url.path()]


def _local_path(url: QUrl) -> str:
    if os.name == "nt" or url.host():
        return url.toLocalFile()
    # `toLocalFile` replaces bytes that are not UTF-8; the file of that name would not be found.
    return os.fsdecode(unquote_to_bytes(url.path(QUrl.ComponentFormattingOption.FullyEncoded)))
