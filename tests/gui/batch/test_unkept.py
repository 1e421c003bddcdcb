"""A batch whose results are not all in the history has not come to its end."""

from __future__ import annotations

from app.core.errors import OutputError
from app.core.results.history import History
from app.core.results.unfinished import read_journals


def test_no_journal_ends_while_a_result_is_not_kept(desktop, make_files, monkeypatch):
    def fail(history, record, batch):
        raise OutputError("history_failed", path="there", error="disk full")

    with monkeypatch.context() as patch:
        patch.setattr(History, "add", fail)
        desktop.drop(make_files("a-normal.jpg", "b-normal.jpg"))
        desktop.wait_for("Done. Screened: 2 of 2.")
    (batch,) = read_journals(desktop.history.parent)
    desktop.window.resume(batch)
    desktop.wait_for("Done. Screened: 2 of 2.")

    with History(desktop.history) as history:
        assert history.count() == 2
    assert read_journals(desktop.history.parent) == []
