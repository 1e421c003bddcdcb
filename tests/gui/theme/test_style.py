"""Controls that an unsteady hand hits, whose parts grow with the text and stand out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.gui.theme.finding_marks import FindingMark
from app.gui.theme.theme import apply_theme
from app.gui.theme.tokens import colours
from app.gui.widgets.chip import Chip
from app.settings import Settings
from tests.gui.theme.test_theme import contrast


@pytest.mark.parametrize("kind", [QPushButton, QLineEdit, QComboBox, QCheckBox, QRadioButton, QDateEdit])
def test_every_control_is_high_enough(qtbot, kind):
    control = kind()
    qtbot.addWidget(control)

    assert control.sizeHint().height() >= 34


def test_the_buttons_of_a_box_and_what_a_menu_offers_are_high_enough(qtbot):
    box = QMessageBox()
    qtbot.addWidget(box)
    assert box.addButton(QMessageBox.StandardButton.Ok).sizeHint().height() >= 34
    menu = QMenu()
    qtbot.addWidget(menu)
    offered, separator = menu.addAction("Open"), menu.addSeparator()
    menu.addAction("Quit")

    assert menu.actionGeometry(offered).height() >= 34
    assert menu.actionGeometry(separator).height() < 34


def test_the_buttons_of_a_box_have_words_alone(qtbot):
    box = QMessageBox()
    qtbot.addWidget(box)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.show()

    assert cancel.icon().isNull()


def test_what_stands_beside_a_word_grows_with_it(qtbot, enlarge):
    page = QWidget()
    qtbot.addWidget(page)
    box, mark = QCheckBox("Box"), FindingMark(24)
    column = QVBoxLayout(page)
    for part in (box, mark):
        column.addWidget(part)
    page.show()
    before = _indicator(box), mark.width(), box.iconSize().width()
    enlarge(200)
    QApplication.processEvents()

    for now, then in zip((_indicator(box), mark.width(), box.iconSize().width()), before, strict=True):
        assert 1.6 * then < now < 2.2 * then


def _indicator(box: QCheckBox) -> int:
    return _place(box).width()


def _place(box: QCheckBox | QRadioButton) -> QRect:
    """Return where the box or the ring is, without its words."""
    option = QStyleOptionButton()
    box.initStyleOption(option)
    part = QStyle.SubElement
    kind = part.SE_CheckBoxIndicator if isinstance(box, QCheckBox) else part.SE_RadioButtonIndicator
    return box.style().subElementRect(kind, option, box)


def test_what_has_a_style_sheet_grows_too(qtbot, enlarge):
    page = QWidget()
    qtbot.addWidget(page)
    page.setStyleSheet("QLabel { padding: 2px; }")
    label = QLabel("Text")
    QVBoxLayout(page).addWidget(label)
    page.show()
    before = label.font().pointSizeF()
    enlarge(200)

    assert label.font().pointSizeF() == 2 * before


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_the_edge_of_a_field_stands_out(qapp, qtbot, theme, kind):
    apply_theme(qapp, Settings(theme=theme))
    page = QWidget()
    qtbot.addWidget(page)
    field = kind(page)
    field.setGeometry(20, 20, 200, 40)
    page.show()
    image = page.grab().toImage()
    apply_theme(qapp, Settings())

    window, edge = image.pixelColor(5, 5), image.pixelColor(100, 20)
    assert contrast(edge, window) >= 3
    assert contrast(edge, QColor(image.pixelColor(190, 40))) >= 3


def _contrasts(image: QImage, place: QRect, ground: QColor) -> list[float]:
    """Return how far each point of a place stands out from a colour."""
    columns, rows = range(place.left(), place.right() + 1), range(place.top(), place.bottom() + 1)
    return [contrast(image.pixelColor(x, y), ground) for x in columns for y in rows]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_what_is_chosen_is_told_from_what_is_not(qapp, qtbot, theme, kind):
    apply_theme(qapp, Settings(theme=theme))
    control = kind("Words")
    qtbot.addWidget(control)
    control.show()
    images = []
    for is_on in (False, True):
        control.setChecked(is_on)
        images.append(control.grab().toImage())
    place, window = _place(control), control.palette().color(QPalette.ColorRole.Window)
    apply_theme(qapp, Settings())
    off, on = images
    inside = place.adjusted(4, 4, -4, -4)
    fill = off.pixelColor(place.center())

    assert max(_contrasts(off, place, window)) >= 3, "its edge"
    assert max(_contrasts(off, inside, fill)) < 1.5, "it is empty"
    assert max(_contrasts(on, inside, fill)) >= 4.5, "its mark"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("make", [QPushButton, QToolButton, lambda: Chip(lambda tokens: tokens.ink)])
def test_what_the_pointer_is_over_never_looks_chosen(qapp, qtbot, theme, make):
    apply_theme(qapp, Settings(theme=theme))
    button = make()
    qtbot.addWidget(button)
    button.setCheckable(True)
    button.resize(90, 44)
    button.show()
    fills = {}
    for is_chosen in (False, True):
        for is_hovered in (False, True):
            button.setChecked(is_chosen)
            button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, is_hovered)
            fills[is_chosen, is_hovered] = button.grab().toImage().pixelColor(20, 22)
    tokens = colours(button.palette())
    apply_theme(qapp, Settings())

    assert fills[True, True] == fills[True, False] == QColor(tokens.accent)
    assert contrast(fills[False, True], QColor(tokens.accent)) >= 3
    assert contrast(fills[False, True], QColor(tokens.surface)) < 1.4, "hardly another ground"
