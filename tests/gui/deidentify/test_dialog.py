"""Looking at X-rays before they are saved without the patient's identity."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pydicom
import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QMessageBox, QPushButton, QWidget

from app.core.screening import Screener
from app.gui.deidentify.dialog import DeidentifyDialog
from app.gui.deidentify.mark_list import MarkList
from app.gui.deidentify.marked_view import MarkedView
from app.gui.session import Session
from app.settings import Settings
from tests.helpers.dicom_xrays import sample_as_dicom
from tests.helpers.pictures import SAMPLE

TICKED = Qt.CheckState.Checked


class Looker:
    """The dialog and the user before it."""

    def __init__(self, dialog, session, folder, qtbot):
        self.dialog, self.session, self.folder, self._qtbot = dialog, session, folder, qtbot
        self.view, self.list = dialog.findChild(MarkedView), dialog.findChild(MarkList)
        self.seen = dialog.findChild(QCheckBox)
        self.wait()

    def wait(self):
        self._qtbot.waitUntil(lambda: not self.session.threads.is_busy, timeout=20_000)

    def button(self, words):
        (found,) = [each for each in self.dialog.findChildren(QPushButton) if each.text() == words]
        return found

    def says(self):
        return "\n".join(label.text() for label in self.dialog.findChildren(QLabel))

    def save(self, words="Save…"):
        self.seen.click()
        self.button(words).click()
        for asked in self.dialog.findChildren(QFileDialog):
            asked.fileSelected.emit(str(self.folder))
            asked.close()
            asked.deleteLater()
        self.wait()

    def written(self):
        return sorted(self.folder.iterdir()) if self.folder.exists() else []

    def draw(self, start, end):
        """Draw a box with the mouse from one share of the picture to another."""
        rect = self.view.image_rect
        points = [
            QPoint(round(rect.left() + x * rect.width()), round(rect.top() + y * rect.height()))
            for x, y in (start, end)
        ]
        self._qtbot.mousePress(self.view, Qt.MouseButton.LeftButton, pos=points[0])
        self._qtbot.mouseMove(self.view, points[1])
        self._qtbot.mouseRelease(self.view, Qt.MouseButton.LeftButton, pos=points[1])

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self._qtbot.keyClick(self.view, key, modifier)


@pytest.fixture
def shipped(bundle):
    return Screener.open(bundle, "1.2.3")


@pytest.fixture
def look(qtbot, shipped, tmp_path):
    """Return what opens the dialog for some files."""
    window = QWidget()
    qtbot.addWidget(window)
    session = Session(shipped, Settings(data_folder=str(tmp_path / "data")), tmp_path / "settings.json")

    def open_dialog(*records):
        dialog = DeidentifyDialog(window, session, records)
        dialog.show()
        qtbot.waitExposed(dialog)
        return Looker(dialog, session, tmp_path / "new", qtbot)

    yield open_dialog
    qtbot.waitUntil(lambda: not session.threads.is_busy, timeout=20_000)


@pytest.fixture
def named(shipped, tmp_path):
    """The record of an X-ray with a name in its corner."""
    with Image.open(SAMPLE) as image:
        picture = image.convert("L")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((10, 10, 260, 50), fill=255)
    draw.text((16, 14), "OTIENO AMINA", fill=0, font_size=28)
    picture.save(tmp_path / "Otieno.png")
    return shipped.screen_file(str(tmp_path / "Otieno.png"))


def test_nothing_is_black_and_nothing_can_be_saved_before_somebody_has_looked(look, named):
    user = look(named)

    assert user.list.count() > 0
    assert all(user.list.item(place).checkState() != TICKED for place in range(user.list.count()))
    assert not user.button("Save…").isEnabled()
    user.seen.click()
    assert user.button("Save…").isEnabled()


def test_a_box_that_is_ticked_is_black_in_the_new_file(look, named, qtbot):
    user = look(named)
    assert user.list.item(0).text() == "Box 1, at the top left"
    user.list.item(0).setCheckState(TICKED)
    with qtbot.waitSignal(user.dialog.ended) as ended:
        user.save()

    (written,) = user.written()
    assert ended.args == [user.folder, 1]
    assert "Otieno" not in written.name
    with Image.open(written) as made:
        assert not np.asarray(made)[20:40, 20:200].any()


def test_a_tick_takes_the_word_back_that_somebody_has_looked(look, named):
    user = look(named)
    user.seen.click()
    user.list.item(0).setCheckState(TICKED)

    assert not user.seen.isChecked()
    assert not user.button("Save…").isEnabled()


def test_a_box_is_drawn_with_the_mouse(look, named):
    user = look(named)
    before = user.list.count()
    user.draw((0.5, 0.5), (0.75, 0.75))

    assert user.list.count() == before + 1
    assert user.list.item(before).checkState() == TICKED
    user.save()
    with Image.open(user.written()[0]) as made:
        pixels = np.asarray(made)
    height, width = pixels.shape
    inside = pixels[round(0.52 * height) : round(0.73 * height), round(0.52 * width) : round(0.73 * width)]
    assert not inside.any()
    assert pixels[: height // 2 - 20].any()


def test_a_click_chooses_a_box_and_a_double_click_ticks_it(look, named, qtbot):
    user = look(named)
    user.draw((0.5, 0.5), (0.75, 0.75))
    last = user.list.count() - 1
    user.list.setCurrentRow(0)
    rect = user.view.image_rect
    middle = QPoint(round(rect.left() + 0.6 * rect.width()), round(rect.top() + 0.6 * rect.height()))
    qtbot.mouseClick(user.view, Qt.MouseButton.LeftButton, pos=middle)
    assert user.list.currentRow() == last
    qtbot.mouseDClick(user.view, Qt.MouseButton.LeftButton, pos=middle)

    assert user.list.item(last).checkState() != TICKED


def test_keys_alone_add_move_resize_tick_and_remove_a_box(look, named):
    user = look(named)
    before = user.list.count()
    user.button("Add a box").click()
    assert user.view.hasFocus()
    assert user.list.item(before).text() == f"Box {before + 1}, in the middle"
    for _ in range(60):
        user.press(Qt.Key.Key_Left)
    for _ in range(60):
        user.press(Qt.Key.Key_Down)
    assert user.list.item(before).text() == f"Box {before + 1}, at the bottom left"
    for _ in range(90):
        user.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert user.list.item(before).text() == f"Box {before + 1}, at the bottom"
    user.press(Qt.Key.Key_Space)
    assert user.list.item(before).checkState() != TICKED
    user.press(Qt.Key.Key_Delete)

    assert user.list.count() == before


def test_the_list_does_all_by_keys_too(look, named, qtbot):
    user = look(named)
    count = user.list.count()
    user.list.setFocus()
    qtbot.keyClick(user.list, Qt.Key.Key_Space)
    assert user.list.item(0).checkState() == TICKED
    qtbot.keyClick(user.list, Qt.Key.Key_Delete)

    assert user.list.count() == count - 1


def test_all_boxes_are_ticked_at_once(look, named):
    user = look(named)
    user.button("Tick all").click()

    assert all(user.list.item(place).checkState() == TICKED for place in range(user.list.count()))


def test_several_are_looked_at_one_after_the_other_into_one_folder(look, named, shipped, tmp_path, qtbot):
    dicom = shipped.screen_file(str(sample_as_dicom(tmp_path / "xray.dcm")))
    user = look(named, dicom, named)
    assert "Picture 1 of 3" in user.says()
    user.save("Save and next")
    assert "Picture 2 of 3" in user.says()
    assert not user.seen.isChecked()
    user.save("Save and next")
    with qtbot.waitSignal(user.dialog.ended) as ended:
        user.button("Skip this one").click()

    assert ended.args == [user.folder, 2]
    (made,) = user.folder.glob("*.dcm")
    assert pydicom.dcmread(made).BurnedInAnnotation == "NO"


def test_who_closes_at_once_has_saved_nothing(look, named, qtbot):
    user = look(named)
    with qtbot.assertNotEmitted(user.dialog.ended):
        user.button("Close").click()

    assert user.written() == []


@pytest.mark.parametrize("change", [{"file": "gone.png"}, {"sha256": "0" * 64}])
def test_an_x_ray_that_is_gone_or_another_one_is_said_and_cannot_be_saved(change, look, named):
    user = look(replace(named, **change), named)

    assert not user.view.has_image
    assert user.view.accessibleDescription()
    assert not user.seen.isEnabled()
    user.button("Skip this one").click()
    user.wait()
    assert user.view.has_image


def test_a_file_that_is_there_already_is_said_and_another_folder_can_be_chosen(look, named, tmp_path):
    user = look(named)
    user.save()
    (first,) = user.written()
    user = look(named)
    user.list.item(0).setCheckState(TICKED)
    user.save()

    (box,) = [each for each in user.dialog.findChildren(QMessageBox) if each.isVisible()]
    assert first.name in box.text()
    box.close()
    user.folder = tmp_path / "other"
    user.button("Save…").click()
    assert user.dialog.findChildren(QFileDialog)
