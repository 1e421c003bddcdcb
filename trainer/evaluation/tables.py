"""Figures as Markdown tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Protocol

from app.core.model.bundle import Figure


class Measured(Protocol):
    """A value with its 95% interval."""

    @property
    def value(self) -> float | None: ...  # noqa: D102
    @property
    def low(self) -> float | None: ...  # noqa: D102
    @property
    def high(self) -> float | None: ...  # noqa: D102


def figure_table(figures: Iterable[Figure]) -> str:
    """Return figures with their intervals and populations as a table."""
    rows = [
        (f.name, format_number(f.value), f"{format_number(f.low)} to {format_number(f.high)}", f.population)
        for f in figures
    ]
    return table(("figure", "value", "95% interval", "measured on"), rows)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; every row has as many cells as there are heads."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" if line is not lines[1] else f"|{'|'.join(line)}|" for line in lines)


def format_number(value: float | None, decimals: int = 3) -> str:
    """Return a figure as text, with a true minus sign; a dash where there was no case to measure it on."""
    if value is None or math.isnan(value):
        return "–"
    rounded = round(value, decimals) + 0.0  # no minus before a zero
    return f"{rounded:.{decimals}f}".replace("-", "−")


def format_interval(measured: Measured | None, decimals: int = 3) -> str:
    """Return a measured value as text with its 95% interval; a dash where it was not, or could not be, measured."""
    if measured is None or measured.value is None or math.isnan(measured.value):
        return "–"
    low, high = (format_number(end, decimals) for end in (measured.low, measured.high))
    return f"{format_number(measured.value, decimals)} ({low} to {high})"
