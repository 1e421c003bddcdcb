"""Images from the clipboard, saved as files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage, QPixmap

from app.core.errors import OutputError
from app.core.results.history_images import pasted_folder, store_pasted
from app.gui.window.drop_target import dropped_paths


def save_clipboard_image(mime: QMimeData, history: Path) -> str | None:
    """Write the image that was copied as a PNG of a new name, grey if it has no colours.

    Args:
        mime: what the clipboard holds.
        history: the file of the history, which the new file belongs to.

    Returns:
        The file's path; None when no picture was copied, or files were, which need no copy.

    Raises:
        OutputError: it cannot be written.
    """
    image = None if dropped_paths(mime) else _image(mime)
    if image is None:
        return None
    try:
        return str(store_pasted(history, _png(image)))
    except OSError as error:
        raise OutputError("output_failed", path=pasted_folder(history), error=error.strerror) from error


def _image(mime: QMimeData) -> QImage | None:
    found = mime.imageData() if mime.hasImage() else None
    image = found.toImage() if isinstance(found, QPixmap) else found
    return image if isinstance(image, QImage) and not image.isNull() else None


def _png(image: QImage) -> bytes:
    kind = QImage.Format.Format_Grayscale8 if image.allGray() else QImage.Format.Format_RGB32
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.convertToFormat(kind).save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
