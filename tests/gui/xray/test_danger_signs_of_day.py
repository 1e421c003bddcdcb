"""Danger signs of the child that were marked on another X-ray of the same day."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from app.core.records import Patient
from app.core.results.history import History
from app.core.review import DangerSign
from app.gui.text.review_text import danger_sign_text, outranking_headline, signs_elsewhere
from app.gui.xray.cards.danger_signs import DangerSignsCard

EARLIER, LATER = "2026-01-02T10:42:00+03:00", "2026-01-02T11:05:00+03:00"
CHILD = Patient("A-1", age_years=3.0)
FITS = DangerSign.CONVULSIONS
TAKE = "Mark them here too"


def keep(sitting, *records) -> None:
    with History(sitting.session.history) as history:
        for each in records:
            history.add(each)


def stored(sitting, record):
    sitting.wait()
    with History(sitting.session.history) as history:
        return next(each.record for each in history.of_patient("A-1", "", 9) if each.record.id == record.id)


@pytest.fixture
def pair(make_grey):
    """The X-ray of today whose danger signs were marked, and another one of the child, of the same day."""
    marked = replace(make_grey("a.png"), screened_at=EARLIER, patient=CHILD, danger_signs=(FITS,))
    shown = replace(make_grey("b.png"), screened_at=LATER, sha256="of-another", patient=CHILD)
    return replace(marked, signs_checked_at=EARLIER), shown


def test_they_are_said_and_nothing_is_ticked_unasked(sitting, pair):
    marked, shown = pair
    keep(sitting, marked, shown)
    sitting.show(shown)

    assert signs_elsewhere(marked) in sitting.reads()
    assert "10:42" in sitting.reads()
    assert danger_sign_text(FITS) in sitting.reads()
    assert stored(sitting, shown).danger_signs == ()


@pytest.mark.parametrize("patient_id", ["a-1", " A-1 "])
def test_they_are_said_however_the_childs_id_was_typed(sitting, pair, patient_id):
    marked, shown = pair
    shown = replace(shown, patient=replace(shown.patient, id=patient_id))
    keep(sitting, marked, shown)
    sitting.show(shown)

    assert signs_elsewhere(marked) in sitting.reads()


def test_a_button_marks_them_on_this_x_ray_too(sitting, pair):
    marked, shown = pair
    keep(sitting, marked, shown)
    sitting.show(shown)
    sitting.part(QPushButton, TAKE).click()

    assert stored(sitting, shown).danger_signs == (FITS,)
    assert stored(sitting, shown).signs_checked_at > EARLIER
    assert outranking_headline([FITS]) in sitting.reads()
    assert not sitting.part(QPushButton, TAKE).isVisible()
    assert sitting.page.findChild(DangerSignsCard).isAncestorOf(sitting.page.window().focusWidget())


def test_they_are_said_when_they_are_marked_while_this_x_ray_is_being_opened(sitting, pair, qtbot):
    marked, shown = pair
    keep(sitting, replace(marked, danger_signs=(), signs_checked_at=""), shown)
    sitting.show(marked)
    sitting.page.findChild(DangerSignsCard).tick((FITS,))
    sitting.page.show_record(shown)

    qtbot.waitUntil(lambda: signs_elsewhere(marked) in sitting.reads())
    sitting.wait()


def test_a_child_without_a_sign_on_the_other_x_ray_or_of_another_day_has_no_card(sitting, pair):
    marked, shown = pair
    keep(sitting, replace(marked, screened_at="2026-01-01T10:42:00+03:00"), shown)
    sitting.show(shown)

    assert not sitting.part(QPushButton, TAKE).isVisible()


def test_the_next_x_ray_does_not_keep_the_card_of_the_one_before(sitting, pair, make_grey):
    marked, shown = pair
    keep(sitting, marked, shown)
    sitting.show(shown)
    sitting.show(replace(make_grey("c.png"), screened_at=LATER, patient=Patient("B-2", age_years=3.0)))

    assert not sitting.part(QPushButton, TAKE).isVisible()
