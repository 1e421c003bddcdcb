"""Notices stay above the page until they are closed, replaced, or their cause ends."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from app.gui.window import open_file
from app.gui.window.notice_bar import Level, NoticeBar, NoticeButton
from app.gui.window.pages import Pages


@pytest.fixture
def bar(desktop) -> NoticeBar:
    return desktop.window.findChild(NoticeBar)


@pytest.fixture
def opened(monkeypatch) -> list[Path]:
    """The files and folders that the system was asked to open; it opens whatever is there."""
    asked = []

    def open_url(url) -> bool:
        asked.append(Path(url.toLocalFile()))
        return asked[-1].exists()

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return asked


def sentences(bar: NoticeBar) -> list[str]:
    labels = [label for label in bar.findChildren(QLabel) if label.isVisible() and label.text()]
    return [
        label.text()
        for label in sorted(labels, key=lambda label: label.mapTo(bar.widget(), label.rect().topLeft()).y())
    ]


def click(bar: NoticeBar, text: str, qtbot) -> None:
    buttons = [button for button in bar.findChildren(QPushButton) if button.isVisible()]
    button = next(button for button in buttons if text in (button.text(), button.accessibleName()))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_there_is_none_at_first(bar):
    assert not bar.isVisible()


def test_many_leave_the_page_in_sight(desktop, bar, enlarge, qtbot):
    enlarge(200)
    desktop.window.resize(1024, 600)
    for number in range(10):
        bar.show_notice(f"Notice {number} says that something goes on being so.")
    qtbot.waitUntil(lambda: bar.height() > 100)

    assert bar.height() <= 0.4 * desktop.window.height()
    qtbot.waitUntil(lambda: bar.verticalScrollBar().maximum() > 0)


@pytest.mark.parametrize("names", [("normal.jpg",), ("normal.jpg", "pneumonia.jpg")], ids=["one X-ray", "a batch"])
def test_a_history_that_cannot_be_kept_is_said_until_the_user_closes_it(desktop, bar, make_files, qtbot, names):
    desktop.history.mkdir(parents=True)
    folder = make_files(*names)
    desktop.drop(folder / names[0] if len(names) == 1 else folder)
    qtbot.waitUntil(bar.isVisible)
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)
    desktop.window.statusBar().showMessage("something else")

    assert "What is screened now is not kept there" in sentences(bar)[-1]
    click(bar, "Close", qtbot)
    assert not bar.isVisible()


def test_a_history_that_can_be_kept_again_is_not_said_to_fail_any_more(desktop, bar, make_files, qtbot):
    desktop.history.mkdir(parents=True)
    folder = make_files("normal.jpg", "pneumonia.jpg")
    desktop.drop(folder / "normal.jpg")
    qtbot.waitUntil(bar.isVisible)
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)
    desktop.history.rmdir()
    desktop.drop(folder / "pneumonia.jpg")
    desktop.wait_for("Signs of pneumonia")

    qtbot.waitUntil(lambda: not bar.isVisible())


def test_a_damaged_history_is_said_with_a_backup_to_restore(desktop, bar, make_files, qtbot):
    desktop.history.parent.mkdir(parents=True)
    desktop.history.write_bytes(b"no history" * 1000)
    desktop.drop(make_files("normal.jpg") / "normal.jpg")
    qtbot.waitUntil(bar.isVisible)
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy)

    assert "The history was damaged" in sentences(bar)[-1]
    click(bar, "Restore a backup…", qtbot)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    assert "backup" in QApplication.activeModalWidget().text()
    QApplication.activeModalWidget().close()


def test_a_notice_is_above_the_page_and_shows_a_hostile_text_as_it_is(desktop, bar, qtbot):
    bar.show_notice("a\u202eb<b>\n")
    qtbot.waitUntil(lambda: bar.height() > 0)

    assert sentences(bar) == ["a\\u202eb<b>\\n"]
    assert bar.geometry().bottom() <= desktop.window.findChild(Pages).geometry().top()


def test_several_are_stacked_and_each_is_closed_alone(bar, qtbot):
    bar.show_notice("The first.")
    bar.show_notice("The second.", Level.NOTE)
    qtbot.waitUntil(lambda: sentences(bar) == ["The second.", "The first."])
    click(bar, "Close", qtbot)

    assert len(sentences(bar)) == 1
    click(bar, "Close", qtbot)
    assert not bar.isVisible()


def test_one_of_the_same_key_is_replaced_and_goes_with_its_cause(bar):
    bar.show_notice("Not kept.", key="history")
    bar.show_notice("Not kept still.", key="history")
    bar.show_notice("Something else.")
    assert sorted(sentences(bar)) == ["Not kept still.", "Something else."]
    bar.remove("history")
    bar.remove("history")

    assert sentences(bar) == ["Something else."]


def test_a_button_does_what_it_says(bar, qtbot):
    clicks = []
    bar.show_notice("The batch is done.", Level.DONE, "batch", [NoticeButton("Show", lambda: clicks.append(1))])
    click(bar, "Show", qtbot)

    assert clicks == [1]
    assert sentences(bar) == ["The batch is done."]


def test_a_file_that_was_written_is_opened(bar, opened, qtbot, tmp_path):
    path = tmp_path / "table, 1.csv"
    path.write_text("")
    bar.show_written(path)
    click(bar, "Open", qtbot)

    assert opened == [path]
    assert sentences(bar) == [f"Written to {path}."]


def test_a_file_that_no_program_opens_is_said(bar, opened, qtbot, tmp_path):
    bar.show_written(tmp_path / "gone.pdf")
    click(bar, "Open", qtbot)

    assert sentences(bar) == [f"No program on this computer opens {tmp_path / 'gone.pdf'}."]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other file managers")
@pytest.mark.parametrize("status", [0, 1, None], ids=["it selects", "it refuses", "there is none"])
def test_a_file_that_was_written_is_shown_in_its_folder(bar, opened, qtbot, tmp_path, monkeypatch, status):
    path, said = tmp_path / "table, 1.csv", tmp_path / "said"
    if status is not None:
        (tmp_path / "dbus-send").write_text(f'#!/bin/sh\nprintf %s "$*" > "{said}"\nexit {status}\n')
        (tmp_path / "dbus-send").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    bar.show_written(path)
    click(bar, "Show in folder", qtbot)

    if status is None:
        qtbot.waitUntil(lambda: opened == [tmp_path])
        return
    qtbot.waitUntil(lambda: bar.findChild(open_file.QProcess) is None)
    assert "array:string:file://" in said.read_text()
    assert "table%2C%201.csv" in said.read_text()
    assert opened == [tmp_path] * status


@pytest.fixture
def file_manager(tmp_path, monkeypatch):
    """Return a function that makes a script the file manager of a system, and returns the file that it notes in."""

    def make(platform: str, program: str, status: int) -> Path:
        said = tmp_path / "said"
        (tmp_path / program).write_text(f'#!/bin/sh\nprintf %s "$*" > "{said}"\nexit {status}\n')
        (tmp_path / program).chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(sys, "platform", platform)
        return said

    return make


@pytest.mark.skipif(sys.platform != "linux", reason="a script stands in for the file manager")
@pytest.mark.parametrize(
    ("system", "asked"),
    [(("darwin", "open", 0), "-R {path}"), (("win32", "explorer.exe", 1), "/select, {path}")],
)
def test_each_system_is_asked_in_its_own_way(bar, opened, qtbot, file_manager, system, asked):
    said = file_manager(*system)
    path = said.with_name("report 1.pdf")
    bar.show_written(path)
    click(bar, "Show in folder", qtbot)
    qtbot.waitUntil(lambda: bar.findChild(open_file.QProcess) is None)

    assert said.read_text() == asked.format(path=path)
    assert opened == [], "Explorer's exit status is 1 when all is well"


@pytest.fixture
def written(desktop, tmp_path, qtbot) -> NoticeBar:
    """The bar over the page, which says that a file was written."""
    desktop.show_page("list-details")
    bar = desktop.window.findChildren(NoticeBar)[-1]
    bar.show_written(tmp_path / "table.csv")
    qtbot.waitUntil(lambda: bar.height() > 0)
    return bar


def test_a_file_that_was_written_is_said_over_a_corner_of_the_page_which_stays_as_it_is(desktop, written, qtbot):
    pages = desktop.window.findChild(Pages)
    qtbot.waitUntil(lambda: pages.geometry().bottomRight() == written.geometry().bottomRight())
    assert pages.geometry().contains(written.geometry())
    desktop.window.resize(1100, 700)
    qtbot.waitUntil(lambda: pages.geometry().bottomRight() == written.geometry().bottomRight())
    with_it = pages.geometry()
    click(written, "Close", qtbot)
    QApplication.processEvents()

    assert pages.geometry() == with_it


@pytest.mark.parametrize("with_key", [False, True])
def test_the_focus_goes_back_to_where_it_was_when_a_notice_is_closed(desktop, written, qtbot, with_key):
    search = desktop.part(QLineEdit, "Search")
    search.setFocus()
    close = desktop.part(QPushButton, "Close")
    if with_key:
        close.setFocus()
        qtbot.keyClick(close, Qt.Key.Key_Space)
    else:
        click(written, "Close", qtbot)

    assert search.hasFocus()


def test_that_a_file_was_written_is_said_until_the_page_is_left(desktop, written, bar):
    bar.show_notice("The history is not kept.")
    desktop.show_page("settings")

    assert not written.isVisible()
    assert sentences(bar) == ["The history is not kept."]


def test_that_a_file_was_written_is_said_for_a_minute_at_most(written):
    timer = written.findChild(QTimer)
    assert timer.isActive()
    assert timer.interval() <= 60_000
    timer.timeout.emit()

    assert not written.isVisible()
