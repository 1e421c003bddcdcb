"""A picture that is not shown as it came says so, and one button takes everything back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QAbstractButton

from app.gui.report.content import report_text, with_changes
from app.gui.xray.viewer.state_chip import StateChip


def chip(sitting) -> str:
    return sitting.page.findChild(StateChip).text()


def percent(sitting) -> str:
    return f"{round(100 * sitting.view.zoom)}%"


def test_the_zoom_is_always_in_sight(sitting, make_grey):
    sitting.show(make_grey())
    assert chip(sitting) == percent(sitting)
    sitting.key("1")
    assert chip(sitting) == "100%"
    sitting.key("0")
    sitting.page.resize(1300, 800)
    assert chip(sitting) == percent(sitting)
    assert sitting.page.findChild(StateChip).isVisible()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda view: view.set_grey_levels(view.grey_levels.changed_by(10, 0)), "brightness changed"),
        (lambda view: view.set_grey_levels(view.grey_levels.changed_by(0, -10)), "contrast changed"),
        (lambda view: view.invert(), "inverted"),
        (lambda view: view.turn(1), "turned"),
    ],
)
def test_each_change_is_said(sitting, make_grey, change, says):
    sitting.show(make_grey())
    change(sitting.view)

    assert chip(sitting) == f"{percent(sitting)} · {says}"


def test_one_reset_takes_everything_back(sitting, make_grey, qtbot):
    sitting.show(make_grey())
    whole = chip(sitting)
    sitting.key("i")
    sitting.key("r")
    sitting.view.set_grey_levels(sitting.view.grey_levels.changed_by(20, 30))
    sitting.view.zoom_by(3, QPointF(20, 20))
    sitting.check.click()
    sitting.wait()
    assert chip(sitting).endswith("brightness changed · contrast changed · inverted · turned")
    qtbot.mouseClick(sitting.part(QAbstractButton, "Reset"), Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: chip(sitting) == whole)  # as soon as the legend of the map takes no room any more
    assert not sitting.check.isChecked()
    assert not sitting.part(QAbstractButton, "Invert").isChecked()


def test_the_next_x_ray_is_shown_as_it_came(sitting, make_grey):
    sitting.show(make_grey())
    sitting.key("i")
    sitting.show(make_grey("other.png"))

    assert chip(sitting) == percent(sitting)


def test_without_a_picture_there_is_no_chip(sitting, make_grey, tmp_path):
    record = make_grey()
    (tmp_path / "grey.png").unlink()
    sitting.show(record)

    assert not sitting.page.findChild(StateChip).isVisible()


def test_a_report_says_how_its_picture_was_changed(sitting, make_grey):
    sitting.show(make_grey())
    sitting.key("+")
    assert sitting.page.report_request().make().changes == ""
    sitting.key("i")
    sitting.key("r")
    report = sitting.page.report_request().make()
    assert report.changes == "inverted, turned"

    text = report_text(report.record, report.bundle)
    captions = with_changes(text.captions, report.changes)
    assert all(caption.endswith("How it is shown: inverted, turned.") for caption in captions)
    assert with_changes(text.captions, "") == text.captions
