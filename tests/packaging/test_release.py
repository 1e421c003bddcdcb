"""A release gives a project one version everywhere, in one commit with a tag, or changes nothing."""

import datetime
import subprocess
from pathlib import Path

import pytest

import app

PROJECT = Path(__file__).parents[2]
CHANGELOG = """# Changelog

## Unreleased

### Added

- A thing.

## 0.1.0 - 2026-01-01

- The first.
"""


def git(project, *arguments):
    return subprocess.run(["git", *arguments], cwd=project, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return a project with a version, something new, and a history in git."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@localhost.invalid")
    texts = {
        "app/__init__.py": '"""A."""\n\n__version__ = "0.1.0"\n',
        "docs/changelog.md": CHANGELOG,
        "CITATION.cff": "title: Kifua\nversion: 0.1.0\ndate-released: 2026-01-01\nlicense: Apache-2.0\n",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message=First")
    return tmp_path


@pytest.fixture
def release(project, capsys):
    """Return what gives that project a version, and returns the exit status and what was printed."""
    import release

    def run(*arguments):
        return release.main(list(arguments), project), capsys.readouterr().out

    return run


def test_the_version_is_written_everywhere_committed_and_tagged(project, release):
    today = datetime.datetime.now(datetime.UTC).date().isoformat()

    status, said = release("make", "0.2.0", "grep", "-q", "0.2.0", "app/__init__.py")

    assert (status, git(project, "status", "--porcelain")) == (0, ""), said
    assert '__version__ = "0.2.0"' in (project / "app/__init__.py").read_text(encoding="utf-8")
    assert f"## Unreleased\n\n## 0.2.0 - {today}\n\n### Added" in (project / "docs/changelog.md").read_text(
        encoding="utf-8"
    )
    assert f"version: 0.2.0\ndate-released: {today}\n" in (project / "CITATION.cff").read_text(encoding="utf-8")
    assert git(project, "describe", "--exact-match").strip() == "v0.2.0"
    assert git(project, "log", "-1", "--format=%s").strip() == "Release Kifua 0.2.0"
    assert release("check", "v0.2.0")[0] == 0
    assert release("show") == (0, "0.2.0\n")
    assert release("notes", "0.2.0") == (0, "### Added\n\n- A thing.\n")


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        ("0.1.0", "0.1.0 does not come after 0.1.0"),
        ("0.0.9", "0.0.9 does not come after 0.1.0"),
        ("1", "a version is three numbers"),
        ("1.0.0-rc1", "a version is three numbers"),
        ("01.0.0", "a version is three numbers"),
    ],
)
def test_a_version_that_does_not_follow_is_refused(project, release, version, reason):
    status, said = release("make", version)

    assert status == 1
    assert said.startswith(f"FAILED: {reason}")
    assert git(project, "tag") == ""


def test_ten_comes_after_nine(project, release):
    assert release("make", "0.9.0")[0] == 0
    (project / "docs/changelog.md").write_text(
        (project / "docs/changelog.md")
        .read_text(encoding="utf-8")
        .replace("## Unreleased\n", "## Unreleased\n\n- New.\n"),
        encoding="utf-8",
    )
    git(project, "commit", "--quiet", "--all", "--message=More")

    assert release("make", "0.10.0")[0] == 0


def test_what_is_not_committed_is_refused(project, release):
    (project / "stray.txt").touch()

    assert release("make", "0.2.0") == (1, "FAILED: something was changed and is not committed\n")


def test_a_tag_is_never_made_again(project, release):
    git(project, "tag", "v0.2.0")

    assert release("make", "0.2.0") == (1, "FAILED: there is a tag v0.2.0\n")


def test_a_release_without_anything_new_is_refused(project, release):
    assert release("make", "0.2.0")[0] == 0

    assert release("make", "0.3.0") == (1, "FAILED: the changelog names nothing that was not released yet\n")


def test_after_a_check_that_failed_all_is_as_it_was(project, release):
    before = git(project, "rev-parse", "HEAD")

    status, said = release("make", "0.2.0", "false")

    assert status == 1
    assert said.startswith("FAILED: a check failed, and nothing was changed")
    assert (git(project, "rev-parse", "HEAD"), git(project, "status", "--porcelain"), git(project, "tag")) == (
        before,
        "",
        "",
    )


def test_a_tag_that_the_files_do_not_name_is_found(release):
    status, said = release("check", "v0.3.0")

    assert status == 1
    assert said.splitlines() == [
        "app/__init__.py says 0.1.0, the tag v0.3.0",
        "docs/changelog.md does not begin with 0.3.0",
        "CITATION.cff does not say version: 0.3.0",
    ]


def test_the_project_itself_names_one_version(capsys):
    import release

    assert release.main(["check", f"v{app.__version__}"]) == 0, capsys.readouterr().out


def test_the_changelog_keeps_to_its_form():
    import changelog

    text = changelog.FILE.read_text(encoding="utf-8")
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    sections = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]

    assert heads == ["## Unreleased", *(f"## {version} - {date}" for version, date in changelog.releases(text))]
    for part in text.split("\n## ")[1:]:
        named = [line.removeprefix("### ") for line in part.splitlines() if line.startswith("### ")]
        assert named == [each for each in sections if each in named]
