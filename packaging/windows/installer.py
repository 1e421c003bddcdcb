"""Makes the installer for Windows of a frozen folder, by NSIS, on Windows or on Linux.

    python packaging/windows/installer.py dist/kifua dist

It prints the size; the exit status is 1 where that is over the limit.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

MOST_MB = 40
"""Millions of bytes that an installer may have: clinics carry it on sticks, and fetch it over mobile networks."""

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]


def make_installer(frozen: Path, out: Path) -> Path:
    """Write the installer of a frozen folder into a folder, beside a copy of its list of components, and return it."""
    from app import __version__  # the project need not be installed
    from app.core.imaging.formats import SUFFIXES

    out.mkdir(parents=True, exist_ok=True)
    name = f"kifua-{__version__}-windows-x64"
    installer = out.absolute() / f"{name}-setup.exe"
    shutil.copy(frozen / "_internal" / "licences" / "sbom.cdx.json", out / f"{name}.cdx.json")
    with tempfile.TemporaryDirectory(prefix="kifua-installer-") as scratch_name:
        icon, kinds = Path(scratch_name) / "kifua.ico", Path(scratch_name) / "kinds.nsh"
        write_icon(icon)
        lines = [f'!insertmacro ${{EACH_KIND}} "{suffix}"\n' for suffix in sorted(SUFFIXES)]
        kinds.write_text("".join(lines), encoding="ascii")
        values = {
            "DIST": frozen.absolute(),
            "OUT": installer,
            "VERSION": __version__,
            "ICON": icon,
            "KINDS": kinds,
        }
        # A Wine without its 32-bit half runs no stub for x86, and says that all went well.
        if sys.platform != "win32":
            values["TARGET"] = "amd64-unicode"
        options = [f"-D{name}={value}" for name, value in values.items()]
        subprocess.run(["makensis", "-V2", "-WX", *options, str(HERE / "kifua.nsi")], check=True)
    return installer


def write_icon(file: Path) -> None:
    """Write the icon in the form of Windows, in all the sizes that it asks for."""
    Image.open(PROJECT / "assets" / "icons" / "kifua-256.png").save(file)


def say_size(installer: Path) -> int:
    """Print how large an installer is, and return 1 where it is too large."""
    size = installer.stat().st_size / 1e6
    print(f"{installer}: {size:.1f} MB of {MOST_MB} MB")
    return 1 if size > MOST_MB else 0


def main(arguments: list[str]) -> int:
    """Make the installer of the folder that is named first in the one that is named second; return the exit status."""
    sys.path.insert(0, str(PROJECT))
    return say_size(make_installer(*map(Path, arguments)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
