"""The question whether an interrupted batch goes on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.core.results.unfinished import UnfinishedBatch
from app.core.screening import Screener
from app.gui.session import Session
from app.gui.startup.resume_dialog import resume_dialog, resume_sentence
from app.settings import Settings

STARTED = "2026-01-01T00:00:00+00:00"


@pytest.fixture
def session(bundle, tmp_path, qapp):
    return Session(Screener.open(bundle, "test"), Settings(), tmp_path / "settings.json")


def test_the_question_says_why_it_comes_and_how_far_the_batch_came(qtbot, session):
    parent = QWidget()
    qtbot.addWidget(parent)
    left = UnfinishedBatch(("/xrays/<b>ward",), STARTED, 12_034, "balanced", 8_113)
    box = resume_dialog(parent, left, session, print)

    assert resume_sentence(left) == box.text()
    assert box.text() == "Kifua was closed before “<b>ward” was finished: 8,113 of 12,034 done."
    assert box.informativeText() == "/xrays/<b>ward\nBegun: 1 Jan 2026, 00:00\nWhat is done stays in the worklist."
    assert box.textFormat() == Qt.TextFormat.PlainText


def test_the_question_says_that_a_batch_goes_on_as_it_was_begun(qtbot, session):
    parent = QWidget()
    qtbot.addWidget(parent)
    session.change(Settings(operating_point="high_sensitivity", uncertain_band=False))
    box = resume_dialog(parent, UnfinishedBatch(("/xrays",), STARTED, 2, "balanced", 1), session, print)

    assert box.informativeText().splitlines()[3:] == [
        "It goes on as it was begun: balanced. The settings now say: careful, without the uncertain band. "
        "To use them, open the folder again.",
    ]


def test_a_batch_of_which_nothing_is_known_is_asked_about_without_figures():
    left = UnfinishedBatch(("/xrays",), STARTED, None)

    assert resume_sentence(left) == "Kifua was closed before “xrays” was begun."


@pytest.mark.parametrize(
    ("button", "answer"), [("Continue", "accepted"), ("Not now", "rejected"), ("Forget it", "forgotten")]
)
def test_each_answer_is_told_apart(qtbot, session, button, answer):
    parent = QWidget()
    qtbot.addWidget(parent)
    answers = []
    left = UnfinishedBatch(("/xrays",), STARTED, 2, "balanced", 1)
    box = resume_dialog(parent, left, session, lambda: answers.append("forgotten"))
    box.accepted.connect(lambda: answers.append("accepted"))
    box.rejected.connect(lambda: answers.append("rejected"))
    box.open()
    next(each for each in box.buttons() if each.text() == button).click()

    assert answers == [answer]
    assert isinstance(box, QMessageBox)
