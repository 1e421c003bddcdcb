"""Files, classes and functions stay small: all trouble is in the tail."""

import ast
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent.parent
FILES = sorted(
    path for folder in ("app", "trainer", "tests", "tools", "packaging") for path in (PROJECT / folder).rglob("*.py")
)
MOST_LINES = {ast.ClassDef: 200, ast.FunctionDef: 50}
VAGUE = {"utils", "helpers", "manager", "common", "misc"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_sizes(path):
    text = path.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        most = MOST_LINES.get(type(node))
        assert most is None or node.end_lineno - node.lineno < most, node.name


def test_no_module_has_a_vague_name():
    assert [path for path in FILES if path.stem in VAGUE] == []
