"""A patient of an age that the model was not made for gets no verdict to rely on."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from app.core.records import Patient
from app.core.screening import with_patient
from app.gui.widgets.score_scale import ScoreScale
from app.gui.xray.cards.score_card import ScoreCard
from app.gui.xray.cards.verdict_band import VerdictBand
from tests.gui.conftest import BUNDLE, make_record
from tests.helpers.panels import aged, part, says


def colours_of(panel) -> set[str]:
    """Return the colours of the edge and the ground of the band."""
    band = panel.findChild(VerdictBand)
    image = band.grab().toImage()
    return {image.pixelColor(x, band.height() // 2).name() for x in (3, band.width() - 4)}


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
    assert "The model's answer, not made for this age: " in says(panel.findChild(VerdictBand))
    assert colours_of(panel) == neutral
    assert part(panel, QLabel, "Score").text() == "No score"
    assert not panel.findChild(ScoreScale).isVisible()
    assert part(panel, QLabel, "Pattern").text() == ""
    assert part(panel, QLabel, "Limit").text() == "Limits: not for this age; 1 to 5 years"


def test_a_card_without_a_score_shows_no_scale_and_keeps_no_room_for_it(panel, qtbot):
    panel.show_record(aged("normal.jpg"))
    qtbot.wait(1)
    before = panel.findChild(ScoreCard).height()
    panel.show_record(make_record("broken.jpg"))

    assert "No score" in says(panel)
    assert not panel.findChild(ScoreScale).isVisible()
    qtbot.waitUntil(lambda: panel.findChild(ScoreCard).height() < before - 30)
