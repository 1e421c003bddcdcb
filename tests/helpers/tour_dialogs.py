"""Dialogs of the window, for a walk through all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QMainWindow, QWidget

from app.core.errors import Reason
from app.dicom.worklist.item import Worklist, WorklistItem
from app.gui.deidentify.dialog import DeidentifyDialog
from app.gui.deidentify.marks import Marks
from app.gui.help.guide import Guide, GuidePage
from app.gui.help.guide_window import GuideWindow
from app.gui.help.keys import KeyGroup, key_groups
from app.gui.help.keys_dialog import KeysDialog
from app.gui.help.tour import TourDialog, tour_steps
from app.gui.session import Session
from app.gui.text.verdict_text import reason_text
from app.gui.widgets import dialogs
from app.gui.window.main_window import MainWindow
from app.gui.workers.task import Task
from app.gui.xray.scheduled.dialog import ScheduledDialog

Station = tuple[str, QWidget]
"""A place of the walk: its name, and the window or dialog to look at."""


CHILD = WorklistItem("P-7", "Otieno, Amina", date(2022, 3, 4), "F", date.today(), time(9, 30), "Chest PA", "DX", "XRAY")
"""Who is to be X-rayed, by the clinic's worklist."""


class _TranslatedGuide(Guide):
    """The guide with translated headings: its pages are translated as files, not as texts of the window."""

    def __init__(self, say: Callable[[str], str]) -> None:
        super().__init__({})
        self._say = say

    def page(self, name: str) -> GuidePage:
        return GuidePage(name, f"# {self._say(super().page(name).title)}")


def other_dialogs(window: MainWindow, say: Callable[[str], str], folder: Path) -> Iterator[Station]:
    """Yield the dialogs that need no more than the window, a translation of what is no text of it, and a folder."""
    yield from _help_dialogs(window, say)
    yield from _file_dialogs(window, folder)
    yield _scheduled_dialog(window)


def _help_dialogs(window: MainWindow, say: Callable[[str], str]) -> Iterator[Station]:
    """Yield what explains the window; keys are no words, and are translated here alone."""
    guide = _TranslatedGuide(say)
    yield "guide", GuideWindow(guide, window)
    groups = [KeyGroup(group.title, [(say(keys), words) for keys, words in group.rows]) for group in key_groups(window)]
    yield "keys", KeysDialog(groups, window.helps.keys_action.shortcut(), window)
    yield "tour", TourDialog([guide.file(step.picture) for step in tour_steps()], window)


def looks(window: QWidget, session: Session, file: Path, qtbot: Any) -> Iterator[Station]:
    """Yield the look at an X-ray that is to be saved without the identity, and at one that is gone."""
    screened = session.screener.screen_file(str(file))
    for name, record in (("look", screened), ("look, file gone", replace(screened, sha256=""))):
        dialog = DeidentifyDialog(window, session, [record, record])
        qtbot.waitUntil(lambda: not session.threads.is_busy, timeout=20_000)
        dialog.findChild(Marks).add_in_middle()
        yield name, dialog
    yield "message", dialogs.message(window, reason_text(Reason.of("settings_broken", path=file)))


def _file_dialogs(window: QMainWindow, folder: Path) -> Iterator[Station]:
    """Yield every dialog that asks for a file or a folder."""
    for name, dialog in (
        ("files", dialogs.files_dialog(window)),
        ("folder", dialogs.folder_dialog(window)),
        ("data folder", dialogs.data_dialog(window, str(folder))),
        ("files without an identity", dialogs.new_files_dialog(window)),
        ("CSV", dialogs.csv_dialog(window)),
        ("PDF", dialogs.pdf_dialog(window, "kifua-report.pdf")),
        ("picture", dialogs.picture_dialog(window, "kifua-statistics.png")),
    ):
        yield f"file dialog, {name}", dialog


def _scheduled_dialog(window: MainWindow) -> Station:
    """Return the clinic's worklist as it is while the server answers."""
    answer = Worklist((CHILD, replace(CHILD, modality="US"), replace(CHILD, modality="CT")), is_cut=True)
    return "clinic's worklist", ScheduledDialog(
        window.session, lambda _: Task(lambda: answer), CHILD.patient_id, window
    )
