"""How results are worded, and the colours that go with the words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QPalette

from app.core.model import decision
from app.core.model.bundle import load_bundle
from app.core.records import Finding, Verdict
from app.gui.text import verdict_text
from app.gui.text.locale_text import percent
from app.gui.theme.finding_marks import FindingMark, colour, icon
from tests.gui.conftest import make_record

LIGHT, DARK = ("#ffffff", "#efefef", "#f7f7f7"), ("#1e1e1e", "#242424", "#2b2b2b", "#323232")


@pytest.mark.parametrize(
    ("fraction", "text"),
    [(0.0, "under 1%"), (0.004, "under 1%"), (0.006, "1%"), (0.5, "50%"), (0.994, "99%"), (1.0, "over 99%")],
)
def test_a_score_is_never_said_to_be_none_or_all(fraction, text):
    assert percent(fraction) == text


@pytest.mark.parametrize("finding", Finding)
def test_every_finding_has_words_of_its_own_and_a_next_step(finding):
    others = set(Finding) - {finding}

    assert verdict_text.finding_text(finding) not in {verdict_text.finding_text(other) for other in others}
    assert verdict_text.next_step(finding)


@pytest.mark.parametrize("name", ["normal.jpg", "uncertain.jpg", "broken.jpg"])
def test_a_verdict_without_a_pattern_says_none(name):
    assert verdict_text.pattern_sentence(make_record(name)) == ""
    assert verdict_text.pattern_text(make_record(name)) == ""


@pytest.mark.parametrize(
    ("pattern", "score", "text"),
    [
        ("bacterial", 0.52, ""),
        ("bacterial", 0.829, ""),
        ("bacterial", 0.83, "bacterial"),
        ("viral", 0.6, ""),
        ("viral", 0.95, ""),
    ],
)
def test_a_pattern_is_said_only_where_it_is_clear(monkeypatch, pattern, score, text):
    monkeypatch.setattr(decision, "CLEAR_PATTERNS", {"made-up": {"bacterial": 0.83}})
    verdict = Verdict(Finding.PNEUMONIA, 0.99, "balanced", pattern, score)
    record = replace(make_record("pneumonia.jpg"), verdict=verdict, model="made-up")

    assert verdict_text.pattern_text(record) == text
    sentence = "Pattern: bacterial: a pattern, not a diagnosis"
    assert verdict_text.pattern_sentence(record) == (sentence if text else "")


def test_no_pattern_of_the_shipped_model_is_clear(bundle):
    verdict = Verdict(Finding.PNEUMONIA, 0.99, "balanced", "bacterial", 0.99)
    record = replace(make_record("pneumonia.jpg"), verdict=verdict, model=load_bundle(bundle).model_id)

    assert verdict_text.pattern_text(record) == ""


def test_the_pattern_of_another_model_is_unclear():
    verdict = Verdict(Finding.PNEUMONIA, 0.99, "balanced", "bacterial", 0.95)

    assert verdict_text.pattern_text(replace(make_record("pneumonia.jpg"), verdict=verdict)) == ""


@pytest.mark.parametrize("finding", Finding)
@pytest.mark.parametrize("background", LIGHT + DARK)
def test_every_mark_stands_out_from_its_background(finding, background):
    ink = colour(finding, QPalette(QColor(background), QColor(background)))

    lights = sorted((_luminance(ink), _luminance(QColor(background))))
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5


def _luminance(shade: QColor) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shade.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_marks_differ_by_shape_and_not_by_colour_alone(qtbot):
    shapes = set()
    for finding in Finding:
        image = icon(finding, QPalette(), 24).pixmap(24).toImage()
        inside = [image.pixelColor(x, y).alpha() > 128 for y in range(24) for x in range(24)]
        shapes.add(tuple(inside))
    assert len(shapes) == len(Finding)


def test_a_mark_can_be_changed(qtbot):
    mark = FindingMark(40)
    qtbot.addWidget(mark)
    before = mark.grab().toImage()
    mark.show_finding(Finding.PNEUMONIA)

    assert mark.grab().toImage() != before
