"""The rail says where one is, and nothing of it is cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QToolButton

from app.gui.theme.tokens import TARGET_PX
from app.gui.window.rail import Rail


@pytest.fixture
def rail(desktop) -> Rail:
    return desktop.window.findChild(Rail)


def buttons(rail: Rail) -> dict[str, QToolButton]:
    """Return the buttons by their words, from the top."""
    found = sorted(rail.findChildren(QToolButton), key=lambda button: button.mapTo(rail, QPoint(0, 0)).y())
    return {button.text(): button for button in found}


def marked(rail: Rail) -> list[str]:
    return [words for words, button in buttons(rail).items() if button.isChecked()]


def test_the_page_that_is_shown_is_marked(rail):
    assert marked(rail) == ["Open"]

    buttons(rail)["Settings"].click()
    assert marked(rail) == ["Settings"]


def test_a_click_on_the_marked_button_keeps_its_mark(rail):
    buttons(rail)["Settings"].click()
    buttons(rail)["Settings"].click()

    assert marked(rail) == ["Settings"]


def test_settings_stand_at_the_bottom(desktop, rail):
    desktop.window.resize(1024, 600)
    QApplication.processEvents()

    assert list(buttons(rail))[-1] == "Settings"
    assert rail.height() - buttons(rail)["Settings"].geometry().bottom() < 12


def test_every_word_is_seen_whole_in_a_low_window_too(desktop, rail):
    desktop.window.resize(1024, 600)
    QApplication.processEvents()

    for words, button in buttons(rail).items():
        assert button.fontMetrics().horizontalAdvance(words) <= button.width(), words
        assert button.fontMetrics().height() + button.iconSize().height() <= button.height(), words


def test_where_large_words_find_no_room_the_icons_stand_alone_and_keep_their_names(desktop, rail, enlarge):
    enlarge(200)
    desktop.window.resize(1024, 600)
    QApplication.processEvents()
    found = rail.findChildren(QToolButton)

    assert desktop.window.height() == 600
    assert {button.text() for button in found} == {""}
    assert {"Open", "Settings"} <= {button.accessibleName() for button in found}
    assert all(button.toolTip() and button.height() >= TARGET_PX for button in found)


def test_with_large_words_no_button_is_below_the_edge(desktop, rail, enlarge):
    desktop.window.resize(1280, 760)
    enlarge(200)
    QApplication.processEvents()

    found = rail.findChildren(QToolButton)
    assert sum(button.height() for button in found) < rail.height()
    assert max(button.geometry().bottom() for button in found) < rail.height()


def test_the_rail_is_slimmer_in_a_low_window(desktop, rail):
    widths = []
    for height in (600, 900):
        desktop.window.resize(1366, height)
        QApplication.processEvents()
        widths.append(rail.width())

    assert widths[0] < widths[1]


def test_what_cannot_be_shown_yet_cannot_be_clicked(rail):
    assert not buttons(rail)["X-ray"].isEnabled()
