"""The table's model, by Qt's own tester, by its cells, and by its order."""

from __future__ import annotations

import os
import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon

from app.core.errors import SENTENCES, Reason
from app.core.records import Finding, ScreeningRecord, SourceFacts, Verdict
from app.gui.batch.model import BatchModel
from app.gui.batch.row_order import Filter
from tests.helpers.hostile_names import HOSTILE_NAMES
from tests.helpers.spoken import spoken

FILE, VERDICT, SCORE, PATTERN, REASON = range(5)
DOWN, UP = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def record(file: str, verdict: Verdict, patient_id: str = "") -> ScreeningRecord:
    facts = SourceFacts("DICOM", 9, 9, patient_id=patient_id)
    return ScreeningRecord(file, verdict, facts, "", "fake-1", "0.0.0", "2026-01-01T00:00:00+00:00")


UNSURE = record("/xrays/ward/<b>.jpg", Verdict(Finding.UNCERTAIN, 0.5, "balanced", reasons=(Reason.of("uncertain"),)))
SURE = record("/other/a.jpg", Verdict(Finding.PNEUMONIA, 0.999, "balanced", "viral", 0.71), "Nr-7")
REFUSED = record("/xrays/c.jpg", Verdict(Finding.NOT_ASSESSED, reasons=(Reason.of("file_empty"),)))
WELL = record("/xrays/D.jpg", Verdict(Finding.NORMAL, 0.2, "balanced"))
LESS_SURE = record("/xrays/e.jpg", Verdict(Finding.PNEUMONIA, 0.8, "balanced", "bacterial", 0.6))
ALL = [WELL, REFUSED, LESS_SURE, UNSURE, SURE]


@pytest.fixture
def model(qapp) -> BatchModel:
    model = BatchModel()
    model.clear(os.sep + "xrays")
    return model


def cells(model: BatchModel, row: int, role: int = Qt.ItemDataRole.DisplayRole) -> list[object]:
    return [model.index(row, column).data(role) for column in range(model.columnCount())]


def many(count: int) -> list[ScreeningRecord]:
    chance = random.Random(7)
    findings = [finding for finding in Finding if finding is not Finding.NOT_ASSESSED]
    return [
        record(f"/xrays/{chance.random()}.jpg", Verdict(chance.choice(findings), chance.randrange(50) / 50, "balanced"))
        for _ in range(count)
    ]


def test_qt_finds_no_fault(model, qtmodeltester):
    qtmodeltester.check(model)
    model.add([UNSURE, SURE])
    model.add([])
    model.add([REFUSED])
    qtmodeltester.check(model)
    model.sort(FILE, UP)
    model.add([LESS_SURE, WELL])
    qtmodeltester.check(model)
    model.show_only(Filter({Finding.NORMAL}))
    model.add([WELL, SURE])
    qtmodeltester.check(model)
    model.clear("")
    qtmodeltester.check(model)


def test_the_columns_are_the_readable_ones(model):
    headings = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]

    assert headings == ["File", "Verdict", "Score", "Pattern", "Reason"]


@pytest.mark.skipif(os.name == "nt", reason="the paths are POSIX")
def test_cells_are_in_words(model):
    model.add([UNSURE, SURE, REFUSED])

    assert cells(model, 0) == ["/other/a.jpg", "Signs of pneumonia", "over 99%", "unclear", ""]
    assert cells(model, 1)[:4] == ["ward/<b>.jpg", "Uncertain: have it read", "50%", ""]
    assert cells(model, 1)[4] == Reason.of("uncertain").sentence
    assert cells(model, 2) == ["c.jpg", "Not assessed", "", "", Reason.of("file_empty").sentence]


