"""Which rows are shown and counted: a patient of another age is not assessed."""

from __future__ import annotations

from dataclasses import replace

from app.core.errors import Reason
from app.core.records import Finding
from app.gui.worklist.rows.batch_model import BatchModel
from app.gui.worklist.rows.filter import RowFilter
from tests.helpers.screening_records import PNEUMONIA, record

OLDER = Reason.of("age_outside", age=8.0, low=1.0, high=5.0)


def test_a_patient_of_another_age_is_counted_found_and_sorted_as_not_assessed(qapp):
    other, known = record("a.jpg", replace(PNEUMONIA, reasons=(OLDER,))), record("b.jpg")
    model = BatchModel()
    model.add([other, known])

    assert model.counts.findings == {Finding.NOT_ASSESSED: 1, Finding.PNEUMONIA: 1}
    assert [model.record(row) for row in range(2)] == [known, other]
    for finding, shown in ((Finding.PNEUMONIA, known), (Finding.NOT_ASSESSED, other)):
        model.show_only(RowFilter(finding))
        assert [model.record(row) for row in range(model.rowCount())] == [shown]
