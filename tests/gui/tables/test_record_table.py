"""The table of records as it is drawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt

from app.core.records import Finding, Verdict
from app.gui.tables.record_table import RecordTable
from app.gui.tables.row_delegate import RowDelegate
from app.gui.theme.theme import apply_theme
from app.gui.theme.tokens import LIGHT
from app.gui.worklist.rows.batch_model import BatchModel
from app.settings import Settings
from tests.helpers.screening_records import record


class Observed(RowDelegate):
    """Draws cells and remembers which."""

    def __init__(self, view, model) -> None:
        super().__init__(view, model, lambda file: None)
        self.cells: set[tuple[int, int]] = set()

    def paint(self, painter, option, index) -> None:
        self.cells.add((index.row(), index.column()))
        super().paint(painter, option, index)


@pytest.fixture
def table(qtbot):
    model = BatchModel()
    table = RecordTable(model, lambda file: None)
    model.setParent(table)
    table.resize(1000, 500)
    qtbot.addWidget(table)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    model.add([record(f"{number}.jpg", Verdict(Finding.NORMAL, 0.1, "balanced")) for number in range(5)])
    table.setFocus()
    table.setCurrentIndex(model.index(1, 4))
    return table


def colours_of_row(table, row):
    place = table.visualRect(table.model().index(row, 0))
    image = table.viewport().grab(QRect(0, place.top(), table.viewport().width(), place.height())).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("age", [3.0, None])
def test_without_an_age_the_words_are_quiet_and_the_mark_keeps_its_colour(table, qapp, age):
    apply_theme(qapp, Settings(theme="light"))
    made = record("child.jpg", Verdict(Finding.PNEUMONIA, 0.9, "balanced"), age_years=age)
    table.model().clear("")
    table.model().add([made])

    assert LIGHT.signs.ink in colours_of_row(table, 0)
    assert (LIGHT.refused.ink in colours_of_row(table, 0)) == (age is None)


def test_the_frame_of_the_current_row_leaves_no_line_behind(table, qtbot):
    qtbot.waitUntil(table.hasFocus)
    observed = Observed(table, table.model())
    table.setItemDelegate(observed)
    table.viewport().repaint()
    cells_of_row = {cell for cell in observed.cells if cell[0] == 1}
    observed.cells.clear()
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    qtbot.waitUntil(lambda: bool(observed.cells))
    assert len(cells_of_row) > 3
    assert cells_of_row <= observed.cells


def test_names_that_are_cut_do_not_look_alike(table):
    model = table.model()
    model.clear("")
    model.add([record(f"chest_xray_2026-03-04_ward3_patient_{number:06}_PA_final.jpeg") for number in range(3)])
    column = model.place("file")
    table.widths = {"file": 160}
    cells = [table.visualRect(model.index(row, column)) for row in range(3)]
    drawn = [table.viewport().grab(cell.adjusted(0, 4, 0, -4)).toImage() for cell in cells]

    assert cells[0].width() == 160
    assert drawn[0] != drawn[1] != drawn[2] != drawn[0]
