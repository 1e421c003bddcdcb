"""Words of the report on what people saw and decided."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QImage

from app.core.review import Opinion, Review
from app.gui.report.content import report_text
from app.gui.report.page import Report
from app.gui.text import review_text
from tests.gui.conftest import BUNDLE
from tests.helpers.panels import aged
from tests.helpers.paper import drawn, inked_lines
from tests.helpers.screening_records import record

pytestmark = pytest.mark.usefixtures("qapp")  # fonts need it


def test_a_child_who_was_checked_and_has_no_danger_sign_gets_no_boxes():
    checked = replace(aged("normal.jpg"), signs_checked_by="Asha", signs_checked_at="2026-01-02T10:42:00+03:00")
    text = report_text(checked, BUNDLE)

    assert review_text.no_signs_text(checked) in text.danger_heading
    assert "Asha" in text.danger_heading
    assert "10:42" in text.danger_heading
    assert text.danger_signs == ()
    assert inked_lines(drawn(Report(checked, BUNDLE, QImage(), QImage())))


def test_the_report_says_what_the_file_tells_of_patient_and_study():
    told = record(patient_name="Otieno, Amina", sex="F", study_at="2025-12-24T08:09:00", accession_number="A-1")
    own, others = report_text(told, BUNDLE).facts

    assert [value for _, value in own] == ["P-7", "Otieno, Amina", "3.25 years", "girl / female"]
    assert {("Taken on", "24 Dec 2025, 08:09"), ("Accession no.", "A-1")} <= set(others)


def test_of_an_uncertain_verdict_the_report_has_boxes_for_what_one_sees():
    text = report_text(replace(aged("uncertain.jpg"), review=Review(Opinion.NO_SIGNS)), BUNDLE)

    assert text.decision.opinions[1] == (("Signs", False), ("No signs", True), ("Can't tell", False))


def test_who_makes_the_report_is_named_where_something_was_decided():
    decided = replace(aged("normal.jpg"), review=Review(Opinion.AGREE))

    assert ("Report by", "Asha Mushi") in report_text(decided, BUNDLE, "Asha Mushi").facts[1]
    assert "Asha Mushi" not in str(report_text(aged("normal.jpg"), BUNDLE, "Asha Mushi").facts)
