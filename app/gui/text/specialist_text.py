"""Texts for the specialist: their words stand in folds of this name, in About, and nowhere else in the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.model.bundle import Bundle, Figure, OperatingPoint
from app.core.model.decision import clear_pattern, recorded_operating_point
from app.core.records import ScreeningRecord
from app.gui.text.figures_text import point_name
from app.gui.text.locale_text import decimal_text, number_text
from app.gui.text.source_text import source_facts
from app.gui.text.verdict_text import bundle_text, pattern_name

_DECIMALS = 4


def specialist_facts(record: ScreeningRecord, bundle: Bundle) -> list[tuple[str, str]]:
    """Return names with values: of the verdict, of the model that is installed, and of the file."""
    point = recorded_operating_point(record, bundle)
    facts = [*_score(record), *(_point(point) if point else [])]
    if record.model == bundle.model_id:
        facts.extend(_figure(figure) for figure in bundle.figures if figure.name in _figure_names())
    facts.append((_tr("Model"), record.model))
    facts.append((_tr("Kifua"), record.app_version))
    if record.facts:
        size = f"{number_text(record.facts.width)} × {number_text(record.facts.height)}"
        facts.append((_tr("File"), f"{record.facts.format}, {size}"))
        facts.extend(source_facts(record.facts))
        if not record.facts.view and record.facts.width_mm is None:
            facts.append((_tr("View and size of the chest"), _tr("the file does not say")))
    if record.sha256:
        facts.append((_tr("SHA-256 of the file"), " ".join(_parts(record.sha256))))
    return facts


def point_summary(point: OperatingPoint) -> str:
    """Return the sensitivity and specificity of an operating point in words, with intervals and population."""
    return _tr(
        "Of 100 X-rays with pneumonia it finds {found}; of 100 normal X-rays it raises no alarm on {silent}. "
        "In brackets: where the figure lies with 95% certainty. Without the uncertain band, measured on: {population}."
    ).format(
        found=per_hundred(point.sensitivity),
        silent=per_hundred(point.specificity),
        population=bundle_text(point.sensitivity.population),
    )


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


def per_hundred(figure: Figure) -> str:
    """Return a share as a number per hundred, with its 95% interval: `96.7 (95.3 to 98.1)`."""
    value, low, high = _hundredths(figure)
    return _tr("{value} ({low} to {high})").format(value=value, low=low, high=high)


def _score(record: ScreeningRecord) -> list[tuple[str, str]]:
    verdict = record.verdict
    facts = []
    if verdict.score is not None:
        facts.append((_tr("Score (calibrated probability)"), decimal_text(verdict.score, _DECIMALS)))
    if verdict.pattern_score is not None:
        score = decimal_text(verdict.pattern_score, _DECIMALS)
        unclear = "" if clear_pattern(record) else f" ({_tr('unclear')})"
        facts.append((_tr("Pattern, with its score"), f"{pattern_name(verdict.pattern)}, {score}{unclear}"))
    return facts


def _point(point: OperatingPoint) -> list[tuple[str, str]]:
    thresholds = _tr("{name}: threshold {threshold}, uncertain from {low} to {high}")
    if point.uncertain_low == point.uncertain_high:
        thresholds = _tr("{name}: threshold {threshold}")
    low, threshold, high = (
        decimal_text(limit, _DECIMALS) for limit in (point.uncertain_low, point.threshold, point.uncertain_high)
    )
    named = thresholds.format(name=point_name(point), threshold=threshold, low=low, high=high)
    return [(_tr("Operating point"), named), _figure(point.sensitivity), _figure(point.specificity)]


def _figure(figure: Figure) -> tuple[str, str]:
    value, interval = figure_values(figure)
    text = _tr("{value} (95% interval {interval}). {population}")
    name = _figure_names().get(figure.name, figure.name)
    return name, text.format(value=value, interval=interval, population=bundle_text(figure.population))


def _figure_names() -> dict[str, str]:
    return {"AUROC": _tr("AUROC"), "Sensitivity": _tr("Sensitivity"), "Specificity": _tr("Specificity")}


def _hundredths(figure: Figure) -> tuple[str, ...]:
    return tuple(decimal_text(100 * part, 1) for part in (figure.value, figure.low, figure.high))


def _parts(digest: str) -> list[str]:
    """Return a digest in parts of 16, which a narrow place can wrap."""
    return [digest[start : start + 16] for start in range(0, len(digest), 16)]


def _tr(text: str) -> str:
    return QCoreApplication.translate("specialist", text)
