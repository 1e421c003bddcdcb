"""How results are worded, and the colours that go with the words."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette

from app.core.records import Finding, Verdict
from app.gui.text import verdict_text
from app.gui.text.locale_text import percent
from app.gui.theme.finding_marks import FindingMark, colour, icon
from app.gui.widgets.score_scale import ScoreScale

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


def test_a_verdict_without_a_pattern_says_none():
    assert verdict_text.pattern_sentence(Verdict(Finding.NORMAL, 0.1, "balanced")) == ""


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


def test_the_score_bar_says_the_score_to_a_screen_reader_and_moves_its_pointer(qtbot, screener):
    bar = ScoreScale(screener.operating_point)
    qtbot.addWidget(bar)
    bar.show_score(0.2, screener.operating_point)
    before = bar.grab().toImage()
    bar.show_score(0.8, screener.operating_point)

    assert bar.grab().toImage() != before
    assert bar.accessibleDescription().startswith("80%. Uncertain (hatched) from 25% to 75%.")
