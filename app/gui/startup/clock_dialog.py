"""The question whether the computer's clock is right, before old screenings are deleted by it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from app.core.results.history_retention import Gap
from app.gui.text.locale_text import date_text
from app.gui.widgets.dialogs import question


def clock_dialog(parent: QWidget, gap: Gap, days: int) -> QMessageBox:
    """Return a box with the question; `accepted` is to delete what is older than so many days."""
    sentence = _tr(
        "Is the clock of this computer right? It says {today}, and no X-ray was screened from {last} to {next}."
    ).format(today=_date(datetime.now()), last=_date(gap.last), next=_date(gap.next))
    box = question(parent, sentence, _tr("Delete"))
    older = _tr("Screenings of more than %Ln day(s) ago are to be deleted.", days)
    count = _tr("These are %Ln screening(s). If the clock is or was wrong, cancel, and nothing is deleted.", gap.count)
    box.setInformativeText(f"{older} {count}")
    return box


def _date(moment: datetime) -> str:
    return date_text(moment.astimezone().isoformat())


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("clock", text, "", count)
