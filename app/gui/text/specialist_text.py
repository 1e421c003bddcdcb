"""Facts of a screening for the specialist: words that stand nowhere else in the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.model.bundle import Bundle, Figure, OperatingPoint
from app.core.model.decision import recorded_operating_point
from app.core.records import ScreeningRecord
from app.gui.text.figures_text import figure_values, point_name
from app.gui.text.locale_text import decimal_text, number_text
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
    if record.sha256:
        facts.append((_tr("SHA-256 of the file"), " ".join(_parts(record.sha256))))
    return facts


def _score(record: ScreeningRecord) -> list[tuple[str, str]]:
    verdict = record.verdict
    facts = []
    if verdict.score is not None:
        facts.append((_tr("Score (calibrated probability)"), decimal_text(verdict.score, _DECIMALS)))
    if verdict.pattern_score is not None:
        score = decimal_text(verdict.pattern_score, _DECIMALS)
        facts.append((_tr("Pattern, with its score"), f"{pattern_name(verdict.pattern)}, {score}"))
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


def _parts(digest: str) -> list[str]:
    """Return a digest in parts of 16, which a narrow place can wrap."""
    return [digest[start : start + 16] for start in range(0, len(digest), 16)]


def _tr(text: str) -> str:
    return QCoreApplication.translate("specialist", text)
