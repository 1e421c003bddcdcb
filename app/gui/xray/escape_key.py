"""The Escape key of the page of one X-ray."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.gui.xray.viewer.viewer import Viewer


def add_escape_key(page: QWidget, viewer: Viewer, back: QAction) -> None:
    """Let Escape show the X-ray alone, and where it is alone, lead back.

    Args:
        page: the key works while the focus is inside it.
        viewer: of the X-ray.
        back: leads back.
    """

    def leave() -> None:
        if not viewer.end_second_picture():
            back.trigger()

    key = QShortcut(QKeySequence("Esc"), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
    key.setWhatsThis(QCoreApplication.translate("EscapeKey", "Back to one picture, and from there to the worklist"))
    key.activated.connect(leave)
