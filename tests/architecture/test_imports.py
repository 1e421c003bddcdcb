"""What import contracts cannot see: what is really loaded, and when."""

import subprocess
import sys

import pytest

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
