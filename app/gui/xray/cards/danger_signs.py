"""Card of the danger signs in the child, which outrank every X-ray."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPalette
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QPushButton, QWidget

from app.core.review import DangerSign
from app.gui.text.review_text import danger_sign_text, outranking_headline, outranking_step
from app.gui.theme.control_shapes import paint_panel
from app.gui.theme.icons import pixmap
from app.gui.theme.spacing import CARD_MARGINS, CONTROL_GAP_PX, LINE_GAP_PX
from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import LARGE, RADIUS_PX, TARGET_PX, colours
from app.gui.widgets.controls import column_layout, push_button, row_layout
from app.gui.widgets.labels import TextLabel, scaled_font

_ICON_PX = 22
_DRAWN_ANEW = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)


class _BoxWords(TextLabel):
    """Words of a box to tick, which wrap as a box's own do not; a click on them is one on the box."""

    def __init__(self, box: QCheckBox) -> None:
        super().__init__(box.accessibleName())
        self._box = box
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Click the box."""
        if self.rect().contains(event.position().toPoint()):
            self._box.click()


class DangerSignsCard(QFrame):
    """Boxes to tick for the danger signs; once one is ticked, the card says what is done, on the colour of a warning.

    Signals:
        signs_changed: the signs that are ticked, a tuple in the order of `DangerSign`.
        closed: the user is done with ticking.
    """

    signs_changed = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = QLabel()
        self._words = TextLabel(bold=True)
        self._words.setAccessibleName(self.tr("Danger signs"))
        self._step = TextLabel(bold=True)
        self._seen = TextLabel()
        self._button = push_button("", self._toggle, width_px=0)
        self._button.setCheckable(True)
        self._boxes = {sign: self._make_box(sign) for sign in DangerSign}
        self._head = QWidget()
        self._list = QWidget()
        self._lay_out()
        self._show()

    @property
    def signs(self) -> tuple[DangerSign, ...]:
        """The signs that are ticked."""
        return tuple(sign for sign, box in self._boxes.items() if box.isChecked())

    @property
    def is_open(self) -> bool:
        """Whether the boxes are shown."""
        return self._button.isChecked()

    @property
    def button(self) -> QPushButton:
        """Opens and closes the boxes."""
        return self._button

    def show_signs(self, signs: Iterable[DangerSign]) -> None:
        """Tick these signs and close the boxes."""
        for sign, box in self._boxes.items():
            box.setChecked(sign in set(signs))
        self._button.setChecked(False)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the size of the text."""
        super().changeEvent(event)
        if event.type() in _DRAWN_ANEW:
            self._colour()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface with a red edge, and the head filled with red where a sign was seen."""
        tokens = colours(self.palette())
        painter = QPainter(self)
        paint_panel(painter, self.rect(), tokens.surface, tokens.signs.ink)
        if self.signs:
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(self.rect()), RADIUS_PX, RADIUS_PX)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipPath(shape)
            painter.fillRect(0, 0, self.width(), self._head.geometry().bottom() + 1, QColor(tokens.signs.ink))
        painter.end()

    def _make_box(self, sign: DangerSign) -> QCheckBox:
        box = QCheckBox()
        box.setAccessibleName(danger_sign_text(sign))
        box.setMinimumHeight(TARGET_PX)
        box.clicked.connect(self._on_clicked)
        return box

    @Slot()
    def _on_clicked(self) -> None:
        self._show()
        self.signs_changed.emit(self.signs)

    @Slot()
    def _toggle(self) -> None:
        self._show()
        if not self.is_open:
            self.closed.emit()

    def _show(self) -> None:
        signs = self.signs
        self._list.setVisible(self.is_open)
        self._words.setText(outranking_headline(signs) or self.tr("Danger signs come first"))
        self._words.setFont(scaled_font(self, LARGE if signs else 1.0, bold=True))
        self._step.setText(outranking_step(signs))
        self._seen.setText(" · ".join(map(danger_sign_text, signs)))
        self._step.setVisible(bool(signs))
        self._seen.setVisible(bool(signs) and not self.is_open)
        done, check = self.tr("Done"), self.tr("Check")
        self._button.setText(done if self.is_open else check)
        self._button.setToolTip(self.tr("Tick the danger signs that the child has"))
        self._button.setAccessibleName(self.tr("Danger signs: tick what the child has"))
        self._colour()
        self.update()

    def _colour(self) -> None:
        tokens = colours(self.palette())
        ink = tokens.surface if self.signs else tokens.signs.ink
        side = scale_to_text(_ICON_PX)
        self._icon.setPixmap(pixmap("alert-circle", ink, side))
        for label in (self._words, self._step, self._seen):
            palette = QPalette()
            palette.setColor(QPalette.ColorRole.WindowText, QColor(tokens.surface if self.signs else tokens.ink))
            label.setPalette(palette)

    def _lay_out(self) -> None:
        left, top, right, bottom = CARD_MARGINS
        head = column_layout(self._head, gap_px=LINE_GAP_PX, margins=(left, top - 4, right, top - 4))
        row = row_layout(gap_px=CONTROL_GAP_PX)
        row.addWidget(self._icon)
        row.addWidget(self._words, stretch=1)
        row.addWidget(self._button)
        head.addLayout(row)
        head.addWidget(self._step)
        head.addWidget(self._seen)
        boxes = column_layout(self._list, gap_px=0, margins=(left, 0, right, bottom - 6))
        for box in self._boxes.values():
            line = row_layout()
            line.addWidget(box)
            line.addWidget(_BoxWords(box), stretch=1)
            boxes.addLayout(line)
        column = column_layout(self, gap_px=0)
        column.addWidget(self._head)
        column.addWidget(self._list)
