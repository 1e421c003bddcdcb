"""Each column of a table is one entry: its words, its texts, its order and its places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.core.records import COLUMNS as RESULT_COLUMNS
from app.gui.batch.model import BatchModel
from app.gui.history.model import HistoryModel
from app.gui.tables import columns
from app.gui.tables.columns import COLUMNS, Place, Table, TableColumn, columns_of, hiding_order
from tests.helpers.screening_records import record


def names(table: Table) -> list[str]:
    return [column.name for column in columns_of(table)]


def test_the_tables_show_these_columns():
    assert names(Table.BATCH) == ["file", "verdict", "score", "pattern", "reason"]
    assert names(Table.HISTORY) == ["screened_at", "patient_id", "verdict", "score", "file", "note"]


def test_columns_are_hidden_from_the_least_needed_on():
    hidden = {table: [names(table)[number] for number in hiding_order(table)] for table in Table}

    assert hidden == {Table.BATCH: ["reason", "pattern"], Table.HISTORY: ["note", "score", "file"]}


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_a_column_shows_a_value_of_the_result_under_a_heading(column):
    assert column.name in {result.name for result in RESULT_COLUMNS}
    assert column.heading()
    assert all(column.typical_texts())


@pytest.mark.parametrize(("table", "make_model"), [(Table.BATCH, BatchModel), (Table.HISTORY, HistoryModel)])
def test_a_new_column_is_one_entry(monkeypatch, qapp, table, make_model):
    entry = TableColumn("sex", [Place(table, 3)], lambda: "Sex", lambda record: record.patient.sex)
    monkeypatch.setattr(columns, "COLUMNS", (*COLUMNS, entry))
    model = make_model()

    assert [column.name for column in model.columns].index("sex") == 3
    assert model.columns[3].key(replace(record(), patient=replace(record().patient, sex="F"))) == "f"


@pytest.mark.parametrize(
    ("folder", "expected"), [(None, "c.jpg"), ("", "/a/b/c.jpg"), ("/a/", "b/c.jpg"), ("/b/", "/a/b/c.jpg")]
)
def test_a_file_is_named_from_a_folder_on(folder, expected):
    (column,) = [column for column in COLUMNS if column.is_path]
    made = replace(record(), file="/a/b/c.jpg")

    assert column.cell_text(made, folder) == expected
    assert column.text(made) == "/a/b/c.jpg"
