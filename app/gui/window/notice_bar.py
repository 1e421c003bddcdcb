"""Notices beside the page: each stays until it is closed, its cause ends, or another of its key comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from app.core.text import printable
from app.gui.theme.control_shapes import paint_panel
from app.gui.theme.icons import ICON_PX, paint_icon
from app.gui.theme.spacing import BAR_MARGINS, CONTROL_GAP_PX, LINE_GAP_PX
from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import TARGET_PX, Tone, colours
from app.gui.widgets.controls import column_layout, push_button, row_layout, scroll_vertically
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.focus_return import FocusReturn
from app.gui.widgets.labels import TextLabel
from app.gui.window.open_file import open_file, show_in_folder

_MARGINS = (14, 4, 6, 4)
_WRITTEN = "written"
_WRITTEN_MS = 60_000
"""How long a notice stays that a file was written, unless the page is left before."""
_MOST = 0.4
"""Of the window's height, however large its letters are: the page below stays in sight."""
_LINE_PX = 44


class Level(StrEnum):
    """How much a notice matters."""

    DONE = "done"
    NOTE = "note"
    WARNING = "warning"


_ICONS = {Level.DONE: "circle-check", Level.NOTE: "info-circle", Level.WARNING: "alert-triangle"}


@dataclass(frozen=True, slots=True)
class NoticeButton:
    """A button of a notice.

    Attributes:
        text: its words.
        clicked: is called by a click; the notice stays.
    """

    text: str
    clicked: Callable[[], object]


class NoticeBar(QScrollArea):
    """Shows notices, the newest first; it is hidden without any, and scrolls where it would be high.

    It is for what goes on being so, such as a history that cannot be kept, and for what is done and can be opened now.
    """

    def __init__(self, *, is_narrow: bool = False) -> None:
        """Make a bar without a notice; in a narrow one, the buttons of each stand below its words."""
        super().__init__()
        self._is_narrow = is_narrow
        self.setAccessibleName(self.tr("Notices"))
        self._notices: dict[str, _Notice] = {}
        scroll_vertically(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        inside = QWidget()
        self._column = column_layout(inside, gap_px=LINE_GAP_PX, margins=BAR_MARGINS)
        self.setWidget(inside)
        self._written_time = QTimer(self, interval=_WRITTEN_MS, singleShot=True)
        self._written_time.timeout.connect(self.remove_written)
        FocusReturn(self)
        self.hide()

    @Slot(str)
    def show_notice(
        self, sentence: str, level: Level = Level.WARNING, key: str = "", buttons: Sequence[NoticeButton] = ()
    ) -> None:
        """Show a notice until it is closed.

        Args:
            sentence: what is so; it is shown as it is, and never read as HTML.
            level: decides its icon and its colours.
            key: of its cause, for `remove`; a notice of the same key is replaced. Empty for the sentence itself.
            buttons: what can be done about it, beside *Close*.
        """
        key = key or sentence
        self.remove(key)
        notice = _Notice(printable(sentence), level, buttons, is_narrow=self._is_narrow)
        notice.closed.connect(lambda: self.remove(key))
        self._notices[key] = notice
        self._column.insertWidget(0, notice)
        self.show()
        notice.show()  # the layout itself would do so later, and a screen reader passes over what is hidden
        notice.announce()

    def show_written(self, path: Path) -> None:
        """Show for a while that a file was written, with buttons that open it and show it in its folder."""
        self._written_time.start()
        self.show_notice(
            self.tr("Written to {path}.").format(path=printable(str(path))),
            Level.DONE,
            _WRITTEN,
            (
                NoticeButton(self.tr("Open"), lambda: self._open(path)),
                NoticeButton(self.tr("Show in folder"), lambda: show_in_folder(path, self)),
            ),
        )

    @Slot()
    def remove_written(self) -> None:
        """Remove the notice that a file was written."""
        self._written_time.stop()
        self.remove(_WRITTEN)

    @Slot(str)
    def remove(self, key: str) -> None:
        """Remove the notice of a key, if there is one: its cause has ended."""
        if notice := self._notices.pop(key, None):
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self._notices))

    def sizeHint(self) -> QSize:
        """Return the height that the notices need at this width."""
        needed = self._column.totalHeightForWidth(self.viewport().width())
        return QSize(super().sizeHint().width(), min(needed, round(_MOST * self.window().height())))

    def minimumSizeHint(self) -> QSize:
        """Return the height of a line: the rest can be scrolled to."""
        return QSize(0, min(self.sizeHint().height(), scale_to_text(_LINE_PX)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another height for other notices; Qt calls this for what is scrolled."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def show_state(self, key: str, sentence: str) -> None:
        """Show a warning as long as its cause lasts: an empty sentence removes it."""
        if sentence:
            self.show_notice(sentence, key=key)
        else:
            self.remove(key)

    def _open(self, path: Path) -> None:
        if not open_file(path):
            sentence = self.tr("No program on this computer opens {path}.").format(path=printable(str(path)))
            self.show_notice(sentence, Level.WARNING, _WRITTEN)


class _Notice(QFrame):
    """One notice.

    Signals:
        closed: the user closed it.
    """

    closed = Signal()

    def __init__(self, sentence: str, level: Level, buttons: Sequence[NoticeButton], *, is_narrow: bool) -> None:
        super().__init__()
        self._level = level
        self.setAccessibleName(self.tr("Notice"))
        self.setAccessibleDescription(sentence)
        close = push_button("", self.closed, icon="x", kind="quiet", width_px=TARGET_PX)
        close.setAccessibleName(self.tr("Close"))
        close.setToolTip(self.tr("Close"))
        made = [push_button(button.text, button.clicked, kind="quiet", width_px=TARGET_PX) for button in buttons]
        row = row_layout(gap_px=CONTROL_GAP_PX)
        row.addWidget(_Icon(level))
        row.addWidget(TextLabel(sentence, bold=level is Level.WARNING), stretch=1)
        column = column_layout(self, gap_px=0, margins=_MARGINS)
        column.addLayout(row)
        if is_narrow:
            row.addWidget(close)
            column.addLayout(FlowLayout(*made))
        else:
            row.addLayout(FlowLayout(*made, close))

    def announce(self) -> None:
        """Let a screen reader say the notice."""
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and its edge in the colours of the level."""
        painter = QPainter(self)
        tone = _tone(self._level, self.palette())
        paint_panel(painter, self.rect(), tone.soft, tone.ink)
        painter.end()


class _Icon(QWidget):
    """The icon of a level, scaled with the text."""

    def __init__(self, level: Level) -> None:
        super().__init__()
        self._level = level
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._grow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in the colour of the level."""
        painter = QPainter(self)
        colour = QColor(_tone(self._level, self.palette()).ink)
        paint_icon(painter, _ICONS[self._level], QRectF(self.rect()), colour)
        painter.end()

    def _grow(self) -> None:
        side = scale_to_text(ICON_PX)
        self.setFixedSize(side, side)


def _tone(level: Level, palette: QPalette) -> Tone:
    tokens = colours(palette)
    return {
        Level.DONE: tokens.none,
        Level.NOTE: Tone(tokens.accent, tokens.accent_soft),
        Level.WARNING: tokens.signs,
    }[level]
