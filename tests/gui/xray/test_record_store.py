"""Changes of a record get into the history in the order in which they were made."""

from __future__ import annotations

import threading
from dataclasses import replace

from app.core.records import Patient
from app.core.results.history import History
from app.gui.xray.record_store import RecordStore
from tests.gui.conftest import make_record


def test_a_change_that_takes_long_to_store_does_not_overwrite_a_newer_one(session, qtbot, qapp, monkeypatch):
    record = make_record("normal.jpg")
    with History(session.history) as history:
        history.add(record)
    newer_came, update = threading.Event(), History.update

    def update_slowly(history, changed, **options):
        if changed.patient.id == "older":
            newer_came.wait(0.3)
        kept = update(history, changed, **options)
        if changed.patient.id == "newer":
            newer_came.set()
        return kept

    monkeypatch.setattr(History, "update", update_slowly)
    store = RecordStore(session, qapp)
    for patient_id in ("older", "newer"):
        store.store(replace(record, patient=Patient(patient_id)))
    qtbot.waitUntil(lambda: not session.threads.is_busy)

    assert newer_came.is_set(), "the threads are not idle before everything is stored"
    with History(session.history) as history:
        assert len(history.of_patient("newer", "another", 9)) == 1
