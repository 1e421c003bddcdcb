"""Changed rows of a batch are put where they belong, one by one, as if all of them were sorted."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.core.records import Finding, Verdict
from app.core.review import DangerSign
from app.gui.worklist.rows.batch_model import BatchModel
from tests.helpers.screening_records import record


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
