"""Documents of one page or more: the same for a printer, a PDF file and a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QFile, QFileDevice, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageRanges,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPdfWriter,
)

from app.core.atomic_file import atomic_file
from app.core.errors import OutputError
from app.gui.report.layout import POINT, Block
from app.gui.report.letterhead import Letterhead

_MARGINS_MM = QMarginsF(14, 12, 14, 12)
_PDF_DPI = 300
_UNITS_PER_INCH = 72 * POINT

GoOn = Callable[[int], bool]
"""Is told how many pages are drawn, and tells whether to go on."""


class Document(Protocol):
    """What can be drawn on paper."""

    @property
    def title(self) -> str:
        """Title of the document."""

    @property
    def letterhead(self) -> Letterhead:
        """Head of its pages."""

    def pages(self, size: QSizeF) -> Iterator[Block]:
        """Yield the pages for paper of a size, in units, one at a time: what they need in memory is freed again."""


def draw_document(document: Document, device: QPaintDevice, go_on: GoOn = lambda drawn: True) -> bool:
    """Draw the pages within a device's margins, black on white in every theme.

    Any thread may call this.

    Args:
        document: to draw.
        device: with pages, or a picture for a document of one page.
        go_on: is asked after each page.

    Returns:
        Whether all pages were drawn.

    Raises:
        OutputError: `output_failed`, the device cannot be drawn on.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise _undrawn()
    try:
        painter.setLayoutDirection(QGuiApplication.layoutDirection())
        painter.setPen(Qt.PenStyle.NoPen)  # else Qt does not record a first pen that is the usual one for a preview
        scale = device.logicalDpiX() / _UNITS_PER_INCH
        size = QSizeF(painter.viewport().size()) / scale
        for drawn, page in enumerate(_chosen(document.pages(size), device)):
            if drawn and not (isinstance(device, QPagedPaintDevice) and device.newPage()):
                raise _undrawn()
            painter.save()
            painter.scale(scale, scale)
            page.draw(painter, QRectF(0, 0, size.width(), size.height() - POINT))  # a letter may reach below its line
            painter.restore()
            if not go_on(drawn + 1):
                return False
    finally:
        painter.end()
    return True


def save_pdf(document: Document, path: Path, go_on: GoOn = lambda drawn: True) -> bool:
    """Write a document as a PDF file of A4 size, page by page. Any thread may call this.

    Returns:
        Whether it was written; when it was stopped, an old file is as it was.

    Raises:
        OutputError: `output_failed`; there is no new file, and an old one is as it was.
    """
    try:
        with atomic_file(path) as stream:
            file = QFile()
            file.open(stream.fileno(), QIODevice.OpenModeFlag.WriteOnly, QFileDevice.FileHandleFlag.DontCloseHandle)
            writer = QPdfWriter(file)
            writer.setResolution(_PDF_DPI)
            writer.setTitle(document.title)
            writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))  # not the system's, which often is American abroad
            set_margins(writer)
            if not draw_document(document, writer, go_on):
                raise _StoppedError
            if not file.flush() or file.error() != QFileDevice.FileError.NoError:
                raise OSError(file.errorString())
            file.close()
    except _StoppedError:
        return False
    except OSError as error:
        raise OutputError("output_failed", path=path, error=error.strerror or error) from error
    return True


def _chosen(pages: Iterator[Block], device: QPaintDevice) -> Iterator[Block]:
    """Yield the pages that the user chose in the print dialog; all where nothing was chosen."""
    ranges = device.pageRanges() if isinstance(device, QPagedPaintDevice) else QPageRanges()
    for number, page in enumerate(pages, 1):
        if ranges.isEmpty() or ranges.contains(number):
            yield page


def set_margins(device: QPagedPaintDevice) -> None:
    """Give a page the report's margins."""
    device.setPageMargins(_MARGINS_MM, QPageLayout.Unit.Millimeter)


class _StoppedError(Exception):
    """Leaves the block of an unfinished file."""


def _undrawn() -> OutputError:
    return OutputError("output_failed", path=_tr("of the report"), error=_tr("nothing can be drawn there"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("report", text)
