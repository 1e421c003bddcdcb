"""A list of the measured figures of a model."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from app.core.model.bundle import Bundle, Figure
from app.core.text import printable
from app.gui.text import specialist_text
from app.gui.text.verdict_text import bundle_text
from app.gui.widgets.labels import TextLabel

_LINE_PX = 14


class FiguresList(QWidget):
    """Lists each figure with its interval, its meaning and the population it was measured on."""

    def __init__(self, bundle: Bundle) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        for figure in bundle.figures:
            self._add(figure)

    def _add(self, figure: Figure) -> None:
        value, interval = specialist_text.figure_values(figure)
        population = _tr("Measured on: {population}").format(population=bundle_text(figure.population))
        row = self._grid.rowCount()
        self._grid.addWidget(_line(), row, 0, 1, 2)
        self._grid.setRowMinimumHeight(row, _LINE_PX)
        self._grid.addWidget(_unbroken(value, scale=1.2, bold=True), row + 1, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(_unbroken(interval), row + 2, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(TextLabel(printable(specialist_text.figure_meaning(figure)), bold=True), row + 1, 1)
        self._grid.addWidget(TextLabel(printable(population)), row + 2, 1)


def _unbroken(text: str, *, scale: float = 1.0, bold: bool = False) -> QLabel:
    label = TextLabel(text, scale=scale, bold=bold)
    label.setWordWrap(False)
    return label


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Sunken)
    return line


def _tr(text: str) -> str:
    return QCoreApplication.translate("figures_list", text)
