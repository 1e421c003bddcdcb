"""Self-test: whether this installation gives the golden images of the bundle the scores that the trainer measured."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.core.model.bundle import GOLDEN_FOLDER, Golden, read_verified
from app.core.screening import Screener


@dataclass(frozen=True, slots=True)
class GoldenResult:
    """Expected and actual result of one golden image; `score` is None when it was not assessed."""

    golden: Golden
    score: float | None
    finding: str
    passed: bool


def run_self_test(screener: Screener) -> tuple[GoldenResult, ...]:
    """Screen every golden image at the default operating point.

    An image passes when its finding is the expected one and its score within the bundle's tolerance.

    Raises:
        BundleError: a file of the bundle other than a golden image is missing or damaged.
    """
    bundle = screener.bundle
    for name, sha256 in bundle.files.items():
        if not name.startswith(GOLDEN_FOLDER):
            read_verified(screener.folder, name, sha256)  # the screener itself reads them at its opening alone
    screener = replace(screener, operating_point=bundle.operating_point())
    results = []
    for golden in bundle.golden:
        verdict = screener.screen_file(str(screener.folder / GOLDEN_FOLDER / golden.file)).verdict
        close = verdict.score is not None and abs(verdict.score - golden.score) <= bundle.golden_tolerance
        passed = close and verdict.finding == golden.finding
        results.append(GoldenResult(golden, verdict.score, str(verdict.finding), passed))
    return tuple(results)
