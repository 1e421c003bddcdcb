"""The scale of the score: three zones with words, a pointer, and never mirrored."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from app.core.model.bundle import OperatingPoint
from app.gui.widgets.score_scale import ScoreScale
from tests.gui.conftest import POINT

WITHOUT_BAND = POINT.without_band()
DIRECTIONS = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)
TRACK_Y, WORDS_Y = 20, 34


@pytest.fixture
def draw(qtbot, qapp):
    """Return a function that draws a scale 300 wide, for a score and an operating point."""

    def make(score: float | None, point: OperatingPoint = POINT, width: int = 300) -> QImage:
        scale = ScoreScale(point)
        qtbot.addWidget(scale)
        scale.show_score(score, point)
        scale.resize(width, scale.heightForWidth(width))
        return scale.grab().toImage()

    yield make
    qapp.setLayoutDirection(DIRECTIONS[0])


def inked(image: QImage, rows: range) -> list[bool]:
    """Return of each column whether any of these rows has ink on it."""
    paper = image.pixelColor(0, 0).lightness()
    return [any(abs(image.pixelColor(x, y).lightness() - paper) > 60 for y in rows) for x in range(image.width())]


def groups(columns: list[bool], gap: int = 9) -> int:
    """Return how many groups of inked columns there are, with at least this gap between them."""
    found, blank = 0, gap
    for column in columns:
        if column and blank >= gap:
            found += 1
        blank = 0 if column else blank + 1
    return found


def test_a_screen_reader_is_told_the_score_and_the_zones(qtbot):
    scale = ScoreScale(POINT)
    qtbot.addWidget(scale)
    scale.show_score(0.8, POINT)

    between = "between them: have it read by a clinician or radiologist."
    assert scale.accessibleDescription() == f"80%. Below 25% no signs, from 75% on signs, {between}"
    scale.show_score(0.8, WITHOUT_BAND)
    assert scale.accessibleDescription() == "80%. Below 50% no signs, from 50% on signs."


@pytest.mark.parametrize(("point", "zones"), [(POINT, 3), (WITHOUT_BAND, 2)])
def test_every_zone_has_its_words(draw, point, zones):
    image = draw(0.4, point)

    assert groups(inked(image, range(WORDS_Y, image.height()))) == zones


@pytest.mark.parametrize("point", [POINT, WITHOUT_BAND])
def test_nothing_but_the_pointer_changes_with_the_score(draw, point):
    there, nowhere = draw(0.6, point), draw(None, point)

    differing = [
        (x, y)
        for x in range(there.width())
        for y in range(there.height())
        if there.pixelColor(x, y) != nowhere.pixelColor(x, y)
    ]
    middle = 8 + 0.6 * (300 - 16)
    assert differing
    assert all(abs(x - middle) < 9 and y < 14 for x, y in differing)


def test_no_line_stands_in_the_uncertain_band(draw):
    """A line at 50% beside a pointer at 70% would say that an uncertain score is above the limit."""
    assert draw(0.7, POINT) == draw(0.7, replace(POINT, threshold=0.3))


@pytest.mark.parametrize("score", [0.1, 0.9])
def test_a_higher_score_is_further_right_in_every_direction(draw, qapp, score):
    images = []
    for direction in DIRECTIONS:
        qapp.setLayoutDirection(direction)
        images.append(draw(score))

    assert images[0] == images[1]
    pointer = [x for x, has_ink in enumerate(inked(images[1], range(12))) if has_ink]
    assert abs(sum(pointer) / len(pointer) - (8 + score * 284)) < 2


def test_words_that_do_not_fit_stand_in_two_lines(draw, enlarge):
    enlarge(200)
    narrow, wide = draw(0.5, width=260), draw(0.5, width=700)

    assert narrow.height() > wide.height()
    assert groups(inked(wide, range(WORDS_Y, wide.height())), 20) == 3
