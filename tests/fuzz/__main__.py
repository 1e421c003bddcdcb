"""Fuzz for a while, guided by coverage where atheris is installed, else by chance.

    python -m tests.fuzz [--seconds N] [TARGET …]

What breaks a target is written to `build/fuzz`: run it again by `python -m tests.fuzz --replay FILE TARGET`, and put it
into the corpus beside this file once it is mended.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import subprocess
import sys
import time
from pathlib import Path

from tests.fuzz.mutate import mutated

CORPUS = Path(__file__).parent / "corpus"
FOUND = Path("build") / "fuzz"
TARGETS = ("decode", "history_rows", "history_file")
LIMITS = ("-timeout=20", "-rss_limit_mb=1024", "-print_final_stats=1")
"""Of libFuzzer, for one input: seconds, and memory."""


def corpus_of(target: str) -> list[bytes]:
    """Return the corpus of a target."""
    return [path.read_bytes() for path in sorted((CORPUS / target).iterdir())]


def fuzz_by_chance(target: str, seconds: float) -> int:
    """Fuzz a target without coverage; return the exit status."""
    from tests.fuzz import targets

    corpus, chance, runs = corpus_of(target), random.Random(), 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data, runs = mutated(corpus, chance), runs + 1
        try:
            targets.TARGETS[target](data)
        except BaseException:
            (FOUND / f"{target}-{runs}").write_bytes(data)
            print(f"{target}: {FOUND / f'{target}-{runs}'} breaks it")
            raise
    print(f"{target}: {runs} runs by chance (atheris is not installed), nothing found")
    return 0


def fuzz_by_coverage(target: str, arguments: list[str]) -> None:
    """Fuzz a target with atheris; it ends the process."""
    import atheris

    with atheris.instrument_imports(include=["app", "PIL", "pydicom"]):
        from tests.fuzz import targets
    atheris.Setup([target, *arguments], targets.TARGETS[target])
    atheris.Fuzz()


def main() -> int:
    """Fuzz, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=120, help="for each target")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="run a target once, on this")
    parser.add_argument("--guided", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    FOUND.mkdir(parents=True, exist_ok=True)
    if options.replay:
        from tests.fuzz import targets

        for target in options.targets:
            targets.TARGETS[target](options.replay.read_bytes())
        return 0
    if options.guided:
        grown = FOUND / "corpus" / options.targets[0]
        grown.mkdir(parents=True, exist_ok=True)
        time_limit = f"-max_total_time={options.seconds}"
        prefix = f"-artifact_prefix={FOUND / options.targets[0]}-"
        fuzz_by_coverage(
            options.targets[0], [*LIMITS, time_limit, prefix, str(grown), str(CORPUS / options.targets[0])]
        )
    statuses = []
    for target in options.targets or TARGETS:
        if importlib.util.find_spec("atheris"):  # in a process of its own, which it ends
            command = [sys.executable, "-m", "tests.fuzz", "--guided", "--seconds", str(options.seconds), target]
            statuses.append(subprocess.run(command, check=False).returncode)
        else:
            statuses.append(fuzz_by_chance(target, options.seconds))
    return max(map(abs, statuses))


if __name__ == "__main__":
    sys.exit(main())
