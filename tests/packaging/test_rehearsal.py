"""A rehearsal runs the steps of a workflow that can run here, and says why others cannot."""

import platform
import subprocess

import pytest

pytest.importorskip("yaml")
pytestmark = pytest.mark.skipif(
    (platform.system(), platform.machine()) != ("Linux", "x86_64"), reason="the jobs are for another system"
)

WORKFLOW = """
jobs:
  make:
    strategy:
      matrix:
        include:
          - {machine: amd64, os: ubuntu-24.04}
          - {machine: arm64, os: ubuntu-24.04-arm}
    runs-on: ${{ matrix.os }}
    env:
      MACHINE: ${{ matrix.machine }}
      SECRET: ${{ secrets.NONE }}
    outputs:
      version: ${{ steps.read.outputs.version }}
    steps:
      - uses: actions/checkout@0
      - name: read
        id: read
        run: echo "version=$(cat version)" >> "$GITHUB_OUTPUT"; echo "MADE=yes" >> "$GITHUB_ENV"
      - name: sign
        if: env.SECRET != ''
        run: exit 1
      - name: make
        run: test "$MADE" = yes; mkdir dist; echo "$MACHINE" > "dist/$MACHINE.txt"
      - name: attest
        uses: actions/attest@0
      - uses: actions/upload-artifact@0
        with: {name: "made-${{ matrix.machine }}", path: "dist/*.txt"}
  look:
    needs: make
    strategy:
      matrix:
        include: [{machine: amd64}]
    runs-on: ubuntu-24.04
    env: {VERSION: "${{ needs.make.outputs.version }}"}
    steps:
      - uses: actions/download-artifact@0
        with: {pattern: "made-*", path: files}
      - name: look
        run: test "$(cat files/amd64.txt) $VERSION" = "amd64 1.2.3"
      - name: fail
        run: LOOK
      - name: never
        run: exit 0
  all:
    needs: [make, look]
    runs-on: ubuntu-24.04
    steps:
      - name: all
        run: exit 1
  windows:
    runs-on: windows-2025
    steps: []
  release:
    if: github.ref_type == 'tag'
    runs-on: ubuntu-24.04
    steps: []
"""


@pytest.fixture
def rehearse(tmp_path, monkeypatch, capsys):
    """Return what rehearses that workflow, with a command for its failing step, and returns status and results."""
    import rehearsal

    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@localhost.invalid")

    def run(look):
        folder = tmp_path / ".github" / "workflows"
        folder.mkdir(parents=True)
        (folder / "made.yml").write_text(WORKFLOW.replace("LOOK", look), encoding="utf-8")
        (tmp_path / "version").write_text("1.2.3", encoding="utf-8")
        for command in (["init", "--quiet"], ["add", "version"], ["commit", "--quiet", "--message=First"]):
            subprocess.run(["git", *command], cwd=tmp_path, check=True)
        status = rehearsal.main(["made"], tmp_path)
        rows = [line.split(" | ") for line in capsys.readouterr().out.splitlines() if line.startswith("| ")]
        return status, [(job.removeprefix("| "), step, result) for job, step, result, _ in rows[1:]]

    return run


def test_what_can_run_here_runs(rehearse):
    status, results = rehearse("exit 0")

    assert status == 0
    assert results == [
        ("make (amd64, ubuntu-24.04)", "actions/checkout", "passed"),
        ("make (amd64, ubuntu-24.04)", "read", "passed"),
        ("make (amd64, ubuntu-24.04)", "sign", "left out: not: env.SECRET != ''"),
        ("make (amd64, ubuntu-24.04)", "make", "passed"),
        ("make (amd64, ubuntu-24.04)", "attest", "cannot: the service alone does that"),
        ("make (amd64, ubuntu-24.04)", "actions/upload-artifact", "passed"),
        ("make (arm64, ubuntu-24.04-arm)", "", "cannot: it needs ubuntu-24.04-arm"),
        ("look (amd64)", "actions/download-artifact", "passed"),
        ("look (amd64)", "look", "passed"),
        ("look (amd64)", "fail", "passed"),
        ("look (amd64)", "never", "passed"),
        ("all", "all", "cannot: without make (arm64, ubuntu-24.04-arm): it ended with 1"),
        ("windows", "", "cannot: it needs windows-2025"),
        ("release", "", "cannot: it runs only where github.ref_type == 'tag'"),
    ]


def test_a_step_that_fails_ends_its_job_and_the_rehearsal_fails(rehearse):
    status, results = rehearse("exit 3")

    assert status == 1
    assert ("look (amd64)", "fail", "FAILED: it ended with 3") in results
    assert "never" not in {step for _, step, _ in results}


def test_the_projects_own_workflows_can_be_read():
    import rehearsal
    import workflows

    folder = rehearsal.PROJECT / ".github" / "workflows"
    jobs = [job for file in folder.glob("*.yml") for job in workflows.read_jobs(file, rehearsal.BY_HAND)]
    conditions = [step["if"] for job in jobs for step in job.content.get("steps", ()) if "if" in step]

    assert {"linux (amd64, ubuntu-24.04)", "elsewhere (windows-2025)"} <= {job.title for job in jobs}
    assert all(isinstance(jobs[0].holds(condition), bool) for condition in conditions)
