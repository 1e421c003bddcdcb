"""What was dropped on the window."""

from __future__ import annotations

import os
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData, QUrl


def dropped_paths(mime: QMimeData) -> list[str]:
    """Return the local files and folders that were dropped; text and addresses of the network are none."""
    return [_local_path(url) for url in mime.urls() if url.isLocalFile() and url.path()]


def _local_path(url: QUrl) -> str:
    if os.name == "nt" or url.host():
        return url.toLocalFile()
    # `toLocalFile` replaces bytes that are not UTF-8; the file of that name would not be found.
    return os.fsdecode(unquote_to_bytes(url.path(QUrl.ComponentFormattingOption.FullyEncoded)))
