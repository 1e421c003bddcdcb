"""How the user left the window: its size and place, and the widths that were set by hand."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


class UiState:
    """Bytes by name, kept in an INI file; where it cannot be written, nothing is remembered."""

    def __init__(self, file: Path) -> None:
        """Read the file; it need not exist yet."""
        self._values = QSettings(str(file), QSettings.Format.IniFormat)

    def get(self, key: str) -> QByteArray:
        """Return what was kept by a name, such as `window/geometry`; empty where nothing was, or no bytes."""
        value = self._values.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def put(self, key: str, value: QByteArray | bytes) -> None:
        """Keep bytes by a name."""
        self._values.setValue(key, QByteArray(value))
