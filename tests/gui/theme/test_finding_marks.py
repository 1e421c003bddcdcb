"""The marks of the findings are told apart by their shapes, as small as in a table and as large as over a verdict."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from app.core.records import Finding
from app.gui.theme.finding_marks import MARK_PX, paint_mark

SIDES = (MARK_PX, 18, 24, 48)


def mark(finding: Finding, side: int) -> np.ndarray:
    """Return where the ink of a mark is, as shares of full ink."""
    image = QImage(side, side, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    paint_mark(painter, finding, QColor("black"), QColor("white"), side)
    painter.end()
    return 1 - np.array(image.constBits()).reshape(side, image.bytesPerLine())[:, :side] / 255


@pytest.mark.parametrize("side", SIDES)
def test_no_two_marks_are_alike_without_their_colours(side):
    marks = [mark(finding, side) for finding in Finding]

    assert all(np.abs(one - other).mean() > 0.1 for one, other in itertools.combinations(marks, 2))


@pytest.mark.parametrize("side", SIDES)
def test_the_mark_for_uncertain_has_an_eye_and_not_the_sign_of_a_broken_font(side):
    drawn, middle = mark(Finding.UNCERTAIN, side), side // 2

    assert np.abs(drawn - drawn[::-1]).max() < 0.05, "a question mark has another upper half than lower half"
    assert np.abs(drawn - drawn[:, ::-1]).max() < 0.05
    assert drawn[middle, middle] > 0.8, "the pupil"
    assert drawn[middle, round(0.31 * side)] < 0.5, "the white of the eye"
