"""The tools of the viewer on its page, by mouse and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QAbstractButton, QSlider

from app.gui.imaging.grey_levels import GreyLevels
from tests.helpers.sitting import grey_record, sitting_before


def test_keys_zoom_invert_turn_and_reset(sitting, make_grey):
    sitting.show(make_grey())
    view = sitting.view
    assert view.hasFocus()
    fitted = view.zoom
    sitting.key("+")
    assert view.zoom == pytest.approx(fitted * 1.25)
    sitting.key("-")
    assert view.zoom == pytest.approx(fitted)
    sitting.key("1")
    assert view.zoom == 1
    sitting.key("0")
    assert view.zoom == fitted
    sitting.key("i")
    assert view.grey_levels.inverted
    sitting.key("r")
    assert view.image_rect.height() > view.image_rect.width()
    sitting.key("r", Qt.KeyboardModifier.ShiftModifier)
    assert view.image_rect.height() < view.image_rect.width()
    sitting.key("+")
    sitting.key(Qt.Key.Key_Home)
    assert (view.zoom, view.grey_levels) == (fitted, GreyLevels())


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("Zoom in", lambda view: view.zoom),
        ("100%", lambda view: view.zoom),
        ("Turn left", lambda view: view.image_rect.width() < view.image_rect.height()),
        ("Turn right", lambda view: view.image_rect.width() < view.image_rect.height()),
        ("Invert", lambda view: view.grey_levels),
    ],
)
def test_each_tool_is_a_button_and_reset_takes_it_back(sitting, make_grey, qtbot, name, changes):
    sitting.show(make_grey())
    before = changes(sitting.view)
    qtbot.mouseClick(sitting.part(QAbstractButton, name), Qt.MouseButton.LeftButton)
    assert changes(sitting.view) != before
    qtbot.mouseClick(sitting.part(QAbstractButton, "Reset"), Qt.MouseButton.LeftButton)
    assert changes(sitting.view) == before


def test_sliders_for_the_greys_come_by_a_key_and_work_without_a_mouse(sitting, make_grey, qtbot):
    sitting.show(make_grey())
    brightness, contrast = sitting.part(QSlider, "Brightness"), sitting.part(QSlider, "Contrast")
    assert not brightness.isVisible()
    sitting.key("b")
    assert brightness.isVisible()
    brightness.setFocus()
    qtbot.keyClick(brightness, Qt.Key.Key_PageUp)
    contrast.setFocus()
    qtbot.keyClick(contrast, Qt.Key.Key_Left)
    assert sitting.view.grey_levels == GreyLevels(10, -1)

    sitting.view.set_grey_levels(GreyLevels(-30, 40, inverted=True))
    assert (brightness.value(), contrast.value()) == (-30, 40)
    assert sitting.part(QAbstractButton, "Invert").isChecked()
    qtbot.keyClick(contrast, Qt.Key.Key_Home)
    assert sitting.view.grey_levels == GreyLevels(-30, -100, inverted=True)


def test_the_page_says_which_record_it_shows(sitting, make_grey, qtbot):
    record = make_grey()
    with qtbot.waitSignal(sitting.page.record_shown) as shown:
        sitting.page.show_record(record)
    assert shown.args == [record]
    with qtbot.waitSignal(sitting.page.record_shown) as shown:
        sitting.page.screen_file(record.file)
    assert shown.args[0].file == record.file
    sitting.wait()


class Longer(QTranslator):
    """Makes every text 40% longer."""

    def translate(self, _context, text, _note=None, _count=-1) -> str:
        return text + " w" * round(len(text) * 0.2)

    def isEmpty(self) -> bool:  # noqa: N802
        return False


def test_nothing_is_cut_with_longer_texts_beside_the_panel(qapp, screener, tmp_path, qtbot):
    longer = Longer()
    QCoreApplication.installTranslator(longer)
    try:
        with sitting_before(screener, tmp_path, qtbot) as sitting:
            sitting.show(grey_record(tmp_path))
            viewer = sitting.view.parentWidget()
            assert sitting.page.width() == 1024
            tools = [part for part in viewer.findChildren(QAbstractButton) if part.isVisible()]
            assert len(tools) == 10
            for tool in tools:
                left = tool.mapTo(viewer, tool.rect().topLeft()).x()
                assert 0 <= left <= left + tool.width() <= viewer.width()
                assert tool.width() >= tool.sizeHint().width()
                assert tool.height() >= 34
                assert tool.accessibleName() or tool.text()
            assert len({tool.mapTo(viewer, tool.rect().topLeft()).y() for tool in tools}) > 1
    finally:
        QCoreApplication.removeTranslator(longer)
