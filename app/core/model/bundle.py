"""The model bundle: `bundle.json` and the files it vouches for.

This module owns the schema; the trainer writes through it, the app reads through it, and no threshold stands anywhere
else.
"""

from __future__ import annotations

import hashlib
import json
import typing
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from app.core.errors import BundleError
from app.core.imaging.preprocess import PreprocessSpec

SCHEMA = 2
BUNDLE_FILE = "bundle.json"
MODEL_FILE = "model.tflite"
CARD_FILE = "MODEL_CARD.md"
GATE_FILE = "gate.npz"
GATE_NETWORK_FILE = "gate.tflite"
GOLDEN_FOLDER = "golden"
NO_BAND = "-no-band"
"""Ends the name of an operating point whose uncertain band is switched off."""


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
    """Where scores become words.

    Attributes:
        name: such as `balanced`.
        threshold: scores at or above it are on the side of pneumonia; sensitivity and specificity are measured here.
        uncertain_low, uncertain_high: a score with uncertain_low ≤ score < uncertain_high is UNCERTAIN.
        sensitivity, specificity: without the uncertain band.
    """

    name: str
    threshold: float
    uncertain_low: float
    uncertain_high: float
    sensitivity: Figure
    specificity: Figure

    def without_band(self) -> OperatingPoint:
        """Return the same point with no score uncertain, under a name of its own."""
        threshold = self.threshold
        return replace(self, name=f"{self.name}{NO_BAND}", uncertain_low=threshold, uncertain_high=threshold)


@dataclass(frozen=True, slots=True)
class InputLimits:
    """What a picture must be like to be judged.

    Attributes:
        min_side_px: the shorter side of the picture as stored.
        min_contrast: least difference of the 95th and 5th percentile of grey, as a fraction of full scale.
        max_black, max_white: largest share of the picture that may be next to black, or to white (see
            `app.core.intake.checks.measure_input`).
        max_aspect_ratio: longer side / shorter side.
        max_colourfulness: see `SourceFacts.colourfulness`.
        age_years: youngest and oldest patient that the model was made for.
    """

    min_side_px: int
    min_contrast: float
    max_black: float
    max_white: float
    max_aspect_ratio: float
    max_colourfulness: float
    age_years: tuple[float, float]


@dataclass(frozen=True, slots=True)
class GateLimits:
    """What the input gate lets pass; see `app.core.intake.gate`.

    Attributes:
        size_px: side of the square that it looks at.
        classes: what its network tells apart, in the order of the logits: the first passes, the others are codes of
            reasons.
        min_margin: least logit of the first class, less the logsumexp of the others.
        max_distance: largest mean squared number of standard deviations of the network's features.
        max_residual: largest mean square of what the principal components of the radiographs leave unexplained.
        max_amount: largest mean squared number of standard deviations of what they explain.
    """

    size_px: int
    classes: tuple[str, ...]
    min_margin: float
    max_distance: float
    max_residual: float
    max_amount: float


@dataclass(frozen=True, slots=True)
class Golden:
    """A picture in the bundle and the score that the trainer measured for it."""

    file: str
    score: float
    finding: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """Everything that the app knows of its model.

    Attributes:
        schema: version of this layout, `SCHEMA`.
        model_id: recipe name and the first digits of a digest over all that decides: network, gate, thresholds.
        recipe: name of the training recipe.
        labels: the classes, in the order of the logits; the first is normal.
        preprocess: how a radiograph becomes the model's input.
        calibration: of the pneumonia margin, logsumexp(pneumonia logits) − normal logit.
        pattern_calibration: of the margin bacterial logit − viral logit.
        operating_points: the first is the default.
        input_limits: what is refused or warned about.
        gate: what looks unlike the training radiographs.
        intended_use: one sentence.
        limits: sentences that stand beside every verdict.
        figures: measured statistics of the shipped file.
        golden: pictures for the self-test.
        golden_tolerance: largest allowed difference of a score in the self-test.
        files: SHA-256 of every other file of the bundle, by its path with forward slashes.
    """

    schema: int
    model_id: str
    recipe: str
    labels: tuple[str, ...]
    preprocess: PreprocessSpec
    calibration: Calibration
    pattern_calibration: Calibration
    operating_points: tuple[OperatingPoint, ...]
    input_limits: InputLimits
    gate: GateLimits
    intended_use: str
    limits: tuple[str, ...]
    figures: tuple[Figure, ...]
    golden: tuple[Golden, ...]
    golden_tolerance: float
    files: dict[str, str]

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
    """Read a bundle and check the digest of each of its files.

    Raises:
        BundleError: `model_missing`, `model_damaged`, `model_incompatible`.
    """
    path = folder / BUNDLE_FILE
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BundleError("model_missing", path=path) from error
    except ValueError as error:
        raise BundleError("model_damaged", name=BUNDLE_FILE) from error
    bundle = _parse(raw)
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


def write_bundle(folder: Path, bundle: Bundle) -> None:
    """Write `bundle.json`; the other files must lie there already."""
    text = json.dumps(asdict(bundle), indent=2, ensure_ascii=False)
    (folder / BUNDLE_FILE).write_text(text + "\n", encoding="utf-8")


def file_digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder but `bundle.json`, by path, sorted."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != BUNDLE_FILE)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _parse(raw: Any) -> Bundle:
    schema = raw.get("schema") if isinstance(raw, dict) else None
    if schema != SCHEMA:
        raise BundleError("model_incompatible", detail=f"schema {schema}, not {SCHEMA}")
    try:
        bundle = _decode(Bundle, raw)
    except (KeyError, TypeError, ValueError) as error:
        raise BundleError("model_incompatible", detail=f"{type(error).__name__}: {error}") from error
    if not bundle.operating_points or MODEL_FILE not in bundle.files:
        raise BundleError("model_incompatible", detail="no operating point or no model file")
    return typing.cast(Bundle, bundle)


def _decode(kind: Any, value: Any) -> Any:
    """Return a JSON value as the annotated type: dataclass, tuple, dict or scalar.

    Raises:
        KeyError, TypeError, ValueError: it does not fit.
    """
    if is_dataclass(kind):
        _expect(value, dict)
        hints = typing.get_type_hints(kind)
        return typing.cast(Any, kind)(**{f.name: _decode(hints[f.name], value[f.name]) for f in fields(kind)})
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        _expect(value, list)
        inner = [arguments[0]] * len(value) if ... in arguments else arguments
        return tuple(_decode(each, item) for each, item in zip(inner, value, strict=True))
    if origin is dict:
        _expect(value, dict)
        return {str(key): _decode(arguments[1], item) for key, item in value.items()}
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    _expect(value, kind)
    return value


def _expect(value: Any, kind: type) -> None:
    if not isinstance(value, kind):
        raise TypeError(f"expected {kind.__name__}, found {type(value).__name__}")
