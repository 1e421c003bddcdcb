"""The small pictures of a history's screenings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.errors import OutputError
from app.core.results.history_database.pictures import PictureFile, picture_files
from app.core.results.history_database.schema import DATABASE_ERRORS
from app.core.results.history_reads import HistoryReads
from app.core.results.history_rows import RECORD_ID


class HistoryPictures(HistoryReads):
    """Keeps a small copy of a screening's picture; each method raises `OutputError`: `history_failed`."""

    def __init__(self, path: Path, busy_timeout_s: float | None = None) -> None:
        """Open the history as `HistoryConnection` does; the file of the pictures is opened when one is needed."""
        super().__init__(path, busy_timeout_s)
        self._pictures = PictureFile(path, self._busy_timeout_s)

    @property
    def has_traces(self) -> bool:
        """Whether what was deleted may still lie in the files, until the history is next opened."""
        return super().has_traces or bool(self._stray_pictures())

    def close(self) -> None:
        """Close the files."""
        self._pictures.close()
        super().close()

    def picture(self, record_id: str) -> bytes | None:
        """Return the small copy of a record's picture, a grey JPEG; None where none is kept."""
        with self._failing_pictures():
            return self._pictures.get(record_id)

    def add_picture(self, record_id: str, jpeg: bytes) -> None:
        """Store the small copy of a record's picture."""
        with self._failing_pictures():
            self._pictures.put(record_id, jpeg)

    def delete_pictures(self) -> None:
        """Delete the small copies of all pictures, for good; the screenings stay."""
        with self._failing_pictures():
            self._pictures.delete_all()

    def _delete_pictures_of(self, record_ids: Iterable[str]) -> None:
        with self._failing_pictures():
            self._pictures.delete(record_ids)

    def _stray_pictures(self) -> set[str]:
        """Return the ids of the records that have a picture, but no row any more."""
        with self._failing_pictures():
            ids = self._pictures.ids()
        if ids:
            with self._failing():
                stored = self._connection.execute(f"SELECT {RECORD_ID} FROM screenings")  # noqa: S608
                ids.difference_update(record_id for (record_id,) in stored)
        return ids

    @contextmanager
    def _failing_pictures(self) -> Iterator[None]:
        """Say in users' words what failed in the file of the pictures: the history itself is sound."""
        try:
            yield
        except DATABASE_ERRORS as error:
            said = getattr(error, "strerror", None) or error
            raise OutputError("history_failed", path=picture_files(self._path)[0], error=said) from error
