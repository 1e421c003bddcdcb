"""Traces of deleted texts in the file of the history, and their removal.

`secure_delete` overwrites a row where it lies, but not the copies that SQLite leaves in a page's free space when it
moves rows between pages: of deletions from 200 files made at random, 7 in 100 left one. VACUUM leaves none, and
rewrites the whole file. So it runs only where a text is left, or where much of the file is free.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain

PRIVATE = (
    *("file", "patient_id", "file_patient_id", "patient_name", "file_patient_name", "accession_number"),
    *("note", "review_note", "reviewer"),
)
"""The columns whose texts tell of a patient."""

_MOST_SEARCHED = 300
"""With more deleted rows than these, VACUUM is quicker than looking for each text."""
_SHORTEST = 3
_FREE_SHARE = 4

_log = logging.getLogger(__name__)


def private_texts(
    connection: sqlite3.Connection, condition: str, values: Sequence[object], columns: Collection[str] = PRIVATE
) -> set[bytes] | None:
    """Return the texts of the rows that are about to be deleted; None where they are too many to look for.

    Raises:
        sqlite3.Error: they cannot be read.
    """
    names = ", ".join(columns)
    found = connection.execute(f"SELECT {names} FROM screenings WHERE {condition}", values)  # noqa: S608
    rows = found.fetchmany(_MOST_SEARCHED + 1)
    if len(rows) > _MOST_SEARCHED:
        return None
    return {text for text in _as_bytes(rows) if len(text) >= _SHORTEST}


def mark_traces(connection: sqlite3.Connection) -> None:
    """Note in the file, within the transaction that deletes, that traces may be left.

    Raises:
        sqlite3.Error: it cannot be written.
    """
    connection.execute("DELETE FROM traces")
    connection.execute("INSERT INTO traces VALUES (0)")


def are_traces_marked(connection: sqlite3.Connection) -> bool:
    """Tell whether traces of what was deleted may be left: the disk was full, or another program was reading it.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    return connection.execute("SELECT 1 FROM traces").fetchone() is not None


def erase_traces(connection: sqlite3.Connection, texts: set[bytes] | None) -> None:
    """Leave nothing of deleted texts in the file nor in the log beside it, and take the mark away.

    The deletion itself is done: what fails here, on a full disk, say, is tried again when the file is next opened.

    Args:
        connection: outside a transaction.
        texts: to look for; None to rewrite the file in any case.
    """
    try:
        if texts is None or _much_is_free(connection) or _has_traces(connection, texts):
            connection.execute("VACUUM")
        connection.execute("UPDATE traces SET is_rewritten = 1")
        _erase_log(connection)
    except sqlite3.Error as error:
        _log.warning("Traces of deleted screenings are left until the history is opened again: %s", error)


def erase_marked_traces(connection: sqlite3.Connection, busy_timeout_s: float) -> None:
    """Do what an earlier `erase_traces` could not, if there is a mark; a reader in the way is not waited for.

    Args:
        connection: outside a transaction.
        busy_timeout_s: that it waits for other programs, and will afterwards.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    marks = connection.execute("SELECT is_rewritten FROM traces").fetchall()
    if not marks:
        return
    connection.execute("PRAGMA busy_timeout=0")
    if all(is_rewritten for (is_rewritten,) in marks):
        with suppress(sqlite3.OperationalError):
            _erase_log(connection)
    else:
        erase_traces(connection, None)
    connection.execute(f"PRAGMA busy_timeout={busy_timeout_s * 1000:.0f}")


def _erase_log(connection: sqlite3.Connection) -> None:
    if empty_log(connection):
        connection.execute("DELETE FROM traces")


def empty_log(connection: sqlite3.Connection) -> bool:
    """Write the log into the file and empty it; return whether no reader was in the way.

    Raises:
        sqlite3.Error: the file cannot be written.
    """
    return bool(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)


def _much_is_free(connection: sqlite3.Connection) -> bool:
    free, pages = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_count"))
    return bool(_FREE_SHARE * free >= pages)


def _has_traces(connection: sqlite3.Connection, texts: set[bytes]) -> bool:
    """Return whether the file holds one of these texts, other than as a cell of a row that is there."""
    if not hasattr(connection, "serialize"):  # an SQLite that was built without it
        return True
    content = connection.serialize()  # and not the file: closing it would end the locks of this process on it
    found = {text for text in texts if text in content}
    if found:
        found.difference_update(_as_bytes(connection.execute(f"SELECT {', '.join(PRIVATE)} FROM screenings")))  # noqa: S608
    return bool(found)


def _as_bytes(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield the texts of rows as they lie in the file."""
    for cell in chain.from_iterable(rows):
        if isinstance(cell, str | bytes):
            yield cell.encode() if isinstance(cell, str) else cell
