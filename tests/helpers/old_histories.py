"""Files of the history as earlier versions of Kifua made them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

FIRST_VERSION = """
CREATE TABLE screenings (
    id INTEGER PRIMARY KEY, "file", "verdict", "score", "operating_point", "pattern", "pattern_score", "reason",
    "patient_id", "age", "view", "width", "height", "sha256", "model", "app_version", "screened_at"
)"""
ROW = """
INSERT INTO screenings VALUES (
    7, '/xrays/a.png', 'NOT_ASSESSED', NULL, '', '', NULL,
    'file_empty: Old words. image_blank: More of them.', 'KB-1', 3.25, 'AP', 1200, 900, 'abab', 'model-1', '0.1.0',
    '2026-01-02T03:04:05+03:00'
)"""


def make_old_history(path: Path) -> Path:
    """Make a history of the first version with one row, and return it."""
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as old:
        old.execute(FIRST_VERSION)
        old.execute(ROW)
        old.commit()
    return path


def schema_version(path: Path) -> int:
    """Return the version of the schema that the header of a file names."""
    with closing(sqlite3.connect(path)) as opened:
        return int(opened.execute("PRAGMA user_version").fetchone()[0])
