"""Window of the guide: its pages with a search, beside the page that is read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QPushButton, QWidget

from app.gui.help.browser import GuideBrowser
from app.gui.help.guide import PAGES, Guide
from app.gui.theme.spacing import CONTROL_GAP_PX, GROUP_GAP_PX, PAGE_MARGINS
from app.gui.theme.tokens import SPACE_1_PX, TARGET_PX
from app.gui.widgets.controls import HintField, column_layout, push_button, row_layout
from app.gui.widgets.dialogs import fit_to_screen
from app.gui.widgets.labels import TextLabel

_SIZE_PX = (960, 660)
_SEARCH_AFTER_MS = 150
_Keys = QKeySequence.StandardKey


class GuideWindow(QDialog):
    """Shows the guide beside the work: the window below it goes on.

    Signals:
        keys_wanted: the user wants to see the keys.
    """

    keys_wanted = Signal()

    def __init__(self, guide: Guide, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Kifua: guide"))
        self.setModal(False)
        self._pages = list(guide.pages())
        self._browser = GuideBrowser(guide)
        self._search = HintField()
        self._search.setPlaceholderText(self.tr("Search the guide"))
        self._search.setAccessibleName(self.tr("Search the guide"))
        self._search.setClearButtonEnabled(True)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Pages of the guide"))
        self._list.setWordWrap(True)
        self._list.setSpacing(SPACE_1_PX)
        for page in self._pages:
            item = QListWidgetItem(page.title, self._list)
            item.setData(Qt.ItemDataRole.UserRole, page.name)
        self._nothing = TextLabel(self.tr("No page has these words."))
        self._nothing.hide()
        self._back = self._button(self.tr("Back"), "chevron-left", _Keys.Back, self._browser.backward)
        self._forward = self._button(self.tr("Forward"), "chevron-right", _Keys.Forward, self._browser.forward)
        self._timer = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._lay_out()
        self._connect()
        fit_to_screen(self, *_SIZE_PX)

    @property
    def page(self) -> str:
        """Name of the page that is shown."""
        return self._browser.page

    def show_page(self, name: str) -> None:
        """Come to the front with a page, by its name."""
        self._browser.show_page(name)
        self.show()
        self.raise_()
        self.activateWindow()
        self._browser.setFocus()

    def _button(self, words: str, icon: str, key: QKeySequence.StandardKey, clicked: Callable[[], None]) -> QPushButton:
        button = push_button("", clicked, icon=icon, width_px=TARGET_PX)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setAutoDefault(False)
        button.setEnabled(False)
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(button.click)
        return button

    def _lay_out(self) -> None:
        side = QWidget()
        column = column_layout(side, gap_px=CONTROL_GAP_PX)
        column.addWidget(self._search)
        column.addWidget(self._nothing)
        column.addWidget(self._list, stretch=1)
        close = push_button(self.tr("Close"), self.close)
        close.setAutoDefault(False)
        column.addWidget(close)
        reading = QWidget()
        column = column_layout(reading, gap_px=CONTROL_GAP_PX)
        row = row_layout()
        row.addWidget(self._back)
        row.addWidget(self._forward)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self._browser, stretch=1)
        both = row_layout(self, gap_px=GROUP_GAP_PX, margins=PAGE_MARGINS)
        both.addWidget(side, stretch=1)
        both.addWidget(reading, stretch=3)

    def _connect(self) -> None:
        self._browser.backwardAvailable.connect(self._back.setEnabled)
        self._browser.forwardAvailable.connect(self._forward.setEnabled)
        self._browser.page_changed.connect(self._choose)
        self._list.currentItemChanged.connect(self._show_item)
        self._search.textChanged.connect(self._timer.start)
        self._search.returnPressed.connect(self._show_first)
        self._timer.timeout.connect(self._filter)
        find = QShortcut(QKeySequence(_Keys.Find), self)
        find.activated.connect(self._search.setFocus)
        QShortcut(QKeySequence("?"), self).activated.connect(self.keys_wanted)

    @Slot(str)
    def _choose(self, name: str) -> None:
        """Mark the page that is shown, whichever way it was reached."""
        if name in PAGES:
            self._list.setCurrentRow(PAGES.index(name))

    @Slot(QListWidgetItem)
    def _show_item(self, item: QListWidgetItem | None) -> None:
        if item:
            self._browser.show_page(item.data(Qt.ItemDataRole.UserRole))

    @Slot()
    def _filter(self) -> None:
        """List the pages that have the words, and mark these on the page that is shown."""
        search = self._search.text()
        found = [page.holds(search) for page in self._pages]
        for row, holds in enumerate(found):
            self._list.item(row).setHidden(not holds)
        self._nothing.setVisible(not any(found))
        self._browser.mark(search)

    @Slot()
    def _show_first(self) -> None:
        """Show the first page that has the words."""
        self._timer.stop()
        self._filter()
        found = [page.name for page in self._pages if page.holds(self._search.text())]
        if found:
            self._browser.show_page(found[0])
