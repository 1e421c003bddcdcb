"""Builds the installer for Windows on Linux, for checking: freezes the program under Wine, tries it, and packs it.

    python packaging/windows/freeze.py dist      (`make windows`)

It takes some minutes, and about 1 GB below `build/windows`, which is used again. What clinics get is built on Windows
itself: see `.github/workflows/release.yml`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(1, str(Path(__file__).parents[1] / "blas"))

import installer
import wine_python
from stand_in import OPENBLAS, stand_in
from wine import Wine, WineError, windows_path

PROJECT = installer.PROJECT
WINE = Wine(PROJECT / "build" / "windows" / "wine")
LOCK = Path(__file__).parent / "requirements.lock"
PATIENCE_S = 1800.0
"""The longest that freezing may take, on a slow computer with other work."""


def build(out: Path) -> Path:
    """Freeze, check, try and pack the program, and return the installer.

    Raises:
        WineError: one of these failed.
    """
    wine_python.make(WINE)
    print("Installing packages", flush=True)
    wine_python.install(WINE, "--require-hashes", "--requirement", LOCK)
    frozen = out / "windows" / "kifua"
    python = WINE.python / "python.exe"
    work = PROJECT / "build" / "windows"
    freezing = ["--noconfirm", "--log-level", "ERROR", "--distpath", windows_path(frozen.parent)]
    recipe = windows_path(PROJECT / "packaging" / "kifua.spec")
    packages = WINE.python / "Lib" / "site-packages"
    (openblas,) = (file for file in (packages / "numpy.libs").iterdir() if OPENBLAS.match(file.name))
    stand_in(openblas, PROJECT / "build" / "blas", "x86_64-w64-mingw32-gcc")  # Wine has no compiler
    with WINE.session():
        print("Freezing (some minutes)", flush=True)
        WINE.check(
            *(python, "-m", "PyInstaller", *freezing, "--workpath", windows_path(work), recipe), patience_s=PATIENCE_S
        )
        for script in ("check_bundle.py", "smoke_test.py"):
            print(WINE.check(python, windows_path(PROJECT / "packaging" / script), windows_path(frozen)), end="")
    return installer.make_installer(frozen, out)


def main(arguments: list[str]) -> int:
    """Build into the folder that is named, and return the exit status."""
    sys.path.insert(0, str(PROJECT))
    (out,) = map(Path, arguments)
    os.environ.setdefault("PYTHONHASHSEED", "0")
    try:
        made = build(out.absolute())
    except WineError as error:
        print(f"FAILED: {error}")
        return 1
    return installer.say_size(made)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
