"""Products with a matrix by NumPy alone: the frozen program leaves out OpenBLAS, which `@` asks, for 25 MB."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def product(values: NDArray[np.floating[Any]], matrix: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """Return `values @ matrix`, shape (..., N), of values (..., M) and a matrix (M, N) or a vector (M,)."""
    return np.asarray(np.einsum("...i,i->..." if matrix.ndim == 1 else "...i,ij->...j", values, matrix))
