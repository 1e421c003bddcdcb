"""A chart under the keyboard, the pointer and large letters."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip

from app.clinic.statistics import Share
from app.core.records import Finding
from app.gui.statistics.chart_widget import ChartWidget
from app.gui.statistics.charts import Bar, BarChart, ColumnChart, ShareChart
from app.gui.statistics.drawing import Axes, whole_ticks
from app.gui.statistics.fills import FINDING_FILLS, OPINION_FILLS, Pattern

FILL = FINDING_FILLS[Finding.PNEUMONIA]
COLUMNS = ColumnChart(
    Axes(["0", "5"], ["May", "June"]), 5, [(FILL, "signs")], [{FILL: 2}, {FILL: 5}], ["May: two.", "June: five."]
)
SHARES = ShareChart(Axes(["0", "1"], ["May"]), 1.0, FILL, [Share(5, 25)], ["May: 20%."])
BARS = BarChart(
    [Bar("one", "1 of 2", {FILL: 0.5}, "one: half.", (0.1, 0.9)), Bar("two", "1", {FILL: 1.0}, "two: all.")]
)


@pytest.fixture
def shown(qtbot):
    def show(chart, width=400):
        widget = ChartWidget("Title", chart)
        qtbot.addWidget(widget)
        widget.resize(width, widget.heightForWidth(width))
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return show


@pytest.mark.parametrize("chart", [COLUMNS, SHARES, BARS], ids=["columns", "shares", "bars"])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_every_part_lies_within_the_chart_and_something_is_drawn_there(shown, chart, direction):
    widget = shown(chart)
    widget.setLayoutDirection(direction)
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    metrics = QFontMetricsF(widget.font(), widget)
    for place in range(len(chart.sentences)):
        part = chart.part(place, widget.width(), metrics).toRect()
        assert widget.rect().adjusted(-1, -1, 1, 1).contains(part)
        colours = {picture.copy(part).pixel(x, y) for x in range(part.width()) for y in range(0, part.height(), 2)}
        assert len(colours) > 1


def test_the_arrow_keys_say_one_part_after_the_other(shown, qtbot):
    widget = shown(COLUMNS)
    widget.setFocus()
    said = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(widget, key)
        said.append(QToolTip.text())

    assert said == ["May: two.", "June: five.", "June: five.", "May: two."]


def test_from_right_to_left_the_keys_go_the_other_way(shown, qtbot):
    widget = shown(COLUMNS)
    widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.keyClick(widget, Qt.Key.Key_Left)

    assert widget.current == 0
    qtbot.keyClick(widget, Qt.Key.Key_Left)
    assert widget.current == 1


def test_the_pointer_gets_the_sentence_of_what_is_below_it(shown, qtbot):
    widget = shown(BARS)
    where = BARS.part(1, widget.width(), QFontMetricsF(widget.font(), widget)).center().toPoint()
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, where, widget.mapToGlobal(where)))
    qtbot.waitUntil(lambda: QToolTip.text() == "two: all.")

    nowhere = QPoint(1, BARS.part(0, 400, QFontMetricsF(widget.font(), widget)).toRect().bottom() + 3)
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, nowhere, widget.mapToGlobal(nowhere)))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_large_letters_take_more_room(shown, enlarge, qtbot):
    widget = shown(BARS, 800)
    small = widget.heightForWidth(800)
    enlarge(200)

    qtbot.waitUntil(lambda: widget.heightForWidth(800) > 1.3 * small)


def test_words_take_a_second_line_where_there_is_less_room(shown):
    chart = BarChart([Bar("a name of some length", "17 of 412: 4% (3% to 7%)", {FILL: 0.5}, "some.")])
    widget = shown(chart)

    assert widget.heightForWidth(220) > widget.heightForWidth(800)


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (4, [0, 1, 2, 3, 4]),
        (7, [0, 2, 4, 6, 8]),
        (412, [0, 200, 400, 600]),
        (50, [0, 20, 40, 60]),
    ],
)
def test_ticks_are_round_numbers(highest, ticks):
    assert whole_ticks(highest) == ticks


def test_there_is_room_above_any_number():
    for highest in range(1, 3000, 7):
        ticks = whole_ticks(highest)
        assert ticks[-1] >= highest
        assert len(ticks) <= 6


@pytest.mark.parametrize("fills", [FINDING_FILLS, OPINION_FILLS])
def test_fills_that_stand_together_differ_by_pattern_too(fills):
    patterns = [fill.pattern for fill in fills.values()]

    assert len(set(patterns)) == len(patterns)
    assert Pattern.SOLID in patterns
