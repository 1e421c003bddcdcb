"""View of one page of the guide, which follows the links to the others."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from app.core.text import folded
from app.gui.help.guide import PAGES, Guide
from app.gui.help.pictures import load_picture
from app.gui.theme.tokens import SPACE_2_PX, SPACE_3_PX, SPACE_4_PX, SPACE_5_PX, colours

_SUFFIX = ".md"
_LINE_HEIGHT = 115.0
"""Per cent: long lines are read more easily when they stand apart."""

_PICTURE = "\ufffc"
"""The text of a paragraph that is a picture."""

_Resource = QTextDocument.ResourceType


class GuideBrowser(QTextBrowser):
    """Shows pages, and remembers the way.

    Signals:
        page_changed: the name of the page that is shown.
    """

    page_changed = Signal(str)

    def __init__(self, guide: Guide) -> None:
        super().__init__()
        self._guide = guide
        self._page = ""
        self._sizes: dict[str, QSize] = {}
        self._search = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(SPACE_5_PX)
        self.sourceChanged.connect(self._finish)
        self.setAccessibleName(self.tr("Page of the guide"))

    @property
    def page(self) -> str:
        """Name of the page that is shown; empty before the first."""
        return self._page

    def show_page(self, name: str) -> None:
        """Show a page by its name."""
        if name != self.page:
            self.setSource(QUrl(f"{name}{_SUFFIX}"), _Resource.MarkdownResource)

    def mark(self, search: str) -> None:
        """Mark the words that are looked for."""
        self._search = search
        tokens, selections = colours(self.palette()), []
        for word in folded(search).split():
            found = self.document().find(word)
            while not found.isNull():
                selection = QTextEdit.ExtraSelection()
                selection.cursor = found
                selection.format.setBackground(QColor(tokens.unsure.soft))
                selection.format.setForeground(QColor(tokens.ink))
                selections.append(selection)
                found = self.document().find(word, found)
        self.setExtraSelections(selections)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return the text of a page, or a picture; Qt calls this. There is nothing but the guide's own files."""
        file = QUrl(name).fileName()
        if kind == _Resource.MarkdownResource and file.removesuffix(_SUFFIX) in PAGES:
            return self._guide.page(file.removesuffix(_SUFFIX)).markdown
        if kind == _Resource.ImageResource and file:
            return load_picture(self._guide.file(file))
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures to the width."""
        super().resizeEvent(event)
        self._fit_pictures()

    def changeEvent(self, event: QEvent) -> None:
        """Lay the page out again for another size of the text, or other colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and self.page:
            self.reload()

    @Slot(QUrl)
    def _finish(self, shown: QUrl) -> None:
        """Give the page air, and fit what it shows."""
        self._page = shown.fileName().removesuffix(_SUFFIX)
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._style_table(frame)
        block = self.document().begin()
        while block.isValid():
            self._give_air(block)
            block = block.next()
        self._fit_pictures()
        self.mark(self._search)
        self.page_changed.emit(self._page)

    def _give_air(self, block: QTextBlock) -> None:
        if QTextCursor(block).currentTable():
            return
        form = block.blockFormat()
        if block.text() != _PICTURE:
            form.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if form.headingLevel():
            form.setTopMargin(SPACE_4_PX if form.headingLevel() > 1 else 0)
            form.setBottomMargin(SPACE_2_PX)
        elif not block.textList():
            form.setBottomMargin(SPACE_3_PX)
        QTextCursor(block).setBlockFormat(form)

    def _style_table(self, table: QTextTable) -> None:
        tokens, form = colours(self.palette()), table.format()
        form.setCellPadding(SPACE_2_PX)
        form.setCellSpacing(0)
        form.setBorderCollapse(True)
        form.setBorder(1)
        form.setBorderBrush(QColor(tokens.line))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setTopMargin(SPACE_2_PX)
        form.setBottomMargin(SPACE_3_PX)
        table.setFormat(form)
        for column in range(table.columns()):
            cell = table.cellAt(0, column)
            head = cell.format()
            head.setBackground(QColor(tokens.ground))
            cell.setFormat(head)

    def _fit_pictures(self) -> None:
        """Show pictures as they are, but never wider than the page."""
        room = self.viewport().width() - 2 * round(self.document().documentMargin())
        block = self.document().begin()
        while block.isValid():
            places = block.begin()
            while not places.atEnd():
                if places.fragment().charFormat().isImageFormat():
                    self._fit_picture(places.fragment(), max(1, room))
                places += 1
            block = block.next()

    def _fit_picture(self, place: QTextFragment, room: int) -> None:
        image = place.charFormat().toImageFormat()
        size = self._picture_size(image.name())
        width = min(size.width(), room)
        if image.width() == width:
            return
        image.setWidth(width)
        image.setHeight(size.height() * width / max(1, size.width()))
        self._scale(image.name(), round(width))
        cursor = QTextCursor(self.document())
        cursor.setPosition(place.position())
        cursor.setPosition(place.position() + place.length(), QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(image)

    def _scale(self, name: str, width: int) -> None:
        """Keep a picture in the size that it is shown at: Qt would shrink it without smoothing."""
        dense = self.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation
        shown = load_picture(self._guide.file(name)).scaledToWidth(round(width * dense), smooth)
        shown.setDevicePixelRatio(dense)
        self.document().addResource(_Resource.ImageResource.value, QUrl(name), shown)

    def _picture_size(self, name: str) -> QSize:
        if name not in self._sizes:
            self._sizes[name] = load_picture(self._guide.file(name)).size()
        return self._sizes[name]
