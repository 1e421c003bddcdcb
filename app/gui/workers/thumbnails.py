"""Thumbnails of files, decoded off the GUI thread as they are requested."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from app.core.errors import InputError
from app.core.imaging.decode import decode_preview
from app.gui.imaging.qimage import to_qimage
from app.gui.threads import RunningThreads, Worker

_REST, _LONGEST_REST_S = 5, 0.25
"""After each image the thread rests so many times as long as that took: the screening needs the processor more.

A table that shows every new row at once, as one sorted by file from the end does, would else slow it by a fifth."""


class _Requests:
    """Files that wait to be decoded, the last asked for first; the oldest beyond `most` are dropped.

    Both threads use it. A file that was taken is not taken again before it is done with.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._files: OrderedDict[str, None] = OrderedDict()
        self._taken: set[str] = set()
        self._lock = threading.Lock()

    def add(self, file: str) -> None:
        with self._lock:
            if file in self._taken:
                return
            self._files[file] = None
            self._files.move_to_end(file)
            if len(self._files) > self._most:
                self._files.popitem(last=False)

    def take(self) -> str | None:
        with self._lock:
            if not self._files:
                return None
            file, _ = self._files.popitem()
            self._taken.add(file)
            return file

    def done(self, file: str) -> None:
        with self._lock:
            self._taken.discard(file)

    def clear(self) -> None:
        with self._lock:
            self._files.clear()

    def __bool__(self) -> bool:
        return bool(self._files)


class _Decoder(Worker):
    """Decodes what is asked for until nothing is.

    Signals:
        decoded: the file and its `QImage`, null when it cannot be decoded.
    """

    decoded = Signal(object, QImage)

    def __init__(self, requests: _Requests, side_px: int) -> None:
        super().__init__()
        self._requests = requests
        self._side_px = side_px

    def run(self) -> None:
        """Do the work; Qt calls this on the new thread."""
        while not self._cancelled.is_set() and (file := self._requests.take()) is not None:
            begun = monotonic()
            image = QImage()
            try:
                image = load_thumbnail(file, self._side_px)
            except InputError:
                pass  # the screening of the same file says why
            finally:
                self.decoded.emit(file, image)
            self._cancelled.wait(min(_REST * (monotonic() - begun), _LONGEST_REST_S))


class Thumbnails(QObject):
    """A cache of thumbnails, filled by one thread, which decodes no file twice.

    Signals:
        loaded: the file whose thumbnail is in the cache now.
    """

    loaded = Signal(object)

    def __init__(self, threads: RunningThreads, side_px: int, *, kept: int = 500, waiting: int = 48) -> None:
        """Prepare.

        Args:
            threads: runs the thread, which is there only while there is something to decode.
            side_px: the longest side of a picture.
            kept: how many pictures are kept, those asked for last.
            waiting: how many files may wait, those asked for last; the others must be asked for again.
        """
        super().__init__()
        self._threads = threads
        self._side_px = side_px
        self._kept = kept
        self._images: OrderedDict[str, QImage] = OrderedDict()
        self._requests = _Requests(waiting)
        self._decoder: _Decoder | None = None

    def image(self, file: str) -> QImage | None:
        """Return a file's thumbnail, null when it cannot be decoded, or None until `loaded` is emitted for it."""
        image = self._images.get(file)
        if image is None:
            self._requests.add(file)
            self._start()
        else:
            self._images.move_to_end(file)
        return image

    def clear(self) -> None:
        """Empty the cache: the files may have changed."""
        self._requests.clear()
        self._images.clear()

    def _start(self) -> None:
        if self._decoder is None:
            self._decoder = _Decoder(self._requests, self._side_px)
            self._decoder.decoded.connect(self._take)
            self._decoder.finished.connect(self._go_on)
            self._threads.start(self._decoder)

    @Slot(object, QImage)
    def _take(self, file: str, image: QImage) -> None:
        self._requests.done(file)
        self._images[file] = image
        if len(self._images) > self._kept:
            self._images.popitem(last=False)
        self.loaded.emit(file)

    @Slot()
    def _go_on(self) -> None:
        if self._decoder and self._decoder.is_cancelled:
            self._requests.clear()  # the window is being closed
        self._decoder = None
        if self._requests:
            self._start()


def load_thumbnail(file: str, side_px: int) -> QImage:
    """Decode a file as an image with no side longer than `side_px`.

    Raises:
        InputError: see `app.core.imaging.decode.decode`.
    """
    image = to_qimage(decode_preview(Path(file), side_px))
    if max(image.width(), image.height()) <= side_px:
        return image
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(side_px, side_px, keep, smooth)
