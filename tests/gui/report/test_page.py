"""The report on one screening: one full page, whatever is on it."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPalette

from app.core.adjustment import Adjustment
from app.core.records import Finding, Patient
from app.core.review import Action, DangerSign, Opinion, Review
from app.core.screening import with_patient
from app.gui.report.content import ReportText, report_text
from app.gui.report.letterhead import Letterhead
from app.gui.report.page import Report, ReportRequest, verdict_colours
from app.gui.text import review_text, verdict_text
from app.gui.theme.finding_marks import colour
from tests.gui.conftest import BUNDLE, make_record
from tests.helpers.hostile_names import HOSTILE_NAMES
from tests.helpers.paper import A4_PX, LETTER_PX, drawn, inked_lines, picture, widest_gap
from tests.helpers.screening_records import record

pytestmark = pytest.mark.usefixtures("qapp")  # fonts need it

CHILD = Patient("P-7", "Amina", 1.5, "F", "Cough for\n4 days")
LONG = Patient("9" * 5000, "W" * 5000, 8.0, "M", "word <b>bold</b>\n" * 2000)
NAMES = ("pneumonia.jpg", "normal.jpg", "uncertain.jpg", "broken.jpg")
DECIDED = Review(Opinion.DISAGREE, Action.REFERRED, "Fast\nbreathing", "Asha", "2026-01-02T10:50:00+03:00")
TALKATIVE = Review(Opinion.DISAGREE, Action.REFERRED, "word " * 2000, "W" * 5000, "2026-01-02T10:50:00+03:00")


def report(name: str, patient: Patient = CHILD, with_map: bool = True) -> Report:
    made = with_patient(make_record(name), patient, BUNDLE.input_limits)
    return Report(made, BUNDLE, picture(), picture() if with_map else QImage())


def words(text: object) -> str:
    """Return every word of the page."""
    return "\n".join(str(getattr(text, field.name)) for field in fields(text))


def facts_of(text: ReportText) -> dict[str, str]:
    return dict([*text.facts[0], *text.facts[1]])


def test_it_says_every_fact():
    made = with_patient(make_record("folder/pneumonia.jpg"), CHILD, BUNDLE.input_limits)
    said = words(report_text(made, BUNDLE))

    facts = ("P-7", "Amina", "18 months", "girl / female", "Cough for 4 days", "2026", "00:00", "pneumonia.jpg")
    verdict = ("Signs of pneumonia", "90%", "Examine the child")
    model = ("It knows nothing.", "It never looks.", "For the tests alone.", "fake-1", "0.0.0")
    by_hand = ("Clinician's decision", "Name", "Signature", "Date")
    for fact in (*facts, *verdict, *model, *by_hand):
        assert fact in said
    assert "unclear" not in said


def test_a_caption_stands_below_the_middle_of_its_picture():
    page = drawn(replace(report("normal.jpg"), picture=picture(20, 60), picture_with_map=picture(20, 60)))
    half, grey = range(page.width() // 2), QColor("gray")
    of_picture = {y: [x for x in half if page.pixelColor(x, y) == grey] for y in range(page.height())}
    lines = [y for y, columns in of_picture.items() if 100 < len(columns) < 200]  # a rule is longer
    columns = of_picture[lines[0]]
    below = range(lines[-1] + 3, lines[-1] + 14)
    inked = [x for x in half if any(page.pixelColor(x, y).lightness() < 200 for y in below)]

    assert abs((columns[0] + columns[-1]) / 2 - (inked[0] + inked[-1]) / 2) < 4


def test_it_says_how_the_picture_was_turned_before_it_was_screened():
    adjusted = replace(make_record("side.jpg"), adjustments=(Adjustment.TURNED_270, Adjustment.INVERTED))
    facts = facts_of(report_text(adjusted, BUNDLE))

    assert facts["Picture"] == "Screened after it was turned by 90° to the left and inverted."
    assert "Picture" not in facts_of(report_text(make_record("side.jpg"), BUNDLE))


@pytest.mark.parametrize("years", [4 / 12, 8.0])
def test_an_age_that_the_model_was_not_made_for_gets_no_answer_on_paper_either(years):
    made = with_patient(make_record("pneumonia.jpg"), replace(CHILD, age_years=years), BUNDLE.input_limits)
    text = report_text(made, BUNDLE)
    page = drawn(Report(made, BUNDLE, QImage(), QImage()))

    assert (text.headline, text.next_step) == (verdict_text.unsuited_text(), verdict_text.unsuited_step())
    assert text.warnings == tuple(verdict_text.age_reasons(made.verdict))
    assert (text.score, text.pattern, text.decision.opinions[1]) == ("", "", ())
    assert first_line_of(verdict_colours(Finding.PNEUMONIA)[0], page) is None


@pytest.mark.parametrize("name", NAMES)
def test_it_speaks_no_jargon(name):
    said = words(report_text(make_record(name), BUNDLE)).lower()

    for word in ("operating point", "sensitivity", "specificity", "auroc", "sha", "balanced", "0000"):
        assert word not in said


def test_what_is_not_known_is_left_to_be_written_by_hand():
    text = report_text(make_record("normal.jpg"), BUNDLE)

    assert [fact for _, fact in text.facts[0]] == [""] * 4
    assert [label for label, _ in text.facts[1]] == ["X-ray file"], "an empty note takes no room"
    assert text.condition == "Age not given: this holds only for children of 1 to 5 years."


def test_what_the_file_says_of_the_patient_stands_in_for_the_user():
    facts = facts_of(report_text(record("child.dcm"), BUNDLE))

    assert (facts["Patient id"], facts["Age"]) == ("P-7", "3.25 years")


def test_the_danger_signs_that_the_child_has_are_ticked():
    signs = (DangerSign.CONVULSIONS, DangerSign.LOW_OXYGEN)
    none = report_text(make_record("normal.jpg"), BUNDLE)
    text = report_text(replace(make_record("normal.jpg"), danger_signs=signs), BUNDLE)

    assert text.danger_signs == tuple((review_text.danger_sign_text(each), each in signs) for each in DangerSign)
    assert not any(is_ticked for _, is_ticked in none.danger_signs)
    assert text.danger_heading != none.danger_heading
    assert text.danger_heading == review_text.outranking_headline(signs)
    assert (text.danger_step, none.danger_step) == (review_text.outranking_step(signs), "")


def test_a_danger_sign_is_red_above_the_verdict():
    well = replace(report("normal.jpg"), picture=QImage(), picture_with_map=QImage())
    ill = replace(well, record=replace(well.record, danger_signs=(DangerSign.LETHARGIC,)))
    red, green = (verdict_colours(finding)[0] for finding in (Finding.PNEUMONIA, Finding.NORMAL))

    assert first_line_of(red, drawn(well)) is None
    assert first_line_of(red, drawn(ill)) < first_line_of(green, drawn(ill))


def first_line_of(ink: QColor, page: QImage) -> int | None:
    """Return the first line of a page with a colour in it."""
    lines = (y for y in range(page.height()) for x in range(page.width()) if page.pixelColor(x, y) == ink)
    return next(lines, None)


def test_without_an_age_neither_score_nor_pattern_is_printed():
    usual = report("pneumonia.jpg")
    unknown = report("pneumonia.jpg", Patient())
    text = report_text(unknown.record, BUNDLE)

    assert (text.score, text.pattern) == ("Score: not shown, the age is not known.", "")
    assert "90%" in report_text(usual.record, BUNDLE).score


def test_without_an_age_the_verdict_is_printed_without_its_colour():
    pages = [
        replace(report("pneumonia.jpg", child), picture=QImage(), picture_with_map=QImage())
        for child in (Patient(), CHILD)
    ]
    grey, red = (verdict_colours(finding)[1] for finding in (Finding.NOT_ASSESSED, Finding.PNEUMONIA))
    unknown, known = map(drawn, pages)

    assert (first_line_of(grey, unknown) is None, first_line_of(red, unknown)) == (False, None)
    assert (first_line_of(grey, known), first_line_of(red, known) is None) == (None, False)


def test_the_decision_is_printed_where_it_was_made():
    text = report_text(replace(make_record("normal.jpg"), review=DECIDED), BUNDLE).decision

    assert [words for words, is_ticked in text.opinions[1] if is_ticked] == [review_text.opinion_text(Opinion.DISAGREE)]
    assert [words for words, is_ticked in text.actions[1] if is_ticked] == [review_text.action_text(Action.REFERRED)]
    assert text.note[1] == "Fast breathing"
    assert [fact for _, fact in text.signed] == ["Asha", "", "2 Jan 2026, 10:50"]


def test_a_decision_that_was_not_made_leaves_boxes_and_lines():
    text = report_text(make_record("normal.jpg"), BUNDLE).decision

    assert (len(text.opinions[1]), len(text.actions[1])) == (3, len(Action))
    assert not any(is_ticked for _, is_ticked in text.opinions[1] + text.actions[1])
    assert [fact for _, fact in (text.note, *text.signed)] == [""] * 4


def test_a_verdict_that_was_not_made_has_no_score_and_asks_for_no_opinion():
    text = report_text(make_record("broken.jpg"), BUNDLE)

    assert text.headline.startswith("Not assessed: This is not a picture")
    assert (text.score, text.pattern, text.condition) == ("", "", "")
    assert text.decision.opinions[1] == ()


def test_a_record_of_another_model_keeps_its_score_and_loses_the_scale():
    usual = report("pneumonia.jpg")
    older = replace(usual.record, model="older-1")
    assert "older-1" in report_text(older, BUNDLE).origin
    for other in (older, replace(older, verdict=replace(older.verdict, operating_point="gone"))):
        assert "90%" in report_text(other, BUNDLE).score
        assert drawn(replace(usual, record=other)) != drawn(usual)


def test_long_texts_are_shortened_and_say_so():
    made = replace(with_patient(make_record("normal.jpg"), LONG, BUNDLE.input_limits), file="x/" + "a" * 5000 + ".png")
    text = report_text(replace(made, review=TALKATIVE), BUNDLE)
    facts = facts_of(text)

    for fact in (*(facts[label] for label in ("Patient id", "Name", "Note", "X-ray file")), text.decision.note[1]):
        assert "…" in fact
        assert fact.endswith("(shortened)")
        assert len(fact) < 300
    assert "a.png" in facts["X-ray file"]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_stays_plain_and_on_the_page(name):
    patient = Patient(name, name, 3.0, "F", f"<img src=x> {name}")
    made = replace(make_record(name), patient=patient, review=Review(Opinion.AGREE, None, name, name))
    text = report_text(made, BUNDLE)

    assert all(fact.isprintable() for _, fact in (*text.facts[0], *text.facts[1], text.decision.note))
    assert inked_lines(drawn(Report(made, BUNDLE, QImage(), QImage())))[-1] < A4_PX.height() - 1


@pytest.mark.parametrize("size", [A4_PX, LETTER_PX, QSize(400, 500)], ids=["A4", "Letter", "small"])
@pytest.mark.parametrize("patient", [CHILD, LONG, Patient()], ids=["child", "long", "nobody"])
@pytest.mark.parametrize("name", NAMES)
def test_every_verdict_fits_on_one_page(name, patient, size):
    page = report(name, patient)
    talkative = replace(page, record=replace(page.record, review=TALKATIVE, danger_signs=tuple(DangerSign)))
    for each in (page, talkative):
        lines = inked_lines(drawn(each, size))

        assert 0.95 * size.height() < lines[-1] < size.height() - 1, "the last line is at the foot"


@pytest.mark.parametrize("size", [A4_PX, LETTER_PX], ids=["A4", "Letter"])
@pytest.mark.parametrize("with_picture", [True, False])
@pytest.mark.parametrize("name", NAMES)
def test_no_part_of_the_page_is_empty(name, with_picture, size):
    page = report(name, Patient())
    bare = page if with_picture else replace(page, picture=QImage(), picture_with_map=QImage())

    assert widest_gap(drawn(bare, size)) < size.height() / 12


def test_pictures_of_any_shape_fit():
    for width, height in ((1, 900), (900, 1), (3000, 3000)):
        page = replace(report("normal.jpg"), picture=picture(width, height), picture_with_map=QImage())
        assert inked_lines(drawn(page))[-1] < A4_PX.height() - 1


def test_an_x_ray_alone_is_shown_large():
    page = drawn(replace(report("normal.jpg", Patient()), picture=picture(1200, 900), picture_with_map=QImage()))
    grey = [x for x in range(page.width()) if QColor(page.pixel(x, page.height() // 2 - 60)) == QColor("gray")]

    assert len(grey) > 0.6 * page.width()


def test_the_map_is_drawn_beside_the_picture():
    assert drawn(report("pneumonia.jpg")) != drawn(report("pneumonia.jpg", with_map=False))


def test_a_picture_without_a_map_is_shown_once():
    request = ReportRequest(make_record("broken.jpg"), BUNDLE, lambda: (picture(), picture()))

    assert request.make().picture_with_map.isNull()


def test_the_clinic_and_its_logo_are_at_the_head():
    usual = report("normal.jpg")
    named = replace(usual, letterhead=Letterhead("Health Centre " * 8, "Asha"))
    with_logo = replace(usual, letterhead=Letterhead("Health Centre", "Asha", picture(200, 50)))

    assert len({drawn(page).copy(0, 0, 827, 120).constBits().tobytes() for page in (usual, named, with_logo)}) == 3
    for page in (named, with_logo):
        assert inked_lines(drawn(page))[-1] < A4_PX.height() - 1


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

    assert [_has_bar(usual, x) for x in (1, usual.width() - 2)] == [True, False]
    assert [_has_bar(mirrored, x) for x in (1, usual.width() - 2)] == [False, True]


def _has_bar(page: QImage, x: int) -> bool:
    """Tell whether the bar of the verdict's band crosses a column of points."""
    ink = colour(Finding.NORMAL, QPalette(QColor("white"), QColor("white")))
    return any(QColor(page.pixel(x, y)) == ink for y in range(page.height()))
