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

pytestmark = pytest.mark.usefixtures("qapp")  # fonts need it


def test_a_child_who_was_checked_and_has_no_danger_sign_gets_no_boxes():
    checked = replace(aged("normal.jpg"), signs_checked_by="Asha", signs_checked_at="2026-01-02T10:42:00+03:00")
    text = report_text(checked, BUNDLE)

    assert review_text.no_signs_text(checked) in text.danger_heading
    assert "Asha" in text.danger_heading
    assert "10:42" in text.danger_heading
    assert text.danger_signs == ()
    assert inked_lines(drawn(Report(checked, BUNDLE, QImage(), QImage())))


def test_of_an_uncertain_verdict_the_report_has_boxes_for_what_one_sees():
    text = report_text(replace(aged("uncertain.jpg"), review=Review(Opinion.NO_SIGNS)), BUNDLE)

    assert text.decision.opinions[1] == (("Signs", False), ("No signs", True), ("Can't tell", False))
