"""Is a picture a whole, upright, positive frontal chest radiograph, as far as its pixels tell?

A small network says what a picture is. Two distances from the training radiographs back it where it was never taught:
that of the network's features, and that of the picture at 16 × 16 points from their principal components.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.core.errors import BundleError
from app.core.imaging.preprocess import PreprocessSpec, to_model_input
from app.core.model.bundle import GATE_FILE, GATE_NETWORK_FILE, Bundle, GateLimits, read_checked
from app.core.model.engine import LOGITS, Network, of_thread
from app.core.records import Radiograph

SIZE_PX = 64
"""Side of the square that the gate looks at, and `app.core.intake.checks` measures on."""

COARSE_PX = 16
"""Side of the square whose principal components are known."""

FEATURES = "features"
"""Name of the network's second output, beside `logits`."""

OUTPUTS = frozenset((LOGITS, FEATURES))

_SHRINK = PreprocessSpec(SIZE_PX, resample="box")
_FAINT = np.float32(8)  # grey levels added to the contrast, so that a flat picture is not blown up into noise
_MOST = 4.0  # standard deviations; what lies beyond is lettering, and would cost the int8 network its resolution


@dataclass(frozen=True, slots=True, eq=False)
class Familiar:
    """What the training radiographs are like.

    Attributes:
        feature_mean: float32, shape (F,), of the network's features.
        whitening: float32, shape (F, F); gives features of covariance one.
        mean: float32, shape (P,), P = COARSE_PX², of the standardised radiographs.
        axes: float32, shape (K, P), their principal components.
        variances: float32, shape (K,), of each component.
    """

    feature_mean: NDArray[np.float32]
    whitening: NDArray[np.float32]
    mean: NDArray[np.float32]
    axes: NDArray[np.float32]
    variances: NDArray[np.float32]

    def distance(self, features: NDArray[np.float32]) -> NDArray[np.floating]:
        """Return the mean squared number of standard deviations of features, shape (...) for (..., F)."""
        return np.asarray(np.mean(((features - self.feature_mean) @ self.whitening) ** 2, axis=-1))

    def oddness(self, pictures: NDArray[np.uint8]) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
        """Return how odd pictures (..., S, S) are.

        Returns:
            The mean square that the components leave unexplained, and the mean squared number of standard deviations
            of what they explain, each of shape (...).
        """
        centred = coarse(pictures) - self.mean
        amounts = centred @ self.axes.T
        residual = np.mean((centred - amounts @ self.axes) ** 2, axis=-1)
        return residual, np.mean(amounts**2 / self.variances, axis=-1)


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """What the gate knows; serves any thread.

    Attributes:
        limits: its part of `bundle.json`.
        familiar: the training radiographs.
        network: the bytes of its `.tflite` file.
    """

    limits: GateLimits
    familiar: Familiar
    network: bytes

    def outputs(self, picture: NDArray[np.uint8]) -> dict[str, NDArray[np.float32]]:
        """Return what the network says of a picture (S, S): `logits` (C,) and `features` (F,)."""
        return of_thread("gate", self.network, lambda: Network(self.network, OUTPUTS)).run(network_input(picture))

    def objection(self, picture: NDArray[np.uint8]) -> str | None:
        """Return why a picture should not be judged, one of the classes but the first, or None.

        Args:
            picture: as `thumbnail` makes it.
        """
        outputs = self.outputs(picture)
        logits, features = outputs[LOGITS], outputs[FEATURES]
        if margin(logits) < self.limits.min_margin:
            return self.limits.classes[1 + int(np.argmax(logits[1:]))]
        found = (self.familiar.distance(features), *self.familiar.oddness(picture))
        most = (self.limits.max_distance, self.limits.max_residual, self.limits.max_amount)
        return (
            None if all(value <= limit for value, limit in zip(found, most, strict=True)) else self.limits.classes[-1]
        )


def thumbnail(radiograph: Radiograph) -> NDArray[np.uint8]:
    """Return a radiograph as the gate sees it, uint8, shape (SIZE_PX, SIZE_PX)."""
    return to_model_input(radiograph, _SHRINK)[0, :, :, 0]


def shrunk(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a grey picture (H, W) as `thumbnail` returns a radiograph with these pixels."""
    return np.asarray(Image.fromarray(grey).resize((SIZE_PX, SIZE_PX), Image.Resampling.BOX))


def network_input(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the network's input, float32, shape (1, S, S, 1), for a picture (S, S)."""
    return standardised(picture).reshape(1, *picture.shape, 1)


def margin(logits: NDArray[np.float32]) -> float:
    """Return the first logit less the logsumexp of the others, for shape (C,)."""
    return float(logits[0] - np.logaddexp.reduce(logits[1:]))


def standardised(grey: NDArray[np.number]) -> NDArray[np.float32]:
    """Return grey values with mean 0 and standard deviation near 1: exposure and contrast do not count.

    Args:
        grey: 0..255, shape (..., S, S).

    Returns:
        float32, shape (..., S²), −4..4.
    """
    flat = grey.reshape(*grey.shape[:-2], -1).astype(np.float32)
    flat -= flat.mean(axis=-1, keepdims=True)
    flat /= np.sqrt(np.mean(np.square(flat), axis=-1, keepdims=True)) + _FAINT
    return np.clip(flat, -_MOST, _MOST, out=flat)


def coarse(pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return pictures (..., SIZE_PX, SIZE_PX) averaged over tiles and standardised, shape (..., COARSE_PX²)."""
    tile = SIZE_PX // COARSE_PX
    tiles = pictures.reshape(*pictures.shape[:-2], COARSE_PX, tile, COARSE_PX, tile)
    return standardised(tiles.mean(axis=(-3, -1), dtype=np.float32))


def load_gate(folder: Path, bundle: Bundle) -> Gate:
    """Read the gate of a bundle, and load its network once.

    Raises:
        BundleError: `model_missing`, `model_damaged` or `model_incompatible`.
    """
    arrays, network = (
        read_checked(folder, name, bundle.files.get(name, "")) for name in (GATE_FILE, GATE_NETWORK_FILE)
    )
    gate = Gate(bundle.gate, _familiar(arrays), network)
    try:
        if gate.limits.size_px != SIZE_PX:
            raise ValueError(f"its gate looks at {gate.limits.size_px} points")
        blank = np.zeros((SIZE_PX, SIZE_PX), np.uint8)
        outputs = gate.outputs(blank)
        if len(outputs[LOGITS]) != len(gate.limits.classes):
            raise ValueError(f"its gate tells {len(outputs[LOGITS])} classes apart")
        gate.familiar.distance(outputs[FEATURES]), gate.familiar.oddness(blank)  # do the shapes fit?
    except (ValueError, RuntimeError) as error:
        raise BundleError("model_incompatible", detail=error) from error
    return gate


def _familiar(data: bytes) -> Familiar:
    try:
        with np.load(BytesIO(data), allow_pickle=False) as arrays:
            return Familiar(**arrays)
    except (ValueError, TypeError, EOFError, OSError) as error:
        raise BundleError("model_incompatible", detail=error) from error


def save_gate(folder: Path, gate: Gate) -> None:
    """Write the arrays and the network of a gate into a bundle folder."""
    familiar = gate.familiar
    np.savez(
        folder / GATE_FILE,
        feature_mean=familiar.feature_mean,
        whitening=familiar.whitening,
        mean=familiar.mean,
        axes=familiar.axes,
        variances=familiar.variances,
    )
    (folder / GATE_NETWORK_FILE).write_bytes(gate.network)
