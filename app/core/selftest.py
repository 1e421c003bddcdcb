"""Self-test: whether this installation gives the golden images of the bundle the scores that the trainer measured."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.core.errors import BundleError
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
    return tuple(_screen_golden(screener, golden) for golden in bundle.golden)


def check_golden_image(screener: Screener) -> None:
    """Screen one golden image: what loads and has the right digests may still score wrongly on this computer.

    It is the one whose score is nearest to 0.5, as a wrong margin changes that the most; no image is no check.
    It takes 3 to 7 ms, and 30 ms where it is the first image of the process (2 cores at 2.9 GHz, in work).

    Raises:
        BundleError: `model_incompatible`, when it does not have the score and the finding that the trainer measured.
    """
    golden = min(screener.bundle.golden, key=lambda each: abs(each.score - 0.5), default=None)
    if golden is None:
        return
    result = _screen_golden(screener, golden)
    if not result.passed:
        scored = "no score" if result.score is None else f"{result.score:.4f}"
        raise BundleError("model_incompatible", detail=f"a test X-ray scores {scored}, not {golden.score:.4f}")


def _screen_golden(screener: Screener, golden: Golden) -> GoldenResult:
    bundle = screener.bundle
    screener = replace(screener, operating_point=bundle.operating_point())
    verdict = screener.screen_file(str(screener.folder / GOLDEN_FOLDER / golden.file)).verdict
    close = verdict.score is not None and abs(verdict.score - golden.score) <= bundle.golden_tolerance
    return GoldenResult(golden, verdict.score, str(verdict.finding), close and verdict.finding == golden.finding)
