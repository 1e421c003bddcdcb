"""Does this installation score as the trainer did? The golden pictures of the bundle say."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.core.model.bundle import GOLDEN_FOLDER, Golden
from app.core.screening import Screener


@dataclass(frozen=True, slots=True)
class GoldenResult:
    """One golden picture: what was expected and what came out; `score` is None when it was not assessed."""

    golden: Golden
    score: float | None
    finding: str
    passed: bool


def run_self_test(screener: Screener) -> tuple[GoldenResult, ...]:
    """Screen every golden picture at the default operating point.

    A picture passes when its word is the trainer's and its score within the bundle's tolerance.
    """
    bundle = screener.bundle
    screener = replace(screener, point=bundle.operating_point())
    results = []
    for golden in bundle.golden:
        verdict = screener.screen_file(str(screener.folder / GOLDEN_FOLDER / golden.file)).verdict
        close = verdict.score is not None and abs(verdict.score - golden.score) <= bundle.golden_tolerance
        passed = close and verdict.finding == golden.finding
        results.append(GoldenResult(golden, verdict.score, str(verdict.finding), passed))
    return tuple(results)
