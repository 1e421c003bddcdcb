"""Where one reads from the right: the window is mirrored, the X-ray is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QDate, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QDateEdit, QPushButton, QTableView, QWidget

from app.gui.imaging.image_view import ImageView
from app.gui.report.page import Report
from app.gui.text.locale_text import date_text
from app.gui.widgets.expander import Expander
from app.gui.widgets.labels import ElidedLabel, TextLabel
from app.gui.window.pages import Pages
from app.gui.window.rail import Rail
from app.gui.worklist.source_box import SourceBox
from app.gui.xray.header import XrayHeader
from app.gui.xray.verdict_panel import VerdictPanel
from app.gui.xray.viewer.tools import ToolButton
from tests.gui.conftest import BUNDLE, make_record
from tests.helpers.paper import drawn as drawn_report
from tests.helpers.pseudo_locale import pseudo_locale
from tests.helpers.sitting import grey_record, hot_upper_left, sitting_before
from tests.helpers.tour import Tour, TourScreener, cut

LEFT_TO_RIGHT, RIGHT_TO_LEFT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
DIRECTIONS = (LEFT_TO_RIGHT, RIGHT_TO_LEFT)


@pytest.fixture
def direct(qapp):
    """Return a function that sets the direction of every window; at the end, it is as it was."""
    yield qapp.setLayoutDirection
    qapp.setLayoutDirection(LEFT_TO_RIGHT)


@pytest.fixture
def drawn(direct, qtbot):
    """Return a function that makes a widget of 300 × 60 for a direction, and grabs it."""

    def draw(make: Callable[[], QWidget], direction: Qt.LayoutDirection) -> QImage:
        direct(direction)
        widget = make()
        qtbot.addWidget(widget)
        widget.resize(300, 60)
        return widget.grab().toImage()

    return draw


def ink(image: QImage, place: QRect | None = None) -> list[int]:
    """Return how many pixels of each column of a place differ from the upper left one."""
    place = place or image.rect()
    paper = image.pixelColor(place.topLeft())
    return [
        sum(_differs(image.pixelColor(x, y), paper) for y in range(place.top(), place.bottom() + 1))
        for x in range(place.left(), place.right() + 1)
    ]


def _differs(colour: QColor, other: QColor) -> bool:
    return abs(colour.lightness() - other.lightness()) > 40


def left_edge(part: QWidget) -> int:
    return part.mapTo(part.window(), QPoint(0, 0)).x()


def test_nothing_is_cut_where_letters_get_large_meanwhile(direct, enlarge, make_desktop, bundle, tmp_path, qtbot):
    direct(RIGHT_TO_LEFT)
    with pseudo_locale():
        for desktop in make_desktop(TourScreener(bundle)):
            enlarge(200)
            assert cut(Tour(desktop, tmp_path / "xrays", qtbot), 1024, 600) == {}


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_pages_rail_and_table_follow_the_direction(direct, make_desktop, screener, make_files, direction):
    direct(direction)
    for desktop in make_desktop(screener):
        folder = make_files("pneumonia.jpg", "normal.jpg")
        desktop.drop(folder)
        desktop.wait_for("Done.")
        table = desktop.part(QTableView, "Results")
        columns = [table.visualRect(table.model().index(0, column)).left() for column in (2, 4)]
        desktop.drop(folder / "normal.jpg")
        desktop.wait_for("No signs of pneumonia")
        picture, panel = desktop.part(ImageView, "Picture"), desktop.part(VerdictPanel, "Verdict")
        title = desktop.window.findChild(XrayHeader).bar.findChild(ElidedLabel)
        compare = desktop.part(QPushButton, "Compare")
        tools = desktop.window.findChildren(ToolButton)[:3]
        rail, pages = desktop.window.findChild(Rail), desktop.window.findChild(Pages)
        for edges in (
            columns,
            [left_edge(part) for part in (picture, panel)],
            [left_edge(part) for part in (title, compare)],
            [left_edge(tool) for tool in tools],
            [left_edge(part) for part in (rail, pages)],
        ):
            assert edges == sorted(edges, reverse=direction is RIGHT_TO_LEFT)
            assert len(set(edges)) == len(edges) > 1


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_picture_and_evidence_map_are_never_mirrored(direct, screener, tmp_path, qtbot, direction):
    direct(direction)
    screener.score = hot_upper_left
    with sitting_before(screener, tmp_path, qtbot) as sitting:
        record = grey_record(tmp_path)
        sitting.show(record)
        plain = sitting.corner(0.1, 0.1)
        sitting.check.click()
        sitting.wait()
        assert plain.red() == plain.blue()
        assert sitting.corner(0.1, 0.1).red() > sitting.corner(0.1, 0.1).blue()
        assert sitting.corner(0.9, 0.9).red() < sitting.corner(0.9, 0.9).blue()
        assert sitting.corner(0.9, 0.1) == sitting.corner(0.1, 0.9)


def test_the_arrow_of_a_closed_section_points_to_where_one_reads_on(drawn):
    def section() -> QWidget:
        return Expander("", QWidget())

    there, back = (ink(drawn(section, direction), QRect(6, 15, 288, 30)) for direction in DIRECTIONS)
    assert any(there[:150])
    assert not any(there[150:280])
    assert any(back[150:])
    assert not any(back[8:130])
    shape = [count for count in there if count]
    assert shape[0] > shape[-1], "it points to the right"
    shape = [count for count in back if count]
    assert shape[0] < shape[-1], "it points to the left"


@pytest.mark.parametrize("make", [TextLabel, ElidedLabel])
@pytest.mark.parametrize("text", ["10%", "/home/a.png", "نص"])
def test_every_text_begins_where_one_begins_to_read(drawn, make, text):
    def label() -> QWidget:
        made = make()
        made.setText(text)
        return made

    there, back = (ink(drawn(label, direction)) for direction in DIRECTIONS)
    assert any(there[:30])
    assert not any(there[150:])
    assert any(back[270:])
    assert not any(back[:150])


def test_a_path_is_read_from_the_left_in_every_direction(drawn):
    def label() -> QWidget:
        made = ElidedLabel()
        made.setText("/home/a.png")
        return made

    there, back = (drawn(label, direction) for direction in DIRECTIONS)
    there, back = ([count for count in ink(image) if count] for image in (there, back))
    assert sum(abs(one - other) for one, other in zip(there, back, strict=True)) < 0.2 * sum(there), "letters may shift"
    assert there.index(max(there)) == back.index(max(back))


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_days_are_written_alike_in_fields_and_tables(direct, qtbot, direction):
    direct(direction)
    filters = SourceBox()
    qtbot.addWidget(filters)

    today = date_text(QDate.currentDate().toString("yyyy-MM-dd"))
    assert filters.findChildren(QDateEdit)[-1].text() == today


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_pictures_of_a_report_are_never_mirrored(direct, direction):
    direct(direction)
    sides = QImage(60, 40, QImage.Format.Format_RGB32)
    sides.fill(QColor("red"))
    painter = QPainter(sides)
    painter.fillRect(30, 0, 30, 40, QColor("blue"))
    painter.end()
    page = drawn_report(Report(make_record("normal.jpg"), BUNDLE, sides, QImage()))
    row = [page.pixelColor(x, _first_line(page)) for x in range(page.width())]

    red = [x for x, colour in enumerate(row) if colour.red() > 2 * colour.blue()]
    blue = [x for x, colour in enumerate(row) if colour.blue() > 2 * colour.red()]
    assert max(red) < min(blue)


def _first_line(page: QImage) -> int:
    """Return the first line of a page that shows the picture."""
    middle = page.width() // 2
    return next(y for y in range(page.height()) if page.pixelColor(middle + 20, y) == QColor("blue"))
