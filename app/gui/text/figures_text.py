"""Texts of measured figures in plain words and whole numbers; `specialist_text` has all that a statistician needs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.model.bundle import NO_BAND, Bundle, OperatingPoint
from app.gui.text.locale_text import number_text


def point_title(point: OperatingPoint) -> str:
    """Return the title of an operating point; an unknown one keeps its name."""
    titles = {
        "balanced": _tr("Balanced (usual)"),
        "high_sensitivity": _tr("Careful (misses fewer)"),
    }
    return titles.get(point.name, point.name)


def point_name(point: OperatingPoint) -> str:
    """Return the name of an operating point within a sentence; an unknown one keeps its name."""
    plain = point.name.removesuffix(NO_BAND)
    name = {"balanced": _tr("balanced"), "high_sensitivity": _tr("careful")}.get(plain, plain)
    return name if plain == point.name else _tr("{point}, without the uncertain band").format(point=name)


def point_in_words(point: OperatingPoint) -> str:
    """Return how many of 100 X-rays an operating point gets right, with and without pneumonia."""
    return _tr(
        "Of 100 X-rays with pneumonia it finds {found}; of 100 normal X-rays {silent} raise no alarm. Elsewhere than "
        "in the hospital that it learned from, expect fewer."
    ).format(found=_of_hundred(point.sensitivity.value), silent=_of_hundred(point.specificity.value))


def point_comparison(point: OperatingPoint, usual: OperatingPoint) -> str:
    """Return the gain and the cost of a point compared with the usual one; empty for the usual one itself."""
    missed = point.sensitivity.value - usual.sensitivity.value
    alarms = usual.specificity.value - point.specificity.value
    if missed <= 0 or alarms < 0:
        return ""
    return _tr(
        "Against the usual: {missed} fewer missed of 100 with pneumonia, and {alarms} more false alarms of 100 normal "
        "X-rays. Each false alarm is a healthy child who is examined again or treated for nothing."
    ).format(missed=_of_hundred(missed), alarms=_of_hundred(alarms))


def uncertain_band_summary(bundle: Bundle) -> str:
    """Return the cost and the gain of the uncertain band; without figures where the bundle has none."""
    figures = {figure.name: figure for figure in bundle.figures}
    needed = [figures.get(name) for name in ("Share uncertain", "Accuracy when certain", "Accuracy")]
    known = [_of_hundred(figure.value) for figure in needed if figure]
    if len(known) < len(needed):
        return _tr(
            "With it, some X-rays get no clear result and need another reading; the others are right more often."
        )
    return _tr(
        "With it, of 100 X-rays {uncertain} get no clear result and need another reading, and of 100 of the others "
        "{certain} are right; without it, every X-ray gets a result, and of 100 {all} are right."
    ).format(uncertain=known[0], certain=known[1], all=known[2])


def _of_hundred(share: float) -> str:
    return number_text(round(100 * share))


def _tr(text: str) -> str:
    return QCoreApplication.translate("figures_text", text)
