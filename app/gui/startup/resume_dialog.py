"""The dialog that offers to resume an unfinished batch."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.core.results.unfinished import UnfinishedBatch
from app.core.text import printable
from app.gui.batch.batch import batch_title
from app.gui.session import Session
from app.gui.text.figures_text import point_name
from app.gui.text.locale_text import date_time_text, number_text
from app.gui.text.verdict_text import tool_tip


def resume_sentence(unfinished: UnfinishedBatch) -> str:
    """Return why the question comes, with the number of X-rays that are done."""
    title = batch_title(unfinished.paths)
    if unfinished.total is None:
        return _tr("Kifua was closed before “{folder}” was begun.").format(folder=title)
    sentence = _tr("Kifua was closed before “{folder}” was finished: {done} of {total} done.")
    return sentence.format(folder=title, done=number_text(unfinished.done), total=number_text(unfinished.total))


def resume_dialog(
    parent: QWidget, unfinished: UnfinishedBatch, session: Session, forget: Callable[[], object]
) -> QMessageBox:
    """Return a box with the question: `accepted` is to continue; `rejected`, by Escape too, to be asked again later.

    Args:
        parent: of the box.
        unfinished: the batch.
        session: tells at which operating point the batch goes on, and which one is in use.
        forget: is called when the user wants the batch never to be offered again.
    """
    box = QMessageBox(QMessageBox.Icon.Question, "Kifua", resume_sentence(unfinished), parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    begun = _tr("Begun: {time}").format(time=date_time_text(unfinished.started_at))
    kept = _tr("What is done stays in the worklist.")
    lines = [unfinished.paths[0], begun, kept, *_point_lines(session, unfinished.operating_point)]
    box.setInformativeText("\n".join(map(printable, lines)))
    go_on = box.addButton(_tr("Continue"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(_tr("Not now"), QMessageBox.ButtonRole.RejectRole)
    remove = box.addButton(_tr("Forget it"), QMessageBox.ButtonRole.DestructiveRole)
    remove.setToolTip(tool_tip(_tr("Do not offer it again")))
    remove.clicked.connect(forget)
    box.setDefaultButton(go_on)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


def _point_lines(session: Session, operating_point: str) -> list[str]:
    """Return how the batch goes on where the settings say otherwise now, and how to use them instead."""
    point, in_use = session.screener_at(operating_point).operating_point, session.screener.operating_point
    if point == in_use:
        return []
    sentence = _tr(
        "It goes on as it was begun: {begun}. The settings now say: {now}. To use them, open the folder again."
    )
    return [sentence.format(begun=point_name(point), now=point_name(in_use))]


def _tr(text: str) -> str:
    return QCoreApplication.translate("resume", text)
