"""The panel beside the X-ray: its places, its words, its one line of patient and limits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
)

from app.core.errors import Reason
from app.core.model.bundle import load_bundle
from app.core.records import Finding, Patient, Verdict
from app.gui.session import Session
from app.gui.widgets.score_scale import ScoreScale
from app.gui.xray.cards.limits_card import LimitsCard
from app.gui.xray.cards.specialist_card import SpecialistCard
from app.gui.xray.cards.verdict_band import VerdictBand
from app.gui.xray.verdict_panel import VerdictPanel
from app.settings import Settings
from tests.gui.conftest import BUNDLE, FakeScreener, make_record
from tests.helpers.panels import aged, click, part, says

NAMES = ("normal.jpg", "pneumonia.jpg", "uncertain.jpg", "broken.jpg")
JARGON = ("perating point", "AUROC", "alibrat", "fake-1", "SHA")


def tops(panel: VerdictPanel) -> list[int]:
    """Return where each card begins."""
    inside = panel.widget()
    return [inside.layout().itemAt(place).geometry().top() for place in range(inside.layout().count() - 1)]


@pytest.mark.parametrize("name", ["normal.jpg", "pneumonia.jpg", "uncertain.jpg"])
def test_nothing_moves_when_the_verdict_comes(panel, qtbot, name):
    panel.show_waiting()
    qtbot.wait(1)
    before = tops(panel)
    for years in (3.0, None):
        panel.show_record(replace(make_record(name), patient=Patient(age_years=years)))
        qtbot.wait(1)
        assert tops(panel) == before


def test_nothing_can_be_said_of_an_x_ray_that_is_not_screened_yet(panel, changes):
    panel.show_record(aged("normal.jpg"))
    panel.show_waiting()

    assert panel.record is None
    assert not part(panel, QPushButton, "Agree").isEnabled()
    assert "No signs" not in says(panel.findChild(VerdictBand))


def test_the_cards_keep_their_width_when_the_bar_to_scroll_comes(panel, qtbot):
    panel.show_record(aged("normal.jpg"))
    qtbot.wait(1)
    before = panel.findChild(VerdictBand).width()
    panel.resize(372, 300)
    qtbot.wait(1)

    assert panel.verticalScrollBar().maximum() > 0
    assert panel.findChild(VerdictBand).width() == before


def test_the_patient_stands_in_one_line(panel):
    panel.show_record(replace(make_record("normal.jpg"), patient=Patient("A-0417", "", 3.0, "F")))
    assert part(panel, QLabel, "Patient").text() == "A-0417 · girl, 3 years"
    panel.show_record(replace(make_record("normal.jpg"), patient=Patient("", "Juma")))
    assert part(panel, QLabel, "Patient").text() == "Juma"
    panel.show_record(make_record("normal.jpg"))

    assert part(panel, QLabel, "Patient").text() == "not given"


def test_one_limit_stands_in_one_line_and_all_of_them_below(panel):
    for record, line in (
        (aged("normal.jpg"), "1 to 5 years, learned in one hospital"),
        (make_record("normal.jpg"), "age not known"),
    ):
        panel.show_record(record)
        assert part(panel, QLabel, "Limit").text() == line
    assert BUNDLE.limits[0] not in says(panel)
    click(panel, "All limits")

    assert all(limit in says(panel) for limit in BUNDLE.limits)


@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_specialists_stand_in_their_fold_alone(make_panel, bundle, tmp_path, name):
    screener = FakeScreener()
    screener.bundle = replace(load_bundle(bundle), model_id="fake-1")
    screener.operating_point = screener.bundle.operating_points[0]
    panel = make_panel(Session(screener, Settings(data_folder=str(tmp_path)), tmp_path / "settings.json"))
    panel.show_record(aged(name))
    for words in ("Danger signs: tick what the child has", "Can't tell", "All limits"):
        click(panel, words)
    assert not [word for word in JARGON if word in says(panel)]
    part(panel, QToolButton, "For the specialist").click()

    assert "fake-1" in says(panel)
    if name != "broken.jpg":
        for word in ("Operating point", "AUROC", "Sensitivity", "Specificity", "95% interval", "images of"):
            assert word in says(panel)


def test_a_verdict_that_was_not_made_says_why_below_its_words(panel):
    panel.show_record(make_record("broken.jpg"))

    assert part(panel, QLabel, "Verdict in words").text() == "Not assessed"
    assert part(panel, QLabel, "Warning").text().startswith("This is not a picture that Kifua can read: use JPEG")
    assert says(panel).count("This is not a picture") == 1


def test_a_warning_about_an_uncertain_x_ray_is_shown_and_its_score_not_explained_twice(panel):
    reasons = (Reason.of("uncertain"), Reason.of("maybe_not_a_child", width_cm=25.0, low=1.0, high=5.0))
    verdict = Verdict(Finding.UNCERTAIN, 0.6, "balanced", reasons=reasons)
    panel.show_record(replace(aged("uncertain.jpg"), verdict=verdict))

    assert part(panel, QLabel, "Warning").text() == reasons[1].sentence


def test_what_is_half_typed_is_kept_when_another_file_comes(panel, changes, qtbot):
    panel.show_record(make_record("a-normal.jpg"))
    click(panel, "Edit the patient")
    qtbot.keyClicks(part(panel, QLineEdit, "Patient id"), "P-9")
    panel.show_waiting()
    assert [(record.file, record.patient.id) for record in changes] == [("a-normal.jpg", "P-9")]
    other = make_record("b-normal.jpg")
    panel.show_record(other)

    assert panel.record == other
    assert part(panel, QLineEdit, "Patient id").text() == ""


def test_reading_the_record_saves_nothing(panel, changes, qtbot):
    panel.show_record(make_record("a-normal.jpg"))
    part(panel, QLineEdit, "Age").setText("8")

    assert panel.record.patient == Patient(age_years=8)
    assert [reason.code for reason in panel.record.verdict.reasons] == ["age_outside"]
    assert changes == []
    read = panel.record
    panel.save_patient()
    assert changes == [read] == [panel.record]


def test_a_record_of_another_model_is_shown_without_a_scale(panel):
    panel.show_record(replace(aged("pneumonia.jpg"), model="older-1"))

    assert "90%" in says(panel)
    assert not panel.findChild(ScoreScale).isVisible()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_edge_of_the_verdict_stands_where_one_begins_to_read(panel, qapp, qtbot, direction):
    qapp.setLayoutDirection(direction)
    panel.show_record(aged("pneumonia.jpg"))
    qtbot.wait(1)
    band = panel.findChild(VerdictBand)
    image = band.grab().toImage()
    left, right = (image.pixelColor(QPoint(x, band.height() // 2)) for x in (3, band.width() - 4))
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    darker = left if direction is Qt.LayoutDirection.LeftToRight else right
    assert darker.lightness() < min(left.lightness(), right.lightness()) + 1
    assert left != right


@pytest.mark.parametrize(
    ("key", "name"), [("F9", "Danger signs: tick what the child has"), ("F12", "Change the age"), ("F2", "Agree")]
)
def test_a_key_of_the_panel_is_named_where_the_mouse_clicks(panel, key, name):
    panel.show_record(aged("normal.jpg"))
    keys = {each.key().toString() for each in panel.findChildren(QShortcut) if each.whatsThis()}

    assert key in keys
    assert f"({key})" in part(panel, QPushButton, name).toolTip()


def test_what_a_nurse_cannot_act_on_stands_in_the_fold_for_the_specialist(panel):
    panel.show_record(aged("pneumonia.jpg"))
    assert "unclear" not in says(panel)
    part(panel, QToolButton, "For the specialist").click()

    assert "(unclear)" in says(panel)
    assert "the file does not say" in says(panel)


def test_a_high_score_that_is_uncertain_says_from_where_on_there_are_signs(panel):
    panel.show_record(aged("uncertain.jpg"))

    assert "Score 60%" in says(panel)
    assert "signs only from 75% on" in says(panel)
    panel.show_record(aged("pneumonia.jpg"))
    assert "signs only from" not in says(panel)


@pytest.mark.parametrize(("name", "kind"), [("All limits", LimitsCard), ("For the specialist", SpecialistCard)])
def test_a_card_that_is_opened_comes_into_sight(panel, qtbot, name, kind):
    panel.resize(372, 420)
    panel.show_record(aged("normal.jpg"))
    card = panel.findChild(kind)
    panel.scroll_to(part(panel, QAbstractButton, name))
    qtbot.wait(1)
    click(panel, name)

    top = card.mapTo(panel.viewport(), QPoint()).y()
    seen = min(top + card.height(), panel.viewport().height()) - max(top, 0)
    assert seen >= min(card.height(), 3 * panel.viewport().height() // 4)
