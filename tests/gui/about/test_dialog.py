"""About: what is installed, how far it can be trusted, and whether it works here as it did where it was made."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableWidget, QTabWidget, QTextBrowser, QWidget

from app.components import components
from app.core.records import Finding
from app.core.screening import Screener
from app.gui.about import dialog as about
from app.gui.about.dialog import AboutDialog
from app.gui.about.figures_list import FiguresList
from app.gui.about.model_card import ModelCardDialog
from app.gui.session import Session
from app.gui.text.verdict_text import finding_text
from app.paths import dicom_folder
from app.settings import Settings

CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def open_about(qtbot, tmp_path):
    """Return a function that opens the dialog for a screener; its threads are awaited at the end."""
    sessions = []
    window = QWidget()
    qtbot.addWidget(window)

    def show(screener):
        session = Session(screener, Settings(), tmp_path / "settings.json")
        sessions.append(session)
        dialog = AboutDialog(session, window)
        with qtbot.waitActive(dialog):
            dialog.open()
            dialog.activateWindow()
        return dialog

    yield show
    for session in sessions:
        qtbot.waitUntil(lambda work=session.threads: not work.is_busy, timeout=20_000)


@pytest.fixture
def screener(bundle):
    return Screener.open(bundle, "1.2.3")


@pytest.fixture
def dialog(open_about, screener):
    return open_about(screener)


def button(dialog, text):
    (found,) = [each for each in dialog.findChildren(QPushButton) if each.text() == text]
    return found


def says(dialog):
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def check(dialog, qtbot, expected):
    """Run the check and wait until its outcome begins as expected."""
    (tabs,) = dialog.findChildren(QTabWidget)
    tabs.setCurrentIndex([tabs.tabText(index) for index in range(tabs.count())].index("Check"))
    qtbot.mouseClick(button(dialog, "Check this installation"), CLICK)
    assert not button(dialog, "Check this installation").isEnabled()
    qtbot.waitUntil(lambda: expected in says(dialog), timeout=20_000)
    assert button(dialog, "Check this installation").isEnabled()


def test_version_and_model_are_named(dialog, screener):
    assert f"Kifua 1.2.3, model {screener.bundle.model_id}" in says(dialog)


def test_every_figure_has_its_value_interval_and_population(dialog, screener):
    words = [label.text() for label in dialog.findChild(FiguresList).findChildren(QLabel)]
    rows = [words[place : place + 4] for place in range(0, len(words), 4)]

    for figure, (value, interval, name, population) in zip(screener.bundle.figures, rows, strict=True):
        assert population == f"Measured on: {figure.population}"
        assert name != figure.name, "not in plain words"
        scale = 1 if "AUROC" in figure.name else 100
        digits = [text.strip("%") for text in (value, *interval.split(" to "))]
        assert list(map(float, digits)) == pytest.approx(
            [scale * part for part in (figure.value, figure.low, figure.high)], abs=0.06 if scale == 100 else 0.0006
        )


def test_where_it_fails_is_said(dialog, screener):
    assert all(limit in says(dialog) for limit in screener.bundle.limits)


def listed(dialog):
    (table,) = [each for each in dialog.findChildren(QTableWidget) if each.accessibleName().startswith("Components")]
    return [tuple(table.item(row, column).text() for column in range(3)) for row in range(table.rowCount())]


def test_the_licences_and_the_credit_of_the_data_are_there(dialog):
    for words in ("Apache License 2.0", "Qt", "exchanged for your own", "EfficientNet-Lite0", "CC BY 4.0", "Kermany"):
        assert words in says(dialog)
    assert listed(dialog) == [(each.name, each.version, each.licence) for each in components()]
    assert {"ai-edge-litert", "numpy", "pillow", "pydicom", "Python", "shiboken6"} <= {row[0] for row in listed(dialog)}


def test_a_frozen_program_lists_what_it_holds_and_says_where_the_texts_are(open_about, screener, tmp_path, monkeypatch):
    row = {"name": "<b>zlib</b>\n", "version": "1.3", "licenses": [{"expression": "Zlib"}]}
    folder = tmp_path / "licences"
    folder.mkdir()
    (folder / "sbom.cdx.json").write_text(json.dumps({"components": [row]}))
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    dialog = open_about(screener)

    assert listed(dialog) == [("<b>zlib</b>\\n", "1.3", "Zlib")]
    assert f"every licence text, is in {folder}" in says(dialog)


def test_a_list_of_components_that_is_gone_is_said(open_about, screener, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert "list cannot be read. Install Kifua again." in says(open_about(screener))


def test_an_installation_that_scores_as_it_should_is_well(dialog, screener, qtbot):
    count = len(screener.bundle.golden)

    check(dialog, qtbot, f"All is well: {count} of {count} X-rays")
    assert "It took " in says(dialog)


def test_dicom_of_every_kind_is_opened(dialog, qtbot):
    check(dialog, qtbot, "DICOM files of every kind are opened as they should be.")


def test_a_kind_of_dicom_that_is_not_opened_is_named(dialog, qtbot, monkeypatch, tmp_path):
    shutil.copytree(dicom_folder(), tmp_path / "dicom")
    (tmp_path / "dicom" / "jpeg_ls.dcm").write_bytes(b"damaged")
    monkeypatch.setattr(about, "dicom_folder", lambda: tmp_path / "dicom")

    check(dialog, qtbot, "Those that are not opened rightly: jpeg_ls.dcm.")


def test_dicom_files_that_are_gone_are_said(dialog, qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr(about, "dicom_folder", lambda: tmp_path)

    check(dialog, qtbot, "The DICOM files to check with are gone")


def test_what_differs_is_named(open_about, screener, qtbot):
    first, *others = screener.bundle.golden
    golden = (replace(first, score=0.5), *others)
    dialog = open_about(replace(screener, bundle=replace(screener.bundle, golden=golden)))

    words = f"“{finding_text(Finding(first.finding))}”"
    check(dialog, qtbot, f"X-rays that come out otherwise than they should: 1 of {len(golden)}.")
    assert f"{first.file} should give {words} 0.500 and gives {words} " in says(dialog)


def test_a_golden_picture_that_is_gone_is_named(open_about, bundle, qtbot, tmp_path):
    folder = shutil.copytree(bundle, tmp_path / "model")
    screener = Screener.open(folder, "1.2.3")
    (folder / "golden" / screener.bundle.golden[0].file).unlink()

    check(open_about(screener), qtbot, "and gives “Not assessed”")


def test_a_model_that_was_damaged_meanwhile_is_said(open_about, bundle, qtbot, tmp_path):
    folder = shutil.copytree(bundle, tmp_path / "model")
    dialog = open_about(Screener.open(folder, "1.2.3"))
    (folder / "model.tflite").write_bytes(b"damaged")

    check(dialog, qtbot, "model.tflite is damaged or was changed")


def test_a_check_that_fails_unexpectedly_can_be_tried_again(dialog, qtbot, monkeypatch):
    monkeypatch.setattr(about, "run_self_test", lambda screener: 1 // 0)
    with qtbot.captureExceptions() as caught:
        check(dialog, qtbot, "The check could not be finished.")

    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_a_model_without_golden_pictures_is_not_called_well(open_about, screener, qtbot):
    dialog = open_about(replace(screener, bundle=replace(screener.bundle, golden=())))

    check(dialog, qtbot, "brings no X-rays to check with")


def test_closing_during_a_check_does_no_harm(dialog, qtbot):
    button(dialog, "Check this installation").click()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()


def test_the_model_card_opens_with_its_pictures(dialog, bundle, qtbot):
    button(dialog, "Read the model card…").click()
    card = dialog.findChild(ModelCardDialog)
    assert card.isVisible()
    text = card.findChild(QTextBrowser)

    assert "What it must not be used for" in text.toPlainText()
    assert "##" not in text.toPlainText()
    assert text.verticalScrollBar().value() == 0, "it is read from its beginning"
    for picture in (bundle / "card").glob("*.png"):
        image = text.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(f"card/{picture.name}"))
        assert 0 < image.width() <= 760


@pytest.mark.parametrize(
    "name", ["../../../LICENSE", "/etc/hostname", "file:///etc/hostname", "http://a.example/a.png"]
)
def test_nothing_outside_the_bundle_is_shown(bundle, qtbot, name):
    card = ModelCardDialog(bundle)
    qtbot.addWidget(card)
    picture = card.findChild(QTextBrowser).loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name))

    assert picture is None or picture.isNull()


def test_a_card_that_is_gone_is_said(qtbot, tmp_path):
    card = ModelCardDialog(tmp_path)
    qtbot.addWidget(card)

    assert "install Kifua again" in card.findChild(QTextBrowser).toPlainText()


def test_a_problem_can_be_reported(dialog, screener):
    button(dialog, "Copy details").click()

    assert f"Model {screener.bundle.model_id}\n" in QApplication.clipboard().text()


def test_everything_goes_by_keyboard(dialog, qtbot):
    def press(key):
        qtbot.keyClick(QApplication.focusWidget(), key)

    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    for _ in range(3):
        press(Qt.Key.Key_Tab)
        if QApplication.focusWidget() is button(dialog, "Check this installation"):
            break
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "All is well" in says(dialog), timeout=20_000)
    assert QApplication.focusWidget() is button(dialog, "Check this installation")
    with qtbot.waitSignal(dialog.destroyed):
        press(Qt.Key.Key_Escape)


def test_tabs_and_buttons_are_easy_to_hit(dialog):
    bar = dialog.findChild(QTabWidget).tabBar()

    assert all(bar.tabRect(index).height() >= 34 for index in range(bar.count()))
    assert all(each.height() >= 34 for each in dialog.findChildren(QPushButton) if each.isVisible() and each.text())
