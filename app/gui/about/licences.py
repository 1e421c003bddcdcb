"""The licences page of About: components, and credits of model and samples."""

from __future__ import annotations

from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.components import Component, components
from app.core.text import printable
from app.gui.theme.spacing import PAGE_MARGINS
from app.gui.widgets.controls import column_layout
from app.gui.widgets.labels import TextLabel
from app.paths import licences_folder

_LEAST_TABLE_PX = 200


class LicencesPage(QWidget):
    """Lists every component with its version and licence."""

    def __init__(self) -> None:
        super().__init__()
        column = column_layout(self, margins=PAGE_MARGINS)
        column.addWidget(TextLabel(" ".join(self._introduction())))
        listed = components()
        if listed:
            column.addWidget(self._make_table(listed), stretch=1)
        else:
            column.addWidget(TextLabel(self.tr("Their list cannot be read. Install Kifua again.")), stretch=1)
        for credit in self._credits():
            column.addWidget(TextLabel(credit))

    def _introduction(self) -> tuple[str, ...]:
        own = self.tr("Kifua itself: Apache License 2.0. It is built of these, each under its own licence.")
        qt = self.tr(
            "The libraries of Qt and PySide6 lie as files beside the program and may be exchanged for your own."
        )
        folder = licences_folder()
        if folder is None:
            return own, qt
        texts = self.tr("How to do so, and every licence text, is in {folder}.")
        return own, qt, texts.format(folder=printable(str(folder)))

    def _make_table(self, listed: tuple[Component, ...]) -> QTableWidget:
        table = QTableWidget(len(listed), 3)
        table.setAccessibleName(self.tr("Components and their licences"))
        table.setHorizontalHeaderLabels([self.tr("Component"), self.tr("Version"), self.tr("Licence")])
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setMinimumHeight(_LEAST_TABLE_PX)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        for row, component in enumerate(listed):
            for place, text in enumerate((component.name, component.version, component.licence)):
                table.setItem(row, place, QTableWidgetItem(printable(text)))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _credits(self) -> tuple[str, ...]:
        return (
            self.tr(
                "EfficientNet-Lite0, weights learned from ImageNet (start of the model's training): Apache License 2.0."
            ),
            self.tr(
                "Model and sample X-rays are made from: D. Kermany, K. Zhang, M. Goldbaum, Labeled Optical "
                "Coherence Tomography (OCT) and Chest X-Ray Images for Classification, Mendeley Data, "
                "doi:10.17632/rscbjbr9sj.3; Kermany et al., Cell 172:1122–1131 (2018). Licence: CC BY 4.0 "
                "(https://creativecommons.org/licenses/by/4.0/)."
            ),
        )
