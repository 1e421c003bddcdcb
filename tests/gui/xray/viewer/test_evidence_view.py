"""The evidence map over the picture, with real threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QSlider

from app.core.errors import Reason
from app.core.records import Finding, Patient, Verdict
from app.core.screening import Screener, with_patient
from app.gui.imaging.image_view import ImageView
from app.gui.theme.theme import apply_theme
from app.gui.xray.viewer.floating import FloatingPanel
from app.gui.xray.viewer.viewer import Viewer
from app.settings import Settings
from tests.gui.conftest import BUNDLE
from tests.helpers.sitting import sitting_before

REFUSED = Verdict(Finding.NOT_ASSESSED, reasons=(Reason.of("unlike_chest"),))


def is_warm(colour: QColor) -> bool:
    return colour.red() > colour.blue() + 60


def is_cool(colour: QColor) -> bool:
    return colour.blue() > colour.red() + 60


def is_grey(colour: QColor) -> bool:
    return colour.red() == colour.green() == colour.blue()


def test_the_map_comes_when_asked_for_with_its_caption_and_goes_again(sitting, make_grey):
    sitting.show(make_grey())
    assert is_grey(sitting.corner(0.1, 0.1))
    assert "Warm (+)" not in sitting.reads()
    sitting.key("e")
    sitting.wait()

    assert sitting.check.isChecked()
    assert is_warm(sitting.corner(0.1, 0.1))
    assert is_cool(sitting.corner(0.9, 0.9))
    assert is_grey(sitting.corner(0.9, 0.1))
    assert "It does not outline a disease, and a place without colour may be diseased." in sitting.reads()
    assert "cool (−)" in sitting.reads()
    sitting.key("r")
    assert is_warm(sitting.corner(0.9, 0.1))
    sitting.key("e")
    assert is_grey(sitting.corner(0.9, 0.1))
    assert "Warm (+)" not in sitting.reads()


def test_the_strength_goes_from_nothing_to_all(sitting, make_grey, qtbot):
    sitting.show(make_grey())
    sitting.check.click()
    sitting.wait()
    slider = sitting.part(QSlider, "Strength of the evidence map")
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert is_grey(sitting.corner(0.1, 0.1))
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert sitting.corner(0.1, 0.1) == QColor(255, 120, 0)


def test_the_next_picture_is_seen_without_a_map_first(sitting, make_grey):
    sitting.show(make_grey())
    sitting.check.click()
    sitting.wait()
    sitting.show(make_grey("other.png"))

    assert not sitting.check.isChecked()
    assert is_grey(sitting.corner(0.1, 0.1))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"verdict": REFUSED}, "No verdict was made"),
        ({"model": "fake-0"}, "Another model made this verdict"),
        ({"file": "absent.png"}, "There is no X-ray"),
    ],
)
def test_where_no_map_can_be_the_button_says_why(sitting, make_grey, change, says):
    sitting.show(replace(make_grey(), **change))

    assert not sitting.check.isEnabled()
    assert says in sitting.check.toolTip()
    sitting.key("e")
    assert not sitting.check.isChecked()


def test_the_map_goes_when_an_age_is_given_that_the_model_was_not_made_for(sitting, make_grey):
    record = make_grey()
    sitting.show(record)
    sitting.key("e")
    sitting.wait()
    assert sitting.check.isChecked()
    sitting.page.show_record(with_patient(record, Patient(age_years=9.0), BUNDLE.input_limits))
    sitting.wait()

    assert not sitting.check.isChecked()
    assert "not made for this age" in sitting.check.toolTip()
    assert sitting.page.report_request().make().picture_with_map.isNull()


def test_a_file_that_was_removed_meanwhile_gets_no_map(sitting, make_grey, tmp_path, qtbot):
    sitting.show(make_grey())
    (tmp_path / "grey.png").unlink()
    with qtbot.waitSignal(sitting.page.noted) as noted:
        sitting.check.click()

    assert "the file was changed" in noted.args[0]
    assert not sitting.check.isChecked()
    report = sitting.page.report_request().make()
    assert report.picture_with_map.isNull()


def test_the_map_is_shown_beside_the_picture_and_both_move_together(sitting, make_grey):
    sitting.show(make_grey())
    sitting.key("s")
    sitting.wait()
    second = sitting.part(ImageView, "Evidence map")
    assert is_grey(sitting.corner(0.1, 0.1))
    assert is_warm(sitting.corner(0.1, 0.1, second))
    assert {"X-ray", "Evidence map", "Strength"} <= set(sitting.reads().split("\n"))
    sitting.key("+")
    sitting.key("i")
    assert second.position == sitting.view.position
    assert second.grey_levels == sitting.view.grey_levels
    sitting.key(Qt.Key.Key_Escape)
    assert not second.isVisible()
    assert "Strength" not in sitting.reads()


def test_the_map_is_over_the_picture_or_beside_it(sitting, make_grey):
    sitting.show(make_grey())
    sitting.key("e")
    sitting.key("s")
    sitting.wait()
    assert not sitting.check.isChecked()
    assert is_grey(sitting.corner(0.1, 0.1))
    sitting.key("e")

    assert is_warm(sitting.corner(0.1, 0.1))
    assert not sitting.part(ImageView, "Evidence map").isVisible()


def test_a_map_that_comes_late_is_not_laid_over_another_picture(sitting, make_grey):
    first, second = make_grey(), make_grey("other.png")
    sitting.show(first)
    sitting.check.click()
    sitting.page.show_record(second)
    sitting.wait()

    assert is_grey(sitting.corner(0.1, 0.1))
    assert not sitting.check.isChecked()


def test_the_page_renders_the_picture_for_a_report(sitting, make_grey):
    assert sitting.page.report_request() is None
    sitting.show(make_grey())
    sitting.key("+")
    sitting.key("i")
    report = sitting.page.report_request().make()
    plain, mapped = report.picture, report.picture_with_map

    assert (plain.width(), plain.height()) == (mapped.width(), mapped.height()) == (900, 600)
    assert plain.pixelColor(90, 60) == QColor(155, 155, 155)
    assert is_warm(mapped.pixelColor(90, 60))
    assert not sitting.check.isChecked()


def test_without_a_verdict_the_report_has_no_map(sitting, make_grey):
    sitting.show(make_grey(verdict=REFUSED))

    report = sitting.page.report_request().make()
    assert report.picture_with_map.isNull()


def test_the_shipped_model_warms_a_pneumonia(bundle, samples, tmp_path, qtbot):
    with sitting_before(Screener.open(bundle, "0"), tmp_path, qtbot) as sitting:
        sitting.page.open_file(str(samples / "person1073_bacteria_3008.jpeg"))
        sitting.wait()
        sitting.check.click()
        sitting.wait()

        assert is_warm(sitting.corner(0.32, 0.2))


@pytest.fixture
def letters(qapp) -> Iterator[Callable[[int], None]]:
    """Return a function that sets the size of the text in per cent; it is the usual one afterwards."""
    yield lambda percent: apply_theme(qapp, Settings(text_percent=percent))
    apply_theme(qapp, Settings())


@pytest.mark.parametrize(("size", "percent"), [((1260, 724), 200), ((930, 560), 150), ((940, 560), 100)], ids=str)
def test_the_picture_keeps_half_of_the_viewer_beside_the_map_in_large_letters(
    sitting, make_grey, letters, qtbot, size, percent
):
    letters(percent)
    sitting.page.resize(*size)
    sitting.show(make_grey())
    sitting.key("e")
    sitting.wait()
    viewer, dock = sitting.page.findChild(Viewer), sitting.page.findChild(FloatingPanel)

    qtbot.waitUntil(lambda: dock.mapTo(viewer, QPoint()).y() >= viewer.height() / 2)
    assert dock.mapTo(viewer, dock.rect().bottomLeft()).y() <= viewer.height()
    captions = [label for label in sitting.page.findChildren(QLabel) if label.accessibleName().startswith("What the")]
    (caption,) = [label for label in captions if label.isVisible()]
    assert "a disease" in caption.text() or "no disease" in caption.text()
    assert "does not outline a disease" in f"{caption.text()} {caption.toolTip()}".replace("\n", " ")
