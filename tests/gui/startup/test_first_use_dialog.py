"""The first start: nothing happens before the statement was accepted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QScrollArea

from app.core.model.bundle import load_bundle
from app.gui.startup import first_use_dialog
from app.gui.startup.first_use_dialog import FirstUseDialog, use_mark, use_statement
from app.gui.theme.theme import apply_theme
from app.settings import Settings

CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def shipped(bundle):
    return load_bundle(bundle)


@pytest.fixture
def dialog(shipped, qtbot):
    dialog = FirstUseDialog(shipped)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
        dialog.activateWindow()
    return dialog


def button(dialog, text):
    (found,) = [each for each in dialog.findChildren(QPushButton) if each.text() == text]
    return found


def says(dialog):
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_it_says_what_the_model_is_for_and_where_its_limits_are(dialog, shipped):
    assert shipped.intended_use in says(dialog)
    assert all(limit in says(dialog) for limit in shipped.limits)


def test_accepting_takes_that_it_was_read(dialog, shipped, qtbot):
    accept = button(dialog, "Accept")
    assert not accept.isEnabled()
    dialog.findChild(QCheckBox).click()
    assert accept.isEnabled()
    dialog.findChild(QCheckBox).click()
    assert not accept.isEnabled()

    dialog.findChild(QCheckBox).click()
    with qtbot.waitSignal(dialog.use_accepted) as accepted:
        qtbot.mouseClick(accept, CLICK)
    assert accepted.args == [use_mark(shipped)]
    assert dialog.isVisible()
    assert "Kifua is ready" in says(dialog)


def test_the_user_may_start(dialog, qtbot):
    dialog.findChild(QCheckBox).click()
    button(dialog, "Accept").click()
    with qtbot.waitSignal(dialog.accepted), qtbot.assertNotEmitted(dialog.sample_chosen):
        qtbot.mouseClick(button(dialog, "Start"), CLICK)

    assert not dialog.isVisible()


def test_the_user_may_try_a_sample_which_is_there(dialog, qtbot):
    dialog.findChild(QCheckBox).click()
    button(dialog, "Accept").click()
    with qtbot.waitSignals([dialog.sample_chosen, dialog.accepted], order="strict"):
        dialog.sample_chosen.connect(lambda file: setattr(dialog, "file", file))
        qtbot.mouseClick(button(dialog, "Try a sample X-ray"), CLICK)

    assert Path(dialog.file).is_file()


def test_without_samples_none_is_offered(shipped, qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr(first_use_dialog, "sample_file", lambda: tmp_path / "absent.jpeg")
    dialog = FirstUseDialog(shipped)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.findChild(QCheckBox).click()
    button(dialog, "Accept").click()

    assert button(dialog, "Start").isVisible()
    assert not button(dialog, "Try a sample X-ray").isVisible()


@pytest.mark.parametrize("leave", [lambda dialog: button(dialog, "Quit").click(), FirstUseDialog.close])
def test_leaving_before_accepting_is_no_acceptance(dialog, qtbot, leave):
    with qtbot.waitSignal(dialog.rejected), qtbot.assertNotEmitted(dialog.use_accepted):
        leave(dialog)

    assert not dialog.isVisible()


def test_closing_after_accepting_is_to_start(dialog, qtbot):
    dialog.findChild(QCheckBox).click()
    button(dialog, "Accept").click()
    with qtbot.waitSignal(dialog.accepted):
        dialog.close()


def test_everything_goes_by_keyboard(dialog, qtbot):
    def press(key):
        qtbot.keyClick(QApplication.focusWidget(), key)

    assert QApplication.focusWidget() is dialog.findChild(QScrollArea)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.findChild(QCheckBox)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is button(dialog, "Accept")
    with qtbot.waitSignal(dialog.use_accepted):
        press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is button(dialog, "Start")
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is button(dialog, "Try a sample X-ray")
    with qtbot.waitSignal(dialog.sample_chosen):
        press(Qt.Key.Key_Space)


def test_escape_quits(dialog, qtbot):
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_text_scrolls_where_it_is_too_large_for_the_screen(qapp, shipped, qtbot):
    apply_theme(qapp, Settings(text_percent=200))
    dialog = FirstUseDialog(shipped)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.resize(683, 344)  # 1366 × 768 at 200%, less a title bar
    room = dialog.screen().availableGeometry()
    area = dialog.findChild(QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)

    assert dialog.width() <= min(room.width(), 1024)
    assert dialog.height() <= min(room.height(), 600)
    assert area.horizontalScrollBar().maximum() == 0
    assert area.viewport().height() > 60
    assert (dialog.width(), dialog.height()) == (683, 344)
    apply_theme(qapp, Settings())


def test_another_statement_has_to_be_accepted_anew(shipped):
    others = [replace(shipped, intended_use="For all."), replace(shipped, limits=("None.",))]

    assert len({use_mark(shipped), *map(use_mark, others)}) == 3
    assert use_mark(replace(shipped, model_id="other")) == use_mark(shipped)
    assert use_statement(shipped).splitlines() == [shipped.intended_use, *shipped.limits]
