"""The statistics as a picture for a wall or a report: PNG of twice the screen's density, or SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPaintDevice, QPainter
from PySide6.QtWidgets import QApplication

from app.core.atomic_file import write_bytes
from app.core.results.export import output_failing
from app.gui.statistics.content import Section
from app.gui.theme.tokens import LARGE, LIGHT, SPACE_2_PX, SPACE_5_PX, SPACE_6_PX

_WIDTH_PX = 900
_DENSITY = 2
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the picture shows.

    Attributes:
        title: above all.
        subtitle: of which period and when it was made.
        sections: one below the other.
    """

    title: str
    subtitle: str
    sections: Sequence[Section]


def png(sheet: Sheet) -> bytes:
    """Return a sheet as a PNG picture, light whatever the theme."""
    size = _size(sheet)
    image = QImage(size * _DENSITY, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_DENSITY)
    image.fill(QColor(LIGHT.surface))
    _paint(sheet, image)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def svg(sheet: Sheet) -> bytes:
    """Return a sheet as an SVG drawing, light whatever the theme."""
    from PySide6.QtSvg import QSvgGenerator  # a library more, which only this needs

    size, buffer = _size(sheet), QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(sheet.title)
    generator.setResolution(96)
    _paint(sheet, generator)
    return bytes(buffer.data().data())


def write_picture(sheet: Sheet, path: Path) -> None:
    """Write a sheet whole or not at all: as SVG where the name ends so, else as PNG.

    Raises:
        OutputError: `output_failed`.
    """
    content = svg(sheet) if path.suffix.lower() == ".svg" else png(sheet)
    with output_failing(path):
        write_bytes(path, content)


def _size(sheet: Sheet) -> QSize:
    """Return the size of a sheet, measured by drawing it into nothing."""
    measure = QImage(1, 1, QImage.Format.Format_RGB32)
    return QSizeF(_WIDTH_PX, _paint(sheet, measure)).toSize()


def _paint(sheet: Sheet, device: QPaintDevice) -> float:
    """Draw a sheet and return its height."""
    painter = QPainter(device)
    painter.setLayoutDirection(QApplication.layoutDirection())
    font = QFont(QApplication.font())
    width = _WIDTH_PX - 2 * SPACE_6_PX
    painter.translate(SPACE_6_PX, SPACE_6_PX)
    high = float(SPACE_6_PX)
    for words, scale, bold in ((sheet.title, LARGE, True), (sheet.subtitle, 1.0, False)):
        high += _paint_words(painter, words, width, _scaled(font, scale, bold=bold))
    for section in sheet.sections:
        painter.translate(0, SPACE_5_PX)
        high += SPACE_5_PX + _paint_words(painter, section.title, width, _scaled(font, 1.0, bold=True))
        high += _paint_words(painter, section.note, width, font)
        painter.setFont(font)
        if section.chart:
            painter.translate(0, SPACE_2_PX)
            section.chart.paint(painter, width, LIGHT)
            drawn = section.chart.height(width, QFontMetricsF(font, device))
            painter.translate(0, drawn)
            high += SPACE_2_PX + drawn
    painter.end()
    return high + SPACE_6_PX


def _paint_words(painter: QPainter, words: str, width: float, font: QFont) -> float:
    painter.setFont(font)
    painter.setPen(QColor(LIGHT.ink))
    room = painter.boundingRect(QRectF(0, 0, width, 10_000), _WRAP, words)
    painter.drawText(QRectF(0, 0, width, room.height()), _WRAP, words)
    painter.translate(0, room.height())
    return room.height()


def _scaled(font: QFont, scale: float, *, bold: bool) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * scale)
    made.setBold(bold)
    return made
