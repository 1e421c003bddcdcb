"""Reads a workflow as the service that runs it does: its jobs, what their matrices make of them, and its expressions.

It knows the few forms of expressions that the project's own workflows use; whatever else there is counts as empty.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")


@dataclass
class Job:
    """One job of a workflow, with one combination of its matrix.

    Attributes:
        name: in the workflow.
        content: as it is written there.
        known: values that expressions name, such as `matrix.os`.
    """

    name: str
    content: Mapping[str, Any]
    known: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Return its name with what the matrix chose."""
        chosen = [value for name, value in self.known.items() if name.startswith("matrix.") and "@" not in value]
        return f"{self.name} ({', '.join(chosen)})" if chosen else self.name

    def waits_for(self, other: Job) -> bool:
        """Tell whether it needs what another job makes: by its name, and by what both matrices chose."""
        needed = self.content.get("needs", [])
        chosen = {name for name in self.known.keys() & other.known.keys() if name.startswith("matrix.")}
        return other.name in ([needed] if isinstance(needed, str) else needed) and all(
            self.known[name] == other.known[name] for name in chosen
        )

    def filled(self, text: object) -> str:
        """Return a text of the workflow with the values of its expressions; what is not known is empty."""
        return _EXPRESSION.sub(lambda found: self.known.get(found[1], ""), str(text))

    def holds(self, condition: str) -> bool:
        """Tell whether a condition holds: comparisons with texts, of which one has to hold."""
        return any(self._compares(each.strip()) for each in condition.split("||"))

    def _compares(self, comparison: str) -> bool:
        found = re.fullmatch(r"([\w.-]+) (==|!=) '(.*)'", comparison)
        if not found:
            raise ValueError(f"a condition of an unknown form: {comparison}")
        return (self.known.get(found[1], "") == found[3]) is (found[2] == "==")


def read_jobs(file: Path, known: Mapping[str, str]) -> Iterator[Job]:
    """Yield the jobs of a workflow in their order, one for each combination of a matrix.

    Args:
        file: the workflow.
        known: values that expressions of every job may name.
    """
    for name, content in yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"].items():
        for chosen in _combinations(content.get("strategy", {}).get("matrix", {})):
            yield Job(name, content, {**known, **{f"matrix.{key}": str(value) for key, value in chosen.items()}})


def _combinations(matrix: Mapping[str, Any]) -> list[dict[str, Any]]:
    if "include" in matrix:
        return list(matrix["include"])
    return [dict(zip(matrix, values, strict=True)) for values in itertools.product(*matrix.values())]
