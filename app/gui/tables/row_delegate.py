"""Drawing of the rows of a table of records."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QImage, QPainter, QPainterPath, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.core.records import Finding, ScreeningRecord
from app.gui.imaging.qimage import adjusted_image
from app.gui.tables.columns import Kind, TableColumn
from app.gui.tables.name_cut import cut_name
from app.gui.tables.record_model import RecordModel
from app.gui.tables.row_painting import draw_text, font_of, ink_of, inside, paint_ground, paint_text
from app.gui.text.review_text import danger_mark
from app.gui.text.verdict_text import reasons_text, toned_as
from app.gui.theme.finding_marks import MARK_PX, colour, danger_icon, icon
from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import colours

BESIDE_MARK_PX = 8
PICTURE_SHAPE = (54, 42)
"""Width and height of a small picture in a row of the usual height, in pixels."""
BESIDE_PICTURE_PX = 14
"""What a row is higher than its picture."""

_DOT_PX, _CORNER_PX = 9.0, 4.0
_BETWEEN = " · "

_Role = QPalette.ColorRole


class RowDelegate(QStyledItemDelegate):
    """Draws a row: bold with a dot while nobody has opened it, its verdict in the verdict's colour."""

    def __init__(self, view: QTableView, model: RecordModel, picture: Callable[[str], QImage | None]) -> None:
        """Prepare.

        Args:
            view: that is drawn.
            model: whose records it shows.
            picture: returns the small picture of a file, null where it cannot be decoded, None where it is not there.
        """
        super().__init__(view)
        self._view = view
        self._model = model
        self._picture = picture

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a cell; Qt calls this."""
        record, column = self._model.record(index.row()), self._model.columns[index.column()]
        painter.save()
        paint_ground(painter, option, self._view, index.row())
        match column.kind:
            case Kind.SEEN:
                _paint_dot(painter, option, record)
            case Kind.PICTURE:
                picture = self._picture(record.file)
                _paint_picture(painter, option, picture and adjusted_image(picture, record.adjustments))
            case Kind.VERDICT:
                _paint_verdict(painter, option, record, str(index.data()))
            case Kind.FILE:
                self._paint_file(painter, option, index.row(), column)
            case Kind.TEXT:
                paint_text(painter, option, str(index.data()), is_seen=bool(record.seen_at))
        painter.restore()

    def _paint_file(self, painter: QPainter, option: QStyleOptionViewItem, row: int, column: TableColumn) -> None:
        """Draw the file and, of what was not assessed, why: as far as there is room."""
        record = self._model.record(row)
        rect = inside(option)
        font = font_of(option, is_bold=not record.seen_at)
        metrics = QFontMetrics(font)
        name = column.cell_text(record, self._model.folder)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # a path is read from left to right
        elided = cut_name(
            name, self._neighbours(row, column), lambda text: metrics.horizontalAdvance(text) <= rect.width()
        )
        draw_text(painter, rect, option, elided, font, ink_of(option, is_pale=bool(record.seen_at)))
        if record.verdict.finding is not Finding.NOT_ASSESSED:
            return
        said = metrics.horizontalAdvance(name)
        rest = QRect(rect)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            rest.setRight(rect.right() - said)
        else:
            rest.setLeft(rect.left() + said)
        if rest.width() > metrics.averageCharWidth() * 6:
            plain, text = font_of(option, is_bold=False), _BETWEEN + reasons_text(record.verdict)
            elided = QFontMetrics(plain).elidedText(text, Qt.TextElideMode.ElideRight, rest.width())
            draw_text(painter, rest, option, elided, plain, ink_of(option, is_pale=True))

    def _neighbours(self, row: int, column: TableColumn) -> Iterator[str]:
        """Yield what stands above and below in a column."""
        for other in (row - 1, row + 1):
            if 0 <= other < self._model.rowCount():
                yield column.cell_text(self._model.record(other), self._model.folder)


def picture_rect(rect: QRect) -> QRect:
    """Return where the picture of a row lies in its cell."""
    height = max(1, rect.height() - BESIDE_PICTURE_PX)
    inside = QRect(0, 0, round(height * PICTURE_SHAPE[0] / PICTURE_SHAPE[1]), height)
    inside.moveCenter(rect.center())
    return inside


def _paint_dot(painter: QPainter, option: QStyleOptionViewItem, record: ScreeningRecord) -> None:
    if record.seen_at:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(option.palette.color(_Role.Link))
    radius = scale_to_text(round(_DOT_PX)) / 2
    painter.drawEllipse(QPointF(option.rect.center()), radius, radius)


def _paint_picture(painter: QPainter, option: QStyleOptionViewItem, image: QImage | None) -> None:
    place = QRectF(picture_rect(option.rect))
    path = QPainterPath()
    path.addRoundedRect(place, _CORNER_PX, _CORNER_PX)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    if image is None or image.isNull():
        painter.fillPath(path, QColor(colours(option.palette).refused.soft))
        return
    painter.setClipPath(path)
    painter.drawImage(place, image, _middle(image, place.width() / place.height()))


def _middle(image: QImage, shape: float) -> QRectF:
    """Return the largest part of an image in its middle with this ratio of width to height."""
    width = min(image.width(), image.height() * shape)
    part = QRectF(0, 0, width, width / shape)
    part.moveCenter(QPointF(image.width() / 2, image.height() / 2))
    return part


def _paint_verdict(painter: QPainter, option: QStyleOptionViewItem, record: ScreeningRecord, text: str) -> None:
    """Draw the verdict; a danger sign stands above it, whatever it is.

    While the age is not known the words are quiet. The mark keeps its colour: in a long list, it is what the eye finds.
    """
    palette = option.palette
    mark = icon(record.verdict.shown_finding, palette, MARK_PX)
    verdict = (mark, text, colour(toned_as(record), palette))
    rect = inside(option)
    words = danger_mark(record.danger_signs)
    if not words:
        _paint_marked(painter, option, rect, verdict)
        return
    high = QFontMetrics(font_of(option, is_bold=True)).height()
    rect = QRect(rect.left(), rect.center().y() - high + 1, rect.width(), high)
    _paint_marked(painter, option, rect, (danger_icon(palette), words, QColor(colours(palette).signs.ink)))
    _paint_marked(painter, option, rect.translated(0, high), verdict)


def _paint_marked(
    painter: QPainter, option: QStyleOptionViewItem, rect: QRect, marked: tuple[QIcon, str, QColor]
) -> None:
    """Draw a mark, and words of a colour beside it."""
    drawn, text, ink = marked
    side = scale_to_text(MARK_PX)
    mark, rest = QRect(rect), QRect(rect)
    if option.direction == Qt.LayoutDirection.RightToLeft:
        mark.setLeft(rect.right() - side)
        rest.setRight(mark.left() - BESIDE_MARK_PX)
    else:
        mark.setWidth(side)
        rest.setLeft(mark.right() + BESIDE_MARK_PX)
    drawn.paint(painter, mark)
    font = font_of(option, is_bold=True)
    elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rest.width())
    draw_text(painter, rest, option, elided, font, ink)
