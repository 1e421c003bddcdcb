"""Header of the worklist: what is shown, and what can be done with all of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.gui.text.locale_text import number_text
from app.gui.text.verdict_text import tool_tip
from app.gui.theme.spacing import NO_MARGINS, PAGE_MARGINS
from app.gui.theme.style import scale_to_text
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.page_header import PageHeader
from app.gui.worklist.row_actions import RowActions
from app.gui.worklist.source_box import SourceBox

_BUTTON_PX, _TITLE_PX = 96, 180
_GREATEST = 8888
"""Of a count that a button has room for: up to it the buttons stay in place while the counts change."""


class WorklistHeader(QWidget):
    """The title, the choice of the source, and the buttons of the page; each says of how many rows.

    Where there is not room for all of them in one line, the buttons say less, and else stand below the title.
    """

    def __init__(self, actions: RowActions, export: Callable[[], object], summarise: Callable[[], object]) -> None:
        """Prepare.

        Args:
            actions: of the selected rows, for a menu.
            export: called for a CSV file of what is shown.
            summarise: called for a summary of what is shown.
        """
        super().__init__()
        self._total = self._selected = 0
        self._words = ""
        self.sources = SourceBox()
        self._rows = push_button(self.tr("Actions"), _do_nothing, icon="dots", width_px=_BUTTON_PX)
        self._rows.setMenu(QMenu(self._rows))
        self._rows.setAccessibleDescription(self.tr("What can be done with the selected rows, and their order"))
        actions.fill(self._rows.menu())
        self._export = push_button(self.tr("Export"), export, icon="table-export", width_px=_BUTTON_PX)
        self._summary = push_button(self.tr("Summary…"), summarise, kind="primary", width_px=_BUTTON_PX)
        self._header = PageHeader()
        self._tools = QWidget()
        self._flow = FlowLayout(self.sources, self._rows, self._export, self._summary)
        self._tools.setLayout(self._flow)
        self._column = column_layout(self, gap_px=0)
        self._column.addWidget(self._header)
        self._has_room: bool | None = None
        self._is_brief = False
        self._keep_room()

    @property
    def words(self) -> str:
        """What is shown, in words."""
        return self._words

    def show_counts(self, shown: int, total: int, unseen: int, name: str, outcome: str) -> None:
        """Say how much is shown; while not every row is, only of how many.

        Args:
            shown: how many rows the filter keeps.
            total: how many there are without a filter.
            unseen: how many of them nobody has opened.
            name: of the batch; empty for days.
            outcome: how the batch ended; empty before, and for days.
        """
        self._total = shown
        self._words = name or self.sources.words
        if shown == total:
            parts = [self.tr("%Ln X-ray(s)", "", total), self.tr("%Ln not seen", "", unseen), outcome]
        else:
            parts = [self.tr("{shown} of %Ln X-ray(s)", "", total).format(shown=number_text(shown))]
        title = self.tr("Worklist · {name}").format(name=self._words)
        self._header.set_title(title, " · ".join(filter(None, parts)))
        self._summary.setEnabled(shown > 0)
        self._say_numbers()

    def show_selected(self, count: int) -> None:
        """Say how many rows are selected."""
        self._selected = count
        self._say_numbers()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons where there is room for them."""
        super().resizeEvent(event)
        self._place_tools()

    def event(self, event: QEvent) -> bool:
        """Put the buttons where there is room for them, when their words or letters change."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place_tools()
        return super().event(event)

    def _place_tools(self) -> None:
        room = self.width() - scale_to_text(_TITLE_PX) - self._width_of_others()
        is_brief = sum(self._whole_px) > room
        if is_brief != self._is_brief:
            self._is_brief = is_brief
            self._say_numbers()
        has_room = sum(self._brief_px if is_brief else self._whole_px) <= room
        if has_room == self._has_room:
            return
        self._has_room = has_room
        left, top, right, _ = PAGE_MARGINS
        self._flow.setContentsMargins(*(NO_MARGINS if has_room else (left, top, right, 0)))
        if has_room:
            self._header.add_action_widget(self._tools)
        else:
            self._column.addWidget(self._tools)

    def _keep_room(self) -> None:
        """Measure the buttons with great numbers, for the widths that they keep."""
        self._whole_px, self._brief_px = (self._measure(is_brief=is_brief) for is_brief in (False, True))
        self._say_numbers()
        self._place_tools()

    def _measure(self, *, is_brief: bool) -> tuple[int, int]:
        self._show_numbers(_GREATEST, _GREATEST, is_brief=is_brief)
        return self._export.sizeHint().width(), self._rows.sizeHint().width()

    def _width_of_others(self) -> int:
        """Return the width of the list and of the button whose words stay, with the gaps between all."""
        others = (self.sources, self._summary)
        return sum(part.sizeHint().width() for part in others) + (self._flow.count() - 1) * self._flow.spacing()

    def _say_numbers(self) -> None:
        exported = self._selected if self._selected > 1 else self._total
        self._show_numbers(exported, self._selected, is_brief=self._is_brief)
        widths = self._brief_px if self._is_brief else self._whole_px
        for button, width in zip((self._export, self._rows), widths, strict=True):
            button.setMinimumWidth(width)
        self._export.setEnabled(exported > 0)

    def _show_numbers(self, exported: int, selected: int, *, is_brief: bool) -> None:
        """Say how many rows it is about; where that finds no room, in the tool tip."""
        export = self.tr("Export {count} to CSV…").format(count=number_text(exported))
        rows = self.tr("Actions · %Ln selected", "", selected)
        brief = (self.tr("Export…"), self.tr("Actions"))
        for button, whole, words in zip((self._export, self._rows), (export, rows), brief, strict=True):
            button.setText(words if is_brief else whole)
            button.setAccessibleName(whole)
            button.setToolTip(tool_tip(whole) if is_brief else "")


def _do_nothing() -> None:
    """A click opens the menu of the button."""
