"""Reports on paper that nobody prints: drawn, and looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage

from app.gui.report.document import Document, draw_document
from app.gui.report.layout import POINT, Block
from app.gui.report.letterhead import Letterhead

A4_PX, LETTER_PX = QSize(827, 1169), QSize(850, 1100)
_DPI = 100


def picture(width: int = 60, height: int = 40) -> QImage:
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(QColor("gray"))
    return image


def drawn(page: Document, size: QSize = A4_PX) -> QImage:
    """Return the page at 100 points an inch."""
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(3937)
    image.setDotsPerMeterY(3937)
    image.fill(Qt.GlobalColor.white)
    draw_document(page, image)
    return image


def drawn_pages(document: Document, size: QSize = A4_PX) -> list[QImage]:
    """Return every page at 100 points an inch."""
    units = QSizeF(size) * 72 * POINT / _DPI
    return [drawn(_OnePage(page), size) for page in document.pages(units)]


def inked_lines(image: QImage) -> list[int]:
    """Return the lines of a page that are not plain white."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return [y for y in range(grey.height()) if bytes(grey.constScanLine(y))[: grey.width()].strip(b"\xff")]


def widest_gap(image: QImage) -> int:
    """Return the height of the widest band of a page without any ink, from its top to its end."""
    lines = [-1, *inked_lines(image), image.height()]
    return max(after - before - 1 for before, after in pairwise(lines))


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


@dataclass(frozen=True)
class _OnePage:
    page: Block
    title: str = ""
    letterhead: Letterhead = field(default_factory=Letterhead)

    def pages(self, size: QSizeF) -> Iterator[Block]:
        yield self.page
