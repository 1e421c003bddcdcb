"""Installs what `freeze.py` made, under Wine, uses it, and removes it: nothing of it may stay behind.

    python packaging/windows/installer_test.py dist      (`make windows-test`, after `make windows`)

An old Windows refuses it. It is installed without questions, over an older version too; tests itself; screens
the samples, whose scores have to be those of the source on this computer; opens its window by the shortcut, takes a
file from a second start, is not replaced while it is open, and closes; and is removed, with its history kept, then with
it deleted. What is found goes to `build/windows/result.md`, and a picture of the window beside the installer.
"""

from __future__ import annotations

import datetime
import importlib.metadata
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from freeze import PROJECT, WINE
from installer import MOST_MB
from kept_results import read_column, screened, use_mark
from wine import WineError, wait_until, windows_path

RESULT = PROJECT / "build" / "windows" / "result.md"
TOLERANCE = 1e-3
"""Of a score, against the source's on Linux: the same file, read by other builds of the same libraries."""

PATIENCE_S = 180.0
REFUSED = 2
"""Exit status of an installer that will not."""

INSTALLED = WINE.user / "AppData" / "Local" / "Programs" / "Kifua"
DATA = WINE.user / "AppData" / "Local" / "Kifua"
SHORTCUTS = (
    WINE.user / "Desktop" / "Kifua.lnk",
    WINE.user / "AppData" / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs" / "Kifua.lnk",
)
UNINSTALL_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Kifua"
CLASSES = r"HKCU\Software\Classes"
_WINDOWS_OWN = re.compile(
    r"HKEY_CURRENT_USER\\Software\\(Wine\\.*|Classes|Microsoft\\Windows\\CurrentVersion\\Uninstall)", re.IGNORECASE
)
"""Keys that are Wine's own, and two that are there on every Windows and not on a new Wine."""

CONSOLE, WINDOW = INSTALLED / "kifua.exe", INSTALLED / "kifua-window.exe"


