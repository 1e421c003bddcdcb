"""A picture that is not shown as it came says so, and one button takes everything back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QHoverEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.core.imaging.source_file import digest
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


@pytest.mark.parametrize("size", [(900, 600), (400, 600), (1600, 600)], ids=["usual", "high", "wide"])
@pytest.mark.parametrize("page", [(1366, 700), (1024, 500), (760, 700)], ids=str)
@pytest.mark.parametrize("key", ["", "e", "s", "i"], ids=["plain", "evidence", "side by side", "inverted"])
def test_a_whole_picture_is_covered_nowhere_and_its_side_marker_can_be_read(sitting, make_grey, size, page, key):
    record = make_grey()
    Image.new("L", size, 100).save(record.file)
    sitting.page.resize(*page)
    sitting.show(replace(record, sha256=digest(Path(record.file))))
    if key:
        sitting.key(key)
        sitting.wait()
    mark = sitting.page.findChild(StateChip)
    QApplication.processEvents()
    place = sitting.view.image_rect.translated(sitting.view.mapTo(sitting.page, QPointF()))

    assert sitting.view.is_fitted
    assert not place.intersects(QRectF(QRect(mark.mapTo(sitting.page, QPoint()), mark.size())))


def test_the_chip_goes_out_of_the_pointers_way_and_comes_back(sitting, make_grey, qtbot):
    sitting.show(make_grey())
    for _ in range(6):
        sitting.key("+")
    mark = sitting.page.findChild(StateChip)
    middle = mark.mapTo(sitting.view.window(), mark.rect().center())

    def seen() -> QColor:
        return sitting.page.grab().toImage().pixelColor(mark.mapTo(sitting.page, QPoint(5, mark.height() // 2)))

    over = seen()
    for point, is_seen in ((middle, False), (sitting.view.mapTo(sitting.view.window(), QPoint(300, 250)), True)):
        hover(sitting.view, sitting.view.mapFrom(sitting.view.window(), point))
        assert (seen() == over) == is_seen


def hover(view: QWidget, point: QPoint) -> None:
    QApplication.sendEvent(view, QHoverEvent(QEvent.Type.HoverMove, point, view.mapToGlobal(point), QPointF(-1, -1)))
