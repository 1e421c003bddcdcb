"""Runs the steps of a workflow on this computer, as far as that goes, and says of each step what became of it.

    python packaging/rehearsal.py release      (`make rehearsal`; `make rehearsal WORKFLOW=test`)

It is as if the workflow was started by hand for the last commit. Jobs for other systems cannot run here, nor can what
the service alone does; a job in a container runs on this system instead. Each job gets a new folder below
`build/rehearsal`; what jobs hand to each other stays there in `artifacts`. Tools that a step installs are installed.
"""

from __future__ import annotations

import fnmatch
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from workflows import Job, read_jobs

PROJECT = Path(__file__).parents[1]
RUNNERS = {("Linux", "x86_64"): "ubuntu-24.04", ("Linux", "aarch64"): "ubuntu-24.04-arm"}
PASSED, FAILED, CANNOT, LEFT_OUT = "passed", "FAILED", "cannot", "left out"
BY_HAND = {"github.event_name": "workflow_dispatch", "github.ref_type": "branch", "github.ref": "refs/heads/main"}


class Result(NamedTuple):
    """What became of a step, after how many seconds."""

    job: str
    step: str
    result: str
    why: str = ""
    seconds: float = 0


class CannotError(Exception):
    """Why a step cannot run here."""


@dataclass
class Rehearsal:
    """Runs jobs in folders below one.

    Attributes:
        project: whose last commit it is.
        folder: what everything is written below.
    """

    project: Path
    folder: Path

    def run(self, workflow: Path) -> Iterator[Result]:
        """Run every job of a workflow, and yield what became of each step."""
        lacking: list[Job] = []
        outputs: dict[str, str] = {}
        for job in read_jobs(workflow, BY_HAND):
            job.known |= outputs
            why = self._not_for_here(job)
            if why:
                lacking.append(job)
                yield Result(job.title, "", CANNOT, why)
                continue
            without = ", ".join(other.title for other in lacking if job.waits_for(other))
            for result in JobRun(self, job).steps():
                if result.result == FAILED:
                    lacking.append(job)
                if result.result == FAILED and without:
                    yield result._replace(result=CANNOT, why=f"without {without}: {result.why}")
                else:
                    yield result
            for name, value in job.content.get("outputs", {}).items():
                outputs[f"needs.{job.name}.outputs.{name}"] = job.filled(value)

    def _not_for_here(self, job: Job) -> str:
        if "uses" in job.content:
            return f"it is {job.content['uses']}: rehearse that by itself"
        if "if" in job.content and not job.holds(job.content["if"]):
            return f"it runs only where {job.content['if']}"
        wanted, here = job.filled(job.content["runs-on"]), RUNNERS.get((platform.system(), platform.machine()), "")
        return "" if wanted == here else f"it needs {wanted}"


