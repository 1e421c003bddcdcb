"""The first page: what can be gone on with, what was opened last, and where a beginner starts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget

from app.core.results.history import History
from app.core.results.unfinished import Journal, read_journals
from app.gui.text.verdict_text import bundle_text
from app.gui.window.start.cards import BeginnerCard, GoOnCard, RecentCard, day_text
from app.gui.window.start.page import StartPage
from app.paths import sample_file
from tests.helpers.screening_records import record


@pytest.fixture
def page(desktop) -> StartPage:
    return desktop.window.findChild(StartPage)


def click(qtbot, page: StartPage, card: type[QWidget], text: str) -> None:
    buttons = page.findChild(card).findChildren(QPushButton)
    (button,) = [each for each in buttons if text in (each.text(), each.accessibleName()) and each.isVisible()]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def reads(card: QWidget | None) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]


def show_start(desktop) -> None:
    """Come to the page from another one, by the buttons of the rail."""
    desktop.show_page("settings")
    desktop.show_page("photo-plus")


def test_large_letters_are_scrolled_and_not_cut(desktop, page, qtbot):
    font = page.font()
    font.setPointSizeF(3 * font.pointSizeF())
    page.setFont(font)
    desktop.window.resize(500, 300)
    qtbot.waitUntil(lambda: page.zone.height() >= page.zone.minimumSizeHint().height())

    for part in (*page.zone.findChildren(QLabel), *page.zone.findChildren(QPushButton)):
        needed = part.heightForWidth(part.width()) if part.hasHeightForWidth() else part.sizeHint().height()
        assert part.height() >= needed, part.text()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_what_kifua_is_for_is_read_to_its_end(desktop, page, percent):
    font = page.font()
    font.setPointSizeF(percent / 100 * font.pointSizeF())
    page.setFont(font)
    desktop.window.resize(1024, 600)
    QApplication.processEvents()
    use = bundle_text(desktop.window.session.bundle.intended_use)
    (label,) = [each for each in page.findChildren(QLabel) if each.text() == use]

    assert label.wordWrap()
    assert label.height() >= label.heightForWidth(label.width())
    assert page.rect().contains(QRect(label.mapTo(page, label.rect().topLeft()), label.size()))


def test_large_letters_leave_the_three_buttons_in_sight(desktop, page, enlarge):
    enlarge(150)
    desktop.window.resize(1024, 600)
    QApplication.processEvents()
    buttons = page.zone.findChildren(QPushButton)

    assert len(buttons) == 3
    for button in buttons:
        assert page.rect().contains(QRect(button.mapTo(page, QPoint()), button.size())), button.text()


@pytest.mark.parametrize("percent", [100, 150])
def test_the_words_of_the_links_end_at_one_edge(page, enlarge, percent):
    enlarge(percent)
    QApplication.processEvents()
    links = page.findChild(BeginnerCard).findChildren(QPushButton)
    beside = {link.width() - link.fontMetrics().horizontalAdvance(link.text()) for link in links}

    assert len(links) == 2
    assert max(beside) - min(beside) <= 1


def test_at_the_start_the_keyboard_is_on_the_page(desktop, page):
    assert desktop.window.focusWidget().text() == "Open X-ray…"
    assert page.isAncestorOf(desktop.window.focusWidget())


def test_without_anything_to_go_on_with_there_is_help_alone(page):
    cards = [card for card in (GoOnCard, RecentCard, BeginnerCard) if page.findChild(card).isVisible()]

    assert cards == [BeginnerCard]


def test_what_was_opened_is_offered_again_the_last_one_first(desktop, page, make_files, qtbot):
    folder = make_files("normal.jpg", "pneumonia.jpg")
    desktop.drop(folder / "normal.jpg")
    desktop.wait_for("No signs of pneumonia")
    desktop.drop(folder)
    desktop.wait_for("Done. Screened before: 1 of 2; new: 1.")
    show_start(desktop)

    assert reads(page.findChild(RecentCard)) == [
        "Recent",
        f"xrays · {folder.parent.name}",
        "today",
        "normal.jpg · xrays",
        "today",
    ]
    open_last = page.findChild(RecentCard).findChildren(QPushButton)[-1]
    qtbot.mouseClick(open_last, Qt.MouseButton.LeftButton)
    desktop.wait_for("No signs of pneumonia")


def test_a_recent_folder_that_is_gone_is_said(desktop, page, make_files, tmp_path, qtbot):
    desktop.window.session.recent.add([str(tmp_path / "stick" / "ward")], "2026-01-01T00:00:00+00:00")
    click(qtbot, page, RecentCard, "Open")

    assert "is not there now: connect its drive" in desktop.window.findChild(QMessageBox).text()
    assert not desktop.window.session.threads.is_busy


def test_nothing_is_remembered_where_the_settings_say_so(desktop, page, make_files):
    session = desktop.window.session
    session.change(replace(session.settings, remember_recent=False))
    desktop.drop(make_files("normal.jpg"))
    desktop.wait_for("Done. Screened: 1 of 1.")

    assert session.recent.paths == ()


def test_an_unfinished_batch_goes_on(desktop, page, make_files, qtbot):
    folder = make_files("a-normal.jpg", "b-normal.jpg", "c-normal.jpg")
    journal = Journal(desktop.history.parent, [str(folder)], "2026-01-01T00:00:00+00:00")
    journal.begin(3, "balanced")
    with History(desktop.history) as history:
        history.add(record(str(folder / "a-normal.jpg"), model="fake-1"), journal.id)
    (left,) = read_journals(desktop.history.parent)
    desktop.window.offer([replace(left, done=1)])
    assert reads(page.findChild(GoOnCard))[:2] == ["Go on", "xrays: 2 left"]
    click(qtbot, page, GoOnCard, "Continue")

    desktop.wait_for("Done. Screened: 3 of 3.")
    assert read_journals(desktop.history.parent) == []
    show_start(desktop)
    assert "xrays: 2 left" not in reads(page.findChild(GoOnCard))


def test_an_unfinished_batch_can_be_removed(desktop, page, make_files, qtbot):
    Journal(desktop.history.parent, ["/xrays"], "2026-01-01T00:00:00+00:00").begin(None, "balanced")
    desktop.window.offer(read_journals(desktop.history.parent))
    assert "xrays: not begun" in reads(page.findChild(GoOnCard))
    click(qtbot, page, GoOnCard, "Do not offer it again")

    assert read_journals(desktop.history.parent) == []
    assert not page.findChild(GoOnCard).isVisible()


def test_what_nobody_has_seen_of_the_last_days_is_counted(desktop, page, qtbot):
    now = datetime.now().astimezone()
    with History(desktop.history) as history:
        for days, seen_at in ((0, ""), (6, ""), (6, now.isoformat()), (8, "")):
            screened_at = (now - timedelta(days=days)).isoformat(timespec="seconds")
            history.add(replace(record("a.jpg", screened_at=screened_at), seen_at=seen_at))
    show_start(desktop)

    qtbot.waitUntil(lambda: "2 not seen in the last 7 days" in reads(page.findChild(GoOnCard)))


def test_a_beginner_can_try_a_sample_which_is_not_remembered(desktop, page, qtbot):
    click(qtbot, page, BeginnerCard, "Try it")

    desktop.wait_for(sample_file().name)
    assert desktop.window.session.recent.paths == ()


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-03-05T23:59:00+00:00", "today"),
        ("2026-03-04T00:00:00+00:00", "yesterday"),
        ("2026-02-27T12:00:00+00:00", "Friday"),
        ("2026-02-26T12:00:00+00:00", "26 Feb 2026"),
        ("2026-03-06T12:00:00+00:00", "6 Mar 2026"),
        ("nonsense", ""),
    ],
)
def test_a_day_is_said_as_people_do(moment, words):
    assert day_text(moment, date(2026, 3, 5)) == words


def test_the_cards_are_wider_for_larger_words_at_once(desktop, enlarge):
    recent = desktop.window.findChild(StartPage).recent
    before = recent.parentWidget().minimumWidth()
    enlarge(150)
    QApplication.processEvents()

    assert recent.parentWidget().minimumWidth() >= 1.3 * before
