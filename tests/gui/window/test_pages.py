"""Every page of the table can be reached, and the worklist hands over its records."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton

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
