"""The scripts of `packaging` import each other as the commands do: from their own folder."""

from __future__ import annotations

from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "packaging"


@pytest.fixture(autouse=True)
def _scripts_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (SCRIPTS, SCRIPTS / "blas", SCRIPTS / "linux", SCRIPTS / "macos"):
        monkeypatch.syspath_prepend(str(folder))


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """A folder that looks frozen and is without fault, but for its program, which is no archive."""
    folder = tmp_path / "kifua"
    for needed in ("translations/kifua_en.qm", "guide/en/welcome.md"):
        file = folder / "_internal" / "assets" / needed
        file.parent.mkdir(parents=True)
        file.touch()
    (folder / "kifua").write_bytes(b"\x7fELF, or so it seems")
    return folder
