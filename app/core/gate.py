"""Does a picture look like the radiographs that the model learned from, and is it upright and positive?

The gate knows the training radiographs at 16 × 16 points by their principal components. A picture is strange when the
components leave much of it unexplained, or when they explain it by unusual amounts.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.core.bundle import GATE_FILE, Bundle, GateLimits, read_checked
from app.core.errors import BundleError
from app.core.preprocess import PreprocessSpec, to_model_input
from app.core.records import Radiograph

_FAINT = 8.0  # grey levels added to the contrast, so that a flat picture is not blown up into noise

_OBJECTIONS = (None, "turned", "turned", "turned", "negative")
"""What is wrong with a radiograph when the view at this place of `_views` is the least strange one."""


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """What the gate knows.

    Attributes:
        limits: its part of `bundle.json`.
        mean: float32, shape (P,), P = size_px², of the standardised training radiographs.
        axes: float32, shape (K, P), their principal components.
    """

    limits: GateLimits
    mean: NDArray[np.float32]
    axes: NDArray[np.float32]

    def strangeness(self, grey: NDArray[np.uint8]) -> NDArray[np.floating]:
        """Return how strange pictures of `small` size are, shape (...) for (..., S, S); up to 1 passes."""
        residual, distance = distances(standardised(grey), self.mean, self.axes, np.asarray(self.limits.variances))
        return np.asarray(np.maximum(residual / self.limits.max_residual, distance / self.limits.max_distance))

    def objection(self, radiograph: Radiograph) -> str | None:
        """Return why a radiograph should not be judged: `turned`, `negative`, `unlike_chest`, or None."""
        strangeness = self.strangeness(_views(small(radiograph, self.limits.size_px)))
        nearest = int(np.argmin(strangeness))
        return _OBJECTIONS[nearest] if strangeness[nearest] <= 1 else "unlike_chest"


def _views(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a picture as it is, turned by one, two and three quarters, and inverted, shape (5, S, S)."""
    return np.stack([grey, np.rot90(grey, 1), np.rot90(grey, 2), np.rot90(grey, 3), 255 - grey])


def small(radiograph: Radiograph, size_px: int) -> NDArray[np.uint8]:
    """Return a radiograph shrunk for the gate, uint8, shape (size_px, size_px)."""
    return to_model_input(radiograph, PreprocessSpec(size_px, resample="box"))[0, :, :, 0]


def standardised(grey: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return grey values with mean 0 and standard deviation near 1: exposure and contrast do not count.

    Args:
        grey: shape (..., S, S).

    Returns:
        float32, shape (..., S²).
    """
    flat = grey.reshape(*grey.shape[:-2], -1).astype(np.float32)
    centred = flat - flat.mean(axis=-1, keepdims=True)
    return np.asarray(centred / (flat.std(axis=-1, keepdims=True) + _FAINT), np.float32)


def distances(
    pictures: NDArray[np.float32], mean: NDArray[np.float32], axes: NDArray[np.float32], variances: NDArray[np.floating]
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Return what the components leave unexplained, and how unusual what they explain is.

    Args:
        pictures: standardised, shape (..., P).
        mean: see `Gate`.
        axes: see `Gate`.
        variances: of each component, shape (K,).

    Returns:
        Mean squared residual and mean squared number of standard deviations, each of shape (...).
    """
    centred = pictures - mean
    amounts = centred @ axes.T
    residual = np.mean((centred - amounts @ axes) ** 2, axis=-1)
    return residual, np.mean(amounts**2 / variances, axis=-1)


def load_gate(folder: Path, bundle: Bundle) -> Gate:
    """Read the gate of a bundle.

    Raises:
        BundleError: `model_missing`, `model_damaged` or `model_incompatible`.
    """
    data = read_checked(folder, GATE_FILE, bundle.files.get(GATE_FILE, ""))
    try:
        rows = np.load(BytesIO(data), allow_pickle=False)
        if rows.shape != (1 + len(bundle.gate.variances), bundle.gate.size_px**2):
            raise ValueError(f"its gate has the shape {rows.shape}")
    except (ValueError, EOFError, OSError) as error:
        raise BundleError("model_incompatible", detail=error) from error
    return Gate(bundle.gate, rows[0], rows[1:])


def save_gate(folder: Path, gate: Gate) -> None:
    """Write the arrays of a gate into a bundle folder."""
    np.save(folder / GATE_FILE, np.vstack([gate.mean, gate.axes]).astype(np.float32))
