"""The report on one screening: one page, the same for a printer, a PDF file and a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPalette,
    QPdfWriter,
)

from app.core.atomic_file import write_bytes
from app.core.errors import OutputError
from app.core.model.bundle import Bundle
from app.core.model.decision import recorded_operating_point
from app.core.records import Finding, ScreeningRecord
from app.gui.report.content import ReportText, report_text
from app.gui.report.layout import POINT, Block, Column, Drawing, Framed, Line, Picture, Row, Text
from app.gui.theme.finding_marks import colour, paint_mark
from app.gui.widgets.score_scale import paint_scale, scale_height

_MARGINS_MM = QMarginsF(14, 12, 14, 12)
_PDF_DPI = 300
_UNITS_PER_INCH = 72 * POINT
_LOWEST_PICTURE, _HIGHEST_PICTURE = 120 * POINT, 300 * POINT
_SHRINKING = 0.95
_SCALE_FONT_PX = 12
_LINES_TO_WRITE = 3
_LONGEST_WORDS = 40
"""Letters of the longest headline that is written large; a longer one is a sentence."""

_MARK = 20 * POINT
_SCREEN_UNIT = 0.75 * POINT
"""A screen's point at 96 an inch, which the scale of the score is drawn in."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the page is made from.

    Attributes:
        record: the screening, with the patient.
        bundle: the model that is installed.
        picture: the X-ray; null where there is none to show.
        picture_with_map: the same with the evidence map on it; may be null.
    """

    record: ScreeningRecord
    bundle: Bundle
    picture: QImage
    picture_with_map: QImage


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What a report can be made from, as it was when the user asked for it.

    Attributes:
        record: the screening, with the patient.
        bundle: the model that is installed.
        render: returns `Report.picture` and `Report.picture_with_map`; any thread may call it.
    """

    record: ScreeningRecord
    bundle: Bundle
    render: Callable[[], tuple[QImage, QImage]]

    def make(self) -> Report:
        """Render the pictures and return the report. It may take seconds; any thread may call this."""
        return Report(self.record, self.bundle, *self.render())


def draw_report(report: Report, device: QPaintDevice) -> None:
    """Draw the page within a device's margins, black on white in every theme; smaller where it would not fit.

    Any thread may call this.

    Raises:
        OutputError: `output_failed`, the device cannot be drawn on.
    """
    painter = QPainter()
    if not painter.begin(device):
        what, why = _tr("of the report"), _tr("nothing can be drawn there")
        raise OutputError("output_failed", path=what, error=why)
    try:
        painter.setLayoutDirection(QGuiApplication.layoutDirection())
        painter.setPen(Qt.PenStyle.NoPen)  # else Qt does not record a first pen that is the usual one for a preview
        text = report_text(report.record, report.bundle)
        images = (report.picture, report.picture_with_map)
        pictures = [Picture(image) for image in images if not image.isNull()]
        page = _page(report, text, pictures)
        scale, width = _fit(page, pictures, QSizeF(painter.viewport().size()), device.logicalDpiX() / _UNITS_PER_INCH)
        painter.scale(scale, scale)
        page.draw(painter, QRectF(0, 0, width, page.height(width)))
    finally:
        painter.end()


def save_pdf(report: Report, path: Path) -> None:
    """Write the page as a PDF file of A4 size. Any thread may call this.

    Raises:
        OutputError: `output_failed`; there is no new file, and an old one is as it was.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_PDF_DPI)
    writer.setTitle(report_text(report.record, report.bundle).title)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    set_margins(writer)
    draw_report(report, writer)
    try:
        write_bytes(path, bytes(buffer.data().data()))
    except OSError as error:
        raise OutputError("output_failed", path=path, error=error.strerror or error) from error


def set_margins(device: QPagedPaintDevice) -> None:
    """Give a page the report's margins."""
    device.setPageMargins(_MARGINS_MM, QPageLayout.Unit.Millimeter)


def _fit(page: Block, pictures: Sequence[Picture], size: QSizeF, scale: float) -> tuple[float, float]:
    """Give the pictures what the words leave, and shrink all where that is too little.

    Args:
        page: everything, the pictures among it.
        pictures: whose heights are set.
        size: of the device, in its points.
        scale: points of the device in a unit.

    Returns:
        The scale that fits, and the width of the page in units.
    """
    while True:
        for picture in pictures:
            picture.most = 0
        width, height = size.width() / scale, size.height() / scale
        rest = height - page.height(width) - POINT  # letters may reach a little below their line
        if rest >= (_LOWEST_PICTURE if pictures else 0):
            for picture in pictures:
                picture.most = min(rest, _HIGHEST_PICTURE)
            return scale, width
        scale *= _SHRINKING


