"""An X-ray as it arrives: piece by piece into a file, and told apart from what the network library does besides."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from app.dicom.receive.identity import NotUnderstoodError
from app.dicom.receive.inbox import Inbox


class IncomingFile:
    """The file that a data set is written to as it arrives. It takes the place of the library's own temporary file.

    A failure to write is kept until the whole data set has arrived, for only then can its sender be told. What is not
    kept is removed, at the latest with this object.

    Attributes:
        name: of the file, as the library asks for it; empty before the first piece.
        start: where the data set begins, after the preamble and the meta information.
        failure: why it could not be written; None while all is well.
    """

    def __init__(self, inbox: Inbox, make_head: Callable[[], bytes]) -> None:
        """Prepare; without a piece there is no file.

        Args:
            inbox: makes the file.
            make_head: returns what comes before the data set; is called when its first piece arrives.
        """
        self._inbox = inbox
        self._make_head = make_head
        self._size = 0
        self._stream: BinaryIO | None = None
        self._remove: weakref.finalize[..., IncomingFile] | None = None
        self.name = ""
        self.start = 0
        self.failure: OSError | None = None

    @property
    def file(self) -> IncomingFile:
        """What the library flushes after each piece."""
        return self

    def write(self, piece: bytes) -> None:
        """Write a piece of the data set; after a failure, none is written any more."""
        if self.failure:
            return
        try:
            self._write(piece, self._stream or self._open())
        except OSError as error:
            self.failure = error
            self.close()

    def flush(self) -> None:
        """Do nothing: a data set is flushed once, by `finish`."""

    def finish(self) -> Path:
        """Write what is still to be written, and return the path of the file.

        Raises:
            OSError: it could not be written.
            NotUnderstoodError: no data set has come.
        """
        self._flushed()
        return Path(self.name)

    def keep(self, study: str, instance: str) -> Path | None:
        """Put the file that is finished into its place, see `Inbox.keep`.

        Raises:
            OSError: it cannot be kept, or could not be written.
            NotUnderstoodError: no data set has come.
        """
        return self._inbox.keep(self._flushed(), Path(self.name), study, instance)

    def close(self) -> None:
        """Close the file, and remove it where it is not kept."""
        if self._remove:
            self._remove()
            self._inbox.release(self._size)
            self._size, self._remove = 0, None

    def _open(self) -> BinaryIO:
        stream, path = self._inbox.open_file()
        self._remove = weakref.finalize(self, _close_and_remove, stream, path)
        self._stream, self.name = stream, str(path)
        head = self._make_head()
        self.start = len(head)
        self._write(head, stream)
        return stream

    def _write(self, piece: bytes, stream: BinaryIO) -> None:
        self._inbox.claim(len(piece))
        self._size += len(piece)
        stream.write(piece)

    def _flushed(self) -> BinaryIO:
        if self.failure:
            raise self.failure
        if self._stream is None:
            raise NotUnderstoodError
        self._stream.flush()
        return self._stream


def _close_and_remove(stream: BinaryIO, path: Path) -> None:
    with suppress(OSError):  # what is still to be written finds no room
        stream.close()
    with suppress(OSError):
        path.unlink(missing_ok=True)
