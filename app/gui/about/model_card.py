"""The dialog that shows the model card."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget

from app.core.model.bundle import CARD_FILE
from app.gui.theme.spacing import PAGE_MARGINS
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.dialogs import fit_to_screen

_SIZE_PX = (980, 620)
_PICTURE_PX = 760
_MARGIN_PX = 14
_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML


class ModelCardDialog(QDialog):
    """Shows the model card of a bundle with its pictures; nothing outside the bundle is opened."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Model card"))
        card = _Card(folder)
        card.setAccessibleName(self.tr("Model card"))
        close = push_button(self.tr("Close"), self.close)
        layout = column_layout(self, margins=PAGE_MARGINS)
        layout.addWidget(card, stretch=1)
        layout.addWidget(close, alignment=Qt.AlignmentFlag.AlignTrailing)
        fit_to_screen(self, *_SIZE_PX)
        card.setFocus()


class _Card(QTextBrowser):
    """The rendered card: it loads images from the bundle's folder only, and scales them to the page."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder.resolve()
        self.setOpenLinks(False)
        try:
            text = (folder / CARD_FILE).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            text = self.tr("The model card cannot be read: install Kifua again.")
        self.document().setDocumentMargin(_MARGIN_PX)
        self.document().setMarkdown(text, _FEATURES)
        self.moveCursor(QTextCursor.MoveOperation.Start)  # Qt leaves it at the end, and shows that

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return an image of the bundle; None for any other resource."""
        path = (self._folder / QUrl(name).path()).resolve()
        if kind != QTextDocument.ResourceType.ImageResource.value or not path.is_relative_to(self._folder):
            return None
        image = QImage(str(path))
        if image.width() <= _PICTURE_PX:
            return image
        return image.scaledToWidth(_PICTURE_PX, Qt.TransformationMode.SmoothTransformation)
