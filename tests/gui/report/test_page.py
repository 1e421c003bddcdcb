"""The report: one page, whatever is on it, and a PDF file that appears whole or not at all."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPalette

from app.core.errors import OutputError, Reason
from app.core.records import Patient
from app.core.screening import with_patient
from app.gui.report.content import ReportText, report_text
from app.gui.report.page import Report, draw_report, save_pdf
from tests.gui.conftest import BUNDLE, make_record
from tests.helpers.hostile_names import HOSTILE_NAMES
from tests.helpers.paper import A4_PX, drawn, inked_lines, pages, picture
from tests.helpers.screening_records import record

pytestmark = pytest.mark.usefixtures("qapp")  # fonts need it

CHILD = Patient("P-7", "Amina", 0.6667, "F", "Cough for\n4 days")
LONG = Patient("9" * 5000, "W" * 5000, 8.0, "M", "word <b>bold</b>\n" * 2000)
NAMES = ("pneumonia.jpg", "normal.jpg", "uncertain.jpg", "broken.jpg")
LETTER_PX = QSize(850, 1100)


def report(name: str, patient: Patient = CHILD, with_map: bool = True) -> Report:
    made = with_patient(make_record(name), patient, BUNDLE.input_limits)
    return Report(made, BUNDLE, picture(), picture() if with_map else QImage())


def words(text: ReportText) -> str:
    """Return every word of the page."""
    return "\n".join(str(getattr(text, field.name)) for field in fields(text))


def test_it_says_every_fact():
    made = with_patient(make_record("folder/pneumonia.jpg"), CHILD, BUNDLE.input_limits)
    said = words(report_text(made, BUNDLE))

    facts = ("P-7", "Amina", "8 months", "girl / female", "Cough for 4 days", "2026", "00:00", "pneumonia.jpg", "0000…")
    verdict = (
        "Signs of pneumonia",
        "90%",
        "Pattern unclear",
        Reason.of("age_unsuited", low=1, high=5).sentence,
        "Examine the child",
    )
    point = (
        "Below 25% no signs, from 75% on signs",
        "balanced",
        "sensitivity 90.0% (95% interval 80.0% to 100.0%)",
        "specificity 90.0%",
    )
    model = ("It knows nothing.", "It never looks.", "For the tests alone.", "fake-1", "0.0.0")
    by_hand = ("Clinician's decision", "Name", "Signature", "Date")
    for fact in facts + verdict + point + model + by_hand:
        assert fact in said


def test_what_is_not_known_is_said_to_be_not_given():
    text = report_text(make_record("normal.jpg"), BUNDLE)

    assert [fact for _, fact in text.facts].count("not given") == 5
    assert text.applying == "The age is not known; the model was made for 1 to 5 years only."


def test_what_the_file_says_of_the_patient_stands_in_for_the_user():
    facts = dict(report_text(record("child.dcm"), BUNDLE).facts)

    assert (facts["Patient id"], facts["Age"]) == ("P-7", "3.25 years")


def test_a_verdict_that_was_not_made_has_no_score():
    text = report_text(make_record("broken.jpg"), BUNDLE)

    assert text.headline.startswith("Not assessed: This is not a picture")
    assert (text.score, text.point, text.applying) == ("", (), "")


def test_a_record_of_another_model_keeps_its_score_and_loses_the_scale():
    made = make_record("pneumonia.jpg")
    older = replace(made, model="older-1")
    text = report_text(older, BUNDLE)
    assert "older-1" in text.origin
    for other in (older, replace(made, verdict=replace(made.verdict, operating_point="gone"))):
        text = report_text(other, BUNDLE)
        assert "90%" in text.score
        assert text.point == ()


def test_long_texts_are_shortened_and_say_so():
    made = replace(with_patient(make_record("normal.jpg"), LONG, BUNDLE.input_limits), file="x/" + "a" * 5000 + ".png")
    facts = dict(report_text(made, BUNDLE).facts)

    for label in ("Patient id", "Name", "Note", "File"):
        assert "…" in facts[label]
        assert facts[label].endswith("(shortened)")
        assert len(facts[label]) < 300
    assert "a.png" in facts["File"]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_stays_plain_and_on_the_page(name):
    patient = Patient(name, name, 3.0, "F", f"<img src=x> {name}")
    made = replace(make_record(name), patient=patient)

    assert all(fact.isprintable() for _, fact in report_text(made, BUNDLE).facts)
    assert inked_lines(drawn(Report(made, BUNDLE, QImage(), QImage())))[-1] < A4_PX.height() - 1


@pytest.mark.parametrize("size", [A4_PX, LETTER_PX, QSize(400, 500)], ids=["A4", "Letter", "small"])
@pytest.mark.parametrize("patient", [CHILD, LONG, Patient()], ids=["child", "long", "nobody"])
@pytest.mark.parametrize("name", NAMES)
def test_every_verdict_fits_on_one_page(name, patient, size):
    lines = inked_lines(drawn(report(name, patient), size))

    assert lines[0] > 0
    assert size.height() / 4 < lines[-1] < size.height() - 1


def test_pictures_of_any_shape_fit():
    for width, height in ((1, 900), (900, 1), (3000, 3000)):
        page = replace(report("normal.jpg"), picture=picture(width, height), picture_with_map=QImage())
        assert inked_lines(drawn(page))[-1] < A4_PX.height() - 1


def test_the_map_is_drawn_beside_the_picture():
    assert drawn(report("pneumonia.jpg")) != drawn(report("pneumonia.jpg", with_map=False))


def test_paper_is_white_in_a_dark_window(qapp):
    light = drawn(report("normal.jpg"))
    before = QGuiApplication.palette()
    qapp.setPalette(QPalette(QColor("#222222"), QColor("#222222")))
    try:
        assert drawn(report("normal.jpg")) == light
    finally:
        qapp.setPalette(before)


def test_right_to_left_mirrors_the_page(qapp):
    usual = drawn(report("normal.jpg"))
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        mirrored = drawn(report("normal.jpg"))
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    assert mirrored != usual
    title = [QColor(mirrored.pixel(x, y)).lightness() < 128 for y in range(20) for x in range(100)]
    assert not any(title), "the title begins at the right"


@pytest.mark.parametrize("name", NAMES)
def test_a_pdf_has_one_page_and_replaces_an_old_file(tmp_path, name):
    (tmp_path / "report.pdf").write_bytes(b"old")
    save_pdf(report(name, LONG), tmp_path / "report.pdf")
    written = (tmp_path / "report.pdf").read_bytes()

    assert written.startswith(b"%PDF")
    assert pages(written) == 1
    assert [path.name for path in tmp_path.glob("*.pdf*")] == ["report.pdf"]


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    for path in (tmp_path / "absent" / "report.pdf", tmp_path):
        with pytest.raises(OutputError) as caught:
            save_pdf(report("normal.jpg"), path)
        assert caught.value.reason.code == "output_failed"
        assert str(path) in caught.value.reason.sentence


def test_an_old_file_stays_when_the_page_cannot_be_drawn(tmp_path, monkeypatch):
    (tmp_path / "report.pdf").write_bytes(b"old")
    monkeypatch.setattr("app.gui.report.page.draw_report", _fail)
    with pytest.raises(OutputError):
        save_pdf(report("normal.jpg"), tmp_path / "report.pdf")

    assert [(path.name, path.read_bytes()) for path in tmp_path.glob("*report*")] == [("report.pdf", b"old")]


def _fail(page: Report, device: object) -> None:
    raise OutputError("output_failed", path="report", error="broken")


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_device_that_cannot_be_drawn_on_is_said():
    with pytest.raises(OutputError):
        draw_report(report("normal.jpg"), QImage())
