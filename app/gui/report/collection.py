"""Reports of several screenings in one document, after a summary of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPainter

from app.core.model.evidence_map import USUAL_STRENGTH
from app.core.records import Finding, ScreeningRecord
from app.core.screening import Screener
from app.gui.imaging.evidence import evidence_image
from app.gui.imaging.loaded_xray import load_screened
from app.gui.report.document import GoOn
from app.gui.report.layout import Block
from app.gui.report.letterhead import Letterhead
from app.gui.report.page import Report
from app.gui.report.summary import each_picture_once, summarise
from app.gui.report.summary_page import SummaryDocument, page_number

_PICTURE_PX = 1400
"""Longest side of a picture: 200 dpi at the largest that it is on paper."""


@dataclass(frozen=True, slots=True)
class ReportCollection:
    """One page for each record, and a summary before them where there are several.

    Attributes:
        records: in the order of the pages.
        screener: makes the evidence maps.
        history: its file, which may hold small copies of the pictures.
        letterhead: the clinic's.
        loaded: reports whose pictures are in memory already, by the id of their record.
    """

    records: Sequence[ScreeningRecord]
    screener: Screener
    history: Path
    letterhead: Letterhead
    loaded: Mapping[str, Report] = field(default_factory=dict)

    def with_pictures(self, go_on: GoOn) -> ReportCollection:
        """Return the same with its pictures in memory, so that it is drawn at once. Any thread may call this.

        Args:
            go_on: is told how many are loaded, and tells whether to go on; else the rest is loaded when it is drawn.
        """
        loaded: dict[str, Report] = {}
        for record in self.records:
            loaded[record.id] = self.report(record)
            if not go_on(len(loaded)):
                break
        return replace(self, loaded=loaded)

    @property
    def title(self) -> str:
        """Title of the document."""
        return self._summary().title

    def pages(self, size: QSizeF) -> Iterator[Block]:
        """Yield the pages for paper of a size, in units; each picture is loaded for its page and freed after it."""
        before = list(self._summary().pages(size)) if len(self.records) > 1 else []
        yield from before
        total = len(before) + len(self.records)
        for number, record in enumerate(self.records, len(before) + 1):
            words = page_number(number, total) if total > 1 else ""
            yield from self.report(record, words).pages(size)

    def report(self, record: ScreeningRecord, number: str = "") -> Report:
        """Load the pictures of a record and return its report, as the page of a number. Any thread may call this."""
        if record.id in self.loaded:
            return replace(self.loaded[record.id], number=number)
        screener = self.screener
        loaded = load_screened(record, self.history, _PICTURE_PX)
        with_map = QImage() if loaded.is_copy else _with_map(record, screener, loaded.image)
        images = (loaded.image, with_map)
        return Report(record, screener.bundle, *images, self.letterhead, number, is_copy=loaded.is_copy)

    def _summary(self) -> SummaryDocument:
        screener, letterhead = self.screener, self.letterhead
        found = summarise(each_picture_once(self.records))
        return SummaryDocument("", found, screener.bundle, screener.app_version, letterhead, len(self.records))


def _with_map(record: ScreeningRecord, screener: Screener, picture: QImage) -> QImage:
    """Return a picture under the evidence map of its record; null where there is none."""
    if picture.isNull() or record.verdict.finding is Finding.NOT_ASSESSED or record.model != screener.bundle.model_id:
        return QImage()
    evidence = evidence_image(record, screener)
    if evidence.isNull():
        return QImage()
    made = picture.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setOpacity(USUAL_STRENGTH)
    painter.drawImage(made.rect(), evidence)
    painter.end()
    return made
