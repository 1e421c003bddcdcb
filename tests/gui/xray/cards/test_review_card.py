"""The clinician's decision: by two clicks or keys, signed, and taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
)

from app.core.review import Action, DangerSign, Opinion, Review
from app.gui.text.review_text import danger_sign_text
from tests.gui.conftest import make_record
from tests.helpers.panels import aged, click, part, says


def test_a_decision_takes_two_keys(panel, changes, qtbot, session):
    session.change(replace(session.settings, user_name="Amina"))
    panel.show_record(aged("normal.jpg"))
    assert not part(panel, QPushButton, "Referred").isVisible()
    for key in (Qt.Key.Key_F3, Qt.Key.Key_F6):
        with qtbot.waitSignal(panel.record_changed):
            qtbot.keyClick(panel, key)

    review = changes[-1].review
    assert (review.opinion, review.action, review.reviewer) == (Opinion.DISAGREE, Action.REFERRED, "Amina")
    assert datetime.fromisoformat(review.reviewed_at).tzinfo is not None
    assert "Amina · " in part(panel, QLabel, "Who decided, and when").text()
    assert panel.record == changes[-1]


def test_every_choice_says_its_key(panel):
    panel.show_record(aged("normal.jpg"))

    names = ("Agree", "Disagree", "Can't tell", "Treated", "Referred", "Sent home", "Other")
    keys = [part(panel, QPushButton, name).toolTip() for name in names]
    assert keys == [f"{name} (F{number})" for number, name in enumerate(names, 2)]


def test_of_an_uncertain_verdict_is_asked_what_one_sees_oneself(panel, changes, qtbot):
    panel.show_record(aged("uncertain.jpg"))
    assert "What do you see?" in says(panel)
    names = ("Signs", "No signs", "Can't tell")
    assert [part(panel, QPushButton, name).toolTip() for name in names] == [
        f"{name} (F{n})" for n, name in enumerate(names, 2)
    ]
    qtbot.keyClick(panel, Qt.Key.Key_F2)
    assert changes[-1].review.opinion is Opinion.SIGNS

    panel.show_record(aged("normal.jpg"))
    assert "What do you say?" in says(panel)
    assert not part(panel, QPushButton, "Agree").isChecked()
    panel.show_record(changes[-1])
    assert part(panel, QPushButton, "Signs").isChecked()


def test_a_double_click_leaves_a_decision_as_it_was_made(panel, changes):
    panel.show_record(aged("normal.jpg"))
    for name in ("Agree", "Agree", "Referred", "Referred"):
        click(panel, name)

    assert panel.record.review.opinion is Opinion.AGREE
    assert panel.record.review.action is Action.REFERRED
    assert [part(panel, QPushButton, name).isChecked() for name in ("Agree", "Referred")] == [True, True]


def test_a_second_click_takes_a_decision_back(panel, changes, slow_hands):
    panel.show_record(aged("normal.jpg"))
    for name in ("Agree", "Treated", "Treated", "Agree"):
        click(panel, name)

    assert [(each.review.opinion, each.review.action) for each in changes] == [
        (Opinion.AGREE, None),
        (Opinion.AGREE, Action.TREATED),
        (Opinion.AGREE, None),
        (None, None),
    ]
    assert changes[-1].review == Review()
    assert not part(panel, QPushButton, "Treated").isVisible()


def test_a_note_is_kept_with_the_decision_even_where_its_field_was_not_left(panel, changes, qtbot):
    panel.show_record(aged("normal.jpg"))
    click(panel, "Agree")
    qtbot.keyClicks(part(panel, QLineEdit, "Note on the decision"), "Very sick")
    assert panel.record.review.note == "Very sick"
    assert changes[-1].review.note == ""
    panel.show_waiting()

    assert changes[-1].review.note == "Very sick"
    assert changes[-1].review.opinion is Opinion.AGREE


def test_the_name_is_asked_for_once_and_can_be_changed(panel, changes, qtbot, session):
    panel.show_record(aged("normal.jpg"))
    click(panel, "Agree")
    field = part(panel, QLineEdit, "Your name")
    assert field.isVisible()
    field.setFocus()
    qtbot.keyClicks(field, "Amina  W.")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert session.settings.user_name == "Amina W."
    assert changes[-1].review.reviewer == "Amina W."
    panel.show_record(aged("other-normal.jpg"))
    click(panel, "Disagree")
    assert not field.isVisible()
    click(panel, "Change the name of who decides")
    field.setText("Juma")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert changes[-1].review.reviewer == session.settings.user_name == "Juma"


def test_a_decision_of_before_is_shown_as_it_was_made(panel, changes, session):
    session.change(replace(session.settings, user_name="Amina"))
    review = Review(Opinion.AGREE, Action.OTHER, "Asthma", "Juma", "2026-03-05T10:42:00+03:00")
    panel.show_record(replace(aged("normal.jpg"), review=review))

    assert part(panel, QPushButton, "Agree").isChecked()
    assert part(panel, QPushButton, "Other").isChecked()
    assert part(panel, QLineEdit, "Note on the decision").text() == "Asthma"
    assert "Juma · 5 Mar 2026, 10:42" in says(panel)
    assert (panel.record.review, changes) == (review, [])


def test_what_is_asked_next_is_scrolled_into_sight(panel, qtbot):
    panel.resize(312, 420)
    panel.show_record(aged("normal.jpg"))
    qtbot.wait(1)
    click(panel, "Agree")

    def is_in_sight() -> None:
        button = part(panel, QPushButton, "Referred")
        place = button.mapTo(panel.viewport(), button.rect().center())
        assert panel.viewport().rect().contains(place)

    qtbot.waitUntil(is_in_sight)


def test_nobody_is_asked_to_agree_where_no_verdict_was_made(panel, changes):
    panel.show_record(make_record("broken.jpg"))
    assert not part(panel, QPushButton, "Agree").isVisible()
    assert "What do you say?" not in says(panel)
    assert part(panel, QLineEdit, "Note on the decision").isVisible()
    click(panel, "Referred")
    assert changes[-1].review.action is Action.REFERRED
    click(panel, "Referred")
    assert part(panel, QPushButton, "Referred").isVisible()
    panel.show_record(aged("normal.jpg"))

    assert part(panel, QPushButton, "Agree").isVisible()
    assert not part(panel, QPushButton, "Referred").isVisible()


def test_an_opinion_of_before_on_no_verdict_can_be_taken_back(panel, changes):
    panel.show_record(replace(make_record("broken.jpg"), review=Review(Opinion.AGREE)))
    click(panel, "Agree")

    assert changes[-1].review == Review()
    assert not part(panel, QPushButton, "Agree").isVisible()


def test_sending_home_with_a_danger_sign_is_taken_with_a_warning(panel, changes):
    warning = "A danger sign is ticked: the guideline says refer or treat, not send home."
    panel.show_record(aged("normal.jpg"))
    for name in ("Agree", "Sent home"):
        click(panel, name)
    assert warning not in says(panel)
    click(panel, "Danger signs: tick what the child has")
    click(panel, danger_sign_text(DangerSign.LOW_OXYGEN))
    assert warning in says(panel)
    panel.show_record(changes[-1])
    assert warning in says(panel)
    assert changes[-1].review.action is Action.SENT_HOME
    click(panel, "Referred")

    assert warning not in says(panel)


NOT_CHECKED = "Danger signs were not checked: look for them before the child goes home."


@pytest.fixture
def sent_home(panel, changes):
    assert not changes, "they are kept from here on"
    panel.show_record(aged("normal.jpg"))
    for name in ("Agree", "Sent home"):
        click(panel, name)
    return panel


def test_sending_home_without_a_look_for_danger_signs_leads_to_that_look(sent_home, changes):
    assert NOT_CHECKED in says(sent_home)
    click(sent_home, "Check them")
    first = next(iter(DangerSign))
    assert sent_home.focusWidget() is part(sent_home, QCheckBox, danger_sign_text(first))
    click(sent_home, "None of these")
    assert NOT_CHECKED not in says(sent_home)
    sent_home.show_record(changes[-1])

    assert NOT_CHECKED not in says(sent_home)
    assert (changes[-1].review.action, changes[-1].has_no_danger_signs) == (Action.SENT_HOME, True)


def test_sending_home_all_the_same_is_asked_once(sent_home, changes):
    other = replace(aged("other-normal.jpg"), review=Review(Opinion.AGREE, Action.SENT_HOME))
    assert changes[-1].review.action is Action.SENT_HOME
    click(sent_home, "Sent home all the same")
    assert NOT_CHECKED not in says(sent_home)
    sent_home.show_record(other)
    assert NOT_CHECKED in says(sent_home)
    sent_home.show_record(changes[-1])

    assert NOT_CHECKED not in says(sent_home)


def test_that_warning_comes_into_sight_on_a_low_screen(panel, qtbot):
    panel.resize(312, 420)
    panel.show_record(replace(aged("normal.jpg"), danger_signs=(DangerSign.LOW_OXYGEN,)))
    for name in ("Agree", "Sent home"):
        click(panel, name)
    QApplication.processEvents()
    (warning,) = [each for each in panel.findChildren(QLabel) if each.text().startswith("A danger sign is ticked")]

    seen = panel.viewport().rect()
    assert seen.contains(warning.mapTo(panel.viewport(), warning.rect().bottomLeft()))
    assert seen.contains(warning.mapTo(panel.viewport(), warning.rect().topLeft()))


def test_a_note_is_stored_soon_after_it_is_typed_while_the_cursor_stays(panel, changes, qtbot):
    panel.show_record(aged("normal.jpg"))
    click(panel, "Agree")
    note = part(panel, QLineEdit, "Note on the decision")
    note.setFocus()
    with qtbot.waitSignal(panel.record_changed, timeout=20_000):
        qtbot.keyClicks(note, "Very sick ")

    assert changes[-1].review.note == "Very sick"
    assert (note.text(), note.cursorPosition(), note.hasFocus()) == ("Very sick ", 10, True)
