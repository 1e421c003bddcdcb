"""The input gate: whether an image is a whole, upright, positive frontal chest radiograph, judged by its pixels.

A small network classifies the image. Two distances from the training radiographs back it up on kinds of image that it
was not trained on: the distance of the network's features, and that of the image at 16 × 16 pixels from the
radiographs' principal components.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.core.errors import BundleError
from app.core.imaging.preprocess import PreprocessSpec, to_model_input
from app.core.intake.product import product
from app.core.intake.thorax import FEATURE_COUNT, thorax_share
from app.core.model.bundle import GATE_FILE, GATE_NETWORK_FILE, Bundle, read_verified
from app.core.model.engine import LOGITS, Network
from app.core.model.limits import GateLimits
from app.core.records import Radiograph

SIZE_PX = 64
"""Side of the square image that the gate sees, and that `app.core.intake.checks` measures on."""

PCA_SIZE_PX = 16
"""Side of the square image that the principal components describe."""

FEATURES = "features"
"""Name of the network's second output, beside `logits`."""

OUTPUTS = frozenset((LOGITS, FEATURES))

_PREPROCESS = PreprocessSpec(SIZE_PX, resample="box")
_DEVIATION_OFFSET = np.float32(8)  # grey levels added to the deviation, so that a flat image does not become noise
_MAX_Z_SCORE = 4.0  # what lies beyond is lettering, and would cost the int8 network its resolution


@dataclass(frozen=True, slots=True, eq=False)
class TrainingStatistics:
    """Distribution of the training radiographs.

    Attributes:
        feature_mean: float32, shape (F,), of the network's features.
        whitening: float32, shape (F, F); gives features of covariance one.
        mean: float32, shape (P,), P = PCA_SIZE_PX², of the radiographs as `pca_input` gives them.
        axes: float32, shape (K, P), their principal components.
        variances: float32, shape (K,), of each component.
        thorax: float32, shape (FEATURE_COUNT + 1,), see `thorax_share`; empty where it was not fitted.
    """

    feature_mean: NDArray[np.float32]
    whitening: NDArray[np.float32]
    mean: NDArray[np.float32]
    axes: NDArray[np.float32]
    variances: NDArray[np.float32]
    thorax: NDArray[np.float32] = field(default_factory=lambda: np.empty(0, np.float32))

    def feature_distance(self, features: NDArray[np.float32]) -> NDArray[np.floating]:
        """Return the mean squared number of standard deviations of features, shape (...) for (..., F)."""
        return np.asarray(np.mean(product(features - self.feature_mean, self.whitening) ** 2, axis=-1))

    def pca_distances(self, images: NDArray[np.uint8]) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
        """Return how far images (..., S, S) lie from the radiographs' principal components.

        Returns:
            The mean square that the components leave unexplained, and the mean squared number of standard deviations
            of what they explain, each of shape (...).
        """
        centred = pca_input(images) - self.mean
        amounts = product(centred, self.axes.T)
        residual = np.mean((centred - product(amounts, self.axes)) ** 2, axis=-1)
        return residual, np.mean(amounts**2 / self.variances, axis=-1)


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """Refuses images that are no frontal chest radiograph; serves any thread.

    Attributes:
        limits: its part of `bundle.json`.
        statistics: of the training radiographs.
        network: gives `logits` (C,) and `features` (F,) for an input as `network_input` makes it.
    """

    limits: GateLimits
    statistics: TrainingStatistics
    network: Network

    def refusal(self, image: NDArray[np.uint8]) -> str | None:
        """Return the code of the reason why an image may not be scored, or None when it may.

        Args:
            image: uint8, shape (S, S), as `gate_image` makes it.
        """
        outputs = self.network.run(network_input(image))
        logits, features = outputs[LOGITS], outputs[FEATURES]
        if frontal_margin(logits) < self.limits.min_margin:
            return self.limits.classes[1 + int(np.argmax(logits[1:]))]
        distances = (self.statistics.feature_distance(features), *self.statistics.pca_distances(image))
        largest = (self.limits.max_distance, self.limits.max_residual, self.limits.max_amount)
        is_familiar = all(distance <= limit for distance, limit in zip(distances, largest, strict=True))
        return None if is_familiar else self.limits.classes[-1]

    def thorax_mm(self, image: NDArray[np.uint8], width_mm: float) -> float | None:
        """Return the width of the thorax on an image (S, S) of this width; None where its measure is not fitted."""
        weights = self.statistics.thorax
        if not weights.size:
            return None
        z_scores = clipped_z_scores(image).reshape(1, *image.shape)
        return width_mm * float(thorax_share(z_scores, weights)[0])


