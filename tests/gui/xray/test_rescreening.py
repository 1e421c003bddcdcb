"""A refused X-ray that was turned or inverted on the screen can be screened as it is shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QPushButton

from app.core.adjustment import Adjustment
from app.core.errors import Reason
from app.core.imaging.source_file import digest
from app.core.records import Finding, Patient, ScreeningRecord, Verdict
from app.core.results.history import History
from app.core.results.history_search import EVERYTHING
from app.core.review import Action, DangerSign, Review
from app.gui.workers.screening import ScreeningWorker
from tests.gui.conftest import ON_ITS_SIDE, REFUSED

TURNED_90, TURNED_180, TURNED_270, INVERTED = Adjustment
SHIFT = Qt.KeyboardModifier.ShiftModifier


def offer(sitting) -> QAbstractButton:
    return sitting.part(QPushButton, "Screen it as it is shown")


def kept(sitting) -> list[ScreeningRecord]:
    with History(sitting.session.history) as history:
        return [stored.record for stored in history.find(EVERYTHING, 9)]


@pytest.fixture
def refused(sitting, make_grey) -> ScreeningRecord:
    """A picture of 900 × 600 that lies on its side, shown and in the history, with what was said of it."""
    record = replace(
        make_grey("side.png", ON_ITS_SIDE),
        patient=Patient("KB-1", age_years=3.0),
        review=Review(action=Action.REFERRED),
        danger_signs=(DangerSign.LETHARGIC,),
    )
    with History(sitting.session.history) as history:
        history.add(record)
    sitting.show(record)
    return record


@pytest.mark.usefixtures("refused")
def test_the_offer_waits_until_the_x_ray_is_shown_otherwise(sitting):
    assert (offer(sitting).isVisible(), offer(sitting).isEnabled()) == (True, False)
    assert offer(sitting).toolTip() == "Turn or invert the X-ray first."
    assert "Turn or invert it with the buttons below the picture, then press:" in sitting.reads()
    sitting.key("r")
    assert offer(sitting).isEnabled()
    sitting.key(Qt.Key.Key_Home)
    assert not offer(sitting).isEnabled()
    sitting.key("i")
    assert offer(sitting).isEnabled()


def test_it_is_screened_as_it_is_shown_for_the_same_child(sitting, refused, qtbot):
    sitting.key("r")
    with qtbot.waitSignal(sitting.page.rescreened) as rescreened:
        offer(sitting).click()
    sitting.wait()
    newest, earlier = kept(sitting)

    assert rescreened.args[0] == refused.id
    assert (newest.verdict.finding, newest.adjustments) == (Finding.PNEUMONIA, (TURNED_90,))
    assert (newest.patient, newest.danger_signs, newest.review) == (refused.patient, refused.danger_signs, Review())
    assert (earlier.id, earlier.verdict, earlier.review) == (refused.id, ON_ITS_SIDE, refused.review)
    assert digest(Path(refused.file)) == refused.sha256 == newest.sha256


@pytest.mark.usefixtures("refused")
def test_what_was_screened_is_what_is_seen_and_the_page_says_so(sitting):
    sitting.key("r")
    sitting.key("s", SHIFT)
    sitting.wait()

    assert "Screened after it was turned by 90° to the right." in sitting.reads()
    assert (sitting.view.image.width(), sitting.view.image.height()) == (600, 900)
    assert (sitting.view.turns, offer(sitting).isVisible()) == (0, False)
    (newest, _) = kept(sitting)
    sitting.show(newest)
    assert (sitting.view.image.width(), sitting.view.image.height()) == (600, 900)


def test_a_batch_screens_what_was_set_upright_before_as_it_was_shown_then(sitting, refused, qtbot):
    sitting.key("r")
    sitting.key("s", SHIFT)
    sitting.wait()
    worker = ScreeningWorker([str(Path(refused.file).parent)], sitting.session)
    with qtbot.waitSignal(worker.record_made) as made:
        sitting.session.threads.start(worker)
    sitting.wait()

    assert (made.args[0].verdict.finding, made.args[0].adjustments) == (Finding.PNEUMONIA, (TURNED_90,))
    assert made.args[0].patient == refused.patient


@pytest.mark.usefixtures("refused")
def test_what_is_refused_again_can_be_turned_further(sitting):
    for _ in range(2):
        sitting.key("r")
    sitting.key("i")
    offer(sitting).click()
    sitting.wait()
    assert kept(sitting)[0].adjustments == (TURNED_180, INVERTED)
    assert "Screened after it was turned by 180° and inverted." in sitting.reads()
    assert not offer(sitting).isEnabled()

    sitting.key("r", SHIFT)
    sitting.key("i")
    offer(sitting).click()
    sitting.wait()
    assert (kept(sitting)[0].verdict.finding, kept(sitting)[0].adjustments) == (Finding.PNEUMONIA, (TURNED_90,))


@pytest.mark.parametrize(
    ("verdict", "is_offered"),
    [
        (ON_ITS_SIDE, True),
        (replace(ON_ITS_SIDE, reasons=(Reason.of("unlike_chest"),)), True),
        (replace(ON_ITS_SIDE, reasons=(Reason.of("turned"), Reason.of("view_not_frontal"))), False),
        (REFUSED, False),
        (Verdict(Finding.NORMAL, 0.1, "balanced"), False),
    ],
)
def test_only_a_picture_that_may_pass_then_is_offered(sitting, make_grey, verdict, is_offered):
    sitting.show(make_grey("grey.png", verdict))
    sitting.key("r")

    assert (offer(sitting).isVisible(), offer(sitting).isEnabled()) == (is_offered, is_offered)


def test_a_file_that_is_gone_is_not_offered(sitting, refused):
    Path(refused.file).unlink()
    sitting.show(refused)

    assert not offer(sitting).isEnabled()
    assert offer(sitting).toolTip() == "The file of this X-ray is not there to be screened."


@pytest.mark.usefixtures("refused")
def test_the_report_does_not_stand_out_beside_the_offer(sitting):
    sitting.page.set_report_action(QAction(sitting.page))
    report = sitting.part(QPushButton, "Report")
    sitting.key("r")
    assert (offer(sitting).property("kind"), report.property("kind")) == ("primary", "plain")

    sitting.key(Qt.Key.Key_Home)
    assert report.property("kind") == "primary"
