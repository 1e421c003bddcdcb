"""What the preview says of the selected row."""

from __future__ import annotations

import pytest

from app.core.adjustment import Adjustment
from app.core.model import decision
from app.core.records import Finding, Patient
from app.core.review import Action, DangerSign, Opinion, Review
from app.core.screening import with_patient
from app.gui.imaging.image_view import ImageView
from app.gui.theme.finding_marks import colour
from app.gui.widgets.labels import NameLabel
from app.gui.worklist.preview import RowPreview
from tests.gui.conftest import BUNDLE
from tests.helpers.panels import says
from tests.helpers.pictures import gradient, saved
from tests.helpers.screening_records import record
from tests.helpers.worklist_user import keep, stamp


def test_the_preview_says_a_danger_sign(history, reader, qtbot):
    keep(history, record("a.jpg", danger_signs=(DangerSign.LETHARGIC,)))
    reader.page.resize(1300, 700)
    reader.show_new()
    reader.wait_for_files("a.jpg")
    reader.choose(0)

    reader.wait_for("Danger sign: Lethargic or unconscious")


def test_the_preview_gives_way_to_age_and_decision_where_the_text_is_large(history, reader, enlarge, qtbot):
    keep(history, record("a.jpg", review=Review(Opinion.DISAGREE, Action.REFERRED), age_years=2.5))
    reader.page.resize(1271, 690)  # what a window of 1366 pixels has for it
    reader.show_new()
    reader.wait_for_files("a.jpg")
    preview = reader.page.findChild(RowPreview)
    assert preview.isVisible()
    enlarge(150)
    qtbot.waitUntil(preview.isHidden)

    columns = reader.table.model().columns
    shown = {each.name for place, each in enumerate(columns) if not reader.table.isColumnHidden(place)}
    assert {"patient_id", "age", "verdict", "opinion", "file"} <= shown


@pytest.mark.parametrize(("age", "said"), [(None, "Score: not shown, the age is not known"), (3.0, "99%")])
def test_the_preview_shows_no_score_without_an_age(history, reader, age, said):
    keep(history, record("a.jpg", age_years=age))
    reader.page.resize(1300, 700)
    reader.show_new()
    reader.wait_for_files("a.jpg")
    reader.choose(0)

    reader.wait_for(said)
    assert "Pattern" not in reader.says()


@pytest.mark.parametrize("age", [None, 3.0])
def test_the_preview_says_a_clear_pattern_only_with_an_age(history, reader, age, monkeypatch):
    found = record("a.jpg", age_years=age)
    monkeypatch.setattr(decision, "CLEAR_PATTERNS", {found.model: {"viral": 0.6}})
    keep(history, found)
    reader.page.resize(1300, 700)
    reader.show_new()
    reader.wait_for_files("a.jpg")
    reader.choose(0)

    reader.wait_for("Score")
    assert ("Pattern: viral" in reader.says()) == (age is not None)


@pytest.mark.parametrize("age", [None, 3.0])
def test_the_marks_of_table_and_preview_are_red_with_an_age_and_without(history, reader, age, qtbot):
    keep(history, record("a.jpg", age_years=age))
    reader.page.resize(1300, 700)
    reader.show_new()
    reader.wait_for_files("a.jpg")
    reader.choose(0)
    red = colour(Finding.PNEUMONIA, reader.page.palette()).rgb()
    for part in (reader.table, reader.page.findChild(RowPreview)):
        seen = part.grab().toImage()
        inks = {seen.pixel(x, y) for x in range(seen.width()) for y in range(seen.height())}
        assert red in inks


def test_the_preview_shows_each_screening_of_a_file_as_it_was_screened(history, reader, tmp_path, qtbot):
    file = str(saved(tmp_path / "a.png", gradient(40, 60), "PNG"))
    keep(history, record(file), record(file, screened_at=stamp(1), adjustments=(Adjustment.TURNED_90,)))
    reader.page.resize(1300, 700)
    reader.show_new()
    reader.wait_for_files("a.png", "a.png")
    view = reader.page.findChild(RowPreview).findChild(ImageView)
    shapes = set()
    for row in range(2):
        reader.choose(row)
        qtbot.waitUntil(lambda: view.has_image)
        shapes.add((view.image.width(), view.image.height()))

    assert shapes == {(60, 40), (40, 60)}


def test_the_preview_has_no_verdict_for_an_age_that_the_model_is_not_for(history, reader):
    keep(history, with_patient(record("a.jpg"), Patient(age_years=8.0), BUNDLE.input_limits))
    reader.page.resize(1300, 700)
    reader.show_new()
    reader.wait_for_files("a.jpg")
    reader.choose(0)

    reader.wait_for("Not for this age")
    said = says(reader.page.findChild(RowPreview))
    assert "Signs of pneumonia" not in said
    assert "Score" not in said


def test_the_preview_shows_the_whole_name_of_a_file(history, reader, qtbot):
    name = "chest_xray_2026-03-04_ward3_patient_000123_PA_final.jpeg"
    reader.page.resize(1300, 700)
    keep(history, record(name))
    reader.show_new()
    reader.wait_for_files(name)
    reader.choose(0)
    label = reader.page.findChild(NameLabel)
    qtbot.waitUntil(lambda: label.isVisible() and label.height() >= label.heightForWidth(label.width()))

    assert label.accessibleName() == label.text().replace("\u200b", "") == name
    assert label.height() >= 3 * label.fontMetrics().height()
    assert all(label.fontMetrics().horizontalAdvance(part) <= label.width() for part in label.text().split("\u200b"))