def gate_image(radiograph: Radiograph) -> NDArray[np.uint8]:
    """Return a radiograph as the gate sees it, uint8, shape (SIZE_PX, SIZE_PX)."""
    return to_model_input(radiograph, _PREPROCESS)[0, :, :, 0]


def downscale(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a grey image (H, W) as `gate_image` returns a radiograph with these pixels."""
    return np.asarray(Image.fromarray(grey).resize((SIZE_PX, SIZE_PX), Image.Resampling.BOX))


def network_input(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the network's input, float32, shape (1, S, S, 1), for an image (S, S)."""
    return clipped_z_scores(image).reshape(1, *image.shape, 1)


def frontal_margin(logits: NDArray[np.float32]) -> float:
    """Return the log-odds of the first class, frontal: its logit less the logsumexp of the others, for shape (C,)."""
    return float(logits[0] - np.logaddexp.reduce(logits[1:]))


def clipped_z_scores(grey: NDArray[np.number]) -> NDArray[np.float32]:
    """Return grey values with mean 0 and standard deviation near 1, independent of exposure and contrast.

    Args:
        grey: 0..255, shape (..., S, S).

    Returns:
        float32, shape (..., S²), −4..4.
    """
    flat = grey.reshape(*grey.shape[:-2], -1).astype(np.float32)
    flat -= flat.mean(axis=-1, keepdims=True)
    flat /= np.sqrt(np.mean(np.square(flat), axis=-1, keepdims=True)) + _DEVIATION_OFFSET
    return np.clip(flat, -_MAX_Z_SCORE, _MAX_Z_SCORE, out=flat)


def pca_input(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return images (..., SIZE_PX, SIZE_PX) averaged over tiles, as clipped z-scores, shape (..., PCA_SIZE_PX²)."""
    tile = SIZE_PX // PCA_SIZE_PX
    tiles = images.reshape(*images.shape[:-2], PCA_SIZE_PX, tile, PCA_SIZE_PX, tile)
    return clipped_z_scores(tiles.mean(axis=(-3, -1), dtype=np.float32))


def load_gate(folder: Path, bundle: Bundle) -> Gate:
    """Load the gate of a bundle.

    Raises:
        BundleError: `model_missing`, `model_damaged` or `model_incompatible`.
    """
    arrays, model = (read_verified(folder, name, bundle.files.get(name, "")) for name in (GATE_FILE, GATE_NETWORK_FILE))
    gate = Gate(bundle.gate, _parse_statistics(arrays), Network(model, OUTPUTS))
    try:
        _check_shapes(gate)
    except (ValueError, RuntimeError) as error:
        raise BundleError("model_incompatible", detail=error) from error
    return gate


def _check_shapes(gate: Gate) -> None:
    """Run the gate on a blank image.

    Raises:
        ValueError: network, statistics and limits do not fit each other.
    """
    if gate.limits.size_px != SIZE_PX:
        raise ValueError(f"its gate sees {gate.limits.size_px} pixels a side, not {SIZE_PX}")
    blank = np.zeros((SIZE_PX, SIZE_PX), np.uint8)
    outputs = gate.network.run(network_input(blank))
    if len(outputs[LOGITS]) != len(gate.limits.classes):
        raise ValueError(f"its gate tells {len(outputs[LOGITS])} classes apart, not {len(gate.limits.classes)}")
    gate.statistics.feature_distance(outputs[FEATURES])
    gate.statistics.pca_distances(blank)
    if gate.statistics.thorax.size not in (0, FEATURE_COUNT + 1):
        raise ValueError(f"its gate measures the thorax by {gate.statistics.thorax.size} numbers")


def _parse_statistics(data: bytes) -> TrainingStatistics:
    try:
        with np.load(BytesIO(data), allow_pickle=False) as arrays:
            return TrainingStatistics(**arrays)
    except (ValueError, TypeError, EOFError, OSError) as error:
        raise BundleError("model_incompatible", detail=error) from error


def save_gate(folder: Path, gate: Gate) -> None:
    """Write the statistics and the network of a gate into a bundle folder."""
    np.savez(folder / GATE_FILE, **asdict(gate.statistics))
    (folder / GATE_NETWORK_FILE).write_bytes(gate.network.model)
