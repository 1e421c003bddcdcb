"""Card of the danger signs in the child, which outrank every X-ray."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QWidget

from app.core.records import ScreeningRecord
from app.core.review import DangerSign
from app.gui.text.review_text import danger_sign_text, no_signs_text, outranking_headline, outranking_step
from app.gui.theme.control_shapes import paint_panel
from app.gui.theme.icons import pixmap
from app.gui.theme.spacing import CARD_MARGINS, CONTROL_GAP_PX, LINE_GAP_PX, Margins
from app.gui.theme.style import scale_to_text
from app.gui.theme.theme import RINGED_WITH_PARENT
from app.gui.theme.tokens import LARGE, RADIUS_PX, TARGET_PX, colours
from app.gui.widgets.controls import column_layout, push_button, row_layout
from app.gui.widgets.labels import TextLabel, scaled_font, set_colour, text_height
from app.gui.xray.cards.choice_row import SlimButton

DANGER_KEY = "F9"
"""Opens the boxes and closes them."""

_ICON_PX = 22
_DRAWN_ANEW = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)


class _Box(QCheckBox):
    """A box that is ticked by a click anywhere on it: its square alone is too small a target."""

    def hitButton(self, place: QPoint) -> bool:
        """Return whether a click here ticks the box."""
        return self.rect().contains(place)


class _Line(QWidget):
    """A box with its words, which wrap as a box's own do not; a click anywhere on the line is one on the box."""

    def __init__(self, box: QCheckBox, margins: Margins) -> None:
        super().__init__()
        self._box = box
        words = TextLabel(box.accessibleName())
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = row_layout(self, margins=margins)
        box.setProperty(RINGED_WITH_PARENT, True)
        row.addWidget(box)
        row.addWidget(words, stretch=1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the click for the box."""
        event.setAccepted(event.button() == Qt.MouseButton.LeftButton)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Click the box."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._box.click()


class DangerSignsCard(QFrame):
    """Boxes to tick for the danger signs; once one is ticked, the card says what is done, on the colour of a warning.

    While the boxes are shown, it says so below them: nothing above a box may move it away from the pointer.

    Signals:
        signs_changed: the signs that are ticked, a tuple in the order of `DangerSign`, and whether that says of the
            others that the child does not have them.
        opened: the boxes are shown.
        closed: the user is done with ticking.
    """

    signs_changed = Signal(object, bool)
    opened = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = QLabel()
        self._words = TextLabel(bold=True)
        self._words.setAccessibleName(self.tr("Danger signs"))
        self._step = TextLabel(bold=True)
        self._step.setAlignment(self._step.alignment() & ~Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTop)
        self._hint = self.tr("Tick each sign that the child has. One is enough to act now, whatever the X-ray shows.")
        self._seen = TextLabel()
        self._button = SlimButton()
        self._button.clicked.connect(self._toggle)
        self._button.setCheckable(True)
        self.setFocusProxy(self._button)
        self._boxes = {sign: self._make_box(sign) for sign in DangerSign}
        self._none = push_button(self.tr("None of these"), self._find_none, width_px=0)
        self._none_found = ""
        self._head = QWidget()
        self._list = QWidget()
        self._foot = QWidget()
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

    def toggle(self) -> None:
        """Show the boxes and put the focus on the first, or be done with them."""
        self._button.click()
        first = next(iter(self._boxes.values()))
        (first if self.is_open else self._button).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def show_boxes(self) -> None:
        """Show the boxes, if they are not shown yet, and put the focus on the first."""
        self._button.setChecked(False)
        self.toggle()

    def tick(self, signs: Collection[DangerSign]) -> None:
        """Tick more signs, as if the user had."""
        for sign in signs:
            self._boxes[sign].setChecked(True)
        self._on_clicked()
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def show_waiting(self) -> None:
        """Show no signs, and close the boxes."""
        self._show_signs((), "")

    def show_record(self, record: ScreeningRecord) -> None:
        """Tick the signs of a record and close the boxes."""
        self._show_signs(record.danger_signs, no_signs_text(record))

    def show_check(self, record: ScreeningRecord) -> None:
        """Say whether somebody has seen no signs, with the boxes as they are."""
        self._none_found = no_signs_text(record)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the size of the text."""
        super().changeEvent(event)
        if event.type() in _DRAWN_ANEW:
            self._colour()
            self._reserve()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the room of the words to the width."""
        super().resizeEvent(event)
        self._reserve()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface with a red edge, and what is said of a sign that was seen on red."""
        tokens = colours(self.palette())
        painter = QPainter(self)
        is_quiet = bool(self._none_found) and not self.is_open
        paint_panel(painter, self.rect(), tokens.surface, tokens.line if is_quiet else tokens.signs.ink)
        if self.signs:
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(self.rect()), RADIUS_PX, RADIUS_PX)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipPath(shape)
            filled = self._foot.geometry() if self.is_open else self.rect()
            painter.fillRect(QRect(0, filled.top(), self.width(), filled.height()), QColor(tokens.signs.ink))
        painter.end()

    def _make_box(self, sign: DangerSign) -> QCheckBox:
        box = _Box()
        box.setAccessibleName(danger_sign_text(sign))
        box.setMinimumHeight(TARGET_PX)
        box.clicked.connect(self._on_clicked)
        return box

    @Slot()
    def _on_clicked(self) -> None:
        self._show()
        self.signs_changed.emit(self.signs, bool(self.signs))

    @Slot()
    def _find_none(self) -> None:
        self._button.setChecked(False)
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show()
        self.signs_changed.emit((), True)
        self.closed.emit()

    def _show_signs(self, signs: tuple[DangerSign, ...], none_found: str) -> None:
        for sign, box in self._boxes.items():
            box.setChecked(sign in signs)
        self._button.setChecked(False)
        self._none_found = none_found
        self._show()

    @Slot()
    def _toggle(self) -> None:
        self._show()
        (self.opened if self.is_open else self.closed).emit()

    def _show(self) -> None:
        signs, is_closed = self.signs, not self.is_open
        self._list.setVisible(self.is_open)
        headline = outranking_headline(signs) if is_closed else ""
        none_found = self._none_found if is_closed else ""
        self._words.setText(headline or none_found or self.tr("Danger signs come first"))
        self._words.setFont(scaled_font(self, LARGE if headline else 1.0, bold=True))
        self._step.setText(outranking_step(signs) or self._hint)
        self._step.setFont(scaled_font(self, 1.0, bold=bool(signs)))
        self._seen.setText(" · ".join(map(danger_sign_text, signs)))
        self._foot.setVisible(self.is_open or bool(signs))
        self._seen.setVisible(is_closed)
        self._none.setEnabled(not signs)
        done, check = self.tr("Done"), self.tr("Change") if signs or none_found else self.tr("Check")
        self._button.setText(done if self.is_open else check)
        tip = self.tr("Tick the danger signs that the child has")
        self._button.setToolTip(f"{tip} ({DANGER_KEY})")
        self._button.setAccessibleName(self.tr("Danger signs: tick what the child has"))
        self._reserve()
        self._colour()
        self.update()

    def _reserve(self) -> None:
        """Keep the room of the longest step below the boxes: a panel scrolled to its end would move with it."""
        steps = [outranking_step([sign]) for sign in DangerSign] if self.is_open else []
        width, font = self.width() - CARD_MARGINS[0] - CARD_MARGINS[2], scaled_font(self, 1.0, bold=True)
        self._step.setMinimumHeight(max((text_height(font, step, width) for step in steps), default=0))

    def _colour(self) -> None:
        tokens = colours(self.palette())
        is_filled = bool(self.signs)
        is_head_filled = is_filled and not self.is_open
        side = scale_to_text(_ICON_PX)
        if self._none_found and not self.is_open:
            self._icon.setPixmap(pixmap("circle-check", tokens.ink, side))
        else:
            self._icon.setPixmap(pixmap("alert-circle", tokens.surface if is_head_filled else tokens.signs.ink, side))
        for label, on_red in ((self._words, is_head_filled), (self._step, is_filled), (self._seen, is_filled)):
            set_colour(label, tokens.surface if on_red else tokens.ink)

    def _lay_out(self) -> None:
        left, top, right, bottom = CARD_MARGINS
        row = row_layout(self._head, gap_px=CONTROL_GAP_PX, margins=(left, top - 4, right, top - 4))
        row.addWidget(self._icon)
        row.addWidget(self._words, stretch=1)
        row.addWidget(self._button)
        inset = LINE_GAP_PX  # the ring of the focus stands inside the card's edge
        boxes = column_layout(self._list, gap_px=0, margins=(inset, 0, inset, 0))
        for box in self._boxes.values():
            boxes.addWidget(_Line(box, (left - inset, 0, right - inset, 0)))
        none = row_layout(margins=(left - inset, LINE_GAP_PX, right - inset, 0))
        none.addWidget(self._none, stretch=1)
        boxes.addLayout(none)
        foot = column_layout(self._foot, gap_px=LINE_GAP_PX, margins=(left, LINE_GAP_PX, right, bottom))
        foot.addWidget(self._step)
        foot.addWidget(self._seen)
        column = column_layout(self, gap_px=0)
        for part in (self._head, self._list, self._foot):
            column.addWidget(part)


def with_danger_signs(
    record: ScreeningRecord, signs: tuple[DangerSign, ...], checked_by: str | None
) -> ScreeningRecord:
    """Return a record with other danger signs, by who has looked for them at this moment; None where nobody has."""
    at = "" if checked_by is None else datetime.now().astimezone().isoformat(timespec="seconds")
    return replace(record, danger_signs=signs, signs_checked_by=checked_by or "", signs_checked_at=at)
