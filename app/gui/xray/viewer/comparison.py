"""Comparison of the X-ray that is shown with another one of the same patient."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.core.records import ScreeningRecord
from app.gui.imaging.loaded_xray import LoadedXray, load_screened
from app.gui.session import Session
from app.gui.text.source_text import xray_moment_text
from app.gui.text.verdict_text import verdict_words
from app.gui.workers.task import Task
from app.gui.xray.viewer.other_strip import OtherStrip
from app.gui.xray.viewer.other_xrays import OtherXray, read_others, was_earlier
from app.gui.xray.viewer.pictures import Caption, Pictures


class Comparison(QObject):
    """Fills the strip with the other X-rays of a patient, and shows one of them beside the X-ray.

    Signals:
        begun: another X-ray takes the place beside the one that is shown.
        found: a list of the `ScreeningRecord` of the patient's other X-rays, newest first.
        changed: there are others to compare with or none any more, or a comparison has begun or ended.
        noted: a sentence for the status line.
    """

    begun = Signal()
    found = Signal(object)
    changed = Signal()
    noted = Signal(str)

    def __init__(self, session: Session, pictures: Pictures, strip: OtherStrip) -> None:
        super().__init__(pictures)
        self._session = session
        self._pictures = pictures
        self._strip = strip
        self._record: ScreeningRecord | None = None
        self._other: OtherXray | None = None
        self._reading: Task | None = None
        self._loading: Task | None = None
        strip.clicked.connect(self._choose)

    @property
    def is_possible(self) -> bool:
        """Whether there is another X-ray of the patient."""
        return bool(self._strip.xrays)

    @property
    def reason_for_none(self) -> str:
        """Why nothing can be compared, and what would help; empty where it can be, or nothing is screened yet."""
        if self.is_possible or self._record is None:
            return ""
        if not self._record.patient_id:
            return self.tr("To compare, give the patient's id first.")
        return self.tr("There is no other X-ray of this patient.")

    @property
    def is_on(self) -> bool:
        """Whether two X-rays are compared."""
        return self._other is not None

    def set_record(self, record: ScreeningRecord | None) -> None:
        """Set the record that is shown; None for none. Those of its patient are read where they are not shown yet."""
        before, self._record = self._record, record
        if record and before and (record.id, record.patient_id) == (before.id, before.patient_id):
            return
        self.end()
        self._show_others([])
        self._read()

    @Slot(str)
    def heed_change(self, record_id: str) -> None:
        """Read the others again after one of them was changed: it may have been read a moment before that."""
        if self._record and self._record.id != record_id:
            self._read()

    def _read(self) -> None:
        if self._reading:
            self._reading.cancel()
        if self._record and self._record.patient_id:
            self._reading = Task(partial(read_others, self._record, self._session.history))
            self._reading.done.connect(self._on_read)
            self._session.threads.start(self._reading)

    def begin(self) -> None:
        """Compare with the X-ray before this one, or else with the newest."""
        if self._record and self.is_possible:
            now = self._record.taken_at
            earlier = (xray for xray in self._strip.xrays if xray.record.taken_at < now)
            self._choose(next(earlier, self._strip.xrays[0]))

    @Slot()
    def end(self) -> None:
        """Show the X-ray alone."""
        if self._loading:
            self._loading.cancel()
        if self._other:
            self._other = None
            self._pictures.show_alone()
            self._strip.mark_compared(None)
            self.changed.emit()

    @Slot(object)
    def _on_read(self, xrays: list[OtherXray]) -> None:
        self._show_others(xrays)
        self._strip.mark_compared(self._other.record if self._other else None)
        self.found.emit([xray.record for xray in xrays])

    def _show_others(self, xrays: list[OtherXray]) -> None:
        record = self._record
        self._strip.show_xrays(record.patient_id if record else "", xrays, record.taken_at[:10] if record else "")
        self.changed.emit()

    @Slot(object)
    def _choose(self, xray: OtherXray | None) -> None:
        if xray is None:
            self.end()
            return
        if self._loading:
            self._loading.cancel()
        self._loading = Task(partial(load_screened, xray.record, self._session.history))
        self._loading.done.connect(partial(self._show, xray))
        self._session.threads.start(self._loading)

    def _show(self, xray: OtherXray, loaded: LoadedXray) -> None:
        if self._record is None:
            return
        if loaded.image.isNull():
            self._strip.mark_compared(self._other.record if self._other else None)
            self.noted.emit(self.tr("That X-ray cannot be shown: its file is not there now."))
            return
        self.begun.emit()
        self._other = xray
        records = self._record, xray.record
        is_same_day = len({record.taken_at[:10] for record in records}) == 1
        dates = [xray_moment_text(record, with_time=is_same_day) for record in records]
        which = {True: self.tr("Earlier"), False: self.tr("Later"), None: self.tr("Other")}
        note = self.tr("small copy") if loaded.is_copy else ""
        captions = (
            _caption(self._record, self.tr("This one"), dates[0]),
            _caption(xray.record, which[was_earlier(xray.record, self._record)], dates[1], note),
        )
        self._pictures.show_beside(loaded.image, captions, self.tr("Other X-ray"))
        self._strip.mark_compared(xray.record)
        self.changed.emit()


def _caption(record: ScreeningRecord, which: str, date: str, note: str = "") -> Caption:
    """Return which of the two it is, when it was taken or screened, its verdict, and a note where there is one."""
    words = (which, date, verdict_words(record.verdict), note)
    return Caption(tuple(filter(None, words)), record.verdict.shown_finding)
