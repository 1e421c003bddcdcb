"""Makes a release: one version everywhere, the checks, a commit and a tag.

    python packaging/release.py make VERSION make test audit    (`make release VERSION=…`)
    python packaging/release.py show                            the version of the project
    python packaging/release.py check vVERSION                  is that tag what the files say?
    python packaging/release.py notes VERSION                   what the changelog says of it

The version stands in `app/__init__.py`, the date in the changelog; `CITATION.cff` repeats both for those who cite.
"""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import changelog
from changelog import Release

PROJECT = Path(__file__).parents[1]
VERSION_FILE, CHANGELOG, CITATION = Path("app/__init__.py"), Path("docs/changelog.md"), Path("CITATION.cff")
FILES = (VERSION_FILE, CHANGELOG, CITATION)
_VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)


class ReleaseError(Exception):
    """Why there is no release, as a sentence."""


def version_of(project: Path) -> str:
    """Return the version of a project."""
    found = _VERSION.search((project / VERSION_FILE).read_text(encoding="utf-8"))
    if not found:
        raise ReleaseError(f"{VERSION_FILE} names no version")
    return found[1]


def make(project: Path, version: str, checks: Sequence[str]) -> None:
    """Give a project a version, run the checks, commit and tag it; where a check fails, all is as it was.

    Raises:
        ReleaseError: the version does not follow the last one, something was changed and not committed, there is
            nothing new, or a check failed.
    """
    refuse(project, version)
    write(project, Release(version, datetime.datetime.now(datetime.UTC).date().isoformat()))
    try:
        if checks:
            subprocess.run(checks, cwd=project, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        git(project, "checkout", "--quiet", "--", *map(str, FILES))
        raise ReleaseError(f"a check failed, and nothing was changed: {error}") from error
    message = f"Release Kifua {version}\n\nWhat is new since the last release is in the changelog.\n"
    git(project, "commit", "--quiet", f"--message={message}", "--", *map(str, FILES))
    git(project, "tag", "--annotate", f"v{version}", f"--message=Kifua {version}")


def refuse(project: Path, version: str) -> None:
    """Refuse a release that must not be.

    Raises:
        ReleaseError: as `make` does.
    """
    if not re.fullmatch(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}", version):
        raise ReleaseError(f"a version is three numbers with points between them, not {version!r}")
    if git(project, "status", "--porcelain"):
        raise ReleaseError("something was changed and is not committed")
    tagged = [tag.removeprefix("v") for tag in git(project, "tag", "--list", "v*").split()]
    if version in tagged:
        raise ReleaseError(f"there is a tag v{version}")
    told = changelog.releases((project / CHANGELOG).read_text(encoding="utf-8"))
    last = max((*tagged, *(each.version for each in told), version_of(project)), key=_numbers)
    if _numbers(version) <= _numbers(last):
        raise ReleaseError(f"{version} does not come after {last}")


def write(project: Path, release: Release) -> None:
    """Write a version and its date into every file that names them.

    Raises:
        ReleaseError: the changelog names nothing new.
    """
    texts = {file: (project / file).read_text(encoding="utf-8") for file in FILES}
    try:
        texts[CHANGELOG] = changelog.released(texts[CHANGELOG], release)
    except ValueError as error:
        raise ReleaseError(str(error)) from error
    texts[VERSION_FILE] = _VERSION.sub(f'__version__ = "{release.version}"', texts[VERSION_FILE])
    cited = re.sub(r"^version: .*$", f"version: {release.version}", texts[CITATION], flags=re.MULTILINE)
    texts[CITATION] = re.sub(r"^date-released: .*$", f"date-released: {release.date}", cited, flags=re.MULTILINE)
    for file, text in texts.items():
        (project / file).write_text(text, encoding="utf-8", newline="\n")


def faults_of(project: Path, tag: str) -> Iterator[str]:
    """Yield a sentence for each file of a project that does not say what a tag says."""
    version = tag.removeprefix("v")
    if tag != f"v{version_of(project)}":
        yield f"{VERSION_FILE} says {version_of(project)}, the tag {tag}"
    told = changelog.releases((project / CHANGELOG).read_text(encoding="utf-8"))
    dates = [each.date for each in told[:1] if each.version == version]
    if not dates:
        yield f"{CHANGELOG} does not begin with {version}"
    cited = (project / CITATION).read_text(encoding="utf-8").splitlines()
    for line in (f"version: {version}", *(f"date-released: {date}" for date in dates)):
        if line not in cited:
            yield f"{CITATION} does not say {line}"


def git(project: Path, *arguments: str) -> str:
    """Run git in a project, and return what it printed."""
    done = subprocess.run(["git", *arguments], cwd=project, check=True, capture_output=True, encoding="utf-8")
    return done.stdout


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))


def main(arguments: list[str], project: Path = PROJECT) -> int:
    """Do what the first argument says, and return the exit status."""
    try:
        match arguments:
            case ["show"]:
                print(version_of(project))
            case ["notes", version]:
                print(changelog.section((project / CHANGELOG).read_text(encoding="utf-8"), version))
            case ["check", tag]:
                faults = list(faults_of(project, tag))
                print("\n".join(faults or [f"{tag} is what the files say"]))
                return 1 if faults else 0
            case ["make", version, *checks]:
                make(project, version, checks)
                print(f"released: commit and tag v{version} are made; to publish it: git push --follow-tags")
            case _:
                print(__doc__)
                return 2
    except (ReleaseError, ValueError) as error:
        print(f"FAILED: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
