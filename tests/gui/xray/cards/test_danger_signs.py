"""Danger signs outrank the X-ray, in words and in place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QPushButton,
)

from app.core.review import DangerSign
from app.gui.text.review_text import danger_sign_text, no_signs_text, outranking_headline, outranking_step
from app.gui.theme.tokens import TARGET_PX
from app.gui.xray.cards.danger_signs import DangerSignsCard
from app.gui.xray.cards.verdict_band import VerdictBand
from tests.helpers.panels import aged, click, part, says

NAMES = ("normal.jpg", "pneumonia.jpg", "uncertain.jpg", "broken.jpg")


@pytest.mark.parametrize("name", NAMES)
def test_danger_signs_are_one_key_away_from_every_verdict(panel, qtbot, name):
    panel.show_record(aged(name))
    boxes = [part(panel, QCheckBox, danger_sign_text(sign)) for sign in DangerSign]
    assert not any(box.isVisible() for box in boxes)
    button = part(panel, QPushButton, "Danger signs: tick what the child has")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)

    assert all(box.isVisible() for box in boxes)


def test_danger_signs_that_are_ticked_are_kept_and_outrank_the_x_ray(panel, changes, qtbot):
    panel.show_record(aged("normal.jpg"))
    band, card = panel.findChild(VerdictBand), panel.findChild(DangerSignsCard)
    click(panel, "Danger signs: tick what the child has")
    for sign in (DangerSign.LOW_OXYGEN, DangerSign.CONVULSIONS):
        click(panel, danger_sign_text(sign))
    assert changes[-1].danger_signs == (DangerSign.CONVULSIONS, DangerSign.LOW_OXYGEN)
    assert outranking_step([DangerSign.CONVULSIONS]) in says(panel)
    qtbot.wait(1)
    assert band.y() < card.y(), "it does not move while the user ticks"
    click(panel, "Danger signs: tick what the child has")
    qtbot.wait(1)
    assert card.y() < band.y()

    panel.show_record(changes[-1])
    qtbot.wait(1)
    assert card.y() < band.y()
    assert danger_sign_text(DangerSign.CONVULSIONS) in says(panel)
    panel.show_record(aged("other-normal.jpg"))
    qtbot.wait(1)
    assert band.y() < card.y()
    assert outranking_headline([DangerSign.CONVULSIONS]) not in says(panel)


def test_chest_indrawing_alone_is_pneumonia_and_no_reason_to_refer():
    alone = [DangerSign.CHEST_INDRAWING]

    assert "pneumonia" in outranking_step(alone)
    assert "refer" not in outranking_step(alone)
    assert danger_sign_text(DangerSign.CHEST_INDRAWING).startswith("Chest draws in")
    assert "chest draws in" in outranking_headline(alone), "the same words as beside the box"
    for sign in set(DangerSign) - {DangerSign.CHEST_INDRAWING}:
        assert "refer" in outranking_step([sign])
        assert outranking_step([sign, *alone]) == outranking_step([sign])
    assert outranking_step([]) == outranking_headline([]) == ""


def places(panel) -> list[int]:
    """Return where each box stands on the screen."""
    boxes = [part(panel, QCheckBox, danger_sign_text(sign)) for sign in DangerSign]
    return [box.mapTo(panel.viewport(), box.rect().center()).y() for box in boxes]


@pytest.mark.parametrize("height", [900, 420])
def test_no_box_moves_under_the_pointer_while_signs_are_ticked(panel, qtbot, height):
    panel.resize(372, height)
    panel.show_record(aged("normal.jpg"))
    click(panel, "Danger signs: tick what the child has")
    qtbot.wait(1)
    panel.verticalScrollBar().setValue(panel.verticalScrollBar().maximum())
    qtbot.wait(1)
    before = places(panel)
    for sign in (DangerSign.CHEST_INDRAWING, DangerSign.LOW_OXYGEN, DangerSign.LOW_OXYGEN, DangerSign.CHEST_INDRAWING):
        click(panel, danger_sign_text(sign))
        qtbot.wait(1)
        assert places(panel) == before


@pytest.mark.parametrize("edge", ["top", "bottom", "words"])
def test_a_click_anywhere_on_the_line_of_a_sign_ticks_it(panel, qtbot, edge):
    panel.show_record(aged("normal.jpg"))
    click(panel, "Danger signs: tick what the child has")
    qtbot.wait(1)
    box = part(panel, QCheckBox, danger_sign_text(DangerSign.CONVULSIONS))
    line = box.parentWidget()
    target = line if edge == "words" else box
    y = {"top": 1, "bottom": box.height() - 2, "words": 1}[edge]
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(target.width() // 2, y))

    assert box.isChecked()
    assert box.height() >= TARGET_PX


def test_none_of_these_is_kept_with_name_and_time_and_not_asked_again(make_panel, session, qtbot):
    session.change(replace(session.settings, user_name="Sr. Achieng"))
    panel, sent = make_panel(session), []
    panel.record_changed.connect(sent.append)
    panel.show_record(aged("normal.jpg"))
    assert not sent
    click(panel, "Danger signs: tick what the child has")
    click(panel, "None of these")

    assert sent[-1].has_no_danger_signs
    assert (sent[-1].danger_signs, sent[-1].signs_checked_by) == ((), "Sr. Achieng")
    assert not panel.findChild(DangerSignsCard).is_open
    panel.show_record(aged("other-normal.jpg"))
    assert "No danger signs" not in says(panel)
    panel.show_record(sent[-1])
    assert no_signs_text(sent[-1]) in says(panel)
    assert "Sr. Achieng" in no_signs_text(sent[-1])


def test_a_sign_that_is_seen_later_takes_the_place_of_none(panel, changes):
    panel.show_record(aged("normal.jpg"))
    click(panel, "Danger signs: tick what the child has")
    none = part(panel, QPushButton, "None of these")
    none.click()
    click(panel, "Danger signs: tick what the child has")
    click(panel, danger_sign_text(DangerSign.CONVULSIONS))
    assert not none.isEnabled(), "a sign is ticked"
    assert changes[-1].danger_signs
    assert changes[-1].signs_checked_at

    click(panel, danger_sign_text(DangerSign.CONVULSIONS))
    assert changes[-1].danger_signs == ()
    assert not changes[-1].has_no_danger_signs, "nobody has said that there is none"


def test_what_is_marked_can_be_changed(panel):
    button = part(panel, QPushButton, "Danger signs: tick what the child has")
    panel.show_record(aged("normal.jpg"))
    assert button.text() == "Check"
    button.click()
    click(panel, danger_sign_text(DangerSign.CONVULSIONS))
    button.click()

    assert button.text() == "Change"
