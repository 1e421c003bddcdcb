"""The model of a batch, by Qt's own tester, by its cells, and by its order."""

from __future__ import annotations

import os
import random
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon

from app.core.errors import Reason
from app.core.records import Finding, Patient, ScreeningRecord, SourceFacts, Verdict
from app.core.review import Action, DangerSign, Opinion, Review
from app.gui.worklist.rows.batch_model import BatchModel
from app.gui.worklist.rows.filter import Counts, RowFilter
from tests.helpers.hostile_names import HOSTILE_NAMES

DOWN, UP = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def record(file: str, verdict: Verdict, patient_id: str = "", **changes) -> ScreeningRecord:
    facts = SourceFacts("DICOM", 9, 9, patient_id=patient_id)
    made = ScreeningRecord(file, verdict, facts, "", "fake-1", "0.0.0", "2026-01-01T00:00:00+00:00")
    return replace(made, **changes)


UNSURE = record("/xrays/ward/<b>.jpg", Verdict(Finding.UNCERTAIN, 0.5, "balanced", reasons=(Reason.of("uncertain"),)))
SURE = record("/other/a.jpg", Verdict(Finding.PNEUMONIA, 0.999, "balanced", "viral", 0.71), "Nr-7")
REFUSED = record("/xrays/c.jpg", Verdict(Finding.NOT_ASSESSED, reasons=(Reason.of("file_empty"),)))
WELL = record("/xrays/D.jpg", Verdict(Finding.NORMAL, 0.2, "balanced"), seen_at="2026-01-01T01:00:00+00:00")
LESS_SURE = record(
    "/xrays/e.jpg",
    Verdict(Finding.PNEUMONIA, 0.8, "balanced", "bacterial", 0.6),
    patient=Patient("KB-1", "Amina", 3.0, note="cough"),
    review=Review(Opinion.AGREE, Action.TREATED, "asked the doctor"),
)
ALL = [WELL, REFUSED, LESS_SURE, UNSURE, SURE]


@pytest.fixture
def model(qapp) -> BatchModel:
    model = BatchModel()
    model.clear(os.sep + "xrays")
    return model


def cells(model: BatchModel, row: int, role: int = Qt.ItemDataRole.DisplayRole) -> list[object]:
    return [model.index(row, column).data(role) for column in range(model.columnCount())]


def sort(model: BatchModel, name: str, order: Qt.SortOrder = DOWN) -> None:
    model.sort(model.place(name), order)


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
    sort(model, "file", UP)
    model.add([LESS_SURE, WELL])
    qtmodeltester.check(model)
    model.show_only(RowFilter(Finding.NORMAL))
    model.add([record("/xrays/f.jpg", WELL.verdict)])
    model.remove([WELL.id])
    qtmodeltester.check(model)
    model.clear("")
    qtmodeltester.check(model)


@pytest.mark.skipif(os.name == "nt", reason="the paths are POSIX")
def test_cells_are_in_words(model):
    model.add([UNSURE, SURE, LESS_SURE])

    assert cells(model, 0)[2:7] == ["Nr-7", "–", "Signs of pneumonia", "age?", "–"]
    assert cells(model, 1)[2:7] == ["KB-1 Amina", "3 years", "Signs of pneumonia", "80%", "Agree · Treated"]
    assert cells(model, 2)[4:7] == ["Have it read", "age?", "–"]
    assert [cells(model, row)[-1] for row in range(3)] == ["/other/a.jpg", "e.jpg", "ward/<b>.jpg"]


def test_what_nobody_has_opened_says_so(model):
    model.add([WELL, UNSURE])

    assert [cells(model, row)[0] for row in range(2)] == ["Not seen", ""]


