"""The age is asked for before more than the verdict is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
)

from app.core.errors import Reason
from app.core.records import Patient, SourceFacts
from app.core.review import Action
from app.gui.text.verdict_text import age_condition
from app.gui.widgets.score_scale import ScoreScale
from app.gui.xray.cards.score_card import ScoreCard
from tests.gui.conftest import BUNDLE, make_record
from tests.helpers.keyboard import is_in_sight
from tests.helpers.panels import aged, click, colours_of, part, says


@pytest.mark.parametrize("name", ["normal.jpg", "pneumonia.jpg", "uncertain.jpg"])
def test_the_age_is_asked_for_before_more_than_the_verdict_is_shown(panel, changes, qtbot, name):
    record = make_record(name)
    panel.show_record(record)
    score = f"{record.verdict.score:.0%}"
    assert score not in says(panel)
    assert not panel.findChild(ScoreScale).isVisible()
    part(panel, QToolButton, "For the specialist").click()
    assert f"{record.verdict.score:.2f}" not in says(panel)

    field = part(panel, QLineEdit, "Age of the child")
    field.setFocus()
    qtbot.keyClicks(field, "3")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert score in says(panel)
    assert [each.patient.age_years for each in changes] == [3.0]
    assert "3 years" in says(panel)
    assert part(panel, QLineEdit, "Age").text() == "3"


@pytest.mark.parametrize("text", ["", "threeish"])
def test_an_age_that_is_none_is_asked_for_again(panel, changes, text):
    panel.show_record(make_record("normal.jpg"))
    part(panel, QLineEdit, "Age of the child").setText(text)
    click(panel, "Save age")

    assert changes == []
    assert "Not understood" in says(panel)
    assert "10%" not in says(panel)


def test_an_age_that_nobody_knows_is_asked_for_once(panel, changes):
    first = make_record("normal.jpg")
    panel.show_record(first)
    click(panel, "Not known")
    assert "10%" in says(panel)
    assert "age not known" in says(panel)
    panel.show_record(make_record("other-normal.jpg"))
    assert "10%" not in says(panel)
    panel.show_record(first)

    assert "10%" in says(panel)
    assert changes == []


def test_no_age_is_asked_for_where_the_file_says_it_or_nothing_was_assessed(panel):
    panel.show_record(replace(make_record("normal.jpg"), facts=SourceFacts("DICOM", 9, 9, age_years=4.0)))
    assert "10%" in says(panel)
    panel.show_record(make_record("broken.jpg"))

    assert "How old is the child?" not in says(panel)
    assert not panel.findChild(ScoreCard).isVisible()


def test_the_age_decides_the_warning_at_once(panel, qtbot):
    panel.show_record(make_record("a-normal.jpg"))
    click(panel, "Edit the patient")
    field = part(panel, QLineEdit, "Age")

    def type_age(text: str) -> None:
        field.clear()
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)

    with qtbot.waitSignal(panel.record_changed) as changed:
        type_age("8")
    assert "This patient is 8 years old; the model was made for 1 to 5 years only." in says(panel)
    assert changed.args[0].patient.age_years == 8
    assert changed.args[0] == panel.record
    for age in ("6 months", "40"):
        type_age(age)
        assert Reason.of("age_unsuited", low=1, high=5).sentence in part(panel, QLabel, "Warning").text()
    type_age("4")

    assert not part(panel, QLabel, "Warning").isVisible()
    assert panel.record.verdict == make_record("a-normal.jpg").verdict


def test_an_answer_to_the_age_keeps_what_is_half_typed(panel, changes, qtbot):
    panel.show_record(make_record("a-normal.jpg"))
    click(panel, "Edit the patient")
    part(panel, QLineEdit, "Patient id").setText("P-9")
    part(panel, QLineEdit, "Age of the child").setText("3")
    click(panel, "Save age")

    assert changes[-1].patient == Patient("P-9", age_years=3.0)


@pytest.mark.parametrize("text", ["8", "8 months"])
def test_an_age_that_was_typed_but_not_saved_is_when_the_x_ray_is_left(panel, changes, qtbot, text):
    first = make_record("a-normal.jpg")
    panel.show_record(first)
    qtbot.keyClicks(part(panel, QLineEdit, "Age of the child"), text)
    part(panel, QComboBox, "Unit of the age").setCurrentIndex(1)
    assert panel.record.patient.age_years == 0.6667
    assert changes == []
    panel.show_record(make_record("b-normal.jpg"))

    assert [(each.file, each.patient.age_years) for each in changes] == [(first.file, 0.6667)]
    assert part(panel, QLineEdit, "Age of the child").text() == ""
    assert panel.record.patient.age_years is None


def test_an_age_that_is_not_understood_is_not_saved_when_the_x_ray_is_left(panel, changes, qtbot):
    panel.show_record(make_record("a-normal.jpg"))
    qtbot.keyClicks(part(panel, QLineEdit, "Age of the child"), "12 kg")
    panel.show_waiting()

    assert changes == []


@pytest.mark.parametrize(
    "control",
    ["Agree", "Can't tell", "Danger signs: tick what the child has", "Edit the patient", "All limits"],
)
def test_whatever_is_done_after_the_age_was_typed_answers_the_question(panel, changes, control):
    panel.show_record(make_record("a-normal.jpg"))
    part(panel, QLineEdit, "Age of the child").setText("3")
    click(panel, control)

    assert "10%" in says(panel)
    assert "How old is the child?" not in says(panel)
    assert changes[-1].patient.age_years == 3.0
    assert panel.record == changes[-1]


@pytest.mark.parametrize("way", ["tab", "mouse", "other field"])
def test_going_elsewhere_answers_too_and_nothing_moves_under_a_click(panel, changes, qtbot, way):
    panel.show_record(make_record("a-normal.jpg"))
    panel.focus_age()
    qtbot.keyClicks(part(panel, QLineEdit, "Age of the child"), "8")
    disagree = part(panel, QPushButton, "Disagree")
    if way == "tab":
        for _ in range(4):
            qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
    elif way == "mouse":
        qtbot.mousePress(disagree, Qt.MouseButton.LeftButton)
        assert "How old is the child?" in says(panel), "nothing moves before the click is complete"
        qtbot.mouseRelease(disagree, Qt.MouseButton.LeftButton)
    else:
        part(panel, QToolButton, "For the specialist").setFocus(Qt.FocusReason.TabFocusReason)

    assert [each.patient.age_years for each in changes] == [8.0]
    assert changes[-1].review.is_empty, "of a verdict that is not for this age there is nothing to say"
    assert "Not for this age" in says(panel)


@pytest.mark.parametrize("text", ["3", "8"])
def test_where_there_is_little_room_the_verdict_is_seen_first(panel, qtbot, text):
    panel.resize(290, 330)
    panel.show_record(replace(make_record("a-normal.jpg"), signs_checked_at="2026-03-05T10:42:00+03:00"))
    panel.focus_age()
    field = part(panel, QLineEdit, "Age of the child")
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.wait(1)

    assert panel.hasFocus()
    assert is_in_sight(part(panel, QLabel, "Verdict in words"))
    qtbot.keyClick(panel, Qt.Key.Key_F5)
    assert panel.record.review.action is (None if text == "3" else Action.TREATED)


def test_the_unit_and_another_window_leave_the_age_half_typed(panel, changes, qtbot):
    panel.show_record(make_record("a-normal.jpg"))
    panel.focus_age()
    qtbot.keyClicks(part(panel, QLineEdit, "Age of the child"), "18")
    part(panel, QComboBox, "Unit of the age").setFocus(Qt.FocusReason.TabFocusReason)
    panel.clearFocus()

    assert changes == []
    assert "How old is the child?" in says(panel)


def test_an_age_that_makes_no_sense_is_said_to_when_one_goes_elsewhere(panel, changes):
    panel.show_record(make_record("a-normal.jpg"))
    part(panel, QLineEdit, "Age of the child").setText("12 kg")
    click(panel, "Agree")

    assert "Not understood" in says(panel)
    assert [(each.patient.age_years, each.review.opinion.value) for each in changes] == [(None, "agree")]


@pytest.mark.parametrize(("text", "unit"), [("18/12", 0), ("18/12", 1), ("1½", 0), ("18 m", 0), ("1 6/12", 1)])
def test_an_age_is_taken_as_a_ward_writes_it(panel, changes, text, unit):
    panel.show_record(make_record("a-normal.jpg"))
    part(panel, QComboBox, "Unit of the age").setCurrentIndex(unit)
    part(panel, QLineEdit, "Age of the child").setText(text)
    click(panel, "Save age")

    assert changes[-1].patient.age_years == 1.5


def test_an_age_that_was_given_can_be_corrected_where_it_stands(panel, changes):
    panel.show_record(make_record("a-normal.jpg"))
    part(panel, QLineEdit, "Age of the child").setText("8")
    click(panel, "Save age")
    assert "Age: 8 years" in says(panel)
    click(panel, "Change the age")
    field = part(panel, QLineEdit, "Age of the child")
    assert (field.text(), field.selectedText(), panel.focusWidget()) == ("8", "8", field)
    field.setText("3")
    click(panel, "Save age")

    assert [each.patient.age_years for each in changes] == [8.0, 3.0]
    assert "10%" in says(panel)
    click(panel, "Change the age")
    click(panel, "Not known")
    assert changes[-1].patient.age_years is None
    assert "Age: not known" in says(panel)


def test_the_verdict_is_quiet_until_the_age_is_known(panel, qtbot):
    panel.show_record(aged("pneumonia.jpg"))
    loud = colours_of(panel)
    panel.show_record(make_record("pneumonia.jpg"))
    qtbot.wait(1)

    assert "Signs of pneumonia" in says(panel)
    assert age_condition(BUNDLE.input_limits) in says(panel)
    assert not loud & colours_of(panel)
    click(panel, "Not known")
    qtbot.wait(1)
    assert colours_of(panel) == loud


def test_the_keys_of_the_picture_work_until_a_figure_is_written(panel, qtbot):
    taken = []
    key = QShortcut(QKeySequence("I"), panel, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
    key.activated.connect(lambda: taken.append("i"))
    panel.show_record(make_record("a-normal.jpg"))
    panel.focus_age()
    field = part(panel, QLineEdit, "Age of the child")
    qtbot.keyClicks(field, "i")
    assert (taken, field.text()) == (["i"], "")
    qtbot.keyClicks(field, "8 i")

    assert (taken, field.text()) == (["i"], "8 i")


@pytest.mark.parametrize("width", [290, 372, 560])
def test_question_and_score_are_equally_high(panel, qtbot, width):
    panel.resize(width, 900)
    panel.show_record(aged("normal.jpg"))
    qtbot.wait(1)
    card, button = panel.findChild(ScoreCard), part(panel, QPushButton, "Change the age")
    below = card.height() - button.mapTo(card, button.rect().bottomLeft()).y()

    assert below < 24


@pytest.mark.parametrize("answer", ["Save age", "Not known"])
@pytest.mark.parametrize(
    ("checked_at", "name"), [("", "Danger signs: tick what the child has"), ("2026-03-05T10:42:00+03:00", "Agree")]
)
def test_after_the_age_one_goes_on_with_the_danger_signs_or_where_they_are_checked_the_decision(
    panel, answer, checked_at, name
):
    panel.show_record(replace(make_record("a-normal.jpg"), signs_checked_at=checked_at))
    part(panel, QLineEdit, "Age of the child").setText("3")
    part(panel, QPushButton, answer).setFocus()
    click(panel, answer)

    assert panel.focusWidget() is part(panel, QPushButton, name)
