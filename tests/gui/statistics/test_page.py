"""The statistics page as a user sees it."""

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton, QTableWidget, QToolButton

from app.core.errors import Reason
from app.core.records import Finding, Verdict
from app.core.results.history import History
from app.core.review import Opinion
from app.gui.statistics.chart_widget import ChartWidget
from app.gui.statistics.page import StatisticsPage

NORMAL = Verdict(Finding.NORMAL, 0.1, "balanced")
TURNED = Verdict(Finding.NOT_ASSESSED, reasons=(Reason.of("turned"),))


def said(page):
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def button(page, words):
    (found,) = [each for each in page.findChildren(QPushButton) if each.text() == words]
    return found


def chart(page, title):
    (found,) = [each for each in page.findChildren(ChartWidget) if each.accessibleName() == title]
    return found


def choose(page, words, qtbot, session):
    box = page.findChild(QComboBox)
    box.setCurrentIndex(box.findText(words))
    qtbot.waitUntil(lambda: not session.threads.is_busy)


def test_without_a_history_the_page_says_what_will_come_and_makes_no_file(show, session):
    page = show()

    assert "Nothing to count yet" in said(page)
    assert not button(page, "Picture…").isEnabled()
    assert not button(page, "CSV…").isEnabled()
    assert not session.history.exists()


def test_every_chart_says_its_figures_in_words(show, screened):
    screened(1, 30, opinion=Opinion.AGREE)
    screened(1, 10, opinion=Opinion.DISAGREE)
    screened(1, 55, NORMAL)
    screened(1, 5, TURNED)
    page = show()

    assert (
        "Signs of pneumonia: 40 of 100: 40% (31% to 50%)."
        in chart(page, "Share of each verdict").accessibleDescription()
    )
    assert "Signs of pneumonia: agreed with 30 of 40: 75% (60% to 86%)." in (
        chart(page, "Do you agree with Kifua?").accessibleDescription()
    )
    assert "On its side or upside down: 5." in chart(page, "Why X-rays were not assessed").accessibleDescription()
    assert "Uncertain, of the X-rays assessed each week" in said(page)
    assert "Answers: to 40 of 95 X-rays." in said(page)
    assert "X-rays: 100, from" in said(page)


def test_the_numbers_of_a_chart_unfold_as_a_table(show, screened, qtbot):
    screened(0, 3)
    page = show()
    (table,) = [each for each in page.findChildren(QTableWidget) if each.accessibleName() == "Share of each verdict"]
    (fold,) = [each for each in table.parentWidget().findChildren(QToolButton) if each.text() == "Numbers"]
    assert not table.isVisible()

    qtbot.mouseClick(fold, Qt.MouseButton.LeftButton)

    assert table.isVisible()
    assert [table.item(0, column).text() for column in range(2)] == ["Signs of pneumonia", "3 of 3: too few to say"]


def test_what_was_not_asked_is_not_made_up(show, screened):
    screened(0, 3, NORMAL)
    page = show()

    assert "Every X-ray of the period was assessed." in said(page)
    assert "Nobody has answered yet." in said(page)
    assert "Too few to say: a share is shown where at least 20 X-rays were assessed." in said(page)


def test_a_period_begins_on_a_monday_and_is_kept(show, screened, session, qtbot):
    screened(0, 1)
    screened(7 * 3, 2)
    screened(7 * 12, 4)
    screened(7 * 50, 8)
    screened(7 * 500, 16)
    page = show()
    totals = {"3 months": page.statistics.total}
    for words in ("4 weeks", "1 year", "All"):
        choose(page, words, qtbot, session)
        totals[words] = page.statistics.total

    assert totals == {"4 weeks": 3, "3 months": 7, "1 year": 15, "All": 31}
    assert show().findChild(QComboBox).currentText() == "All"


def test_an_empty_period_says_that_there_is_a_longer_one(show, screened):
    screened(400)

    assert "No X-rays were screened in this period." in said(show())


def test_what_was_screened_meanwhile_is_counted_when_the_page_is_shown_again(show, screened, session, qtbot):
    screened(0)
    page = show()
    screened(0, 2)
    page.hide()
    page.show()

    qtbot.waitUntil(lambda: page.statistics.total == 3)


def test_the_page_that_is_shown_counts_a_batch_when_it_has_ended(desktop, make_files, qtbot):
    desktop.action("Statistics").trigger()
    page = desktop.window.findChild(StatisticsPage)
    choose(page, "All", qtbot, desktop.window.session)
    desktop.window.open_paths([str(make_files("normal.jpg", "pneumonia.jpg"))])
    desktop.action("Statistics").trigger()

    qtbot.waitUntil(lambda: page.statistics is not None and page.statistics.total == 2, timeout=20_000)


def test_a_history_that_cannot_be_read_is_said(show, session, screened, qtbot):
    screened(0)
    page = show()
    session.history.unlink()
    session.history.mkdir()
    with qtbot.waitSignal(page.failed):
        page.refresh()


@pytest.mark.parametrize(("name", "signature"), [("figures.png", b"\x89PNG"), ("figures.SVG", b"<?xml")])
def test_a_picture_is_written(show, screened, tmp_path, qtbot, name, signature):
    screened(0, 30)
    page = show()
    path = tmp_path / name
    qtbot.mouseClick(button(page, "Picture…"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.written) as written:
        page.findChild(QFileDialog).fileSelected.emit(str(path))

    assert written.args == [path]
    assert path.read_bytes().startswith(signature)
    if name.endswith("png"):
        assert QImage(str(path)).width() == 1800


def test_a_table_is_written(show, screened, tmp_path, qtbot):
    screened(0, 3)
    page = show()
    path = tmp_path / "figures.csv"
    qtbot.mouseClick(button(page, "CSV…"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.written):
        page.findChild(QFileDialog).fileSelected.emit(str(path))

    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["count"] for row in rows if (row["measure"], row["finding"]) == ("verdicts", "PNEUMONIA")] == ["3"]
    assert {row["period_to"] for row in rows} == {""}
    assert rows[0]["period_from"]


def test_no_export_replaces_the_history(show, screened, session, qtbot):
    screened(0, 3)
    page = show()
    qtbot.mouseClick(button(page, "CSV…"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.failed):
        page.findChild(QFileDialog).fileSelected.emit(str(session.history))

    with History(session.history) as history:
        assert history.count() == 3
