"""Help as a user asks for it: F1, `?`, and the menu."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QMenu, QPushButton, QTextBrowser

from app.gui.help.browser import GuideBrowser
from app.gui.help.guide import PAGES
from app.gui.help.guide_window import GuideWindow
from app.gui.help.keys import key_groups
from app.gui.help.keys_dialog import KeysDialog
from app.gui.help.tour import TourDialog, tour_steps

NATIVE = QKeySequence.SequenceFormat.NativeText


@pytest.fixture
def desktop(desktop, qtbot):
    """The desktop with its window in front, as keys need it."""
    activate(desktop.window, qtbot)
    return desktop


def activate(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)  # Qt calls a dialog active while its parent is


def press(window, key):
    QTest.keyClick(window.focusWidget() or window, key)


@pytest.fixture
def guide(desktop, qtbot) -> GuideWindow:
    """The guide, as F1 opens it."""
    press(desktop.window, Qt.Key.Key_F1)
    (window,) = desktop.window.findChildren(GuideWindow)
    qtbot.waitExposed(window)
    return window


def button(place, words):
    (found,) = [each for each in place.findChildren(QPushButton) if words in (each.text(), each.accessibleName())]
    return found


def listed(guide):
    pages = guide.findChild(QListWidget)
    return [pages.item(row).text() for row in range(pages.count()) if not pages.item(row).isHidden()]


def search(guide, words, qtbot):
    field = guide.findChild(QLineEdit)
    field.clear()
    qtbot.keyClicks(field, words)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_f1_opens_the_page_that_fits_the_one_that_is_shown(desktop, guide, qtbot):
    assert guide.page == "open"
    desktop.action("Statistics").trigger()
    activate(desktop.window, qtbot)
    press(desktop.window, Qt.Key.Key_F1)

    assert guide.page == "statistics"
    assert desktop.window.findChildren(GuideWindow) == [guide]


def test_the_start_page_leads_to_the_guide(desktop):
    desktop.part(QPushButton, "Open (F1)").click()

    assert desktop.window.findChild(GuideWindow).page == "open"


def test_the_window_goes_on_while_the_guide_is_open(desktop, guide, make_files):
    desktop.drop(make_files("normal.jpg") / "normal.jpg")

    desktop.wait_for("No signs of pneumonia")
    assert guide.isVisible()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_shown_from_the_list(guide, name):
    guide.findChild(QListWidget).setCurrentRow(PAGES.index(name))

    assert guide.page == name
    assert guide.findChild(GuideBrowser).toPlainText().splitlines()[0] == listed(guide)[PAGES.index(name)]


def test_links_lead_on_and_back(guide, qtbot):
    browser = guide.findChild(QTextBrowser)
    guide.findChild(QListWidget).setCurrentRow(0)
    browser.setSource(QUrl("worklist.md"))
    assert (guide.page, guide.findChild(QListWidget).currentRow()) == ("worklist", PAGES.index("worklist"))
    qtbot.mouseClick(button(guide, "Back"), Qt.MouseButton.LeftButton)
    assert (guide.page, guide.findChild(QListWidget).currentRow()) == ("welcome", 0)
    qtbot.mouseClick(button(guide, "Forward"), Qt.MouseButton.LeftButton)

    assert guide.page == "worklist"
    assert not button(guide, "Forward").isEnabled()


@pytest.mark.parametrize("address", ["https://example.org/", "file:///etc/passwd", "absent.md", "../model/bundle.json"])
def test_no_link_leads_out_of_the_guide(guide, address, qtbot):
    browser = guide.findChild(QTextBrowser)
    picture = browser.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(address))
    assert picture is None or picture.isNull()
    assert browser.loadResource(QTextDocument.ResourceType.MarkdownResource.value, QUrl(address)) is None


def test_a_search_lists_the_pages_and_marks_the_words(guide, qtbot):
    search(guide, "second folder", qtbot)

    assert "Screen a folder" in listed(guide)
    assert "Danger signs" not in listed(guide)
    assert guide.findChild(GuideBrowser).extraSelections()
    search(guide, "giraffe", qtbot)
    assert listed(guide) == []
    assert "No page has these words." in [each.text() for each in guide.findChildren(QLabel) if each.isVisible()]
    search(guide, "", qtbot)
    assert len(listed(guide)) == len(PAGES)


def test_pictures_are_never_wider_than_the_page(guide, qtbot):
    browser = guide.findChild(GuideBrowser)
    browser.show_page("verdict")
    for width in (500, 900):
        guide.resize(width, 600)
        qtbot.waitUntil(lambda: browser.document().size().width() <= browser.viewport().width() + 1)


def test_escape_closes_the_guide(guide, qtbot):
    qtbot.keyClick(guide, Qt.Key.Key_Escape)

    assert not guide.isVisible()


def test_the_question_mark_shows_the_keys_and_closes_them(desktop, qtbot):
    press(desktop.window, Qt.Key.Key_Question)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, KeysDialog)
    shown = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"F1", "?", "Ctrl+O", "Guide"} <= shown
    activate(dialog, qtbot)
    press(dialog, Qt.Key.Key_Question)

    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_in_a_field_the_question_mark_is_a_letter(desktop, qtbot):
    desktop.action("Worklist").trigger()
    (field,) = [each for each in desktop.window.findChildren(QLineEdit) if each.accessibleName() == "Search"]
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Question)

    assert field.text() == "?"
    assert QApplication.activeModalWidget() is None


def test_every_key_of_an_action_is_listed_and_every_listed_key_of_a_menu_exists(desktop):
    groups = key_groups(desktop.window)
    told = "\n".join(keys for group in groups for keys, _ in group.rows)
    actions = [each for each in desktop.window.findChildren(QAction) if each.text() and not each.shortcut().isEmpty()]
    shortcuts = [each for each in desktop.window.findChildren(QShortcut) if not each.key().isEmpty()]
    assert [each.key().toString(NATIVE) for each in shortcuts if not each.whatsThis()] == []
    real = {key.toString(NATIVE) for action in actions for key in action.shortcuts()}

    assert [key for key in real if key not in told] == []
    assert [each.whatsThis() for each in shortcuts if each.key().toString(NATIVE) not in told] == []
    menus = [menu.title().replace("&", "") for menu in _menus(desktop)]
    for group in groups:
        if group.title in menus:
            assert {key for keys, _ in group.rows for key in keys.split(" or ")} <= real


def test_a_key_of_rows_is_listed_without_their_number(desktop, make_files):
    desktop.drop(make_files("a-normal.jpg", "b-normal.jpg"))
    desktop.wait_for("Done. Screened: 2 of 2.")
    words = {words for group in key_groups(desktop.window) for _, words in group.rows}

    assert {"Copy the selected rows", "Mark the selected rows as seen"} <= words
    assert not [each for each in words if "1" in each]


def test_the_key_of_the_keys_shows_them_above_the_guide_too(guide, qtbot):
    activate(guide, qtbot)
    press(guide, Qt.Key.Key_Question)

    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, KeysDialog)
    assert dialog.parent() is guide
    dialog.close()


def test_the_keys_of_the_menus_open_them(desktop):
    everywhere = dict(key_groups(desktop.window)[-1].rows)

    assert everywhere["Alt+F"] == "Menu File"
    assert everywhere["Alt+H"] == "Menu Help"


def test_every_menu_and_every_entry_has_a_letter_of_its_own(desktop):
    bars = [entry.text() for entry in desktop.window.menuBar().actions()]
    for place, texts in [("bar", bars), *((menu.title(), _entries(menu)) for menu in _menus(desktop))]:
        letters = [QKeySequence.mnemonic(text).toString() for text in texts]
        assert all(letters), (place, texts)
        assert sorted(set(letters)) == sorted(letters), (place, texts)


def test_the_tour_can_be_taken_again_and_skipped_at_each_step(desktop, qtbot):
    for steps in range(len(tour_steps())):
        desktop.action("Tour").trigger()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TourDialog)
        for _ in range(steps):
            qtbot.mouseClick(button(dialog, "Next"), Qt.MouseButton.LeftButton)
        assert tour_steps()[steps].title in [label.text() for label in dialog.findChildren(QLabel)]
        qtbot.mouseClick(button(dialog, "Skip"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_the_check_of_the_installation_is_in_the_menu(desktop):
    desktop.action("Check this installation…").trigger()

    dialog = QApplication.activeModalWidget()
    assert dialog.focusWidget() is button(dialog, "Check this installation")


def _menus(desktop):
    return [entry.menu() for entry in desktop.window.menuBar().actions() if isinstance(entry.menu(), QMenu)]


def _entries(menu):
    return [action.text() for action in menu.actions() if not action.isSeparator() and action.isVisible()]
