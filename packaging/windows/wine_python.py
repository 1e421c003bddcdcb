"""Makes a Wine with a Windows Python in it, out of Debian's packages and wheels.

Wine 8 lacks some of Windows that numpy and Qt ask for: `shims` holds stand-ins, for this Wine alone, and never shipped.
Python's DLL and extension modules come from the wheel of panda3d, which brings the genuine ones, the C++ runtime from
that of msvc-runtime, and the standard library from the Python that runs this, which therefore has to be of the same
version. Nothing that is frozen here is for clinics: see the README.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterable
from pathlib import Path

from wine import HOLDER, Wine, WineError

PANDA3D = "panda3d==1.10.14"
PYTHON_VERSION = (3, 11, 7)
"""Of the Python DLL in that wheel."""

DEBIAN_PACKAGES = (
    *("wine", "wine64", "xvfb", "nsis", "gcc-mingw-w64-x86-64", "xdotool", "imagemagick"),
    "util-linux",
)

_SHIMS = Path(__file__).parent / "shims"
_COMPILER = "x86_64-w64-mingw32-gcc"
_WHEELS_FOR_WINDOWS = (
    *("--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp", "--only-binary=:all:"),
    "--no-deps",
)


def make(wine: Wine) -> None:
    """Make what is not there yet; a step that was cut off is taken again.

    Raises:
        WineError: this computer cannot: the sentence says what to do.
    """
    if sys.version_info[:3] != PYTHON_VERSION:
        wanted = ".".join(map(str, PYTHON_VERSION))
        raise WineError(f"The Windows Python is made from CPython {wanted}: run this with that version (PYTHON=…).")
    _install_debian_packages()
    for name, step in (("prefix", _make_prefix), ("shims", _make_shims), ("python", _make_python)):
        mark = wine.folder / f"{name}.made"
        if not mark.exists():
            print(f"Making Wine's {name}", flush=True)
            step(wine)
            mark.touch()


def install(wine: Wine, *arguments: str | Path) -> None:
    """Install wheels for Windows, with pip's arguments; each has to be named, for pip reads markers for Linux."""
    target = wine.python / "Lib" / "site-packages"
    _pip("install", "--no-compile", "--upgrade", "--target", target, *_WHEELS_FOR_WINDOWS, *arguments)
    # pip puts a wheel's other files below its target; in a Python they lie where Windows looks for DLLs.
    for library in (target / "Scripts").glob("*.dll"):
        shutil.copy2(library, wine.python / "Scripts")
        shutil.copy2(library, wine.python)


def _install_debian_packages() -> None:
    missing = [name for name in DEBIAN_PACKAGES if not _is_installed(name)]
    if not missing:
        return
    command = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *missing]
    if os.geteuid():
        raise WineError(f"Install what is missing, then try again: sudo {' '.join(command)}")
    print(f"Installing {', '.join(missing)}", flush=True)
    subprocess.run(["apt-get", "update", "-qq"], check=True)
    subprocess.run(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, check=True, capture_output=True)


def _is_installed(package: str) -> bool:
    command = ["dpkg-query", "-W", "-f", "${db:Status-Status}", package]
    return subprocess.run(command, capture_output=True, check=False).stdout == b"installed"


def _make_prefix(wine: Wine) -> None:
    shutil.rmtree(wine.prefix, ignore_errors=True)
    with wine.session():
        wine.check("wineboot", "-i")
        wine.check("winecfg", "-v", "win10")
    for folder in wine.user.iterdir():
        # Wine links Desktop, Documents and so on to the Linux home.
        if folder.is_symlink():
            folder.unlink()
            folder.mkdir()


def _make_shims(wine: Wine) -> None:
    system, build = wine.drive / "windows" / "system32", wine.folder / "tmp" / "shims"
    shutil.rmtree(build, ignore_errors=True)
    build.mkdir(parents=True)
    _make_c_runtime(system, build)
    plain = ("bcryptprimitives", "icuuc", "mscms")
    for name in plain:
        _compile("-shared", "-static-libgcc", "-o", build / f"{name}.dll", _SHIMS / f"{name}.c", "-ladvapi32")
    for name in ("ucrtbase", *plain):
        # The prefix holds links to Wine's own files, or copies: replace, never write through.
        (system / f"{name}.dll").unlink(missing_ok=True)
        shutil.copy2(build / f"{name}.dll", system)
    _compile("-o", wine.folder / HOLDER, _SHIMS / "desktop.c")
    with wine.session():
        for name, order in (("ucrtbase", "native,builtin"), ("mscms", "native")):
            overrides = r"HKCU\Software\Wine\DllOverrides"
            wine.check("reg", "add", overrides, "/v", name, "/d", order, "/f")


