"""What import contracts cannot see: what is really loaded, and when."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
HEAVY = ("PySide6", "tensorflow", "keras", "ai_edge_litert", "pydicom", "pynetdicom")


def loaded_by(statement):
    code = f"{statement}\nimport sys\nprint(' '.join(n for n in {HEAVY!r} if n in sys.modules))"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.parametrize(
    "statement",
    [
        "import pkgutil, app.core\n"
        "names = {m.name for m in pkgutil.walk_packages(app.core.__path__, 'app.core.')}\n"
        "for name in names - set(n for n in names if n.startswith('app.core.imaging.dicom')): __import__(name)",
        "import app.cli",
        "import app.__main__",
        "import trainer.cli",
    ],
    ids=["core", "cli", "entry point", "trainer"],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(statement):
    assert loaded_by(statement) == []


def test_the_core_loads_neither_qt_nor_tensorflow_when_it_screens(bundle, samples):
    loaded = loaded_by(
        "from pathlib import Path\n"
        "from app.core.screening import Screener\n"
        f"record = Screener.open(Path({str(bundle)!r}), 'test').screen_file({str(samples / 'IM-0147-0001.jpeg')!r})\n"
        "assert record.verdict.score is not None"
    )

    assert loaded == ["ai_edge_litert"]


ASK_BLAS = {
    *("dot", "vdot", "inner", "matmul", "tensordot", "linalg"),
    *("correlate", "convolve", "cov", "corrcoef", "polyfit"),
}


def asks_blas(node):
    of_numpy = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "np"
    return isinstance(node, ast.MatMult) or (of_numpy and node.attr in ASK_BLAS)


def test_the_app_asks_numpy_for_nothing_that_the_frozen_program_leaves_out():
    modules = sorted((PROJECT / "app").rglob("*.py"))
    asking = [file for file in modules if any(map(asks_blas, ast.walk(ast.parse(file.read_text(encoding="utf-8")))))]
    assert asking == []
    assert asks_blas(ast.parse("np.dot", mode="eval").body)
