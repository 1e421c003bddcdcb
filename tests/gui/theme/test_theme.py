"""The look: contrast, size of the text, and where the keyboard is."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTableWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.core.records import Finding
from app.gui.tables.record_table import RecordTable
from app.gui.theme.finding_marks import colour
from app.gui.theme.theme import FocusRing, apply_theme
from app.gui.theme.tokens import DARK, LIGHT, colours, palette_of
from app.gui.widgets.labels import TextLabel, scaled_font
from app.gui.worklist.rows.history_model import HistoryModel
from app.settings import TEXT_PERCENTS, Settings

Role = QPalette.ColorRole
PAIRS = [
    (Role.Text, Role.Base),
    (Role.Text, Role.AlternateBase),
    (Role.WindowText, Role.Window),
    (Role.ButtonText, Role.Button),
    (Role.HighlightedText, Role.Highlight),
    (Role.ToolTipText, Role.ToolTipBase),
    *itertools.product((Role.Link, Role.LinkVisited, Role.PlaceholderText), (Role.Base, Role.Window)),
]
CONTROLS = [QPushButton, QCheckBox, QRadioButton, QComboBox, QLineEdit, QTableWidget, QTextBrowser, QScrollArea]


@pytest.fixture(autouse=True)
def _usual_look(qapp):
    yield
    apply_theme(qapp, Settings())


def luminance(colour: QColor) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), PAIRS, ids=lambda role: role.name)
def test_text_stands_out(is_dark, ink, paper):
    drawn = palette_of(DARK if is_dark else LIGHT)

    assert drawn.color(ink).alpha() == 255
    assert contrast(drawn.color(ink), drawn.color(paper)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_on_every_ground_and_edges_of_fields_too(theme):
    grounds = (theme.ground, theme.surface, theme.accent_soft, theme.hover)
    pairs = [*itertools.product((theme.ink, theme.pale_ink), grounds), (theme.accent_ink, theme.accent)]
    tones = (theme.signs, theme.none, theme.unsure, theme.refused)
    pairs += [(tone.ink, ground) for tone in tones for ground in (*grounds, tone.soft)]
    pairs += [(theme.ink, tone.soft) for tone in tones]

    assert {pair: found for pair in pairs if (found := contrast(*map(QColor, pair))) < 4.5} == {}
    edges = itertools.product((theme.edge, theme.focus, theme.accent), (theme.ground, theme.surface))
    assert {pair: found for pair in edges if (found := contrast(*map(QColor, pair))) < 3} == {}


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("finding", Finding)
@pytest.mark.parametrize("paper", [Role.Base, Role.Window], ids=lambda role: role.name)
def test_findings_stand_out(is_dark, finding, paper):
    drawn = palette_of(DARK if is_dark else LIGHT)

    assert contrast(colour(finding, drawn), drawn.color(paper)) >= 4.5


@pytest.mark.parametrize(("theme", "is_dark"), [("light", False), ("dark", True)])
def test_the_theme_changes_what_is_on_the_screen(qapp, qtbot, theme, is_dark):
    apply_theme(qapp, Settings())
    label = QLabel("text")
    qtbot.addWidget(label)
    label.show()
    apply_theme(qapp, Settings(theme=theme))

    qtbot.waitUntil(lambda: (label.palette().color(Role.Window).lightness() < 128) is is_dark)
    corner = label.grab().toImage().pixelColor(0, label.height() - 1)
    assert (corner.lightness() < 128) is is_dark


def test_the_window_has_one_style_everywhere(qapp):
    apply_theme(qapp, Settings())

    assert qapp.style().baseStyle().name() == "fusion"


def test_text_that_is_shown_grows_and_keeps_its_proportion(qapp, qtbot):
    apply_theme(qapp, Settings())
    page = QWidget()
    layout = QVBoxLayout(page)
    heading, plain, button, bold = TextLabel("Heading", scale=1.7), TextLabel("Text"), QPushButton("Go"), QLabel("Bold")
    button.setFont(scaled_font(button, 1.1))
    font = bold.font()
    font.setBold(True)
    bold.setFont(font)
    parts = (heading, plain, button, bold, QLabel("Usual"), QCheckBox("Box"))
    for part in parts:
        layout.addWidget(part)
    qtbot.addWidget(page)
    page.show()
    before = [part.font().pointSizeF() for part in parts]
    height = heading.sizeHint().height()
    apply_theme(qapp, Settings(text_percent=150))

    qtbot.waitUntil(lambda: parts[-1].font().pointSizeF() > before[-1])
    assert [part.font().pointSizeF() for part in parts] == pytest.approx([1.5 * size for size in before])
    assert (bold.font().bold(), heading.font().bold()) == (True, False)
    assert heading.sizeHint().height() > 1.3 * height


def test_what_has_a_style_sheet_follows_the_theme_and_the_size_of_the_text(qapp, qtbot):
    apply_theme(qapp, Settings())
    model = HistoryModel()
    table, notice = RecordTable(model, lambda file: None), QLabel("Text")
    notice.setStyleSheet("QLabel { padding: 2px; }")
    parts = (table, table.horizontalHeader(), notice)
    for part in (table, notice):
        qtbot.addWidget(part)
        part.show()
    before = [part.font().pointSizeF() for part in parts]
    place = model.place("verdict")
    width = table.columnWidth(place)
    apply_theme(qapp, Settings(theme="dark", text_percent=200))

    qtbot.waitUntil(lambda: all(part.palette().color(Role.Window).lightness() < 128 for part in parts))
    qtbot.waitUntil(lambda: table.columnWidth(place) > 1.3 * width)
    assert [part.font().pointSizeF() for part in parts] == pytest.approx([2 * size for size in before])
    ground = table.viewport().grab().toImage().pixelColor(9, 9)
    assert ground == table.palette().color(Role.Base)


def test_the_size_of_the_text_is_of_the_systems_whatever_came_before(qapp):
    apply_theme(qapp, Settings())
    usual = qapp.font().pointSizeF()
    for percent in (*TEXT_PERCENTS, 125, 100):
        apply_theme(qapp, Settings(text_percent=percent))

        assert qapp.font().pointSizeF() == pytest.approx(usual * percent / 100)
        assert TextLabel("new", scale=2).font().pointSizeF() == pytest.approx(2 * usual * percent / 100)


@pytest.fixture
def form(qapp, qtbot):
    """Return a function that shows a window with two widgets, the second of which has the keyboard."""

    def show(kind, *, theme="light"):
        apply_theme(qapp, Settings(theme=theme))
        page = QWidget()
        other, control = QPushButton("Other"), kind()
        control.setMinimumSize(120, 36)
        layout = QVBoxLayout(page)
        layout.addWidget(other)
        layout.addWidget(control)
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        other.setFocus()
        qtbot.keyClick(other, Qt.Key.Key_Tab)
        assert control.hasFocus()
        return page, other, control

    return show


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", CONTROLS)
def test_the_keyboards_place_has_a_ring_that_stands_out(form, kind, theme):
    page, _, control = form(kind, theme=theme)
    image = page.grab().toImage()
    tokens = colours(page.palette())
    edge = control.geometry()

    ring = image.pixelColor(edge.left() + 1, edge.center().y())
    assert ring == QColor(tokens.focus)
    for paper in (tokens.ground, tokens.surface):
        assert contrast(ring, QColor(paper)) >= 3  # WCAG 2.2, 1.4.11


@pytest.mark.parametrize("kind", [QPlainTextEdit, QTableWidget])
def test_the_ring_closes_around_what_scrolls(form, qtbot, kind):
    page, _, control = form(kind)
    control.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    page.resize(page.width() + 40, page.height() + 40)
    qtbot.waitUntil(lambda: control.verticalScrollBar().isVisible())
    edge, focus = control.geometry(), QColor(colours(page.palette()).focus)

    def ends():
        image = page.grab().toImage()
        return [image.pixelColor(x, edge.center().y()) for x in (edge.left() + 1, edge.right() - 1)]

    qtbot.waitUntil(lambda: ends() == [focus, focus])


def test_the_ring_leaves_what_scrolls_and_comes_back_at_once(form, qtbot):
    page, other, control = form(QTableWidget)
    other.setFocus()
    control.setFocus()
    control.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    control.verticalScrollBar().parentWidget().raise_()

    qtbot.waitUntil(lambda: [ring.parent() for ring in page.findChildren(FocusRing)] == [control])


def test_the_ring_is_told_from_the_fill_of_a_button(form):
    page, _, control = form(QPushButton)
    control.setCheckable(True)
    control.setChecked(True)
    image, tokens = page.grab().toImage(), colours(page.palette())
    left, middle = control.geometry().left(), control.geometry().center().y() - 12
    line = [image.pixelColor(left + inset, middle) for inset in range(8)]

    assert line[1] == QColor(tokens.focus)
    assert QColor(tokens.surface) in line[2:5]
    assert line[-1] == QColor(tokens.accent)


def test_there_is_one_ring_and_it_moves_and_grows(form, qtbot):
    page, other, control = form(QPushButton)
    page.resize(400, 300)
    qtbot.waitUntil(lambda: control.findChild(FocusRing).size() == control.size())
    qtbot.keyClick(control, Qt.Key.Key_Backtab)

    assert other.hasFocus()
    qtbot.waitUntil(lambda: [ring.parent() for ring in page.findChildren(FocusRing)] == [other])


def test_a_click_goes_through_the_ring(form, qtbot):
    page, _, control = form(QPushButton)
    with qtbot.waitSignal(control.clicked):
        qtbot.mouseClick(page.windowHandle(), Qt.MouseButton.LeftButton, pos=control.geometry().center())


def test_a_control_may_go_away_while_it_has_the_ring(form, qtbot):
    _, other, control = form(QPushButton)
    with qtbot.waitSignal(control.destroyed):
        control.deleteLater()
    other.setFocus()

    assert other.findChild(FocusRing)


def test_text_that_is_clicked_to_be_copied_has_no_ring(form, qtbot):
    page, _, _ = form(QPushButton)
    label = TextLabel("text")
    page.layout().addWidget(label)
    label.show()
    label.setFocus()

    assert label.hasFocus()
    assert label.findChild(FocusRing) is None