class JobRun:
    """Runs the steps of one job."""

    def __init__(self, rehearsal: Rehearsal, job: Job) -> None:
        self._rehearsal, self._job = rehearsal, job
        self._folder = rehearsal.folder / "".join(letter if letter.isalnum() else "-" for letter in job.title)
        self._source = self._folder / "source"
        self._paths: list[str] = []
        self._actions: Mapping[str, Callable[[Mapping[str, Any]], None]] = {
            "actions/checkout": self._checkout,
            "actions/setup-python": self._set_up_python,
            "actions/upload-artifact": self._upload,
            "actions/download-artifact": self._download,
        }

    def steps(self) -> Iterator[Result]:
        """Run the steps until one fails, and yield what became of each."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._source.mkdir(parents=True)
        for name, value in self._job.content.get("env", {}).items():
            self._job.known[f"env.{name}"] = self._job.filled(value)
        for step in self._job.content["steps"]:
            title = step.get("name") or step["uses"].partition("@")[0]
            if "if" in step and not self._job.holds(step["if"]):
                yield Result(self._job.title, title, LEFT_OUT, f"not: {step['if']}")
                continue
            start = time.monotonic()
            try:
                self._run(step)
                yield Result(self._job.title, title, PASSED, seconds=time.monotonic() - start)
            except CannotError as error:
                yield Result(self._job.title, title, CANNOT, str(error))
            except (OSError, subprocess.CalledProcessError) as error:
                yield Result(self._job.title, title, FAILED, _why(error), time.monotonic() - start)
                return

    def _run(self, step: Mapping[str, Any]) -> None:
        if "run" in step:
            if step.get("shell", "bash") != "bash":
                raise CannotError(f"it is for {step['shell']}")
            self._script(step)
            return
        action = step["uses"].partition("@")[0]
        if action not in self._actions:
            raise CannotError("the service alone does that")
        self._actions[action]({name: self._job.filled(value) for name, value in step.get("with", {}).items()})

    def _script(self, step: Mapping[str, Any]) -> None:
        files = {name: self._folder / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH")}
        for file in files.values():
            file.write_text("", encoding="utf-8")
        subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self._source,
            env={**self._environment(step), **{name: str(file) for name, file in files.items()}},
            check=True,
        )
        read = {name: file.read_text(encoding="utf-8").splitlines() for name, file in files.items()}
        self._paths += read["GITHUB_PATH"]
        for line in read["GITHUB_OUTPUT"]:
            name, _, value = line.partition("=")
            self._job.known[f"steps.{step.get('id')}.outputs.{name}"] = value
        for line in read["GITHUB_ENV"]:
            name, _, value = line.partition("=")
            self._job.known[f"env.{name}"] = value

    def _environment(self, step: Mapping[str, Any]) -> dict[str, str]:
        given = {name.removeprefix("env."): value for name, value in self._job.known.items() if name.startswith("env.")}
        given |= {name: self._job.filled(value) for name, value in step.get("env", {}).items()}
        here = {
            name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "VIRTUAL_ENV"}
        }
        return {
            **here,
            **given,
            "PATH": os.pathsep.join([*reversed(self._paths), here["PATH"]]),
            "GIT_CONFIG_GLOBAL": str(self._folder / "gitconfig"),
            "GITHUB_STEP_SUMMARY": str(self._folder / "summary.md"),
            "GITHUB_WORKSPACE": str(self._source),
        }

    def _checkout(self, options: Mapping[str, Any]) -> None:
        command = ["git", "clone", "--quiet", str(self._rehearsal.project), str(self._source)]
        subprocess.run(command, check=True, capture_output=True, text=True)

    def _set_up_python(self, options: Mapping[str, Any]) -> None:
        version = str(options["python-version"])
        here = "{}.{}".format(*sys.version_info[:2]) == version
        python = sys.executable if here else shutil.which(f"python{version}")
        if not python:
            raise CannotError(f"there is no Python {version} here")
        subprocess.run([python, "-m", "venv", str(self._folder / "python")], check=True)
        self._paths.append(str(self._folder / "python" / "bin"))

    def _upload(self, options: Mapping[str, Any]) -> None:
        found = [file for pattern in str(options["path"]).split() for file in self._matches(pattern)]
        if not found:
            raise FileNotFoundError(f"there is no {options['path']}")
        kept = self._rehearsal.folder / "artifacts" / str(options["name"])
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        for file in found:
            shutil.copy2(file, kept)

    def _matches(self, pattern: str) -> list[Path]:
        found = sorted(self._source.glob(pattern))
        return [file for each in found for file in (sorted(each.iterdir()) if each.is_dir() else [each])]

    def _download(self, options: Mapping[str, Any]) -> None:
        wanted = str(options.get("name") or options["pattern"])
        artifacts = self._rehearsal.folder / "artifacts"
        folders = [each for each in sorted(artifacts.glob("*")) if fnmatch.fnmatchcase(each.name, wanted)]
        if not folders:
            raise FileNotFoundError(f"no job has kept {wanted}")
        for folder in folders:
            shutil.copytree(folder, self._source / str(options["path"]), dirs_exist_ok=True)


def _why(error: OSError | subprocess.CalledProcessError) -> str:
    return f"it ended with {error.returncode}" if isinstance(error, subprocess.CalledProcessError) else str(error)


def main(arguments: list[str], project: Path = PROJECT) -> int:
    """Rehearse the workflow that is named, print what became of each step, and return the exit status."""
    (name,) = arguments
    folder = project / "build" / "rehearsal"
    shutil.rmtree(folder / "artifacts", ignore_errors=True)
    results = []
    for result in Rehearsal(project, folder).run(project / ".github" / "workflows" / f"{name}.yml"):
        print(f"--- {result.job}: {result.step or 'the job'}: {result.result} {result.why}", flush=True)
        results.append(result)
    print("\n| job | step | result | s |\n|---|---|---|---|")
    for each in results:
        said = f"{each.result}: {each.why}" if each.why else each.result
        print(f"| {each.job} | {each.step} | {said} | {each.seconds:.0f} |")
    counts = [f"{sum(each.result == what for each in results)} {what}" for what in (PASSED, FAILED, CANNOT, LEFT_OUT)]
    print(f"\n{', '.join(counts)}")
    return 1 if any(each.result == FAILED for each in results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
