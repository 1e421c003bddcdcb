"""Confidence interval of a share that was counted."""

from __future__ import annotations

import math

_Z = 1.959964
"""Standard normal quantile of a two-sided 95% interval."""


def wilson_interval(count: int, cases: int) -> tuple[float, float]:
    """Return the 95% Wilson score interval of count / cases, each end 0..1; (0, 1) without cases.

    It stays within 0..1 and has a width at 0 and at all of the cases, which the usual ± does not (Wilson 1927).
    """
    if not cases:
        return 0.0, 1.0
    share = count / cases
    centre = share + _Z * _Z / (2 * cases)
    spread = _Z * math.sqrt(share * (1 - share) / cases + _Z * _Z / (4 * cases * cases))
    scale = 1 + _Z * _Z / cases
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)
