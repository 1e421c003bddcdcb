"""The evidence map of the X-ray that is shown, as an image; it is made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from app.core.records import Finding, ScreeningRecord
from app.gui.imaging.evidence import evidence_image
from app.gui.session import Session
from app.gui.workers.task import Task


class EvidenceMap(QObject):
    """Holds the record that is shown, and its evidence map.

    Signals:
        made: the map is there.
        failed: a sentence; there can be no map.
    """

    made = Signal()
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._record: ScreeningRecord | None = None
        self._image = QImage()
        self._making: Task | None = None

    @property
    def image(self) -> QImage:
        """The map, with alpha, to be stretched over the X-ray; null until it is made."""
        return self._image

    def set_record(self, record: ScreeningRecord | None) -> None:
        """Set the record that is shown; None for none. Another record has another map."""
        if record is None or self._record is None or record.id != self._record.id:
            self._image = QImage()
            if self._making:
                self._making.cancel()
        self._record = record

    def make(self) -> None:
        """Make the map where there is none yet."""
        if self._image.isNull() and self._record:
            self._making = Task(partial(evidence_image, self._record, self._session.screener))
            self._making.done.connect(self._take)
            self._making.crashed.connect(self._fail)
            self._session.threads.start(self._making)

    def maker(self, has_image: bool) -> Callable[[], QImage]:
        """Return a function that returns the map, made now if need be; null where there can be none.

        It may take seconds for a large file; any thread may call it.

        Args:
            has_image: as of `reason_for_none`.
        """
        record, screener, made = self._record, self._session.screener, self._image
        if record is None or self.reason_for_none(has_image):
            return QImage
        return partial(evidence_image, record, screener) if made.isNull() else lambda: made

    def reason_for_none(self, has_image: bool) -> str:
        """Return why there is no evidence map; empty where there is one, or can be.

        Args:
            has_image: whether the whole X-ray is shown, not just a small copy.
        """
        if self._record is None:
            return self.tr("The evidence map comes with the verdict.")
        if self._record.verdict.finding is Finding.NOT_ASSESSED:
            return self.tr("No verdict was made, so there is no evidence map.")
        if self._record.verdict.is_for_other_age:
            return self.tr("Kifua was not made for this age: what the model sees on the X-ray is not shown.")
        if self._record.model != self._session.bundle.model_id:
            return self.tr("Another model made this verdict: the evidence map of this model does not fit it.")
        return "" if has_image else self.tr("There is no X-ray to draw an evidence map on.")

    @Slot(object)
    def _take(self, image: QImage) -> None:
        self._image = image
        if image.isNull():
            self._fail()
        else:
            self.made.emit()

    @Slot()
    def _fail(self) -> None:
        self.failed.emit(self.tr("There is no evidence map: the file was changed, moved or removed."))
