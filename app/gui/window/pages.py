"""The pages of the window: one table of them, and the stack that makes and shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTableView, QWidget

from app.gui.batch.runner import BatchRunner
from app.gui.dicom.connections import Connections
from app.gui.session import Session
from app.gui.worklist.page import WorklistPage
from app.gui.xray.page import XrayPage

START = "start"
"""Key of the start page, which the window makes itself."""

_RELAYED = ("noted", "warned", "failed", "written", "record_opened")
"""Signals that `Pages` emits for whichever page has them."""


@dataclass(frozen=True, slots=True)
class PageParts:
    """What pages are built with.

    Attributes:
        session: the state that all share.
        runner: of the batches.
        connections: with other machines.
    """

    session: Session
    runner: BatchRunner
    connections: Connections


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page that has an action.

    Attributes:
        key: of the page and of its action.
        title: of the action, in the menu and on the rail.
        shortcut: of the action.
        icon: of the action on the rail.
        make: builds the page when it is first needed.
        is_last: whether its place is at the end of the rail.
    """

    key: str
    title: str
    shortcut: str
    icon: str
    make: Callable[[PageParts], QWidget]
    is_last: bool = False


def page_entries() -> tuple[PageEntry, ...]:
    """Return the table of the pages, in the order of the rail: a new page is one line here."""
    return (
        PageEntry("xray", _tr("&X-ray"), "Ctrl+R", "lungs", lambda parts: XrayPage(parts.session)),
        PageEntry("worklist", _tr("&Worklist"), "Ctrl+T", "list-details", _worklist_page),
        PageEntry("statistics", _tr("St&atistics"), "Ctrl+G", "chart-bar", _statistics_page),
        PageEntry("settings", _tr("&Settings"), "Ctrl+,", "settings", _settings_page, is_last=True),
    )


class Pages(QStackedWidget):
    """Makes a page of the table when it is first needed, so that the window stands sooner, and shows one at a time.

    Signals:
        page_shown: another page is shown.
        noted: a sentence for the status line.
        warned: a sentence that stays until the user closes it.
        failed: a sentence for a message box.
        written: the path of a file that was written.
        record_opened: the `ScreeningRecord` that the user wants to see.
    """

    page_shown = Signal()
    noted = Signal(str)
    warned = Signal(str)
    failed = Signal(str)
    written = Signal(object)
    record_opened = Signal(object)

    def __init__(self, parts: PageParts, start: QWidget) -> None:
        """Show the start page, which is not in the table."""
        super().__init__()
        self._parts = parts
        self._entries = {entry.key: entry for entry in page_entries()}
        self._made: dict[str, QWidget] = {START: start}
        self.addWidget(start)

    @property
    def xray(self) -> XrayPage:
        """The page of one X-ray."""
        return cast(XrayPage, self.page("xray"))

    @property
    def worklist(self) -> WorklistPage:
        """The page of a batch and of the history."""
        return cast(WorklistPage, self.page("worklist"))

    @property
    def shown_key(self) -> str:
        """The key of the page that is shown."""
        return next(key for key, page in self._made.items() if page is self.currentWidget())

    def page(self, key: str) -> QWidget:
        """Return the page of an entry; it is made now where it was not needed before."""
        if key not in self._made:
            page = self._made[key] = self._entries[key].make(self._parts)
            for name in _RELAYED:
                if signal := getattr(page, name, None):
                    signal.connect(getattr(self, name))
            self.addWidget(page)
        return self._made[key]

    def showEvent(self, event: QShowEvent) -> None:
        """Let the keyboard begin in the page, not on the rail."""
        super().showEvent(event)
        page = self.currentWidget()
        if page and self.window().focusWidget() is None:
            _focus_part(page)

    def leave(self) -> None:
        """Have the pages give up what lasts until they are left: the undo of a deletion."""
        for page in self._made.values():
            if leave := getattr(page, "leave", None):
                leave()

    def show_page(self, page: QWidget) -> None:
        """Show a page of the stack; the keyboard is in it from now on, not on the rail."""
        focus = self.window().focusWidget()
        is_elsewhere = focus is None or not self.isAncestorOf(focus)  # Qt moves it from one page to another
        self.setCurrentWidget(page)
        if is_elsewhere:
            _focus_part(page)
        self.page_shown.emit()


def _focus_part(page: QWidget) -> None:
    """Give the keyboard to the part of a page that had it last, to its table, or to its first part."""
    parts = (page.focusWidget(), *page.findChildren(QTableView), *page.findChildren(QWidget))
    if part := next((each for each in parts if each and _takes_keyboard(each, page)), None):
        part.setFocus(Qt.FocusReason.OtherFocusReason)


def _takes_keyboard(part: QWidget, page: QWidget) -> bool:
    is_stop = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and part.focusProxy() is None
    return is_stop and page.isAncestorOf(part) and part.isVisible() and part.isEnabled()


def _worklist_page(parts: PageParts) -> QWidget:
    return WorklistPage(parts.session, parts.runner)


def _statistics_page(parts: PageParts) -> QWidget:
    from app.gui.statistics.page import StatisticsPage  # most days nobody looks at it: the window need not wait for it

    page = StatisticsPage(parts.session)
    parts.runner.finished.connect(page.refresh_if_shown)
    return page


def _settings_page(parts: PageParts) -> QWidget:
    from app.gui.settings.page import SettingsPage  # as for the statistics

    return SettingsPage(parts.session, parts.connections)


def _tr(text: str) -> str:
    return QCoreApplication.translate("window", text)
