"""A patient of an age that the model was not made for gets no verdict to rely on."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.core.records import Patient
from app.core.screening import with_patient
from app.gui.text.verdict_text import finding_text
from app.gui.widgets.score_scale import ScoreScale
from app.gui.xray.cards.score_card import ScoreCard
from tests.gui.conftest import BUNDLE, make_record
from tests.helpers.panels import aged, click, colours_of, part, says


@pytest.mark.parametrize("name", ["normal.jpg", "pneumonia.jpg", "uncertain.jpg"])
@pytest.mark.parametrize("years", [4 / 12, 8.0, 34.0])
def test_a_wrong_age_takes_the_verdict_its_colour_and_its_place(panel, qtbot, name, years):
    panel.show_record(make_record("broken.jpg"))
    neutral = colours_of(panel)
    record = with_patient(make_record(name), Patient(age_years=years), BUNDLE.input_limits)
    panel.show_record(record)
    qtbot.wait(1)

    assert part(panel, QLabel, "Verdict in words").text() == "Not for this age"
    assert part(panel, QLabel, "Warning").text().startswith(record.verdict.reasons[-1].sentence)
    assert finding_text(record.verdict.finding) not in says(panel), "an answer not made for this age is none"
    assert colours_of(panel) == neutral
    assert not part(panel, QLabel, "Score").isVisible()
    assert not part(panel, QPushButton, "Can't tell").isVisible()
    assert part(panel, QPushButton, "Treated").isVisible()
    assert not panel.findChild(ScoreScale).isVisible()
    assert part(panel, QLabel, "What the score means").text() == ""
    assert part(panel, QLabel, "Limit").text() == "only 1 to 5 years"


def test_an_x_ray_that_was_not_assessed_has_no_card_of_a_score(panel):
    panel.show_record(aged("normal.jpg"))
    assert panel.findChild(ScoreCard).isVisible()
    panel.show_record(make_record("broken.jpg"))
    assert not panel.findChild(ScoreCard).isVisible()
    panel.show_waiting()

    assert panel.findChild(ScoreCard).isVisible()


def test_an_opinion_that_was_given_before_the_age_stays_in_sight(panel, changes, slow_hands):
    panel.show_record(aged("normal.jpg"))
    click(panel, "Agree")
    panel.show_record(with_patient(changes[-1], Patient(age_years=8.0), BUNDLE.input_limits))

    assert part(panel, QPushButton, "Agree").isChecked()
    click(panel, "Agree")
    assert not part(panel, QPushButton, "Can't tell").isVisible()
