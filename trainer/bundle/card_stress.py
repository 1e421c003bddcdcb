"""The model card's section on the stress set."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Protocol

from app.core.model.bundle import Bundle
from trainer.bundle.card_figures import Estimate, StressFigures
from trainer.evaluation.tables import Measured, format_interval, format_number, table

RESEMBLES: dict[str, tuple[str, ...]] = {
    "underexposed": ("brightness", "contrast"),
    "overexposed": ("brightness", "contrast"),
    "low contrast": ("contrast",),
    "high contrast": ("contrast",),
    "gamma 0.6": ("gamma",),
    "gamma 1.7": ("gamma",),
    "uneven light": ("uneven_light",),
    "blurred": ("sharpness",),
    "sharpened": ("sharpness",),
    "noise": ("noise",),
    "turned by 7°": ("rotation_deg",),
    "turned by 15°": ("rotation_deg",),
    "cropped by 15%": ("zoom",),
    "taken from afar": ("zoom", "collimation"),
    "shifted by up to 10%": ("width_shift", "height_shift"),
    "wider": ("stretch",),
    "taller": ("stretch",),
    "mirrored": ("horizontal_flip",),
    "corners black": ("collimation", "cut_out"),
    "exposed as the other class": ("exchange",),
    "sharp as the other class": ("exchange",),
    "made as the other class": ("exchange",),
}
"""Which variations of a recipe, fields of `trainer.networks.recipes.Augmentation`, are like a stress."""

NAMES = {"auroc": "AUROC", "accuracy": "accuracy", "sensitivity": "sensitivity", "specificity": "specificity"}
"""The figures under each stress, by their names in texts."""


def stress_section(bundle: Bundle, stresses: Sequence[StressFigures]) -> list[str]:
    """Return the section.

    Args:
        bundle: names the operating point; its recipe says what training varied.
        stresses: of the test part; the first is the images as they are.
    """
    return [
        "## Under stress: other machines, other hands",
        "",
        f"Every test image, changed in one way at a time, and judged by the shipped file at the threshold of "
        f"`{bundle.operating_points[0].name}`, the uncertain band left aside. {_worst_first(stresses)}",
        "",
        _seen_in_training(bundle, [stress.name for stress in stresses]),
        "",
        table(
            ("stress", *NAMES.values()),
            [(each.name, format_interval(each.auroc), *format_rates(each.rates)) for each in stresses],
        ),
        "",
        "AUROC between pairs of series: a network that tells series of files apart, and not lungs, is good at one pair "
        "and bad at another.",
        "",
        _table_of_parts({each.name: each.pairs for each in stresses}),
        "",
        "Share of each series that is right:",
        "",
        _table_of_parts({each.name: each.series for each in stresses}),
    ]


def lowest(stresses: Sequence[StressFigures], name: str) -> StressFigures:
    """Return the stress under which a figure, by its key in `NAMES`, is lowest; those without it count last."""
    return min(stresses, key=lambda stress: _sortable(_value(stress, name)))


class HasRates(Protocol):
    """Accuracy, sensitivity and specificity, each with its interval."""

    @property
    def accuracy(self) -> Measured: ...  # noqa: D102
    @property
    def sensitivity(self) -> Measured: ...  # noqa: D102
    @property
    def specificity(self) -> Measured: ...  # noqa: D102


def format_rates(rates: HasRates) -> tuple[str, str, str]:
    """Return accuracy, sensitivity and specificity as text, each with its interval."""
    return format_interval(rates.accuracy), format_interval(rates.sensitivity), format_interval(rates.specificity)


def _value(stress: StressFigures, name: str) -> float | None:
    estimate: Estimate = stress.auroc if name == "auroc" else getattr(stress.rates, name)
    return estimate.value


def _sortable(value: float | None) -> float:
    return math.inf if value is None else value


def _worst_first(stresses: Sequence[StressFigures]) -> str:
    worst = {name: lowest(stresses, name) for name in NAMES}
    order = sorted(NAMES, key=lambda name: _sortable(_value(worst[name], name)))
    cells = [f"{NAMES[name]} {format_number(_value(worst[name], name))} under “{worst[name].name}”" for name in order]
    means = [f"{NAMES[name]} {format_number(_mean([_value(stress, name) for stress in stresses]))}" for name in NAMES]
    return f"**Worst of all: {cells[0]}.** The lowest others: {'; '.join(cells[1:])}. Mean of all: {', '.join(means)}."


def _mean(values: Sequence[float | None]) -> float | None:
    """Return the mean; None when one of them is."""
    known = [value for value in values if value is not None]
    return math.fsum(known) / len(known) if len(known) == len(values) else None


def _seen_in_training(bundle: Bundle, names: Sequence[str]) -> str:
    augmentation = bundle.provenance.recipe.get("augmentation") or {}
    used = {name for name, strength in augmentation.items() if strength}
    like = [name for name in names if used.intersection(RESEMBLES.get(name, ()))]
    standardised = (
        "Exposure and contrast are taken out of every image before the network sees it. "
        if bundle.preprocess.standardised
        else ""
    )
    if not like:
        return f"{standardised}Training used no variation that resembles a stress."
    unlike = [name for name in names[1:] if name not in like]
    rest = f" Nothing like these was used: {'; '.join(unlike)}." if unlike else ""
    return (
        f"{standardised}Training varied its own images at random, and some stresses resemble that, so that they are "
        f"no surprise to the network: {'; '.join(like)}.{rest}"
    )


def _table_of_parts(rows: Mapping[str, Mapping[str, Estimate]]) -> str:
    """Return a table of one figure: stresses down, parts of the images across."""
    heads = next(iter(rows.values()))
    return table(("stress", *heads), [(name, *map(format_interval, parts.values())) for name, parts in rows.items()])
