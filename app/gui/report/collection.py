"""Reports of several screenings in one document, after a summary of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPainter

from app.core.records import Finding, ScreeningRecord
from app.core.screening import Screener
from app.gui.imaging.evidence import USUAL_STRENGTH, evidence_image
from app.gui.imaging.loaded_xray import load_screened
from app.gui.report.layout import Block
from app.gui.report.letterhead import Letterhead
from app.gui.report.page import Report
from app.gui.report.summary import summarise
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
    """

    records: Sequence[ScreeningRecord]
    screener: Screener
    history: Path
    letterhead: Letterhead

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
            pictures = pictures_of(record, self.screener, self.history)
            words = page_number(number, total) if total > 1 else ""
            yield from Report(record, self.screener.bundle, *pictures, self.letterhead, words).pages(size)

    def _summary(self) -> SummaryDocument:
        screener, letterhead = self.screener, self.letterhead
        found = summarise(self.records)
        return SummaryDocument("", found, screener.bundle, screener.app_version, letterhead, len(self.records))


def pictures_of(record: ScreeningRecord, screener: Screener, history: Path) -> tuple[QImage, QImage]:
    """Return the picture of a record, and the same under its evidence map; null where there is none.

    A small copy that the history kept has no map. Any thread may call this.
    """
    loaded = load_screened(record, history, _PICTURE_PX)
    has_score = record.verdict.finding is not Finding.NOT_ASSESSED and record.model == screener.bundle.model_id
    if loaded.image.isNull() or loaded.is_copy or not has_score:
        return loaded.image, QImage()
    return loaded.image, _under(evidence_image(record, screener), loaded.image)


def _under(evidence: QImage, picture: QImage) -> QImage:
    if evidence.isNull():
        return QImage()
    made = picture.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setOpacity(USUAL_STRENGTH)
    painter.drawImage(made.rect(), evidence)
    painter.end()
    return made