def _make_c_runtime(system: Path, build: Path) -> None:
    """Make a C runtime with the functions that Wine's lacks, and send all other calls on to Wine's own."""
    own_copy = system / "ucrtwine.dll"
    own_copy.unlink(missing_ok=True)
    own_copy.write_bytes(_without_mark(_wine_library("ucrtbase.dll")))
    made = build / "ucrtbase.o"
    _compile("-c", "-o", made, _SHIMS / "ucrtbase.c")
    symbols = _output("x86_64-w64-mingw32-nm", made)
    ours = set(re.findall(r" T lab_(\w+)$", symbols, re.MULTILINE))
    forwarded = sorted(_exported(own_copy) - ours)
    definition = build / "ucrtbase.def"
    lines = [f"{name}=lab_{name}" for name in sorted(ours)] + [f"{name}=ucrtwine.{name}" for name in forwarded]
    definition.write_text("\n".join(("LIBRARY ucrtbase.dll", "EXPORTS", *lines)) + "\n", encoding="ascii")
    _compile("-static", "-shared", "-o", build / "ucrtbase.dll", made, definition, "-Wl,--enable-stdcall-fixup")


def _wine_library(name: str) -> Path:
    found = sorted(Path("/usr/lib").glob(f"**/x86_64-windows/{name}"))
    if not found:
        raise WineError(f"Wine's {name} is not below /usr/lib.")
    return found[0]


def _without_mark(library: Path) -> bytes:
    """Return one of Wine's libraries without its mark: with it, Wine loads it under its own name only."""
    content = bytearray(library.read_bytes())
    if content[64:80] != b"Wine builtin DLL":
        raise WineError(f"{library} lacks Wine's mark at byte 64.")
    content[64:96] = bytes(32)
    return bytes(content)


def _make_python(wine: Wine) -> None:
    python, wheels, build = wine.python, wine.folder / "wheels", wine.folder / "tmp" / "python"
    for folder in (python, wheels, build):
        shutil.rmtree(folder, ignore_errors=True)
    for folder in (python / "DLLs", python / "Scripts", build):
        folder.mkdir(parents=True)
    _pip("download", "--dest", wheels, *_WHEELS_FOR_WINDOWS, PANDA3D)
    (wheel,) = wheels.glob("panda3d-*.whl")
    _unpack_python(wheel, python)
    (python / "DLLs" / "python311.dll").rename(python / "python311.dll")
    _copy_standard_library(python / "Lib")
    _make_launchers(python, build)


def _unpack_python(wheel: Path, python: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            file = Path(name)
            if (
                file.parts[0] == "deploy_libs"
                and file.suffix
                and not file.name.lower().startswith(("api-ms-win-", "vcruntime"))
            ):
                (python / "DLLs" / file.name).write_bytes(archive.read(name))


def _copy_standard_library(to: Path) -> None:
    unneeded = shutil.ignore_patterns(
        *("site-packages", "__pycache__", "lib-dynload", "test", "tests", "config-*", "_sysconfigdata*")
    )
    shutil.copytree(sysconfig.get_path("stdlib"), to, ignore=unneeded)
    (to / "site-packages").mkdir()


def _make_launchers(python: Path, build: Path) -> None:
    """Make `python.exe`, `pythonw.exe`, and `python3.dll`, which the wheel lacks and many modules import."""
    names = sorted(name for name in _exported(python / "python311.dll") if re.match(r"_?Py", name))
    _define(build / "python311.def", "python311.dll", names)
    _define(build / "python3.def", "python3.dll", [f"{name}=python311.{name}" for name in names])
    library = build / "libpython311.a"
    subprocess.run(["x86_64-w64-mingw32-dlltool", "-d", build / "python311.def", "-l", library], check=True)
    entry = build / "entry.c"
    entry.write_text("int __stdcall DllMainCRTStartup(void *a, unsigned b, void *c) { return 1; }\n", encoding="ascii")
    _compile("-shared", "-nostdlib", "-o", python / "python3.dll", entry, build / "python3.def")
    for name, options in (("python", ()), ("pythonw", ("-mwindows",))):
        _compile("-municode", *options, "-o", python / f"{name}.exe", _SHIMS / "python.c", library)


def _define(file: Path, library: str, names: Iterable[str]) -> None:
    file.write_text("\n".join((f"LIBRARY {library}", "EXPORTS", *names)) + "\n", encoding="ascii")


def _exported(library: Path) -> set[str]:
    """Return the names that a DLL exports."""
    listing = _output("x86_64-w64-mingw32-objdump", "-p", library)
    table = listing.partition("[Ordinal/Name Pointer] Table")[2].partition("\n\n")[0]
    return set(re.findall(r"^\t\[ *\d+\].*?(\S+)$", table, re.MULTILINE))


def _compile(*arguments: str | Path) -> None:
    subprocess.run([_COMPILER, "-O2", *map(str, arguments)], check=True)


def _output(*command: str | Path) -> str:
    return subprocess.run([*map(str, command)], check=True, capture_output=True, encoding="utf-8").stdout


def _pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", *map(str, arguments), "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise WineError(f"pip failed: {done.stderr.strip()}")
