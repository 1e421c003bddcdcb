"""The window with the shipped model and the sample X-rays."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QTableView

from app import __version__
from app.core.screening import Screener
from app.gui.picture_view import PictureView


@pytest.fixture
def screener(bundle):
    return Screener.open(bundle, __version__)


@pytest.fixture
def desktop(make_desktop, screener):
    yield from make_desktop(screener)


def test_a_sample_is_shown_with_picture_verdict_score_and_limits(desktop, samples, screener, qtbot):
    sample = samples / "person1073_bacteria_3008.jpeg"
    desktop.drop(sample)

    desktop.wait_for("Signs of pneumonia")
    qtbot.waitUntil(lambda: desktop.part(PictureView, "Picture").has_picture)
    says = desktop.says()
    score = screener.screen_file(str(sample)).verdict.score
    assert score is not None
    assert "%" in says
    assert "Pattern: bacterial" in says
    assert all(limit in says for limit in screener.bundle.limits)


def test_a_folder_of_samples_says_what_the_screener_says(desktop, samples, screener):
    desktop.drop(samples)

    desktop.wait_for("Done. Screened: 6 of 6.")
    model = desktop.part(QTableView, "Results").model()
    assert model.rowCount() == 6
    assert {model.index(row, 1).data() for row in range(6)} <= {
        "Signs of pneumonia",
        "No signs of pneumonia",
        "Uncertain: have it read",
    }
    assert desktop.part(QPushButton, "Export CSV…").isEnabled()
