"""The table of records as it is drawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPaintEvent, QRegion

from app.core.records import Finding, Verdict
from app.gui.tables.record_table import RecordTable
from app.gui.worklist.rows.batch_model import BatchModel
from tests.helpers.screening_records import record


class Painted(QObject):
    """Collects what is painted anew of a widget."""

    def __init__(self, widget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


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


def test_the_frame_of_the_current_row_leaves_no_line_behind(table, qtbot):
    qtbot.waitUntil(lambda: table.hasFocus())
    table.viewport().repaint()
    painted = Painted(table.viewport())
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    before = QRect(0, table.rowViewportPosition(1), table.viewport().width(), table.rowHeight(1))
    qtbot.waitUntil(lambda: not painted.region.isEmpty())
    assert (QRegion(before) - painted.region).isEmpty()
