"""The workflows name only what is there and what cannot change, and may do no more than they need."""

import re
import subprocess
from pathlib import Path

import pytest

yaml = pytest.importorskip("yaml")

PROJECT = Path(__file__).parents[2]
FILES = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))
WORKFLOWS = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in FILES}
FORMS = [file for file in (FILES[0].parents[1] / "ISSUE_TEMPLATE").glob("*.yml") if file.stem != "config"]
JOBS = [(name, job) for name, workflow in WORKFLOWS.items() for job in workflow["jobs"]]
RUNNERS = {"ubuntu-24.04", "ubuntu-24.04-arm", "windows-2025", "macos-15"}
WRITES = {("release", "release"): {"attestations", "contents", "id-token"}}
"""Which job may write what; no other may."""

every_job = pytest.mark.parametrize(("workflow", "name"), JOBS, ids=lambda each: each)
every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)


def job_of(workflow, name):
    return WORKFLOWS[workflow]["jobs"][name]


def steps_of(workflow, name):
    return job_of(workflow, name).get("steps", [])


def scripts():
    """Yield each script that a step runs."""
    for workflow, name in JOBS:
        yield from (step["run"] for step in steps_of(workflow, name) if "run" in step)


@every_file
def test_actions_and_images_are_pinned_by_their_digests(file):
    text = file.read_text(encoding="utf-8")
    used = re.findall(r"uses: (?!\./)(.+)", text)
    images = re.findall(r"image: (?!\$)(.+)", text)

    assert used
    assert [each for each in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*", each)] == []
    assert [each for each in images if not re.fullmatch(r"\w+:[\w.]+@sha256:[0-9a-f]{64}", each)] == []


@every_job
def test_a_job_may_do_no_more_than_it_needs(workflow, name):
    permissions = job_of(workflow, name)["permissions"]

    assert WORKFLOWS[workflow]["permissions"] == {}
    assert {what for what, access in permissions.items() if access != "read"} == WRITES.get((workflow, name), set())


@every_job
def test_a_job_ends_in_time_on_a_runner_that_there_is(workflow, name):
    job = job_of(workflow, name)
    if "uses" in job:
        assert (PROJECT / job["uses"]).is_file()
        return
    matrix = job.get("strategy", {}).get("matrix", {})
    runners = [*matrix.get("os", ()), *(each["os"] for each in matrix.get("include", ()))]

    assert 0 < job["timeout-minutes"] <= 90
    assert {job["runs-on"]} <= RUNNERS if not runners else job["runs-on"] == "${{ matrix.os }}"
    assert set(runners) <= RUNNERS


@every_job
def test_no_job_keeps_the_right_to_push(workflow, name):
    checkouts = [step for step in steps_of(workflow, name) if step.get("uses", "").startswith("actions/checkout@")]

    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@every_file
def test_a_second_run_is_no_race(file):
    assert {"group", "cancel-in-progress"} <= WORKFLOWS[file.stem]["concurrency"].keys()


def test_scripts_get_what_is_not_theirs_by_the_environment_alone():
    assert [script for script in scripts() if "${{" in script] == []


def test_scripts_name_paths_and_commands_of_the_project_that_exist():
    text = "\n".join(scripts())
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    paths = set(re.findall(r"(?<![\w/.])((?:app|assets|packaging|tests|tools)/[\w./-]+)", text))
    asked = set(re.findall(r"\bmake ([a-z-]+)", text))

    assert {"packaging/release_files.py", "packaging/linux/clean_root_test.sh"} <= paths
    assert [path for path in paths if not (PROJECT / path).exists()] == []
    assert {"lint", "test", "test-slow", "package"} <= asked <= targets


def test_the_same_files_are_made_as_are_promised():
    from release_files import PROMISED

    uploads = [
        pattern.removeprefix("dist/")
        for name in WORKFLOWS["release"]["jobs"]
        for step in steps_of("release", name)
        if step.get("with", {}).get("name", "").startswith("release-") and "path" in step["with"]
        for pattern in step["with"]["path"].split()
        if pattern.startswith("dist/")
    ]

    assert {Path(name).suffix for name in PROMISED} == {Path(pattern).suffix for pattern in uploads}


def test_a_release_waits_for_every_other_job():
    def awaited(name):
        needed = job_of("release", name).get("needs", [])
        needed = [needed] if isinstance(needed, str) else needed
        return {*needed, *(further for each in needed for further in awaited(each))}

    assert awaited("release") == WORKFLOWS["release"]["jobs"].keys() - {"release"}


@pytest.mark.parametrize("file", sorted((PROJECT / ".github").rglob("*.yml")), ids=lambda file: file.name)
def test_every_secret_and_variable_is_explained(file):
    named = set(re.findall(r"(?:secrets|vars)\.(\w+)", file.read_text(encoding="utf-8")))

    assert [name for name in named if name not in (PROJECT / "docs" / "releasing.md").read_text(encoding="utf-8")] == []


@pytest.mark.parametrize(
    ("command", "status"), [("echo well", 0), ("echo 'skipped: it' >&2", 1), ("exit 3", 1), ("echo FAILED: it", 1)]
)
def test_what_was_skipped_does_not_count_as_passed(command, status):
    script = PROJECT / "packaging" / "nothing_skipped.sh"

    assert subprocess.run([script, "sh", "-c", command], check=False, capture_output=True).returncode == status


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.stem)
def test_a_form_for_issues_asks_for_the_details_that_kifua_copies(file):
    form = yaml.safe_load(file.read_text(encoding="utf-8"))
    fields = {field["id"]: field["attributes"] for field in form["body"] if field["type"] != "markdown"}

    assert {"name", "description", "labels", "body"} == form.keys()
    assert "*Help* → *About* → *Copy details*" in fields["details"]["description"]
    assert all(attributes["label"] for attributes in fields.values())
