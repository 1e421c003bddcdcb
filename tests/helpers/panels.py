"""A verdict panel and the user before it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.core.records import Patient, ScreeningRecord
from app.gui.xray.cards.verdict_band import VerdictBand
from app.gui.xray.verdict_panel import VerdictPanel
from tests.gui.conftest import make_record


def aged(name: str, years: float = 3.0) -> ScreeningRecord:
    """Return the record of a file whose patient's age is known."""
    return replace(make_record(name), patient=Patient(age_years=years))


def part(widget: QWidget, kind: type[QWidget], name: str) -> QWidget:
    """Return the part of a kind by the name that a screen reader says."""
    (found,) = [
        each
        for each in widget.findChildren(kind)
        if name in (each.accessibleName(), each.text() if isinstance(each, QAbstractButton) else "")
    ]
    return found


def says(widget: QWidget) -> str:
    """Return every text that can be read."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def colours_of(panel: VerdictPanel) -> set[str]:
    """Return the colours of the edge and the ground of the band."""
    band = panel.findChild(VerdictBand)
    image = band.grab().toImage()
    return {image.pixelColor(x, band.height() // 2).name() for x in (3, band.width() - 4)}


def click(widget: QWidget, name: str) -> None:
    """Click a button or a box."""
    part(widget, QAbstractButton, name).click()
