"""Progress of a document of many pages, which can be stopped."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QProgressBar, QProgressDialog, QWidget

from app.gui.report.save_task import PagesTask
from app.gui.text.locale_text import number_text
from app.gui.theme.style import scale_to_text

_WIDTH_PX = 380


def show_progress(parent: QWidget, task: PagesTask, count: int) -> QProgressDialog:
    """Show how many of the reports are made until the task has finished, and let it be stopped."""
    dialog = QProgressDialog("", _tr("Stop"), 0, count, parent)
    bar = QProgressBar(dialog)
    bar.setRange(0, count)
    bar.setTextVisible(False)
    dialog.setBar(bar)
    dialog.setWindowTitle(_tr("Reports"))
    dialog.setMinimumWidth(scale_to_text(_WIDTH_PX))
    dialog.setAutoClose(False)
    dialog.setAutoReset(False)

    def show(made: int) -> None:
        done = min(made, count)
        words = _tr("Making the reports: {done} of {total}")
        dialog.setLabelText(words.format(done=number_text(done), total=number_text(count)))
        dialog.setValue(done)

    show(0)
    task.page_made.connect(show)
    dialog.canceled.connect(task.cancel)
    task.finished.connect(dialog.hide)
    task.finished.connect(dialog.deleteLater)
    dialog.show()
    return dialog


def _tr(text: str) -> str:
    return QCoreApplication.translate("report", text)