@pytest.mark.parametrize("at_once", [True, False])
def test_the_most_suspicious_comes_first_however_rows_come(model, at_once):
    for batch in [ALL] if at_once else [[each] for each in ALL]:
        model.add(batch)

    assert model.shown_records == [SURE, LESS_SURE, UNSURE, REFUSED, WELL]
    assert list(model.records) == ALL


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("seen_at", [SURE, REFUSED, LESS_SURE, UNSURE, WELL]),
        ("patient_id", [WELL, REFUSED, UNSURE, LESS_SURE, SURE]),
        ("age", [SURE, WELL, REFUSED, UNSURE, LESS_SURE]),
        ("verdict", [SURE, LESS_SURE, UNSURE, REFUSED, WELL]),
        ("score", [REFUSED, WELL, UNSURE, LESS_SURE, SURE]),
        ("opinion", [SURE, WELL, REFUSED, UNSURE, LESS_SURE]),
        ("file", [SURE, REFUSED, WELL, LESS_SURE, UNSURE]),
    ],
)
def test_each_column_sorts_both_ways(model, name, expected):
    model.add(ALL)
    sort(model, name)
    assert model.shown_records == expected
    sort(model, name, UP)

    assert model.shown_records == expected[::-1]


@pytest.mark.parametrize("order", [DOWN, UP])
@pytest.mark.parametrize("name", ["verdict", "file", "score", "seen_at"])
def test_rows_that_come_in_parts_stand_as_if_they_had_come_at_once(model, name, order):
    records = many(5_000)
    sort(model, name, order)
    for first in range(0, 5_000, 37):
        model.add(records[first : first + 37])
    in_parts = model.shown_records
    sort(model, name, order)

    assert model.rowCount() == 5_000
    assert model.shown_records == in_parts
    assert [model.row_of(model.record(row).id) for row in range(0, 5_000, 99)] == list(range(0, 5_000, 99))


@pytest.mark.parametrize("order", [DOWN, UP])
@pytest.mark.parametrize("name", ["verdict", "score", "seen_at", "patient_id"])
def test_equal_keys_stand_the_same_whichever_record_comes_first(model, name, order):
    twins = [record(f"/xrays/{letter}.jpg", Verdict(Finding.NORMAL, 0.5, "balanced")) for letter in "bca"]
    sort(model, name, order)
    model.add(twins)
    before = model.shown_records
    model.clear(os.sep + "xrays")
    model.restore([twins[1]])  # as after a resume: what was done comes back first
    model.add([twins[2], twins[0]])

    assert model.shown_records == before


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (RowFilter(Finding.PNEUMONIA), [SURE, LESS_SURE]),
        (RowFilter(Finding.NOT_ASSESSED), [REFUSED]),
        (RowFilter(is_unseen=True), [SURE, LESS_SURE, UNSURE, REFUSED]),
        (RowFilter(text="D.JPG"), [WELL]),
        (RowFilter(text="WARD"), [UNSURE]),
        (RowFilter(text="nr-7"), [SURE]),
        (RowFilter(text="amina COUGH"), [LESS_SURE]),
        (RowFilter(text="doctor"), [LESS_SURE]),
        (RowFilter(Finding.NORMAL, text="nr-7"), []),
        (RowFilter(), [SURE, LESS_SURE, UNSURE, REFUSED, WELL]),
    ],
)
def test_a_filter_keeps_what_fits_before_and_after_it_is_set(model, chosen, expected):
    model.add(ALL[:2])
    model.show_only(chosen)
    model.add(ALL[2:])

    assert model.shown_records == expected
    assert list(model.records) == ALL


def test_the_counts_are_of_what_has_the_words_whatever_kind_is_shown(model):
    model.add(ALL[:3])
    model.show_only(RowFilter(Finding.NORMAL, text="xrays"))
    model.add(ALL[3:])

    assert model.counts == Counts(
        4, {Finding.NORMAL: 1, Finding.NOT_ASSESSED: 1, Finding.PNEUMONIA: 1, Finding.UNCERTAIN: 1}, unseen=3
    )
    assert model.counts.of(RowFilter(Finding.NORMAL)) == 1
    assert model.counts.of(RowFilter(is_unseen=True)) == 3


def test_a_changed_record_keeps_its_row_until_the_rows_are_sorted_again(model, qtbot):
    model.add(ALL)
    sort(model, "seen_at")
    model.show_only(RowFilter(is_unseen=True))
    before = model.shown_records
    seen = replace(REFUSED, seen_at="2026-01-01T02:00:00+00:00")
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        assert model.replace(seen)

    assert model.shown_records == [seen if each is REFUSED else each for each in before]
    assert model.row_of(REFUSED.id) == before.index(REFUSED)
    assert model.counts.unseen == 3
    model.show_only(RowFilter(is_unseen=True))
    assert seen not in model.shown_records
    assert not model.replace(record("elsewhere.jpg", WELL.verdict))


