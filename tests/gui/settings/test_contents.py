"""The list of sections beside what scrolls leads to each of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QToolButton, QWidget

from app.gui.settings.contents import Contents
from app.gui.widgets.controls import column_layout, row_layout

TITLES = ("Clinic", "Look", "Privacy", "Speed")


@pytest.fixture
def sections():
    """Return sections of which one and a half are seen at once."""
    made = [QLabel(title) for title in TITLES]
    for section in made:
        section.setFixedHeight(400)
    return made


@pytest.fixture
def window(sections, qtbot):
    window, area, inside = QWidget(), QScrollArea(), QWidget()
    column = column_layout(inside, gap_px=0)
    for section in sections:
        column.addWidget(section)
    area.setWidget(inside)
    row = row_layout(window)
    row.addWidget(Contents(area, list(zip(TITLES, sections, strict=True))))
    row.addWidget(area)
    qtbot.addWidget(window)
    window.resize(800, 600)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def area(window):
    return window.findChild(QScrollArea)


def entries(area):
    return area.window().findChildren(QToolButton)


def marked(area):
    return [entry.text() for entry in entries(area) if entry.isChecked()]


@pytest.mark.parametrize("title", TITLES)
def test_a_click_leads_to_a_section_and_marks_it(area, sections, qtbot, title):
    (entry,) = [each for each in entries(area) if each.text() == title]
    qtbot.mouseClick(entry, Qt.MouseButton.LeftButton)
    section, seen = sections[TITLES.index(title)], area.viewport()

    assert marked(area) == [title]
    assert seen.rect().contains(section.mapTo(seen, QPoint(0, 20)))


@pytest.mark.parametrize(("place", "title"), [(0, "Clinic"), (350, "Look"), (10_000, "Speed")])
def test_the_section_that_is_read_is_marked(area, place, title):
    area.verticalScrollBar().setValue(place)

    assert marked(area) == [title]


def test_the_keyboard_is_at_the_section_that_is_marked(area, qtbot):
    clinic, *_ = entries(area)
    qtbot.mouseClick(clinic, Qt.MouseButton.LeftButton)
    area.verticalScrollBar().setValue(350)

    assert area.window().focusWidget().text() == "Look"
    assert marked(area) == ["Look"]


def test_the_arrow_keys_lead_from_section_to_section(area, qtbot):
    clinic, *_ = entries(area)
    clinic.setFocus()
    qtbot.keyClick(clinic, Qt.Key.Key_Down)

    assert area.window().focusWidget().text() == "Look"
    assert marked(area) == ["Look"]


def test_the_list_asks_for_no_height_of_a_window(area):
    assert area.window().findChild(Contents).minimumSizeHint().height() == 0
