"""Figures as Markdown tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from app.core.model.bundle import Figure


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


def format_number(value: float, decimals: int = 3) -> str:
    """Return a figure as text, with a true minus sign; a dash where there was no case to measure it on."""
    if math.isnan(value):
        return "–"
    rounded = round(value, decimals) + 0.0  # no minus before a zero
    return f"{rounded:.{decimals}f}".replace("-", "−")


def format_interval(figure: Figure, decimals: int = 3) -> str:
    """Return a figure as text with its 95% interval."""
    if math.isnan(figure.value):
        return "–"
    low, high = (format_number(end, decimals) for end in (figure.low, figure.high))
    return f"{format_number(figure.value, decimals)} ({low} to {high})"
