"""Real drag-and-drop events, sent to the window of the window system."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QPushButton, QTableView

from app.gui.widgets.chip import Chip
from app.gui.window.drop_target import dropped_paths


def files_in_table(desktop) -> list[str]:
    model = desktop.part(QTableView, "Results").model()
    return [model.index(row, model.columnCount() - 1).data() for row in range(model.rowCount())]


def test_one_file_is_shown_with_its_verdict(desktop, make_files):
    event = desktop.drop(make_files("pneumonia.jpg") / "pneumonia.jpg")

    desktop.wait_for("Signs of pneumonia")
    assert event.isAccepted()
    desktop.part(QPushButton, "Not known").click()
    says = desktop.says()
    assert "90%" in says
    assert "unclear" not in says
    assert "pneumonia.jpg" in says


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("normal.jpg", ["No signs of pneumonia", "danger signs and fast breathing count for more", "10%"]),
        ("uncertain.jpg", ["Uncertain: have it read", "Have it read by a clinician or radiologist", "60%"]),
        ("broken.jpg", ["Not assessed", "This is not a picture that Kifua can read", "No verdict was made"]),
    ],
)
def test_each_finding_is_said_in_words(desktop, make_files, name, expected):
    desktop.drop(make_files(name) / name)

    desktop.wait_for(expected[0])
    if name != "broken.jpg":
        desktop.part(QPushButton, "Not known").click()
    assert all(text in desktop.says() for text in expected)


def test_not_assessed_shows_no_score(desktop, make_files):
    desktop.drop(make_files("broken.jpg") / "broken.jpg")

    desktop.wait_for("Not assessed")
    assert "%" not in desktop.says()


def test_a_folder_fills_the_table_with_what_lies_below_it(desktop, make_files):
    desktop.drop(make_files("normal.jpg", "ward/pneumonia.jpg", "broken.png"))

    desktop.wait_for("Done. Screened: 3 of 3.")
    assert files_in_table(desktop) == [os.path.join("ward", "pneumonia.jpg"), "broken.png", "normal.jpg"]
    for chip in ("Signs 1", "No signs 1", "Have it read 0", "Not assessed 1"):
        assert desktop.part(Chip, chip).isVisible()


def test_several_files_fill_the_table_in_their_order(desktop, make_files):
    folder = make_files("normal.jpg", "pneumonia.jpg")
    desktop.drop(folder / "pneumonia.jpg", folder / "normal.jpg")

    desktop.wait_for("Done. Screened: 2 of 2.")
    assert files_in_table(desktop) == ["pneumonia.jpg", "normal.jpg"]


def test_a_mix_of_file_folder_and_web_address_screens_what_is_local(desktop, make_files):
    folder = make_files("normal.jpg", "ward/pneumonia.jpg")
    desktop.drop(folder / "normal.jpg", QUrl("https://example.org/a.jpg"), folder / "ward")

    desktop.wait_for("Done. Screened: 2 of 2.")


def test_an_empty_folder_is_said_to_be_empty(desktop, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "notes.txt").write_text("nothing")
    desktop.drop(tmp_path / "empty")

    desktop.wait_for("There is no X-ray in this folder or in the folders below it")
    assert "1 file skipped: it is not an X-ray." in desktop.says()


@pytest.mark.parametrize(
    ("urls", "text"), [((), "file:///etc/hostname"), ((QUrl("https://example.org/a.jpg"),), "")], ids=["text", "web"]
)
def test_what_is_no_file_of_this_computer_is_refused_with_a_sentence(desktop, urls, text):
    event = desktop.drop(*urls, text=text)

    assert not event.isAccepted()
    assert "Only files and folders of this computer can be dropped here." in desktop.says()
    assert "Drop an X-ray or a folder here" in desktop.says()


def test_the_giver_is_never_asked_to_move_the_file(desktop, make_files):
    event = desktop.drop(make_files("normal.jpg") / "normal.jpg")

    assert event.dropAction() == Qt.DropAction.CopyAction


def test_files_can_be_dropped_on_every_page(desktop, make_files):
    folder = make_files("normal.jpg", "uncertain.jpg")
    desktop.drop(folder / "normal.jpg")
    desktop.wait_for("No signs of pneumonia")
    desktop.drop(folder)
    desktop.wait_for("Done. Screened before: 1 of 2; new: 1.")
    desktop.drop(folder / "uncertain.jpg")
    desktop.wait_for("Uncertain: have it read")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("normal 😀.jpg", "normal 😀.jpg"),
        ("normal <img src=x> <b>.jpg", "normal <img src=x> <b>.jpg"),
        ("normal %41 #?.jpg", "normal %41 #?.jpg"),
        ("normal\nline.jpg", r"normal\nline.jpg"),
        ("normal \u202egpj.exe.jpg", r"normal \u202egpj.exe.jpg"),
        ("normal \udcff.jpg", r"normal \udcff.jpg"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_hostile_names_are_opened_and_shown_undisguised(desktop, make_files, name, shown):
    folder = make_files(name)
    desktop.drop(folder / name)
    desktop.wait_for("No signs of pneumonia")
    assert shown in desktop.says()

    desktop.drop(folder)
    desktop.wait_for("Done. Screened before: 1 of 1; new: 0.")
    assert files_in_table(desktop) == [shown]


def test_a_network_share_keeps_its_host():
    mime = QMimeData()
    mime.setUrls([QUrl("file://server/share/a.jpg")])

    assert dropped_paths(mime) == ["//server/share/a.jpg"]
