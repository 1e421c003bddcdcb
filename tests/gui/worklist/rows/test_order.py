"""Changed rows of a batch are put where they belong, one by one, as if all of them were sorted."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.core.records import Finding, Verdict
from app.core.results.history import History
from app.core.results.history_order import MOST_URGENT_FIRST
from app.core.results.history_search import EVERYTHING
from app.core.review import DangerSign
from app.gui.worklist.rows.batch_model import BatchModel
from app.gui.worklist.rows.order import urgency_key
from tests.helpers.screening_records import NOT_ASSESSED, record


def many(count: int):
    chance = random.Random(7)
    findings = [finding for finding in Finding if finding is not Finding.NOT_ASSESSED]
    verdicts = [Verdict(chance.choice(findings), chance.randrange(9) / 9) for _ in range(count)]
    return [record(f"{chance.random()}.jpg", verdict) for verdict in verdicts]


@pytest.mark.parametrize("name", ["", "verdict", "score", "file"])
def test_changed_rows_stand_as_if_all_were_sorted(qapp, name):
    model, records = BatchModel(), many(40)
    model.add(records)
    column = model.place(name) if name else -1
    model.sort(column, Qt.SortOrder.DescendingOrder)
    for each in records[::3]:
        assert model.replace(replace(each, danger_signs=(DangerSign.LETHARGIC,)))
    model.sort_again()
    found = model.shown_records
    model.sort(column, Qt.SortOrder.DescendingOrder)

    assert found == model.shown_records
    assert [model.row_of(each.id) for each in found] == list(range(40))
    if not name:
        assert [bool(each.danger_signs) for each in found] == [True] * 14 + [False] * 26


def test_a_day_of_the_history_has_the_order_of_a_batch(tmp_path):
    verdicts = {
        "refused.png": NOT_ASSESSED,
        "none.png": Verdict(Finding.NORMAL, 0.1),
        "less.png": Verdict(Finding.PNEUMONIA, 0.7),
        "read.png": Verdict(Finding.UNCERTAIN, 0.5),
        "most.png": Verdict(Finding.PNEUMONIA, 0.9),
        "danger.png": Verdict(Finding.NORMAL, 0.2),
    }
    hours = [f"2026-01-02T0{number}:00:00+00:00" for number in range(len(verdicts))]
    made = [record(*each, screened_at=hour) for each, hour in zip(verdicts.items(), hours, strict=True)]
    made[-1] = replace(made[-1], danger_signs=(DangerSign.CONVULSIONS,))
    with History(tmp_path / "history.sqlite3") as history:
        for each in made:
            history.add(each)
        found = [each.record.file for each in history.find(EVERYTHING, 9, MOST_URGENT_FIRST)]

    assert found == ["danger.png", "most.png", "less.png", "read.png", "refused.png", "none.png"]
    assert found == [each.file for each in sorted(made, key=urgency_key)]
