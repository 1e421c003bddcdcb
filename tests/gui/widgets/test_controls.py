"""Controls that all pages share: their least sizes, and the wheel that only scrolls."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.gui.theme.spacing import BUTTON_HEIGHT_PX, BUTTON_WIDTH_PX, FIELD_HEIGHT_PX, PAGE_MARGINS
from app.gui.widgets.controls import HintField, NoWheelComboBox, column_layout, push_button, row_layout


def turn_wheel(widget: QWidget) -> QWheelEvent:
    """Turn the wheel down by one notch over a widget, and return the event."""
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
    phase, middle = Qt.ScrollPhase.NoScrollPhase, QPointF(widget.rect().center())
    event = QWheelEvent(middle, middle, QPoint(), QPoint(0, -120), buttons, keys, phase, False)
    QApplication.sendEvent(widget, event)
    return event


def test_the_wheel_changes_no_value_and_is_left_to_the_page(qtbot):
    box = NoWheelComboBox([(1, "one"), (2, "two")])
    qtbot.addWidget(box)
    box.setFocus()

    assert not turn_wheel(box).isAccepted()
    assert box.currentData() == 1
    assert box.focusPolicy() == Qt.FocusPolicy.StrongFocus


@pytest.mark.parametrize(("value", "words", "shown"), [(2, "", "two"), (7, "a week", "a week"), (9, "", "9")])
def test_a_value_that_is_not_in_the_list_is_added(qtbot, value, words, shown):
    box = NoWheelComboBox([(1, "one"), (2, "two")])
    qtbot.addWidget(box)
    box.show_value(value, words)

    assert (box.currentData(), box.currentText()) == (value, shown)


def test_a_button_is_a_large_target_however_short_its_word(qtbot):
    clicks = []
    button = push_button("No", lambda: clicks.append(1))
    qtbot.addWidget(button)
    button.show()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert clicks == [1]
    assert button.width() >= BUTTON_WIDTH_PX
    assert button.minimumSizeHint().height() >= BUTTON_HEIGHT_PX


def test_a_field_has_room_for_its_hint(qtbot):
    field = HintField()
    qtbot.addWidget(field)
    field.setPlaceholderText("a hint that is longer than the field would be by itself")

    assert field.minimumSizeHint().width() > field.fontMetrics().horizontalAdvance(field.placeholderText())
    assert field.minimumSizeHint().height() >= FIELD_HEIGHT_PX


@pytest.mark.parametrize("make", [column_layout, row_layout])
def test_a_layout_has_the_margins_and_the_gap_that_are_asked_for(qtbot, make):
    widget = QWidget()
    qtbot.addWidget(widget)
    layout, inner = make(widget, gap_px=3, margins=PAGE_MARGINS), make()
    layout.addLayout(inner)

    assert widget.layout() is layout
    margins = layout.contentsMargins()
    assert (margins.left(), margins.top(), margins.right(), margins.bottom()) == PAGE_MARGINS
    assert layout.spacing() == 3
    assert inner.contentsMargins().isNull()