def _page(report: Report, text: ReportText, pictures: Sequence[Picture]) -> Block:
    small = [Text(f"• {sentence}", 7.5) for sentence in text.limits]
    blocks: list[Block] = [
        Column([Text(text.title, 13, bold=True), Line()]),
        _facts(text),
        _headline(report.record.verdict.finding, text),
        *(Framed(Text(warning, 9.5, bold=True)) for warning in text.warnings),
        *_paragraphs(text.reasons, 9.5),
        _next_step(report.record.verdict.finding, text),
        _pictures(text, pictures),
        *_scores(report, text),
        *_paragraphs(text.applying),
        Column([Text(text.limits_heading, bold=True), *small, Text(text.intended_use, 7.5)]),
        _decision(text),
        Text(text.origin, 7.5, pale=True),
    ]
    return Column(blocks, gap=6 * POINT)


def _paragraphs(text: str, size: float = 8.5) -> list[Block]:
    return [Text(text, size)] if text else []


def _facts(text: ReportText) -> Block:
    """Return the facts in two columns, the patient's first."""
    rows: list[Block] = [Row([Text(label, pale=True), Text(fact)], (0.3, 0.7)) for label, fact in text.facts]
    middle = (len(rows) + 1) // 2
    return Row([Column(rows[:middle]), Column(rows[middle:])], (1, 1), gap=16 * POINT)


def _headline(finding: Finding, text: ReportText) -> Block:
    palette = _paper_palette()
    ink, paper = colour(finding, palette), palette.color(QPalette.ColorRole.Window)
    mark = Drawing(lambda painter, width: paint_mark(painter, finding, ink, paper, width), _MARK, 1)
    size = 15 if len(text.headline) <= _LONGEST_WORDS else 11
    return Row([mark, Text(text.headline, size, bold=True)], (0.04, 0.96))


def _next_step(finding: Finding, text: ReportText) -> Block:
    if finding is Finding.NORMAL:
        return Framed(Text(text.next_step, 9.5, bold=True))
    return Text(text.next_step, 9.5)


def _scores(report: Report, text: ReportText) -> list[Block]:
    """Return the score, on its scale where that is known, with how well the operating point does."""
    point, score = recorded_operating_point(report.record, report.bundle), report.record.verdict.score
    if score is None:
        return []
    blocks: list[Block] = [Text(text.score, 9.5, bold=True)]
    if point:
        font = QFont()
        font.setPixelSize(_SCALE_FONT_PX)
        height = scale_height(QFontMetricsF(font).height())

        def paint(painter: QPainter, width: float) -> None:
            painter.setFont(font)
            paint_scale(painter, width, score, point, _paper_palette())

        blocks.append(
            Row([Drawing(paint, height, _SCREEN_UNIT), Column([Text(line, 7.5) for line in text.point])], (1, 1))
        )
    return blocks


def _pictures(text: ReportText, pictures: Sequence[Picture]) -> Block:
    """Return the pictures side by side, each with its caption, or words in their place."""
    if not pictures:
        return Text(text.no_picture)
    captions = text.captions if len(pictures) == 2 else (text.lone_caption,)
    shares = [1] * len(pictures)
    return Column([Row(pictures, shares), Row([Text(caption, 7.5, pale=True) for caption in captions], shares)])


def _decision(text: ReportText) -> Block:
    """Return the framed space to be filled in by hand."""
    heading, *labels = text.decision
    lines: list[Block] = [Column([Line(14 * POINT), Text(label, 7.5, pale=True)]) for label in labels]
    room: list[Block] = [Line(16 * POINT) for _ in range(_LINES_TO_WRITE)]
    parts = [Text(heading, 9.5, bold=True), *room, Row(lines, (4, 4, 2), gap=14 * POINT)]
    return Framed(Column(parts))


def _paper_palette() -> QPalette:
    palette = QPalette(QColor("white"), QColor("white"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("black"))
    palette.setColor(QPalette.ColorRole.Mid, QColor("#808080"))
    return palette


def _tr(text: str) -> str:
    return QCoreApplication.translate("report", text)
