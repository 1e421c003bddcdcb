"""The model bundle: `bundle.json` and the files whose digests it holds.

This module owns the schema: the trainer writes through it, the app reads through it, and no threshold stands anywhere
else. Every file is checked against its digest, and `bundle.json` against the digest in its own `model_id`, so that a
threshold that was edited is noticed before a verdict is made with it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from app.core.errors import SENTENCES, BundleError
from app.core.imaging.preprocess import PreprocessSpec
from app.core.model.limits import Fraction, GateLimits, InputLimits
from app.core.model.provenance import Provenance, Sha256
from app.core.records import Finding

SCHEMA = 2
BUNDLE_FILE = "bundle.json"
MODEL_FILE = "model.tflite"
CARD_FILE = "MODEL_CARD.md"
GATE_FILE = "gate.npz"
GATE_NETWORK_FILE = "gate.tflite"
GOLDEN_FOLDER = "golden"
ID_DIGITS = 8
"""Number of hexadecimal digits of the digest in a model id."""

NO_BAND = "-no-band"
"""Suffix of the name of an operating point whose uncertain band is switched off."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure with its 95% confidence interval and the population that it was measured on."""

    name: str
    value: float
    low: float
    high: float
    population: str

    def __str__(self) -> str:
        return f"{self.name} {self.value:.3f} (95% CI {self.low:.3f} to {self.high:.3f}; {self.population})"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Platt scaling: calibrated probability = σ(slope × margin + intercept)."""

    slope: float
    intercept: float


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """The limits that turn a score into a finding.

    Attributes:
        name: such as `balanced`.
        threshold: scores at or above it are PNEUMONIA; sensitivity and specificity are measured here.
        uncertain_low, uncertain_high: a score with uncertain_low ≤ score < uncertain_high is UNCERTAIN instead.
        sensitivity, specificity: without the uncertain band.
    """

    name: str
    threshold: Fraction
    uncertain_low: Fraction
    uncertain_high: Fraction
    sensitivity: Figure
    specificity: Figure

    def __post_init__(self) -> None:
        """Check the order of the limits.

        Raises:
            ValueError: the uncertain band does not lie around the threshold.
        """
        if not self.uncertain_low <= self.threshold <= self.uncertain_high:
            raise ValueError(f"the uncertain band of {self.name} does not lie around its threshold")

    def without_band(self) -> OperatingPoint:
        """Return the same point with no score uncertain, under a name of its own."""
        threshold = self.threshold
        return replace(self, name=f"{self.name}{NO_BAND}", uncertain_low=threshold, uncertain_high=threshold)


@dataclass(frozen=True, slots=True)
class Golden:
    """An image in the bundle, with the score and the finding that the trainer measured for it."""

    file: str
    score: Fraction
    finding: Finding


@dataclass(frozen=True, slots=True)
class Bundle:
    """The content of `bundle.json`.

    Attributes:
        schema: version of this layout, `SCHEMA`.
        model_id: see `compute_model_id`.
        recipe: name of the training recipe.
        labels: the classes, in the order of the logits; the first is normal.
        preprocess: how a radiograph becomes the model's input.
        calibration: of the pneumonia margin, logsumexp(pneumonia logits) − normal logit.
        pattern_calibration: of the margin bacterial logit − viral logit.
        operating_points: the first is the default.
        input_limits: limits on the file's metadata and on simple measures of its pixels.
        gate: limits of the input gate.
        intended_use: one sentence.
        limits: sentences that stand beside every verdict.
        figures: measured statistics of the shipped file.
        provenance: how the model came to be.
        golden: images for the self-test.
        golden_tolerance: largest allowed difference of a score in the self-test.
        files: SHA-256 of every other file of the bundle, by its path with forward slashes.
    """

    schema: int
    model_id: str
    recipe: str
    labels: tuple[str, str, str]
    preprocess: PreprocessSpec
    calibration: Calibration
    pattern_calibration: Calibration
    operating_points: Annotated[tuple[OperatingPoint, ...], Meta(min_length=1)]
    input_limits: InputLimits
    gate: GateLimits
    intended_use: str
    limits: tuple[str, ...]
    figures: tuple[Figure, ...]
    provenance: Provenance
    golden: tuple[Golden, ...]
    golden_tolerance: Fraction
    files: dict[str, Sha256]

    def operating_point(self, name: str | None = None) -> OperatingPoint:
        """Return the operating point of this name, or the default one; `NAME-no-band` is it without uncertain band.

        Raises:
            BundleError: `unknown_operating_point`.
        """
        points = (*self.operating_points, *(point.without_band() for point in self.operating_points))
        by_name = {point.name: point for point in points}
        if name is None:
            return self.operating_points[0]
        if name not in by_name:
            raise BundleError("unknown_operating_point", name=name, known=", ".join(by_name))
        return by_name[name]


def load_bundle(folder: Path) -> Bundle:
    """Read a bundle, and check the digest in its id and that of each of its files.

    Raises:
        BundleError: `model_missing`; `model_damaged`, when a digest is wrong; `model_incompatible`, when a value has
            another type or lies outside its range, or this version does not know it.
    """
    path = folder / BUNDLE_FILE
    try:
        content = msgspec.json.decode(path.read_bytes())
    except OSError as error:
        raise BundleError("model_missing", path=path) from error
    except (ValueError, RecursionError) as error:
        raise BundleError("model_damaged", name=BUNDLE_FILE) from error
    bundle = _parse(content)
    if bundle.model_id != compute_model_id(bundle):
        raise BundleError("model_damaged", name=BUNDLE_FILE)
    for name, expected in bundle.files.items():
        read_verified(folder, name, expected)
    return bundle


def read_verified(folder: Path, name: str, sha256: str) -> bytes:
    """Return the bytes of a file of the bundle.

    Raises:
        BundleError: `model_missing` or `model_damaged`, when its digest is not `sha256`.
    """
    try:
        data = (folder / name).read_bytes()
    except OSError as error:
        raise BundleError("model_missing", path=folder / name) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise BundleError("model_damaged", name=name)
    return data


def compute_model_id(bundle: Bundle) -> str:
    """Return the recipe's name and the first digits of a SHA-256 over everything that decides a verdict or a self-test.

    Left out are what only describes the model: figures, provenance, texts, and the digests of the model card's files,
    which name the id. So is a limit that is not set: a bundle keeps its id where a later version knows more limits. The
    rest is digested as JSON with sorted keys and without spaces, numbers in their shortest exact form.
    """
    described = ("model_id", "figures", "provenance", "intended_use", "limits")
    content = {name: value for name, value in asdict(bundle).items() if name not in described}
    for point in content["operating_points"]:
        del point["sensitivity"], point["specificity"]
    content["input_limits"] = {name: limit for name, limit in content["input_limits"].items() if limit is not None}
    decides = (MODEL_FILE, GATE_FILE, GATE_NETWORK_FILE)
    content["files"] = {
        name: sha256 for name, sha256 in bundle.files.items() if name in decides or name.startswith(f"{GOLDEN_FOLDER}/")
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return f"{bundle.recipe}-{hashlib.sha256(canonical.encode()).hexdigest()[:ID_DIGITS]}"


def write_bundle(folder: Path, bundle: Bundle) -> None:
    """Write `bundle.json`; the other files must exist already.

    Raises:
        ValueError: a number is not finite.
    """
    text = json.dumps(asdict(bundle), indent=2, ensure_ascii=False, allow_nan=False)
    (folder / BUNDLE_FILE).write_text(text + "\n", encoding="utf-8")


def file_digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder but `bundle.json`, by path, sorted."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != BUNDLE_FILE)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _parse(content: object) -> Bundle:
    schema = content.get("schema") if isinstance(content, dict) else None
    if schema != SCHEMA:
        raise BundleError("model_incompatible", detail=f"schema {schema}, not {SCHEMA}")
    try:
        bundle = msgspec.convert(content, Bundle)
    except msgspec.ValidationError as error:
        raise BundleError("model_incompatible", detail=error) from error
    if MODEL_FILE not in bundle.files:
        raise BundleError("model_incompatible", detail=f"no digest of {MODEL_FILE}")
    unknown = [code for code in bundle.gate.classes[1:] if code not in SENTENCES]
    if unknown:
        raise BundleError("model_incompatible", detail=f"no reason {unknown[0]}")
    return bundle
