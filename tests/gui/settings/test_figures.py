"""The settings say what each choice costs: in whole numbers, and with intervals for the specialist."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QToolButton

from app.core.screening import Screener
from app.gui.session import Session
from app.settings import Settings
from tests.helpers.panels import part, says
from tests.helpers.settings_pages import settings_page


@pytest.fixture
def session(bundle, tmp_path):
    return Session(Screener.open(bundle, "test"), Settings(), tmp_path / "settings.json")


@pytest.fixture
def page(session, qtbot):
    page = settings_page(session)
    qtbot.addWidget(page)
    page.show()
    return page


def test_the_band_stands_with_what_it_costs(page, session):
    figures = {figure.name: figure for figure in session.bundle.figures}
    uncertain, certain, right = (
        round(100 * figures[name].value) for name in ("Share uncertain", "Accuracy when certain", "Accuracy")
    )
    assert f"of 100 X-rays {uncertain} get no clear result" in says(page)
    assert f"of 100 of the others {certain} are right" in says(page)
    assert f"of 100 {right} are right" in says(page)


def test_the_figures_with_their_intervals_are_for_the_specialist(page, session):
    figure = session.bundle.operating_points[0].sensitivity
    interval = f"{100 * figure.value:.1f} ({100 * figure.low:.1f} to {100 * figure.high:.1f})"
    text = f"Balanced (usual): Of 100 X-rays with pneumonia it finds {interval}"
    (label,) = [each for each in page.findChildren(QLabel) if text in each.text()]
    assert not label.isVisible()
    part(page, QToolButton, "For the specialist").click()

    assert label.isVisible()
    assert figure.population in label.text()
