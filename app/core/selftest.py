"""Self-test: whether this installation scores the golden images as the trainer did, and decodes every kind of DICOM."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.core.errors import BundleError, InputError
from app.core.imaging.decode import decode
from app.core.model.bundle import GOLDEN_FOLDER, Golden, read_verified
from app.core.screening import Screener

PLAIN_DICOM = "plain.dcm"
"""The file, among those of the self-test, that the others are compared with."""

_LOSSY = frozenset({"jpeg_baseline", "jpeg_extended", "jpeg_ls_near_lossless", "jpeg_2000_lossy", "htj2k_lossy"})
_LOSSY_TOLERANCE = 0.02
"""The most that a pixel of a lossy file may differ, of full scale; the files differ by up to 0.008."""


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


@dataclass(frozen=True, slots=True)
class DicomResult:
    """Whether a DICOM file of one transfer syntax gave the pixels of the uncompressed one."""

    file: str
    passed: bool


def check_dicom(folder: Path) -> tuple[DicomResult, ...]:
    """Decode a DICOM file of every transfer syntax, each as any file is; nothing where the folder has none."""
    try:
        plain = decode(folder / PLAIN_DICOM).pixels.astype(np.int32)
    except InputError:
        plain = np.zeros((0, 0), np.int32)
    return tuple(DicomResult(file.name, _has_pixels(file, plain)) for file in sorted(folder.glob("*.dcm")))


def _has_pixels(file: Path, expected: NDArray[np.int32]) -> bool:
    try:
        found = decode(file)
    except InputError:
        return False
    tolerance = found.full_scale * _LOSSY_TOLERANCE if file.stem in _LOSSY else 0
    return found.pixels.shape == expected.shape and int(np.abs(found.pixels - expected).max()) <= tolerance


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
