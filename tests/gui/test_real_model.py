"""The window with the shipped model and the sample X-rays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableView, QToolButton

from app import __version__
from app.core.records import Finding
from app.core.results.history import History
from app.core.results.history_order import Order, SortKey
from app.core.results.history_search import EVERYTHING
from app.core.results.unfinished import UnfinishedBatch
from app.core.screening import Screener
from app.gui.imaging.image_view import ImageView
from app.gui.text.verdict_text import short_finding_text


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
    qtbot.waitUntil(lambda: desktop.part(ImageView, "Picture").has_image)
    desktop.part(QPushButton, "Not known").click()
    desktop.part(QPushButton, "All limits").click()
    says = desktop.says()
    score = screener.screen_file(str(sample)).verdict.score
    assert score is not None
    assert "%" in says
    assert all(limit in says for limit in screener.bundle.limits)


def test_a_small_copy_of_the_picture_is_kept_unless_that_is_not_wanted(desktop, samples, qtbot):
    desktop.drop(samples / "person1073_bacteria_3008.jpeg")
    desktop.wait_for("Signs of pneumonia")
    session = desktop.window.session
    session.change(replace(session.settings, keep_pictures=False))
    desktop.drop(samples / "person1128_bacteria_3069.jpeg")
    desktop.wait_for("person1128_bacteria_3069.jpeg")

    def kept():
        with History(desktop.history) as history:
            stored = history.find(EVERYTHING, 9, Order(SortKey.FILE, is_descending=False))
            return [bool(history.picture(each.record.id)) for each in stored]

    qtbot.waitUntil(lambda: len(kept()) == 2, timeout=20_000)
    assert kept() == [True, False]


def test_a_verdict_says_at_which_operating_point_it_was_made(desktop, samples, screener):
    desktop.window.session.change(replace(desktop.window.session.settings, uncertain_band=False))
    desktop.drop(samples / "person1073_bacteria_3008.jpeg")

    desktop.wait_for("Signs of pneumonia")
    desktop.part(QPushButton, "Not known").click()
    desktop.part(QToolButton, "For the specialist").click()
    threshold = f"{screener.operating_point.threshold:.4f}"
    assert f"balanced, without the uncertain band: threshold {threshold}" in desktop.says()


def test_a_batch_that_was_broken_off_goes_on_at_the_operating_point_that_it_was_begun_at(desktop, samples, screener):
    started_at = datetime.now().astimezone().isoformat(timespec="seconds")
    first = min(str(path) for path in samples.glob("*.jpeg"))
    with History(desktop.history) as history:
        history.add(screener.screen_file(first), "the batch")
        history.add(screener.at_operating_point("high_sensitivity").screen_file(first))  # opened on its own meanwhile
    session = desktop.window.session
    session.change(replace(session.settings, operating_point="high_sensitivity"))
    desktop.window.resume(UnfinishedBatch((str(samples),), started_at, 6, "balanced", id="the batch"))

    desktop.wait_for("Done. Screened: 6 of 6.")
    with History(desktop.history) as history:
        assert history.count() == 7
    batch = desktop.part(QTableView, "Results").model()
    assert {record.verdict.operating_point for record in batch.records} == {"balanced"}


def test_a_folder_of_samples_says_what_the_screener_says(desktop, samples, screener):
    desktop.drop(samples)

    desktop.wait_for("Done. Screened: 6 of 6.")
    model = desktop.part(QTableView, "Results").model()
    assert model.rowCount() == 6
    assert {model.index(row, model.place("verdict")).data() for row in range(6)} <= {
        short_finding_text(finding) for finding in Finding if finding is not Finding.NOT_ASSESSED
    }
    assert desktop.part(QPushButton, "Export 6 to CSV…").isEnabled()


def test_an_x_ray_that_lies_on_its_side_is_screened_as_it_is_turned_on_the_screen(desktop, samples, tmp_path, qtbot):
    sample = samples / "person1073_bacteria_3008.jpeg"
    Image.open(sample).rotate(90, expand=True).save(tmp_path / "side.png")
    desktop.drop(tmp_path / "side.png")
    desktop.wait_for("Not assessed")
    view = desktop.part(ImageView, "Picture")
    qtbot.waitUntil(lambda: view.has_image)
    qtbot.keyClick(view, Qt.Key.Key_R)
    desktop.part(QPushButton, "Screen it as it is shown").click()

    desktop.wait_for("Signs of pneumonia")
    assert "Screened after it was turned by 90° to the right." in desktop.says()
