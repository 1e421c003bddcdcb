"""The tools of the viewer on its page, by mouse and by keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt, QTranslator
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSlider, QWidget

from app.gui.imaging.grey_levels import GreyLevels
from app.gui.theme.tokens import TARGET_PX
from app.gui.xray.viewer.floating import FloatingPanel
from app.gui.xray.viewer.state_chip import StateChip
from app.gui.xray.viewer.tools import ToolButton
from app.gui.xray.viewer.viewer import Viewer
from tests.helpers.sitting import grey_record, sitting_before


def test_keys_zoom_invert_turn_and_reset(sitting, make_grey):
    sitting.show(make_grey())
    view = sitting.view
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


class Longer(QTranslator):
    """Makes every text 40% longer."""

    def translate(self, _context, text, _note=None, _count=-1) -> str:
        return text + " w" * round(len(text) * 0.2)

    def isEmpty(self) -> bool:  # noqa: N802
        return False


@pytest.fixture
def longer_texts(qapp):
    """Make every text longer while a test runs."""
    longer = Longer()
    QCoreApplication.installTranslator(longer)
    yield
    QCoreApplication.removeTranslator(longer)


def tools_of(sitting) -> list[QAbstractButton]:
    return sitting.page.findChildren(ToolButton)


def place_of(part: QWidget, whole: QWidget) -> QRect:
    return QRect(part.mapTo(whole, QPoint(0, 0)), part.size())


@pytest.mark.parametrize(
    ("width", "worded"),
    [
        (1330, {"Fit", "Turn left", "Turn right", "Invert", "Brightness", "Evidence", "Side by side", "Reset"}),
        (1220, {"Invert", "Brightness", "Evidence", "Side by side", "Reset"}),
        (960, {"Invert", "Evidence", "Reset"}),
        (800, set()),
    ],
)
def test_the_tools_have_as_many_words_as_there_is_room_for(sitting, make_grey, width, worded):
    sitting.page.resize(width, 640)
    sitting.show(make_grey())
    beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon

    assert {tool.text() for tool in tools_of(sitting) if tool.toolButtonStyle() == beside} == worded
    assert all(tool.accessibleName() and tool.toolTip() for tool in tools_of(sitting))
    assert len({tool.geometry().top() for tool in tools_of(sitting)}) == 1


def test_without_a_picture_no_tool_can_be_used(sitting, make_grey, tmp_path):
    record = make_grey()
    sitting.show(record)
    sitting.key("b")
    assert sitting.part(QSlider, "Brightness").isVisible()
    sitting.show(replace(record, id="another", file=str(tmp_path / "gone.png")))
    actions = sitting.page.findChild(Viewer).view_actions

    assert not any(part.isEnabled() for part in (*tools_of(sitting), *actions))
    assert not sitting.part(QSlider, "Brightness").isVisible()
    sitting.show(record)
    assert all(part.isEnabled() for part in (*tools_of(sitting), *actions))
    assert sitting.part(QSlider, "Brightness").isVisible()


@pytest.mark.usefixtures("longer_texts")
def test_no_tool_is_cut_or_small_with_longer_texts(screener, tmp_path, qtbot):
    with sitting_before(screener, tmp_path, qtbot) as sitting:
        sitting.show(grey_record(tmp_path))
        viewer = sitting.page.findChild(Viewer).viewport()
        assert len(tools_of(sitting)) == 10
        for tool in tools_of(sitting):
            assert viewer.rect().contains(place_of(tool, viewer))
            assert tool.width() >= max(tool.sizeHint().width(), TARGET_PX)
            assert tool.height() >= TARGET_PX


@pytest.mark.parametrize("keys", ["", "b", "e", "be"])
def test_tools_cover_neither_the_picture_nor_its_chip(sitting, make_grey, keys):
    sitting.page.resize(960, 560)
    sitting.show(make_grey())
    for key in keys:
        sitting.key(key)
    sitting.wait()
    view, chip, dock = (
        place_of(part, sitting.page)
        for part in (sitting.view, sitting.page.findChild(StateChip), sitting.page.findChild(FloatingPanel))
    )

    assert view.top() + sitting.view.image_rect.bottom() <= dock.top()
    assert view.contains(dock)
    assert not chip.intersects(dock)


def test_the_lower_edge_of_a_zoomed_picture_can_be_moved_above_the_tools(sitting, make_grey):
    sitting.show(make_grey())
    for _ in range(6):
        sitting.key("+")
    for _ in range(40):
        sitting.key(Qt.Key.Key_Down)

    dock = place_of(sitting.page.findChild(FloatingPanel), sitting.page)
    assert place_of(sitting.view, sitting.page).top() + sitting.view.image_rect.bottom() <= dock.top()


def test_every_tool_is_in_the_menu_with_its_key_and_a_letter(sitting):
    shown = [action for action in sitting.page.view_actions if not action.isSeparator()]
    actions = {action.text().replace("&", ""): action for action in shown}
    keys = {text: action.shortcut().toString() for text, action in actions.items()}

    assert keys == {
        "Back to the worklist": "Alt+Left",
        "Previous X-ray": "PgUp",
        "Next X-ray": "PgDown",
        "Next not seen": "Ctrl+PgDown",
        "Compare": "C",
        "Screen this again": "",
        "Screen as shown": "Shift+S",
        "Zoom out": "-",
        "Fit": "0",
        "Zoom in": "+",
        "Actual size": "1",
        "Turn left": "Shift+R",
        "Turn right": "R",
        "Invert": "I",
        "Brightness and contrast": "B",
        "Evidence map": "E",
        "Evidence map beside": "S",
        "Reset": "",
    }
    letters = [action.text().partition("&")[2][:1].lower() for action in shown]
    assert all(letters)
    assert len(set(letters)) == len(letters)
    assert all(action.isVisible() for action in shown)
    sitting.page.hide()
    assert not any(action.isVisible() for action in sitting.page.view_actions)


def test_letters_typed_of_the_patient_change_nothing_of_the_picture(sitting, make_grey, qtbot):
    sitting.show(make_grey())
    sitting.part(QAbstractButton, "Edit the patient").click()
    field = sitting.part(QLineEdit, "Patient id")
    field.setFocus()
    qtbot.keyClicks(field, "ri-b1")

    assert field.text() == "ri-b1"
    assert (sitting.view.turns, sitting.view.grey_levels, sitting.view.is_fitted) == (0, GreyLevels(), True)