@pytest.mark.parametrize("at_once", [True, False])
def test_the_most_suspicious_comes_first_however_rows_come(model, at_once):
    for batch in [ALL] if at_once else [[each] for each in ALL]:
        model.add(batch)

    assert model.shown_records == [SURE, LESS_SURE, UNSURE, REFUSED, WELL]
    assert list(model.records) == ALL


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (FILE, [SURE, REFUSED, WELL, LESS_SURE, UNSURE]),
        (VERDICT, [SURE, LESS_SURE, UNSURE, REFUSED, WELL]),
        (SCORE, [REFUSED, WELL, UNSURE, LESS_SURE, SURE]),
        (PATTERN, [WELL, REFUSED, UNSURE, LESS_SURE, SURE]),
        (REASON, [WELL, LESS_SURE, SURE, UNSURE, REFUSED]),
    ],
)
def test_each_column_sorts(model, column, expected):
    model.add(ALL)
    model.sort(column, DOWN)

    assert model.shown_records == expected


def test_reasons_are_sorted_as_they_are_shown(model):
    words = {SENTENCES["uncertain"]: "Picha hii isomwe", SENTENCES["file_empty"]: "Faili hili ni tupu"}
    with spoken(words):
        model.add(ALL)
        model.sort(REASON, DOWN)
        shown = [cells(model, row)[REASON] for row in range(model.rowCount())]

    assert shown == ["", "", "", "Faili hili ni tupu", "Picha hii isomwe"]


@pytest.mark.parametrize("order", [DOWN, UP])
@pytest.mark.parametrize("column", [-1, FILE, VERDICT, SCORE])
def test_rows_that_come_in_parts_stand_as_if_they_had_come_at_once(model, column, order):
    records = many(10_000)
    model.sort(column, order)
    for first in range(0, 10_000, 37):
        model.add(records[first : first + 37])
    in_parts = model.shown_records
    model.sort(column, order)

    assert model.rowCount() == 10_000
    assert model.shown_records == in_parts
    assert [model.row(model.number(row)) for row in range(0, 10_000, 99)] == list(range(0, 10_000, 99))


def test_equal_keys_stay_in_the_order_of_the_files_both_ways(model):
    twins = [record(f"/xrays/{name}.jpg", Verdict(Finding.NORMAL, 0.5, "balanced")) for name in "bca"]
    model.add(twins)
    for order in (DOWN, UP):
        model.sort(SCORE, order)
        assert model.shown_records == twins


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filter({Finding.PNEUMONIA}), [SURE, LESS_SURE]),
        (Filter(set()), []),
        (Filter(text="D.JPG"), [WELL]),
        (Filter(text="WARD"), [UNSURE]),
        (Filter(text="nr-7"), [SURE]),
        (Filter({Finding.NORMAL}, "nr-7"), []),
        (Filter(), [SURE, LESS_SURE, UNSURE, REFUSED, WELL]),
    ],
)
def test_a_filter_keeps_what_fits_before_and_after_it_is_set(model, chosen, expected):
    model.add(ALL[:2])
    model.show_only(chosen)
    model.add(ALL[2:])

    assert model.shown_records == expected
    assert list(model.records) == ALL


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_is_shown_sorted_and_found(model, name):
    hostile = record(os.path.join("/xrays", name), WELL.verdict)
    model.add([hostile, SURE])
    model.sort(FILE, UP)
    model.show_only(Filter(text=name.upper()))

    shown = cells(model, 0)[FILE]
    assert model.shown_records == [hostile]
    assert shown.isprintable()


def test_a_tool_tip_has_the_whole_path_and_never_runs_it_as_html(model):
    model.add([UNSURE])

    assert cells(model, 0, Qt.ItemDataRole.ToolTipRole)[0] == "<span>/xrays/ward/&lt;b&gt;.jpg</span>"


def test_the_verdict_has_a_mark_beside_its_words(model):
    model.add([UNSURE])

    marks = cells(model, 0, Qt.ItemDataRole.DecorationRole)
    assert isinstance(marks[VERDICT], QIcon)
    assert marks[FILE] is None
