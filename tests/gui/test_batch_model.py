"""The table's model, by Qt's own tester and by its cells."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon

from app.core.errors import Reason
from app.core.records import Finding, ScreeningRecord, Verdict
from app.gui.batch_model import SORT_ROLE, BatchModel


def record(file: str, verdict: Verdict) -> ScreeningRecord:
    return ScreeningRecord(file, verdict, None, "", "fake-1", "0.0.0", "2026-01-01T00:00:00+00:00")


UNSURE = record("/xrays/ward/<b>.jpg", Verdict(Finding.UNCERTAIN, 0.5, "balanced", reasons=(Reason.of("uncertain"),)))
SURE = record("/other/a.jpg", Verdict(Finding.PNEUMONIA, 0.999, "balanced", "viral", 0.71))
REFUSED = record("/xrays/c.jpg", Verdict(Finding.NOT_ASSESSED, reasons=(Reason.of("file_empty"),)))


@pytest.fixture
def model(qapp) -> BatchModel:
    model = BatchModel()
    model.clear(os.sep + "xrays")
    return model


def cells(model: BatchModel, row: int, role: int = Qt.ItemDataRole.DisplayRole) -> list[object]:
    return [model.index(row, column).data(role) for column in range(model.columnCount())]


def test_qt_finds_no_fault(model, qtmodeltester):
    qtmodeltester.check(model)
    model.add([UNSURE, SURE])
    model.add([])
    model.add([REFUSED])
    qtmodeltester.check(model)
    model.clear("")
    qtmodeltester.check(model)


def test_the_columns_are_the_readable_ones(model):
    headings = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]

    assert headings == ["File", "Verdict", "Score", "Pattern", "Reason"]


@pytest.mark.skipif(os.name == "nt", reason="the paths are POSIX")
def test_cells_are_in_words(model):
    model.add([UNSURE, SURE, REFUSED])

    assert cells(model, 0)[:4] == ["ward/<b>.jpg", "Uncertain: have it read", "50%", ""]
    assert cells(model, 0)[4] == Reason.of("uncertain").sentence
    assert cells(model, 1) == ["/other/a.jpg", "Signs of pneumonia", "over 99%", "viral (71%)", ""]
    assert cells(model, 2) == ["c.jpg", "Not assessed", "", "", Reason.of("file_empty").sentence]


def test_scores_sort_as_numbers_with_the_absent_below_all(model):
    model.add([UNSURE, SURE, REFUSED])

    assert [cells(model, row, SORT_ROLE)[2] for row in range(3)] == [0.5, 0.999, -1.0]


def test_a_tool_tip_has_the_whole_path_and_never_runs_it_as_html(model):
    model.add([UNSURE])

    assert cells(model, 0, Qt.ItemDataRole.ToolTipRole)[0] == "<span>/xrays/ward/&lt;b&gt;.jpg</span>"


def test_the_verdict_has_a_mark_beside_its_words(model):
    model.add([UNSURE])

    marks = cells(model, 0, Qt.ItemDataRole.DecorationRole)
    assert isinstance(marks[1], QIcon)
    assert marks[0] is None
