"""Other X-rays of the same patient, below the picture and beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from app.core.imaging.source_file import digest
from app.core.records import Finding, Patient, ScreeningRecord, Verdict
from app.core.results.history import History
from app.gui.imaging.grey_levels import GreyLevels
from app.gui.imaging.image_view import ImageView
from app.gui.widgets.labels import text_height
from app.gui.xray.viewer.other_strip import OtherStrip
from tests.helpers.pictures import encoded
from tests.helpers.sitting import PNEUMONIA

NORMAL = Verdict(Finding.NORMAL, 0.1, "balanced")
DAYS = {"today": "2026-05-05", "march": "2026-03-12", "january": "2026-01-07", "june": "2026-06-30"}


@pytest.fixture
def visits(sitting, make_grey) -> dict[str, ScreeningRecord]:
    """The screenings of a patient on some days, each of another picture."""
    made = {}
    sitting.page.window().resize(1200, 768)  # high enough for the strip
    for grey, (name, day) in enumerate(DAYS.items()):
        verdict = PNEUMONIA if name == "today" else NORMAL
        record = make_grey(f"{name}.png", verdict)
        Image.new("L", (600, 400), 60 + 40 * grey).save(record.file)
        record = replace(
            record,
            patient=Patient(id="A-0417"),
            screened_at=f"{day}T12:00:00+00:00",
            sha256=digest(Path(record.file)),
        )
        made[name] = record
    with History(sitting.session.history) as history:
        for record in sorted(made.values(), key=lambda record: record.screened_at):
            history.add(record)
        history.add_picture(made["march"].id, encoded(Image.new("L", (60, 40), 200), "JPEG"))
    return made


def show(sitting, record: ScreeningRecord) -> None:
    sitting.show(record)
    sitting.wait()


def names(sitting) -> list[str]:
    """Return what the buttons of the strip say."""
    strip = sitting.page.findChild(OtherStrip)
    return [button.accessibleName() for button in strip.findChildren(QAbstractButton) if button.isVisible()]


def second(sitting) -> ImageView:
    return sitting.page.findChildren(ImageView)[1]


def test_a_patient_of_one_x_ray_has_no_strip_and_nothing_to_compare(sitting, visits):
    show(sitting, replace(visits["today"], patient=Patient(id="B-1")))

    assert names(sitting) == []
    assert not sitting.page.findChild(OtherStrip).isVisible()
    compare = sitting.part(QAbstractButton, "Compare")
    assert (compare.isEnabled(), compare.toolTip()) == (False, "There is no other X-ray of this patient.")


def test_compare_says_that_it_needs_the_patients_id_and_what_it_does_once_it_can(sitting, visits):
    compare = sitting.part(QAbstractButton, "Compare")
    show(sitting, replace(visits["today"], patient=Patient()))
    assert (compare.isEnabled(), compare.toolTip()) == (False, "To compare, give the patient's id first.")
    show(sitting, visits["today"])

    assert compare.isEnabled()
    assert compare.toolTip() == "Show another X-ray of the patient beside this one (C)"


def test_the_strip_has_the_other_x_rays_newest_first_with_date_and_verdict(sitting, visits):
    show(sitting, visits["today"])

    assert names(sitting) == [
        "Screened 30 Jun 2026: No signs of pneumonia",
        "Screened 12 Mar 2026: No signs of pneumonia",
        "Screened 7 Jan 2026: No signs of pneumonia",
    ]
    assert "Other X-rays of A-0417" in sitting.reads()


def test_in_a_low_window_the_strip_leaves_its_room_to_the_picture_until_one_compares(sitting, visits):
    sitting.page.window().resize(1024, 600)
    show(sitting, visits["today"])
    assert names(sitting) == []
    compare = sitting.part(QAbstractButton, "Compare")
    compare.click()
    sitting.wait()
    assert len(names(sitting)) == 3

    compare.click()
    sitting.wait()
    assert names(sitting) == []
    sitting.page.window().resize(1024, 768)
    QApplication.processEvents()
    assert len(names(sitting)) == 3


def test_a_file_that_was_screened_twice_is_no_other_x_ray(sitting, visits):
    with History(sitting.session.history) as history:
        again = replace(visits["march"], id="f" * 32, screened_at="2026-03-13T12:00:00+00:00")
        history.add(again)
        history.add(replace(visits["today"], id="e" * 32))
    show(sitting, visits["today"])

    assert [name.partition(":")[0] for name in names(sitting)] == [
        "Screened 30 Jun 2026",
        "Screened 13 Mar 2026",
        "Screened 7 Jan 2026",
    ]


def test_the_strip_follows_the_patient_id_that_is_typed(sitting, visits, qtbot):
    show(sitting, replace(visits["today"], patient=Patient()))
    assert names(sitting) == []
    sitting.page.save_patient()
    form = sitting.part(QAbstractButton, "Edit the patient")
    form.click()
    field = sitting.part(QLineEdit, "Patient id")
    field.setFocus()
    qtbot.keyClicks(field, "a-0417")
    sitting.view.setFocus()
    sitting.wait()
    sitting.wait()

    assert len(names(sitting)) == 3


def test_compare_shows_the_x_ray_before_this_one_with_dates_and_verdicts(sitting, visits):
    show(sitting, visits["today"])
    sitting.key("c")
    sitting.wait()

    assert second(sitting).isVisible()
    assert second(sitting).image.pixelColor(5, 5).red() == 100
    assert {
        "This one · Screened 5 May 2026 · Signs of pneumonia",
        "Other · Screened 12 Mar 2026 · No signs of pneumonia",
    } <= set(sitting.reads().split("\n"))
    assert sitting.part(QAbstractButton, "Compare").isChecked()


def test_both_move_together_and_reset_takes_both_back(sitting, visits):
    show(sitting, visits["today"])
    sitting.part(QAbstractButton, "Screened 7 Jan 2026: No signs of pneumonia").click()
    sitting.wait()
    sitting.key("i")
    sitting.key("+")
    second(sitting).zoom_by(2)
    assert second(sitting).grey_levels == GreyLevels(inverted=True)
    assert sitting.view.position == second(sitting).position
    sitting.key(Qt.Key.Key_Home)

    assert second(sitting).is_fitted
    assert second(sitting).grey_levels == GreyLevels()


def test_two_x_rays_of_one_day_are_told_apart_by_the_hour(sitting, visits):
    with History(sitting.session.history) as history:
        history.add(replace(visits["march"], id="a" * 32, screened_at="2026-05-05T09:30:00+00:00"))
    show(sitting, visits["today"])
    assert "Screened 5 May 2026, 09:30: No signs of pneumonia" in names(sitting)
    sitting.key("c")
    sitting.wait()

    assert "This one · Screened 5 May 2026, 12:00" in sitting.reads()
    assert "Other · Screened 5 May 2026, 09:30" in sitting.reads()


@pytest.mark.parametrize("end", ["escape", "compare", "its button", "the next X-ray"])
def test_a_comparison_ends(sitting, visits, end):
    show(sitting, visits["today"])
    sitting.key("c")
    sitting.wait()
    if end == "escape":
        sitting.key(Qt.Key.Key_Escape)
    elif end == "compare":
        sitting.part(QAbstractButton, "Compare").click()
    elif end == "its button":
        sitting.part(QAbstractButton, "Screened 12 Mar 2026: No signs of pneumonia").click()
    else:
        show(sitting, visits["january"])

    assert not second(sitting).isVisible()
    assert not sitting.part(QAbstractButton, "Compare").isChecked()
    assert "12 Mar 2026 · No signs of pneumonia" not in sitting.reads().split("\n")


def test_escape_ends_the_comparison_before_it_leaves_the_x_ray(sitting, visits, qtbot):
    show(sitting, visits["today"])
    sitting.page.set_back_visible(True)
    sitting.key("c")
    sitting.wait()
    with qtbot.assertNotEmitted(sitting.page.back_clicked):
        sitting.key(Qt.Key.Key_Escape)
    with qtbot.waitSignal(sitting.page.back_clicked):
        sitting.key(Qt.Key.Key_Escape)


def test_the_small_copy_is_compared_where_the_file_is_gone(sitting, visits):
    Path(visits["march"].file).unlink()
    show(sitting, visits["today"])
    sitting.key("c")
    sitting.wait()

    assert second(sitting).image.width() == 60
    assert "Screened 12 Mar 2026\nNo signs of pneumonia\nsmall copy" in sitting.reads()


def test_an_x_ray_that_cannot_be_shown_is_said_to_be_gone(sitting, visits, qtbot):
    Path(visits["january"].file).unlink()
    show(sitting, visits["today"])
    button = sitting.part(QAbstractButton, "Screened 7 Jan 2026: No signs of pneumonia")
    with qtbot.waitSignal(sitting.page.noted) as noted:
        button.click()

    assert "cannot be shown" in noted.args[0]
    assert not button.isChecked()
    assert not second(sitting).isVisible()


def test_the_map_beside_and_a_comparison_end_each_other(sitting, visits):
    show(sitting, visits["today"])
    sitting.key("s")
    sitting.wait()
    sitting.key("c")
    sitting.wait()
    assert not sitting.part(QAbstractButton, "Evidence map beside").isChecked()
    assert second(sitting).accessibleName() == "Other X-ray"
    sitting.key("s")
    sitting.wait()

    assert not sitting.part(QAbstractButton, "Compare").isChecked()
    assert second(sitting).accessibleName() == "Evidence map"
    assert second(sitting).isVisible()


def breaks_of(label: QLabel) -> list[list[str]]:
    """Return the parts of each line."""
    return [line.split(" · ") for line in label.text().split("\n")]


@pytest.mark.parametrize("width", [1300, 1240, 1180, 1120, 960, 700])
def test_the_captions_are_whole_and_the_pictures_level_at_any_width(sitting, visits, qtbot, width):
    show(sitting, visits["today"])
    sitting.key("c")
    sitting.wait()
    sitting.page.resize(width, 768)
    qtbot.waitUntil(lambda: sitting.page.width() == width)
    words = {label: label.text().replace("\n", " · ") for label in sitting.page.findChildren(QLabel)}
    captions = [label for label in words if words[label].startswith(("This one · ", "Other · "))]

    assert [words[label] for label in captions] == [
        "This one · Screened 5 May 2026 · Signs of pneumonia",
        "Other · Screened 12 Mar 2026 · No signs of pneumonia",
    ]
    assert len({tuple(map(len, breaks_of(label))) for label in captions}) == 1, "they break at the same places"
    assert all(text_height(label.font(), label.text(), label.width()) <= label.height() for label in captions)
    tops = {view.mapTo(sitting.page, view.rect().topLeft()).y() for view in (sitting.view, second(sitting))}
    assert len(tops) == 1
