"""Texts of measured figures, in words for clinic staff rather than for statisticians."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.model.bundle import NO_BAND, Bundle, Figure, OperatingPoint
from app.gui.text.locale_text import decimal_text
from app.gui.text.verdict_text import bundle_text


def per_hundred(figure: Figure) -> str:
    """Return a share as a number per hundred, with its 95% interval: `96.7 (95.3 to 98.1)`."""
    value, low, high = _hundredths(figure)
    return _tr("{value} ({low} to {high})").format(value=value, low=low, high=high)


def point_title(point: OperatingPoint) -> str:
    """Return the title of an operating point; an unknown one keeps its name."""
    titles = {
        "balanced": _tr("Balanced (usual)"),
        "high_sensitivity": _tr("High sensitivity (misses fewer)"),
    }
    return titles.get(point.name, point.name)


def point_name(point: OperatingPoint) -> str:
    """Return the name of an operating point within a sentence; an unknown one keeps its name."""
    plain = point.name.removesuffix(NO_BAND)
    name = {"balanced": _tr("balanced"), "high_sensitivity": _tr("high sensitivity")}.get(plain, plain)
    return name if plain == point.name else _tr("{point}, without the uncertain band").format(point=name)


def point_label(point: OperatingPoint) -> str:
    """Return the name of an operating point, labelled as one."""
    return _tr("Operating point: {point}").format(point=point_name(point))


def point_summary(point: OperatingPoint) -> str:
    """Return the sensitivity and specificity of an operating point in words, with the population measured."""
    return _tr(
        "Of 100 X-rays with pneumonia it finds {found}; of 100 normal X-rays it raises no alarm on {silent}. "
        "In brackets: where the figure lies with 95% certainty. Without the uncertain band, measured on: {population}."
    ).format(
        found=per_hundred(point.sensitivity),
        silent=per_hundred(point.specificity),
        population=bundle_text(point.sensitivity.population),
    )


def point_comparison(point: OperatingPoint, usual: OperatingPoint) -> str:
    """Return the gain and the cost of a point compared with the usual one; empty for the usual one itself."""
    missed = 100 * (point.sensitivity.value - usual.sensitivity.value)
    alarms = 100 * (usual.specificity.value - point.specificity.value)
    if missed <= 0 or alarms < 0:
        return ""
    return _tr(
        "Against the usual: {missed} fewer missed of 100 with pneumonia, and {alarms} more false alarms of 100 normal "
        "X-rays. Each false alarm is a healthy child who is examined again or treated for nothing."
    ).format(missed=decimal_text(missed, 1), alarms=decimal_text(alarms, 1))


def uncertain_band_summary(bundle: Bundle) -> str:
    """Return the cost and the gain of the uncertain band; without figures where the bundle has none."""
    figures = {figure.name: figure for figure in bundle.figures}
    needed = [figures.get(name) for name in ("Share uncertain", "Accuracy when certain", "Accuracy")]
    known = [per_hundred(figure) for figure in needed if figure]
    if len(known) < len(needed):
        return _tr(
            "With it, some X-rays get no clear result and need another reading; the others are right more often."
        )
    return _tr(
        "With it, of 100 X-rays {uncertain} get no clear result and need another reading, and of 100 of the others "
        "{certain} are right; without it, every X-ray gets a result, and of 100 {all} are right. Measured at the usual "
        "operating point."
    ).format(uncertain=known[0], certain=known[1], all=known[2])


def figure_meaning(figure: Figure) -> str:
    """Return the meaning of a figure; an unknown one keeps its name."""
    meanings = {
        "AUROC": _tr("How well it tells pneumonia from normal (AUROC: 1 is always, 0.5 is by chance)"),
        "Accuracy": _tr("Right, of all X-rays"),
        "Sensitivity": _tr("Found, of the X-rays with pneumonia (sensitivity)"),
        "Specificity": _tr("No alarm, of the normal X-rays (specificity)"),
        "Bacterial against viral, AUROC": _tr("How well it tells bacterial from viral (AUROC)"),
        "Bacterial against viral, accuracy": _tr("Right about bacterial or viral, of the pneumonias"),
        "Accuracy when certain": _tr("Right, of the X-rays that it does not call uncertain"),
        "Share uncertain": _tr("Called uncertain, of all X-rays"),
        "Expected calibration error": _tr("How far the score is from the true share, on average"),
        "AUROC before quantisation": _tr("AUROC of the same model before it was made smaller"),
    }
    return meanings.get(figure.name, figure.name)


def figure_values(figure: Figure) -> tuple[str, str]:
    """Return a figure's value and its 95% interval: in per cent for a share, plain for an AUROC."""
    if "AUROC" in figure.name:
        interval = _tr("{low} to {high}").format(low=decimal_text(figure.low, 3), high=decimal_text(figure.high, 3))
        return decimal_text(figure.value, 3), interval
    value, low, high = _hundredths(figure)
    return _tr("{number}%").format(number=value), _tr("{low}% to {high}%").format(low=low, high=high)


def _hundredths(figure: Figure) -> tuple[str, ...]:
    return tuple(decimal_text(100 * part, 1) for part in (figure.value, figure.low, figure.high))


def _tr(text: str) -> str:
    return QCoreApplication.translate("figures_text", text)