def in_danger(made: ScreeningRecord) -> ScreeningRecord:
    return replace(made, danger_signs=(DangerSign.LETHARGIC,))


def test_a_child_with_a_danger_sign_stands_first_whatever_the_verdict(model):
    model.add([UNSURE, SURE, in_danger(WELL)])
    model.add([in_danger(LESS_SURE), REFUSED])

    assert model.shown_records == [in_danger(LESS_SURE), in_danger(WELL), SURE, UNSURE, REFUSED]
    model.show_only(RowFilter(has_danger_sign=True))
    assert model.shown_records == [in_danger(LESS_SURE), in_danger(WELL)]
    assert model.counts.of(RowFilter(has_danger_sign=True)) == 2


def test_a_child_whose_danger_sign_is_ticked_stands_first_when_the_rows_are_sorted_again(model, qtbot):
    model.add(ALL)
    model.show_only(RowFilter(is_unseen=True))
    seen = replace(in_danger(REFUSED), seen_at="2026-01-01T02:00:00+00:00")
    model.replace(seen)
    assert model.row_of(REFUSED.id) == 3
    model.sort_again()

    assert model.shown_records == [seen, SURE, LESS_SURE, UNSURE], "what is seen now stays until it is filtered again"
    with qtbot.assertNotEmitted(model.modelReset):
        model.sort_again()


def test_rows_can_still_be_placed_after_a_record_has_changed(model):
    model.add(ALL)
    model.replace(replace(WELL, verdict=Verdict(Finding.PNEUMONIA, 0.9, "balanced")))
    new = record("/xrays/f.jpg", Verdict(Finding.NORMAL, 0.3, "balanced"))
    model.add([new])

    assert [model.row_of(each.id) for each in model.shown_records] == list(range(6))
    assert model.shown_records.index(new) == 4


def test_removed_records_are_returned_and_can_come_back(model):
    model.add(ALL)
    assert model.remove([WELL.id, SURE.id, "unknown"]) == [WELL, SURE]
    assert model.shown_records == [LESS_SURE, UNSURE, REFUSED]
    assert model.counts.total == 3
    model.restore([WELL, SURE])

    assert model.shown_records == [SURE, LESS_SURE, UNSURE, REFUSED, WELL]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_is_shown_sorted_and_found(model, name):
    hostile = record(os.path.join("/xrays", name), WELL.verdict)
    model.add([hostile, SURE])
    sort(model, "file", UP)
    model.show_only(RowFilter(text=" ".join(name.upper().split())))

    assert model.shown_records == [hostile]
    assert cells(model, 0)[-1].isprintable()


def test_a_tool_tip_has_the_whole_path_and_never_runs_it_as_html(model):
    model.add([UNSURE])

    assert cells(model, 0, Qt.ItemDataRole.ToolTipRole)[-1].startswith("<span>/xrays/ward/&lt;b&gt;.jpg")


def test_the_verdict_has_a_mark_beside_its_words(model):
    model.add([UNSURE])

    marks = cells(model, 0, Qt.ItemDataRole.DecorationRole)
    assert [isinstance(mark, QIcon) for mark in marks] == [
        model.columns[place].name == "verdict" for place in range(len(marks))
    ]


def test_a_danger_sign_is_said_with_the_verdict_to_a_screen_reader_and_in_the_tool_tip(model):
    model.add([replace(UNSURE, danger_signs=(DangerSign.CONVULSIONS, DangerSign.LOW_OXYGEN))])
    said = "Danger sign: Convulsions, now or before · Oxygen below 90%. Have it read"

    verdict = model.place("verdict")
    assert cells(model, 0)[verdict] == "Have it read"
    assert cells(model, 0, Qt.ItemDataRole.AccessibleTextRole)[verdict] == said
    assert cells(model, 0, Qt.ItemDataRole.ToolTipRole)[verdict] == f"<span>{said}</span>"
