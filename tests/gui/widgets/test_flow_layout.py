"""Parts beside each other, in as many lines as it takes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.gui.widgets.flow_layout import FlowLayout


@pytest.fixture
def make_row(qtbot):
    """Return a function that sets parts into a row of a width, and returns the row."""
    rows = []

    def make(width: int, *parts: QWidget) -> QWidget:
        row = QWidget()
        rows.append(row)
        qtbot.addWidget(row)
        layout = FlowLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        row.setLayout(layout)
        for part in parts:
            layout.addWidget(part)
        row.resize(width, row.heightForWidth(width))
        row.show()
        return row

    return make


def button(width: int) -> QPushButton:
    made = QPushButton()
    made.setFixedSize(width, 40)
    return made


def test_a_part_without_room_begins_another_line(make_row):
    parts = [button(100) for _ in range(3)]

    assert make_row(320, *parts).height() == 40
    assert [(part.x(), part.y()) for part in parts] == [(0, 0), (110, 0), (220, 0)]
    parts = [button(100) for _ in range(3)]
    assert make_row(319, *parts).height() == 90
    assert [(part.x(), part.y()) for part in parts] == [(0, 0), (110, 0), (0, 50)]


def test_a_part_that_wants_to_be_wide_takes_the_rest_of_its_line(make_row):
    field, first, second = QLineEdit(), button(100), button(100)
    make_row(500, field, first, second)

    assert (field.x(), field.width()) == (0, 500 - 2 * 110)
    assert [part.x() for part in (first, second)] == [290, 400]


def test_a_part_is_never_wider_than_the_row(make_row):
    field = QLineEdit()
    make_row(80, field)

    assert field.width() == 80


def test_it_begins_at_the_right_where_one_reads_from_there(qapp, make_row):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    first, second = button(100), button(100)
    make_row(500, first, second)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    assert [part.x() for part in (first, second)] == [400, 290]
