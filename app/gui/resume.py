"""The question at the start: shall a batch that did not come to its end go on?"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.core.export import printable
from app.core.journal import Unfinished
from app.gui.wording import whole


def resume_sentence(unfinished: Unfinished) -> str:
    """Return how far the batch came, and the question."""
    if unfinished.total is None:
        return _tr("Nothing of this is screened yet. Continue?")
    sentence = _tr("{done} of {total} done. Continue?")
    return sentence.format(done=whole(unfinished.done), total=whole(unfinished.total))


def resume_dialog(parent: QWidget, unfinished: Unfinished, forget: Callable[[], object]) -> QMessageBox:
    """Return a box with the question: `accepted` is to continue; `rejected`, by Escape too, to be asked again later.

    Args:
        parent: of the box.
        unfinished: the batch.
        forget: is called when the user wants the batch never to be offered again.
    """
    box = QMessageBox(QMessageBox.Icon.Question, "Kifua", resume_sentence(unfinished), parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    begun = _tr("Begun: {time}").format(time=unfinished.started_at[:16].replace("T", " "))
    box.setInformativeText(f"{printable(unfinished.paths[0])}\n{printable(begun)}")
    go_on = box.addButton(_tr("Continue"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(_tr("Not now"), QMessageBox.ButtonRole.RejectRole)
    box.addButton(_tr("Forget it"), QMessageBox.ButtonRole.DestructiveRole).clicked.connect(forget)
    box.setDefaultButton(go_on)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


def _tr(text: str) -> str:
    return QCoreApplication.translate("resume", text)
