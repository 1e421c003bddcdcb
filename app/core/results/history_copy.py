"""Copies of a history in a folder of the user's own, such as a stick, with its small pictures."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from app.core.errors import OutputError
from app.core.results.history import History
from app.core.results.history_database.backups import BACKUP, Backup, copy_file, new_file, read_backups
from app.core.results.history_database.connection import BUSY_TIMEOUT_S
from app.core.results.history_database.pictures import PictureFile, picture_files
from app.core.results.history_database.recovery import restore_backup
from app.core.results.history_database.schema import DATABASE_ERRORS


def copy_history(history: Path, folder: Path) -> Path:
    """Copy a history and its small pictures into a folder, each whole or not at all; others may use it meanwhile.

    Returns:
        The copy, which `copies_in` finds there again.

    Raises:
        OutputError: `output_failed`; the history is as `History` says.
    """
    with History(history):
        pass  # it is made, or brought up to date
    copy = new_file(folder / history.name, BACKUP)
    try:
        copy_file(history, copy)
        if picture_files(history)[0].exists():
            copy_file(picture_files(history)[0], picture_files(copy)[0])
    except DATABASE_ERRORS as error:
        raise OutputError("output_failed", path=copy, error=getattr(error, "strerror", None) or error) from error
    return copy


def copies_in(history: Path, folder: Path) -> list[Backup]:
    """Return the copies of a history in a folder that can be read, the newest first."""
    return read_backups(folder / history.name)


def restore_copy(history: Path, copy: Path) -> None:
    """Put a copy or a backup in the place of a history, and add the pictures that lie beside it.

    Raises:
        OutputError: as `restore_backup` says.
    """
    restore_backup(history, copy)
    try:
        with closing(PictureFile(copy, BUSY_TIMEOUT_S)) as pictures, History(history) as restored:
            for record_id in pictures.ids():
                jpeg = pictures.get(record_id)
                if jpeg is not None and restored.holds(record_id) and restored.picture(record_id) is None:
                    restored.add_picture(record_id, jpeg)
    except DATABASE_ERRORS as error:
        said = getattr(error, "strerror", None) or error
        raise OutputError("history_failed", path=picture_files(copy)[0], error=said) from error
