"""The statistics page over a history that a test fills."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.core.results.history import History
from app.core.review import Opinion, Review
from app.gui.session import Session
from app.gui.statistics.page import StatisticsPage
from app.settings import Settings
from tests.helpers.screening_records import PNEUMONIA, record


@pytest.fixture
def today() -> date:
    return datetime.now().astimezone().date()


@pytest.fixture
def session(screener, tmp_path, qtbot) -> Iterator[Session]:
    made = Session(screener, Settings(data_folder=str(tmp_path / "data")), tmp_path / "settings.json")
    yield made
    qtbot.waitUntil(lambda: not made.threads.is_busy)


@pytest.fixture
def screened(session, today):
    """Return a function that stores screenings of some days ago, with a verdict and an opinion."""
    number = iter(range(10**6))

    def store(days_ago: int, count: int = 1, verdict=PNEUMONIA, opinion: Opinion | None = None) -> None:
        moment = f"{today - timedelta(days=days_ago)}T12:00:00+00:00"
        with History(session.history) as history:
            for _ in range(count):
                made = record(verdict=verdict, screened_at=moment, review=Review(opinion))
                own = f"{next(number):032x}"
                history.add(replace(made, id=own, sha256=own))

    return store


@pytest.fixture
def show(session, qtbot):
    """Return a function that shows the page and waits until it has counted."""

    def open_page() -> StatisticsPage:
        page = StatisticsPage(session)
        qtbot.addWidget(page)
        page.resize(1200, 700)
        page.show()
        qtbot.waitUntil(lambda: page.statistics is not None and not session.threads.is_busy)
        return page

    return open_page
