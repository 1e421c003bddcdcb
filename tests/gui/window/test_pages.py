"""Every page of the table can be reached, and the worklist hands over its records."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QTableView, QToolButton

from app.gui.window.pages import Pages, page_entries
from app.gui.window.rail import Rail

ENTRIES = [pytest.param(entry, id=entry.key) for entry in page_entries()]


@pytest.fixture
def pages(desktop, make_files) -> Pages:
    """The pages of a window in which an X-ray and a batch were screened, so that all of them are enabled."""
    folder = make_files("normal.jpg", "pneumonia.jpg")
    desktop.drop(folder)
    desktop.wait_for("Done. Screened: 2 of 2.")
    desktop.drop(folder / "normal.jpg")
    desktop.wait_for("No signs of pneumonia")
    return desktop.window.findChild(Pages)


def action_of(desktop, entry) -> QAction:
    actions = desktop.window.findChildren(QAction)
    (action,) = [each for each in actions if each.shortcut() == QKeySequence(entry.shortcut)]
    return action


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_page_is_shown_by_its_action_in_the_menu_and_marked_on_the_rail(desktop, pages, entry):
    action = action_of(desktop, entry)
    action.trigger()

    assert action.text() == entry.title
    assert pages.currentWidget() is pages.page(entry.key)
    assert any(action in menu.actions() for menu in desktop.window.findChildren(QMenu))
    marked = [
        button.text() for button in desktop.window.findChild(Rail).findChildren(QToolButton) if button.isChecked()
    ]
    assert marked == [action.iconText()]


@pytest.mark.parametrize("entry", ENTRIES)
def test_export_is_offered_on_the_worklist_which_hands_over_its_records(desktop, pages, entry, qtbot):
    action_of(desktop, entry).trigger()
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)
    export = desktop.action("Export CSV…")
    assert export.isEnabled() is (entry.key == "worklist")
    if export.isEnabled():
        with qtbot.waitSignal(pages.worklist.export_requested) as requested:
            export.trigger()
        assert {Path(record.file).name for record in requested.args[0]} == {"normal.jpg", "pneumonia.jpg"}


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_keyboard_goes_from_the_rail_to_the_page_that_is_shown(desktop, pages, entry):
    rail = desktop.window.findChild(Rail)
    rail.findChildren(QToolButton)[0].setFocus()
    action_of(desktop, entry).trigger()

    assert pages.currentWidget().isAncestorOf(desktop.window.focusWidget())


def test_the_keyboard_goes_to_the_table_of_a_worklist_that_was_never_shown(desktop, keyboard, make_files):
    desktop.drop(make_files("normal.jpg") / "normal.jpg")
    desktop.wait_for("No signs of pneumonia")
    desktop.window.findChild(Rail).findChildren(QToolButton)[0].setFocus()
    desktop.action("Worklist").trigger()

    assert isinstance(keyboard.focus, QTableView)


@pytest.mark.parametrize("key", ["start", *(entry.key for entry in page_entries())])
def test_no_page_makes_the_window_higher_for_large_words(desktop, pages, enlarge, key):
    desktop.window.resize(1280, 728)
    pages.show_page(pages.page(key))
    for _ in range(5):
        QApplication.processEvents()
    enlarge(200)
    for _ in range(5):
        QApplication.processEvents()

    assert desktop.window.height() == 728
