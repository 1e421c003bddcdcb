"""Opening a file that was written, and showing it in the system's file manager."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QProcess, QUrl
from PySide6.QtGui import QDesktopServices


def open_file(path: Path) -> bool:
    """Open a file in the program that the system has for it; return whether there is one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(path))


def show_in_folder(path: Path, parent: QObject) -> None:
    """Open the folder of a file in the system's file manager, with the file selected where that can be asked for.

    Args:
        path: of the file.
        parent: of the process that asks; when it is gone, nothing is asked any more.
    """
    process = QProcess(parent)
    program, arguments, fails = _request(path)
    if fails:
        process.finished.connect(lambda status: _open_folder(path) if status else None)
    process.errorOccurred.connect(lambda: _open_folder(path))
    for ended in (process.finished, process.errorOccurred):
        ended.connect(process.deleteLater)
    process.start(program, arguments)


def _request(path: Path) -> tuple[str, list[str], bool]:
    """Return the program that selects a file, its arguments, and whether its exit status tells of a failure."""
    if sys.platform == "win32":  # Explorer's exit status is 1 when all is well
        return "explorer.exe", ["/select,", QDir.toNativeSeparators(str(path))], False
    if sys.platform == "darwin":
        return "open", ["-R", str(path)], True
    # https://www.freedesktop.org/wiki/Specifications/file-manager-interface/; a comma would part the array
    url = bytes(QUrl.fromLocalFile(path.absolute()).toEncoded().data()).decode().replace(",", "%2C")
    call = ["--session", "--print-reply", "--dest=org.freedesktop.FileManager1", "/org/freedesktop/FileManager1"]
    return "dbus-send", [*call, "org.freedesktop.FileManager1.ShowItems", f"array:string:{url}", "string:"], True


def _open_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(path.parent))
