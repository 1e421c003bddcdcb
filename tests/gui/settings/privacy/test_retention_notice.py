"""What is said of old screenings before they are deleted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.core.results.history import History
from app.gui.session import Session
from app.gui.settings.privacy.retention_notice import RetentionNotice
from app.settings import Settings
from tests.helpers.screening_records import record

OLDER = (
    "Older ones are deleted from the history the next time Kifua starts. X-ray files are kept, but not those that "
    "Kifua received from an X-ray machine: they are deleted too."
)


@pytest.fixture
def session(screener, tmp_path, qtbot):
    session = Session(screener, Settings(data_folder=str(tmp_path)), tmp_path / "settings.json")
    yield session
    qtbot.waitUntil(lambda: not session.threads.is_busy)


@pytest.fixture
def notice(session, qtbot):
    notice = RetentionNotice(session)
    qtbot.addWidget(notice)
    notice.show()
    return notice


def keep(session, days):
    session.change(replace(session.settings, keep_days=days))


def test_for_ever_deletes_nothing(notice):
    assert notice.text() == "They stay until you delete them in the worklist."


def test_without_a_history_nothing_is_counted_and_none_is_made(notice, session):
    keep(session, 30)

    assert notice.text() == OLDER
    assert not session.history.exists()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (30, f"{OLDER} Now these are 2 screenings."),
        (90, f"{OLDER} Now this is 1 screening."),
        (365, OLDER),
    ],
)
def test_it_says_how_many_are_too_old_now(notice, session, qtbot, days, words):
    with History(session.history) as history:
        for ago in (1, 60, 100):
            moment = datetime.now(UTC) - timedelta(days=ago)
            history.add(record(screened_at=moment.isoformat(timespec="seconds")))
    keep(session, days)

    qtbot.waitUntil(lambda: not session.threads.is_busy and notice.text() == words)


def test_it_counts_again_when_it_is_seen_again(notice, session, qtbot):
    keep(session, 30)
    notice.hide()
    with History(session.history) as history:
        history.add(record(screened_at="2020-01-01T00:00:00+00:00"))
    notice.show()

    qtbot.waitUntil(lambda: notice.text() == f"{OLDER} Now this is 1 screening.")
