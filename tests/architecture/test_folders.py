"""The rooms of the house: how many modules a folder holds, and what only some of them may use."""

import ast
from collections import Counter
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
MODULES = sorted(path for folder in ("app", "trainer") for path in (PROJECT / folder).rglob("*.py"))
MOST_MODULES = 15
THREADS = ("app/gui/workers/", "app/gui/threads.py")
DATABASE = "app/core/results/history_database/"


def name_of(path):
    return path.relative_to(PROJECT).as_posix()


def imported_by(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (alias.name for alias in node.names)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_folder_holds_more_than_fifteen_modules():
    sizes = Counter(name_of(path.parent) for path in MODULES if path.name != "__init__.py")

    assert {folder: size for folder, size in sizes.items() if size > MOST_MODULES} == {}


def test_every_folder_of_modules_says_what_lies_in_it():
    folders = {path.parent for path in MODULES}

    assert [name_of(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize(
    ("imported", "allowed"),
    [("QThread", THREADS), ("app.gui.threads.Worker", THREADS), ("sqlite3", (DATABASE,))],
    ids=["QThread", "Worker", "sqlite3"],
)
def test_only_the_named_modules_use_it(imported, allowed):
    users = [name_of(path) for path in MODULES if imported in set(imported_by(path))]

    assert users, "nobody uses it: this test holds nothing any more"
    assert [name for name in users if not name.startswith(allowed)] == []
