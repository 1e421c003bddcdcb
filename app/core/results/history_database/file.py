"""The SQLite file of the history: its owner's alone, in a mode that its drive can keep, with today's columns."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from app.core.atomic_file import make_private_folder
from app.core.results.history_database.backups import back_up
from app.core.results.history_database.schema import check_not_newer, complete_rows, is_older, migrate
from app.core.results.history_database.traces import erase_marked_traces
from app.core.results.history_search import fold_cell, id_key_of_cell

_NETWORK_FILE_SYSTEMS = frozenset(
    {"9p", "afs", "ceph", "cifs", "davfs", "fuse.davfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.sshfs", "ncpfs"}
    | {"nfs", "nfs4", "smb2", "smb3", "smbfs"}
)
_PAGE_BYTES = 4096
_DRIVE_REMOTE = 4
"""What Windows' `GetDriveTypeW` returns for a network drive."""


def open_history_file(path: Path, busy_timeout_s: float) -> sqlite3.Connection:
    """Open the file, making it and its folder when they are absent, and bringing its table up to date.

    An older file is backed up before. What SQLite keeps aside for a while stays in memory, not in the system's folder
    for temporary files.

    Args:
        path: of the file.
        busy_timeout_s: how long to wait for another program that holds the file.

    Raises:
        OSError: the folder or the file cannot be made.
        OutputError: `history_newer`; nothing is written then.
        sqlite3.Error: it is no history, or cannot be read or written.
    """
    with ExitStack() as on_failure:
        connection = open_database(path, busy_timeout_s)
        on_failure.callback(connection.close)
        connection.create_function("folded", 1, fold_cell, deterministic=True)
        connection.create_function("id_key", 1, id_key_of_cell, deterministic=True)
        _bring_up_to_date(connection, path)
        erase_marked_traces(connection, busy_timeout_s)
        on_failure.pop_all()
        return connection


def open_database(path: Path, busy_timeout_s: float, page_bytes: int = _PAGE_BYTES) -> sqlite3.Connection:
    """Open a database that its owner alone may read and that overwrites what is deleted; make it where it is absent.

    Args:
        path: of the file.
        busy_timeout_s: how long to wait for another program that holds the file.
        page_bytes: size of a page of a file that is made.

    Raises:
        OSError: the folder or the file cannot be made.
        OutputError: `history_newer`; nothing is written then.
        sqlite3.Error: it is no database, or cannot be read or written.
    """
    make_private_folder(path.parent)
    _make_private(path)
    with ExitStack() as on_failure:
        connection = sqlite3.connect(path, timeout=busy_timeout_s, isolation_level=None)
        on_failure.callback(connection.close)
        connection.text_factory = decode_text
        connection.execute(f"PRAGMA page_size={page_bytes}")
        _choose_journal(connection, path)
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA temp_store=MEMORY")
        on_failure.pop_all()
        return connection


def decode_text(stored: bytes) -> str:
    """Return the text of a cell; bytes that are no text do not spoil the other rows."""
    return stored.decode("utf-8", "replace")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of a block's changes, or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # a full disk rolls back by itself
            connection.execute("ROLLBACK")
        raise


def is_on_network(path: Path) -> bool:
    """Tell whether a file lies on a network drive, as far as the system says so; macOS does not."""
    if sys.platform == "win32":
        import ctypes  # Windows' own call; nothing else here needs it

        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.resolve().anchor) == _DRIVE_REMOTE)
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    place = path.resolve()
    kinds = {Path(fields[1].replace("\\040", " ")): fields[2] for fields in map(str.split, mounts) if len(fields) > 2}
    nearest = next((folder for folder in (place, *place.parents) if folder in kinds), None)
    return nearest is not None and kinds[nearest] in _NETWORK_FILE_SYSTEMS


def _make_private(path: Path) -> None:
    """Make the file where it is absent, and take from others the right to read it that older versions gave."""
    # A file that is there must not be opened here: closing it would end the locks of this process on it.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    for file in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        with suppress(OSError):  # another user's file, or a drive without such rights
            if file.is_file() and file.stat().st_mode & 0o077:
                file.chmod(0o600)


def _choose_journal(connection: sqlite3.Connection, path: Path) -> None:
    """Use a write-ahead log where the drive can keep one: it needs memory that is shared, which no network has.

    There a crash of the program loses nothing without a sync for each record, and a power cut the last moments at
    most. Elsewhere the older way, a rollback journal, syncs each record.
    """
    if not is_on_network(path):
        with suppress(sqlite3.OperationalError):
            check_not_newer(connection, path)
            if connection.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",):
                connection.execute("PRAGMA synchronous=NORMAL")
                return
    # A file that has a log already is opened without shared memory by the one who has it alone.
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    check_not_newer(connection, path)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA locking_mode=NORMAL")
    connection.execute("SELECT 1 FROM sqlite_master").fetchone()  # the lock is given back at the next reading
    connection.execute("PRAGMA synchronous=FULL")


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    if is_older(connection):
        if connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            back_up(connection, path)
        with transaction(connection):
            if is_older(connection):  # another window may have been quicker
                migrate(connection)
    complete_rows(connection)
