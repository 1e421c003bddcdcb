"""Brightness, contrast and inversion of greys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from app.gui.imaging.grey_levels import MAX_CHANGE, GreyLevels, to_indexed


def shown(grey_levels: GreyLevels) -> list[int]:
    colours = [QColor(colour) for colour in grey_levels.table()]
    assert all(colour.red() == colour.green() == colour.blue() and colour.alpha() == 255 for colour in colours)
    return [colour.red() for colour in colours]


def test_without_a_change_every_grey_is_itself():
    assert shown(GreyLevels()) == list(range(256))


def test_inversion_changes_the_ends():
    assert shown(GreyLevels(inverted=True)) == list(range(255, -1, -1))


@pytest.mark.parametrize("inverted", [False, True])
def test_brightness_lifts_what_is_seen(inverted):
    plain, bright = shown(GreyLevels(inverted=inverted)), shown(GreyLevels(20, 0, inverted))

    assert all(after == min(before + 51, 255) for before, after in zip(plain, bright, strict=True))


def test_contrast_spreads_the_greys_around_the_middle():
    strong, weak = shown(GreyLevels(contrast=50)), shown(GreyLevels(contrast=-50))

    assert (strong[60], strong[127], strong[128], strong[195]) == (0, 126, 128, 255)
    assert (weak[0], weak[127], weak[255]) == (64, 127, 191)
    assert np.all(np.diff(strong) >= 0)


def test_it_stays_within_its_limits():
    grey_levels = GreyLevels(90, -90, inverted=True).changed_by(50, -50)

    assert grey_levels == GreyLevels(MAX_CHANGE, -MAX_CHANGE, inverted=True)


def test_a_table_shows_each_grey_of_a_picture():
    image = QImage(bytes(range(256)), 256, 1, 256, QImage.Format.Format_Grayscale8)
    made = GreyLevels(inverted=True).applied_to(to_indexed(image))

    assert [QColor(made.pixel(x, 0)).red() for x in range(256)] == list(range(255, -1, -1))
    assert QColor(image.pixel(0, 0)).red() == 0
