"""The age is asked for before more than the verdict is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
)

from app.core.errors import Reason
from app.core.records import Patient, SourceFacts
from app.core.review import DangerSign
from app.gui.text.review_text import danger_sign_text
from app.gui.widgets.score_scale import ScoreScale
from app.gui.xray.cards.score_card import ScoreCard
from tests.gui.conftest import make_record
from tests.helpers.panels import aged, click, part, says


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


def test_an_age_is_taken_in_months_or_with_its_unit(panel, changes, qtbot):
    for text, months in (("18", True), ("18 months", False), ("1.5", False)):
        panel.show_record(make_record("normal.jpg"))
        field, unit = part(panel, QLineEdit, "Age of the child"), part(panel, QComboBox, "Unit of the age")
        unit.setCurrentIndex(int(months))
        qtbot.keyClicks(field, text)
        click(panel, "Save age")

    assert [each.patient.age_years for each in changes] == [1.5] * 3


@pytest.mark.parametrize("text", ["", "threeish", "400"])
def test_an_age_that_is_none_is_asked_for_again(panel, changes, text):
    panel.show_record(make_record("normal.jpg"))
    part(panel, QLineEdit, "Age of the child").setText(text)
    click(panel, "Save age")

    assert changes == []
    assert "This age is not understood" in says(panel)
    assert "10%" not in says(panel)


def test_an_age_that_nobody_knows_is_asked_for_once(panel, changes):
    first = make_record("normal.jpg")
    panel.show_record(first)
    click(panel, "Not known")
    assert "10%" in says(panel)
    assert "Limits: age not known; for 1 to 5 years" in says(panel)
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
    assert "No score" in says(panel)


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


def test_an_age_that_is_half_typed_stays_while_a_danger_sign_is_ticked(panel, changes):
    panel.show_record(make_record("a-normal.jpg"))
    part(panel, QLineEdit, "Age of the child").setText("3")
    click(panel, "Danger signs: tick what the child has")
    click(panel, danger_sign_text(DangerSign.LETHARGIC))

    assert part(panel, QLineEdit, "Age of the child").text() == "3"
    assert [each.patient.age_years for each in changes] == [None]


@pytest.mark.parametrize("answer", ["Save age", "Not known"])
def test_after_the_age_one_goes_on_with_the_decision(panel, answer):
    panel.show_record(make_record("a-normal.jpg"))
    part(panel, QLineEdit, "Age of the child").setText("3")
    part(panel, QPushButton, answer).setFocus()
    click(panel, answer)

    assert panel.focusWidget() is part(panel, QPushButton, "Agree")


def test_the_question_for_the_age_leaves_no_hole_below_the_score(panel, qtbot):
    panel.show_record(aged("normal.jpg"))
    qtbot.wait(1)
    card, scale = panel.findChild(ScoreCard), panel.findChild(ScoreScale)
    below = card.height() - scale.mapTo(card, scale.rect().bottomLeft()).y()

    assert below < 30
