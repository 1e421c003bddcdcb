"""The settings page: every change holds and is stored at once."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QToolButton,
)

from app.core.model.bundle import Figure
from app.core.screening import Screener
from app.gui.session import Session
from app.settings import Settings, load_settings
from tests.gui.conftest import BUNDLE, FakeScreener
from tests.helpers.settings_pages import settings_page

CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def file(tmp_path):
    return tmp_path / "config" / "settings.json"


@pytest.fixture
def session(bundle, file, qapp):
    return Session(Screener.open(bundle, "test"), Settings(accepted_use="mark"), file)


@pytest.fixture
def page(session, qtbot):
    page = settings_page(session)
    qtbot.addWidget(page)
    page.resize(1024, 560)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def part(page, kind, name):
    found = [each for each in page.findChildren(kind) if name in (each.accessibleName(), getattr(each, "text", str)())]
    assert len(found) == 1, f"{len(found)} are named {name}"
    return found[0]


def click(qtbot, control):
    """Click where the control has its words."""
    qtbot.mouseClick(control, CLICK, pos=QPoint(20, control.height() // 2))


def choose(qtbot, box, words):
    """Choose an entry of a list by keyboard alone."""
    box.setFocus()
    target = box.findText(words)
    assert target >= 0, words
    while box.currentIndex() != target:
        qtbot.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < target else Qt.Key.Key_Up)


def says(page):
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def shown(kind):
    (found,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]
    return found


def test_each_operating_point_stands_with_its_figures_and_population(page, session):
    for point in session.bundle.operating_points:
        found, silent = point.sensitivity, point.specificity
        for figure in (found, silent):
            assert f"{100 * figure.value:.1f} ({100 * figure.low:.1f} to {100 * figure.high:.1f})" in says(page)
        assert found.population in says(page)
    assert "more false alarms of 100 normal X-rays" in says(page)
    assert len(page.findChildren(QRadioButton)) == len(session.bundle.operating_points)


def test_an_operating_point_is_chosen_and_the_band_switched_off(page, session, file, qtbot):
    click(qtbot, part(page, QRadioButton, "Careful (misses fewer)"))
    assert session.screener.operating_point.name == "high_sensitivity"

    click(qtbot, part(page, QCheckBox, "Say “uncertain” where it is close"))
    assert session.screener.operating_point.name == "high_sensitivity-no-band"
    assert part(page, QRadioButton, "Careful (misses fewer)").isChecked()
    stored, _ = load_settings(file)
    assert stored == session.settings
    assert (stored.operating_point, stored.uncertain_band) == ("high_sensitivity", False)


@pytest.mark.parametrize(
    ("name", "words", "chosen"),
    [
        ("X-rays screened at once", "1", {"workers": 1}),
        ("Keep screenings", "90 days", {"keep_days": 90}),
        ("Colours", "Dark", {"theme": "dark"}),
        ("Size of the text", "150%", {"text_percent": 150}),
    ],
)
def test_a_choice_is_stored_and_can_be_taken_back(page, file, qtbot, name, words, chosen):
    box = part(page, QComboBox, name)
    usual = box.currentText()
    choose(qtbot, box, words)
    assert load_settings(file)[0] == Settings(accepted_use="mark", **chosen)

    choose(qtbot, box, usual)
    assert load_settings(file)[0] == Settings(accepted_use="mark")


def test_as_many_workers_as_cores_can_be_chosen(page):
    box = part(page, QComboBox, "X-rays screened at once")

    assert [box.itemData(row) for row in range(box.count())] == list(range(os.cpu_count() + 1))


def test_names_are_stored_only_when_it_is_switched_on(page, session, file, qtbot):
    box = part(page, QCheckBox, "Store patients' names in the history")
    assert not box.isChecked()

    click(qtbot, box)
    assert load_settings(file)[0].store_names
    assert "Nothing is ever sent anywhere" in says(page)
    assert "the worklist server is asked who is to be X-rayed" in says(page)


def test_another_data_folder_is_chosen_and_given_up(page, session, file, qtbot, tmp_path):
    usual = session.history
    assert not part(page, QPushButton, "Use the usual folder").isEnabled()
    folder = tmp_path / "other <b>place"
    folder.mkdir()
    qtbot.mouseClick(part(page, QPushButton, "Choose another folder…"), CLICK)
    shown(QFileDialog).fileSelected.emit(str(folder))
    shown(QFileDialog).close()

    assert session.history.parent == folder
    assert str(session.history) in says(page)
    assert load_settings(file)[0].data_folder == str(folder)
    qtbot.mouseClick(part(page, QPushButton, "Use the usual folder"), CLICK)
    assert session.history == usual
    assert folder.exists()


def test_a_folder_that_is_gone_is_not_taken(page, session, qtbot, tmp_path):
    qtbot.mouseClick(part(page, QPushButton, "Choose another folder…"), CLICK)
    dialog = shown(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "gone"))
    dialog.close()

    box = shown(QMessageBox)
    assert "choose another" in box.text()
    assert session.settings.data_folder == ""
    box.close()


@pytest.mark.parametrize(("answer", "is_restored"), [("Restore", True), ("Cancel", False)])
def test_restoring_asks_first_and_keeps_the_accepted_use(page, session, file, qtbot, answer, is_restored):
    changed = replace(session.settings, theme="dark", workers=1, store_names=True)
    session.change(changed)
    qtbot.mouseClick(part(page, QPushButton, "Restore the usual settings…"), CLICK)
    box = shown(QMessageBox)
    assert session.settings == changed

    with qtbot.waitSignal(box.finished):
        qtbot.mouseClick(part(box, QPushButton, answer), CLICK)
    assert session.settings == (Settings(accepted_use="mark") if is_restored else changed)
    assert load_settings(file)[0] == session.settings
    assert part(page, QComboBox, "Colours").currentText() == ("As the computer is set" if is_restored else "Dark")


def test_restoring_keeps_nothing_again_that_was_not_to_be_kept(page, session, qtbot):
    session.change(replace(session.settings, keep_pictures=False, remember_recent=False, theme="dark"))
    qtbot.mouseClick(part(page, QPushButton, "Restore the usual settings…"), CLICK)
    box = shown(QMessageBox)
    with qtbot.waitSignal(box.finished):
        qtbot.mouseClick(part(box, QPushButton, "Restore"), CLICK)

    settings = session.settings
    assert (settings.theme, settings.keep_pictures, settings.remember_recent) == ("system", False, False)


def test_the_page_follows_changes_from_elsewhere(page, session):
    session.change(
        Settings(
            "high_sensitivity", uncertain_band=False, store_names=True, keep_days=7, theme="light", text_percent=200
        )
    )

    assert part(page, QRadioButton, "Careful (misses fewer)").isChecked()
    assert not part(page, QCheckBox, "Say “uncertain” where it is close").isChecked()
    assert part(page, QCheckBox, "Store patients' names in the history").isChecked()
    assert part(page, QComboBox, "Keep screenings").currentText() == "7 days"
    assert part(page, QComboBox, "Colours").currentText() == "Light"
    assert part(page, QComboBox, "Size of the text").currentText() == "200%"


def test_a_failed_save_is_said_and_the_change_holds(page, session, file, qtbot):
    file.mkdir(parents=True)
    with qtbot.waitSignal(session.failed) as said:
        click(qtbot, part(page, QCheckBox, "Store patients' names in the history"))

    assert "could not be saved" in said.args[0]
    assert session.settings.store_names
    assert part(page, QCheckBox, "Store patients' names in the history").isChecked()


def test_the_wheel_is_left_to_the_page(page, session):
    box = part(page, QComboBox, "X-rays screened at once")
    box.setFocus()
    before = session.settings
    middle = QPointF(box.rect().center())
    nothing = (Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    event = QWheelEvent(middle, QPointF(box.mapToGlobal(middle)), QPoint(), QPoint(0, -120), *nothing)
    QApplication.sendEvent(box, event)

    assert not event.isAccepted()
    assert session.settings == before


def test_every_control_is_reached_by_keyboard_named_and_brought_into_view(page, qtbot):
    kinds = (QRadioButton, QCheckBox, QComboBox, QPushButton, QToolButton, QLineEdit)
    controls = [
        each for kind in kinds for each in page.findChildren(kind) if each.isEnabled() and each.isVisibleTo(page)
    ]
    first = QApplication.focusWidget()
    reached = [first]
    while len(reached) <= len(controls):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is first:
            break
        reached.append(focused)
        seen = page.findChild(QScrollArea).viewport()
        assert seen.rect().contains(focused.mapTo(seen, focused.rect().center()))
    # Radio buttons are one stop; the arrows move between them.
    radios = set(page.findChildren(QRadioButton))

    assert set(controls) - radios == set(reached) - radios
    assert len(radios & set(reached)) == 1
    assert all(each.accessibleName() or each.text() for each in reached)
    assert all(each.height() >= 34 for each in controls)


def test_the_arrows_choose_the_operating_point(page, session, qtbot):
    usual = part(page, QRadioButton, "Balanced (usual)")
    usual.setFocus()
    qtbot.keyClick(usual, Qt.Key.Key_Down)

    assert session.settings.operating_point == "high_sensitivity"


def test_the_keyboard_comes_to_the_operating_point_that_is_chosen(session, qtbot):
    session.change(replace(session.settings, operating_point="high_sensitivity"))
    page = settings_page(session)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    part(page, QPushButton, "Restore the history…").setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    assert QApplication.focusWidget() is part(page, QRadioButton, "Careful (misses fewer)")


def test_nothing_is_cut_at_the_largest_text(page, session, qapp):
    inside = page.findChild(QScrollArea).widget()
    font = inside.font()
    assert inside.minimumSizeHint().width() <= page.findChild(QScrollArea).viewport().width()
    font.setPointSizeF(2 * font.pointSizeF())
    inside.setFont(font)

    assert inside.minimumSizeHint().width() <= page.findChild(QScrollArea).viewport().width()


def test_a_model_without_evidence_still_has_its_settings(qtbot, file):
    screener = FakeScreener()
    screener.bundle = replace(BUNDLE, figures=(Figure("Other", 0.5, 0.4, 0.6, "nobody"),))
    page = settings_page(Session(screener, Settings(), file))
    qtbot.addWidget(page)

    assert "some X-rays get no clear result" in says(page)
