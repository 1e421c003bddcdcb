"""Head of a report: the clinic's name and logo, and the user's name."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from app.core.text import printable
from app.gui.report.blocks import Picture, Text
from app.gui.report.layout import POINT, Block, Column, Row
from app.settings import Settings

LOGO_FORMATS = {"png": "PNG", "jpeg": "JPEG"}
"""Of a logo, by Qt's name: pictures of points alone, which Qt reads without a plugin that runs what a file says."""

_LOGO_PX = 600
"""Longest side of a logo on paper: 300 dpi at its largest there."""

_MOST_BYTES, _MOST_SIDE_PX = 10 << 20, 8000
_LOGO_HIGH, _LOGO_WIDE = 38 * POINT, 150 * POINT
_PAGE_WIDE = 516 * POINT
_LONGEST_NAME = 90


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the head of a report.

    Attributes:
        clinic: its name; empty for none.
        user: the name of whoever makes the report; empty for none.
        logo: of the clinic; null for none.
        lacks_logo: whether a logo is chosen that cannot be read.
    """

    clinic: str = ""
    user: str = ""
    logo: QImage = field(default_factory=QImage)
    lacks_logo: bool = False


def letterhead_of(settings: Settings) -> Letterhead:
    """Return the letterhead that the settings ask for, without a logo that cannot be read. Any thread may call this."""
    clinic, user = (_one_line(name) for name in (settings.clinic_name, settings.user_name))
    logo = read_logo(Path(settings.clinic_logo)) if settings.clinic_logo else QImage()
    return Letterhead(clinic, user, logo, bool(settings.clinic_logo) and logo.isNull())


def read_logo(path: Path) -> QImage:
    """Read a PNG or JPEG file, told by its content; null where it is missing, broken or too large.

    Returns:
        The image, no side longer than 600.
    """
    try:
        if not path.is_file():  # a pipe would be waited for
            return QImage()
        with open(path, "rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except OSError:
        return QImage()
    if len(content) > _MOST_BYTES:
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    if bytes(reader.format().data()).decode("ascii", "replace") not in LOGO_FORMATS:
        return QImage()
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > _MOST_SIDE_PX:
        return QImage()
    reader.setAutoTransform(True)
    image = reader.read()
    return _shrunk(image)


def head(letterhead: Letterhead, title: str, subtitle: tuple[str, str]) -> Block:
    """Return the head of a page: the logo, the clinic's name above the title, and a label with a text at the end."""
    names: list[Block] = [Text(letterhead.clinic, 14, bold=True)] if letterhead.clinic else []
    names.append(Text(title, 11 if letterhead.clinic else 15, bold=True))
    end = Column(
        [Text(words, align=Qt.AlignmentFlag.AlignRight, bold=bool(line)) for line, words in enumerate(subtitle)]
    )
    if letterhead.logo.isNull():
        return Row([Column(names), end], (0.68, 0.32), is_centred=True)
    size = QSize(letterhead.logo.size()).scaled(
        round(_LOGO_WIDE), round(_LOGO_HIGH), Qt.AspectRatioMode.KeepAspectRatio
    )
    logo = Picture(letterhead.logo, _LOGO_HIGH, is_centred=False)
    share = max(size.width(), 1) / _PAGE_WIDE
    return Row([logo, Column(names), end], (share, 0.72 - share, 0.28), is_centred=True)


def _shrunk(image: QImage) -> QImage:
    if max(image.width(), image.height()) <= _LOGO_PX:
        return image
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(_LOGO_PX, _LOGO_PX, keep, smooth)


def _one_line(name: str) -> str:
    line = printable(" ".join(name.split()))
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1].rstrip() + "…"
