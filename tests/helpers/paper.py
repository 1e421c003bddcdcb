"""Reports on paper that nobody prints: drawn, and looked at."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage

from app.gui.report.page import Report, draw_report

A4_PX = QSize(827, 1169)


def picture(width: int = 60, height: int = 40) -> QImage:
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(QColor("gray"))
    return image


def drawn(page: Report, size: QSize = A4_PX) -> QImage:
    """Return the page at 100 points an inch."""
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(3937)
    image.setDotsPerMeterY(3937)
    image.fill(Qt.GlobalColor.white)
    draw_report(page, image)
    return image


def inked_lines(image: QImage) -> list[int]:
    """Return the lines of a page that are not plain white."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return [y for y in range(grey.height()) if bytes(grey.constScanLine(y))[: grey.width()].strip(b"\xff")]


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))
