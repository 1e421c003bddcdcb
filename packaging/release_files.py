"""Checks that a folder holds every file that a release promises, and nothing else, and writes their digests there.

    python packaging/release_files.py files VERSION

`sha256sum --check SHA256SUMS` in that folder, or a folder of what was fetched of it, tells whether a file is as it was.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

SUMS = "SHA256SUMS"
PROMISED = (
    "kifua-{}-windows-x64-setup.exe",
    "kifua-{}-windows-x64.cdx.json",
    *(f"kifua_{{}}_{machine}.deb" for machine in ("amd64", "arm64")),
    *(f"kifua-{{}}-linux-{machine}.{kind}" for machine in ("amd64", "arm64") for kind in ("tar.gz", "cdx.json")),
    "Kifua-{}-macos-arm64.dmg",
    "Kifua-{}-macos-arm64.cdx.json",
    "kifua-{}-py3-none-any.whl",
    "kifua-{}.tar.gz",
)
"""The names of a release's files, with the version where the braces are; `SHA256SUMS` comes with them."""


def promised(version: str) -> list[str]:
    """Return the names of the files of a release, sorted; without their digests."""
    return sorted(name.format(version) for name in PROMISED)


def faults_of(folder: Path, version: str) -> Iterator[str]:
    """Yield a sentence for each file that is promised and absent or empty, and for each that is not promised."""
    names = promised(version)
    found = {path.name: path for path in folder.iterdir() if path.name != SUMS}
    yield from (f"missing: {name}" for name in names if name not in found)
    yield from (f"not promised: {name}" for name in sorted(found.keys() - set(names)))
    yield from (f"empty: {name}" for name in names if name in found and not found[name].stat().st_size)


def write_sums(folder: Path, version: str) -> None:
    """Write the digest of each promised file into the folder, as sha256sum does."""
    lines = (f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in promised(version))
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """Check the folder that is named for a version, and return the exit status."""
    folder, version = Path(arguments[0]), arguments[1]
    faults = list(faults_of(folder, version))
    for fault in faults:
        print(fault)
    if faults:
        print(f"FAILED: {folder} is not what Kifua {version} promises")
        return 1
    write_sums(folder, version)
    for name in promised(version):
        print(f"{(folder / name).stat().st_size / 1e6:8.1f} MB  {name}")
    print(f"passed: all {len(promised(version))} files of Kifua {version} are there, and nothing else")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