class Findings:
    """What was found, as rows of a table."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str]] = []

    def add(self, what: str, found: str) -> None:
        """Keep and print one finding."""
        print(f"{what}: {found}", flush=True)
        self.rows.append((what, found))


def test(installer: Path, found: Findings) -> None:
    """Go through the life of an installed program.

    Raises:
        WineError: something is not as it should be.
    """
    if INSTALLED.exists():
        uninstall("/HISTORY")  # a test that failed has left it
    before = state()
    check_refusal(installer)
    found.add("On Windows 8.1", "refused, nothing installed")
    install(installer)
    files = [file for file in INSTALLED.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files) / 1e6
    found.add("Installed without questions", f"{len(files)} files, {size:.1f} MB")
    check_registered()
    found.add("Version", WINE.check(CONSOLE, "--version").strip())
    found.add("Self-test", WINE.check(CONSOLE, "self-test").splitlines()[-1])
    found.add("Samples", compare_scores())
    check_upgrade(installer)
    found.add("Installed over an older version", "what only that had is gone; the history is kept")
    found.add("Window by its shortcut", use_window(installer))

    uninstall()
    if not (DATA / "history.sqlite3").exists():
        raise WineError("the history went without a question")
    check_nothing_left(before, kept=[DATA])
    found.add("Uninstalled without questions", "the history is kept, and nothing else")
    install(installer)
    uninstall("/HISTORY")
    check_nothing_left(before, kept=[])
    found.add("Uninstalled with its history", "nothing is left")


def check_refusal(installer: Path) -> None:
    """Check that a Windows that is too old is refused."""
    WINE.check("winecfg", "-v", "win81")
    try:
        if WINE.run(installer, "/S", patience_s=PATIENCE_S).status != REFUSED or INSTALLED.exists():
            raise WineError("a Windows that is too old was not refused")
    finally:
        WINE.check("winecfg", "-v", "win10")


def install(installer: Path) -> None:
    """Install without questions."""
    WINE.check(installer, "/S", patience_s=PATIENCE_S)
    missing = [path for path in (CONSOLE, WINDOW, INSTALLED / "uninstall.exe", *SHORTCUTS) if not path.exists()]
    if missing:
        raise WineError(f"not installed: {', '.join(map(str, missing))}")


def uninstall(*options: str) -> None:
    """Uninstall without questions."""
    WINE.check(INSTALLED / "uninstall.exe", "/S", *options, patience_s=PATIENCE_S)
    if not wait_until(lambda: not INSTALLED.exists() and not WINE.programs(), PATIENCE_S):
        raise WineError(f"{INSTALLED} is still there")


def check_registered() -> None:
    """Check that Windows lists the program, and offers it for X-rays."""
    WINE.check("reg", "query", UNINSTALL_KEY, "/v", "DisplayVersion")
    for suffix in (".dcm", ".jpeg"):
        WINE.check("reg", "query", rf"{CLASSES}\{suffix}\OpenWithProgids", "/v", "Kifua.Radiograph")
    opener = WINE.check("reg", "query", rf"{CLASSES}\Kifua.Radiograph\shell\open\command", "/ve")
    if r'Programs\Kifua\kifua-window.exe" "%1"' not in opener:
        raise WineError(f"Open with Kifua runs {opener}")


def compare_scores() -> str:
    """Screen the samples here and there, and return how the scores compare."""
    with TemporaryDirectory(prefix="kifua-windows-") as scratch_name:
        tables = [Path(scratch_name) / name for name in ("windows.csv", "linux.csv")]
        samples = PROJECT / "assets" / "samples"
        WINE.check(CONSOLE, "screen", windows_path(samples), "--csv", windows_path(tables[0]))
        here = [sys.executable, "-m", "app", "screen", str(samples), "--csv", str(tables[1]), "--no-history"]
        subprocess.run(here, cwd=PROJECT, check=True, capture_output=True)
        windows, linux = (read_column(table, "score") for table in tables)
    furthest = max(abs(float(windows.get(name, "nan")) - float(linux[name])) for name in linux)
    if windows.keys() != linux.keys() or not furthest <= TOLERANCE:
        raise WineError(f"the scores differ: {windows} on Windows, {linux} on Linux")
    return f"{len(linux)} scores, at most {furthest:.1g} from those of the source on Linux ({TOLERANCE:g} allowed)"


def check_upgrade(installer: Path) -> None:
    """Make an older version of what is installed, and install over it."""
    stale = INSTALLED / "_internal" / "stale.dll"
    stale.touch()
    (INSTALLED / "_internal" / "base_library.zip").write_bytes(b"of an older version")
    WINE.check("reg", "add", UNINSTALL_KEY, "/v", "DisplayVersion", "/d", "0.0.1", "/f")
    history = (DATA / "history.sqlite3").read_bytes()
    install(installer)
    if stale.exists() or "0.0.1" in WINE.check("reg", "query", UNINSTALL_KEY, "/v", "DisplayVersion"):
        raise WineError("something of the older version is still there")
    if (DATA / "history.sqlite3").read_bytes() != history:
        raise WineError("the history was changed")
    WINE.check(CONSOLE, "self-test")


def use_window(installer: Path) -> str:
    """Open the window, give it a file by a second start, try to replace it, close it, and return the times."""
    bundle = json.loads((INSTALLED / "_internal/assets/model/bundle.json").read_text(encoding="utf-8"))
    settings = json.dumps({"accepted_use": use_mark(bundle)})
    (DATA / "settings.json").write_text(settings, encoding="utf-8")
    start = time.monotonic()
    WINE.check("start", "/unix", SHORTCUTS[0])
    if not wait_until(lambda: "Kifua" in WINE.titles(), PATIENCE_S):
        raise WineError(f"no window opened; on the screen: {WINE.titles()}")
    opened_s = time.monotonic() - start

    sample = installer.with_name("never-screened.jpeg")  # one that was is shown as it was screened, and not kept again
    sample.write_bytes((PROJECT / "assets" / "samples" / "person1004_virus_1686.jpeg").read_bytes() + b"\0")
    before = screened(DATA / "history.sqlite3")
    WINE.check(WINDOW, windows_path(sample), patience_s=PATIENCE_S)
    if not wait_until(lambda: screened(DATA / "history.sqlite3") == [*before, windows_path(sample)], PATIENCE_S):
        raise WineError("the window did not take a second start's file")
    if WINE.programs() != ["kifua-window.exe"]:
        raise WineError(f"there is more than one window: {WINE.programs()}")
    time.sleep(2)  # so that the picture shows the verdict, which the history gets first
    WINE.photograph(installer.with_name("kifua-windows.png"))
    if WINE.run(installer, "/S", patience_s=PATIENCE_S).status != REFUSED:
        raise WineError("the installer replaced a program that runs")
    WINE.check("taskkill", "/im", "kifua-window.exe")
    sample.unlink()
    if not wait_until(lambda: not WINE.programs(), PATIENCE_S):
        raise WineError("the window did not close when it was asked to")
    return f"after {opened_s:.1f} s; took a second start's file; was not replaced while open; closed when asked to"


def state() -> set[str]:
    """Return the files of the drive, Windows's own aside, and the keys and values of the user's registry."""
    registry = WINE.check("reg", "query", r"HKCU\Software", "/s").splitlines()
    return {*map(str, _files(WINE.drive)), *(line for line in registry if not _WINDOWS_OWN.fullmatch(line))}


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        # An uninstaller runs from a copy of itself in Temp, which Windows deletes when it starts the next time.
        if path != WINE.drive / "windows" and path.name != "Temp":
            yield path
            if path.is_dir() and not path.is_symlink():
                yield from _files(path)


def check_nothing_left(before: set[str], kept: list[Path]) -> None:
    """Check that nothing is there that was not before, but for what is kept."""
    left = [line for line in sorted(state() - before) if not any(line.startswith(str(path)) for path in kept)]
    if left:
        raise WineError(f"left behind: {', '.join(left)}")


def write_result(found: Findings, installer: Path) -> None:
    """Write the page that tells what was found, when, and with which versions."""
    packages = importlib.metadata.distributions(path=[str(WINE.python / "Lib" / "site-packages")])
    versions = {package.name.lower().replace("_", "-"): package.version for package in packages}
    told = ("pyside6-essentials", "ai-edge-litert", "numpy", "pillow", "pydicom", "msvc-runtime", "pyinstaller")
    rows = [
        ("Date", datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d %H:%M UTC")),
        ("Commit", _output("git", "describe", "--always", "--dirty", "--exclude=*")),
        ("System", f"{WINE.check('cmd', '/c', 'ver').strip()}, as {_output('wine', '--version')} says"),
        ("Python", WINE.check(WINE.python / "python.exe", "--version").strip()),
        ("Packages", ", ".join(f"{name} {versions[name]}" for name in told)),
        ("NSIS", _output("makensis", "-VERSION")),
        ("Installer", f"{installer.name}, {installer.stat().st_size / 1e6:.1f} MB ({MOST_MB} MB allowed)"),
        *found.rows,
    ]
    head = "# The installer for Windows, tried under Wine\n\nBy `make windows windows-test`.\n\n| what | found |\n"
    table = "\n".join(["| --- | --- |", *(f"| {what} | {said} |" for what, said in rows)])
    RESULT.write_text(f"{head}{table}\n", encoding="utf-8")


def _output(*command: str) -> str:
    return subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8", check=True).stdout.strip()


def main(arguments: list[str]) -> int:
    """Test the installer in the folder that is named, and return the exit status."""
    (out,) = map(Path, arguments)
    installers = sorted(out.absolute().glob("kifua-*-windows-x64-setup.exe"))
    if not installers:
        print(f"There is no installer in {out}: make one by `make windows`.")
        return 1
    found = Findings()
    try:
        with WINE.session():
            test(installers[-1], found)
            write_result(found, installers[-1])
    except WineError as error:
        print(f"FAILED: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
