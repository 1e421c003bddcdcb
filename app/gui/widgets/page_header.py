"""Header of a page: what is shown, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from app.core.text import printable
from app.gui.theme.spacing import CONTROL_GAP_PX
from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import HEADER_PX, LARGE, LOW_HEADER_PX, SMALL
from app.gui.widgets.card import Surface
from app.gui.widgets.controls import column_layout, row_layout
from app.gui.widgets.labels import ElidedLabel, make_pale, scaled_font
from app.gui.widgets.window_height import WindowHeight


class PageHeader(Surface):
    """A title, a line below it, and the page's own buttons at the other end; it is lower in a low window."""

    def __init__(self, title: str = "", subtitle: str = "") -> None:
        super().__init__(line_at="bottom")
        self._title, self._subtitle = ElidedLabel(), ElidedLabel(Qt.TextElideMode.ElideRight)
        self._title.setFont(scaled_font(self, LARGE, bold=True))
        self._title.setAccessibleName(self.tr("Title of the page"))
        self._subtitle.setFont(scaled_font(self, SMALL))
        make_pale(self._subtitle)
        self._row = row_layout(self, gap_px=CONTROL_GAP_PX, margins=(16, 0, 16, 0))
        words = column_layout(gap_px=0)
        words.addStretch()
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        words.addStretch()
        self._row.addLayout(words, stretch=1)
        self._window_height = WindowHeight(self)
        self._window_height.changed.connect(self._fit)
        self.set_title(title, subtitle)
        self._fit()

    @property
    def title(self) -> str:
        """What is shown."""
        return self._title.text()

    @property
    def subtitle(self) -> str:
        """The line below the title."""
        return self._subtitle.text()

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Show a title and a line below it; an empty line takes no room."""
        self._title.setText(printable(title))
        self._subtitle.setText(printable(subtitle))
        self._subtitle.setVisible(bool(subtitle))

    def add_leading_widget(self, widget: QWidget) -> None:
        """Put a button or the like before the title."""
        self._row.insertWidget(0, widget, alignment=Qt.AlignmentFlag.AlignVCenter)

    def add_action_widget(self, widget: QWidget) -> None:
        """Put a button or the like at the end of the header."""
        self._row.addWidget(widget, alignment=Qt.AlignmentFlag.AlignVCenter)

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(scale_to_text(LOW_HEADER_PX if self._window_height.is_low() else HEADER_PX))
