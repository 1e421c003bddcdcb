"""What the field for the age takes of the keys, and what it says of an age that nobody has or that may be months."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPushButton

from app.gui.theme.tokens import colours
from tests.gui.conftest import make_record
from tests.helpers.panels import aged, click, part, says


def test_a_letter_that_is_the_key_of_a_command_never_gets_into_the_field(panel, qtbot):
    command = QAction(panel, shortcut=QKeySequence("E"))
    command.setEnabled(False)
    panel.addAction(command)
    panel.show_record(make_record("normal.jpg"))
    field = part(panel, QLineEdit, "Age of the child")
    field.setFocus()
    qtbot.keyClicks(field, "e")
    assert field.text() == "", "the command cannot be given now"

    qtbot.keyClicks(field, "about 3e")
    assert field.text() == "about 3e", "a word that no command has may stand before a number"


@pytest.mark.parametrize("figure", "0123456789")
def test_every_figure_gets_into_the_field_though_it_is_a_key_of_the_picture(sitting, make_grey, qtbot, figure):
    sitting.show(make_grey())
    field = sitting.part(QLineEdit, "Age of the child")
    field.setFocus()
    qtbot.keyClicks(field, f"{figure}2")

    assert field.text() == f"{figure}2"


def test_the_return_key_presses_save(panel, changes, qtbot):
    panel.show_record(make_record("normal.jpg"))
    qtbot.keyClicks(part(panel, QLineEdit, "Age of the child"), "12")
    qtbot.keyClick(part(panel, QAbstractButton, "Save age"), Qt.Key.Key_Return)

    assert [each.patient.age_years for each in changes] == [12.0]


def test_an_age_that_nobody_has_is_said_in_the_colour_of_a_warning(panel, changes):
    panel.show_record(make_record("normal.jpg"))
    field = part(panel, QLineEdit, "Age of the child")
    field.setText("500")
    click(panel, "Save age")

    said = "Nobody is 500 years old: check the age."
    (hint,) = (label for label in panel.findChildren(QLabel) if label.text() == said)
    red = colours(panel.palette()).signs.ink
    assert hint.palette().color(QPalette.ColorRole.WindowText).name() == red
    field.setText("threeish")
    click(panel, "Save age")
    assert said not in says(panel)
    assert hint.palette().color(QPalette.ColorRole.WindowText).name() == red
    assert changes == []


def test_many_months_are_an_age(panel, changes):
    panel.show_record(make_record("normal.jpg"))
    part(panel, QComboBox, "Unit of the age").setCurrentIndex(1)
    part(panel, QLineEdit, "Age of the child").setText("132")
    click(panel, "Save age")

    assert [each.patient.age_years for each in changes] == [11.0]


def test_an_age_is_taken_in_months_or_with_its_unit(panel, changes, qtbot):
    for text, months in (("18", True), ("18 months", False), ("1.5", False)):
        panel.show_record(make_record("normal.jpg"))
        field, unit = part(panel, QLineEdit, "Age of the child"), part(panel, QComboBox, "Unit of the age")
        unit.setCurrentIndex(int(months))
        qtbot.keyClicks(field, text)
        click(panel, "Save age")

    assert [each.patient.age_years for each in changes] == [1.5] * 3


@pytest.mark.parametrize(("answer", "years"), [("18 months", 1.5), ("18 years", 18.0)])
def test_a_bare_number_that_is_no_childs_years_may_be_months(panel, changes, qtbot, answer, years):
    panel.show_record(make_record("normal.jpg"))
    field = part(panel, QLineEdit, "Age of the child")
    qtbot.keyClicks(field, "18")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "Months or years?" in says(panel)
    assert changes == []
    click(panel, answer)

    assert [each.patient.age_years for each in changes] == [years]


def test_other_figures_take_the_question_for_the_unit_back(panel, changes, qtbot):
    panel.show_record(make_record("normal.jpg"))
    field = part(panel, QLineEdit, "Age of the child")
    qtbot.keyClicks(field, "30")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    months = part(panel, QPushButton, "30 months")
    assert months.isVisible()
    field.setText("3")
    assert not months.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert [each.patient.age_years for each in changes] == [3.0]


def test_the_age_of_an_adult_that_is_looked_at_again_is_not_asked_about(panel, changes, qtbot):
    panel.show_record(aged("normal.jpg", 30.0))
    panel.focus_age()
    qtbot.keyClick(part(panel, QLineEdit, "Age of the child"), Qt.Key.Key_Return)

    assert "Months or years?" not in says(panel)
    assert part(panel, QLabel, "Age in words").text() == "Age: 30 years"
