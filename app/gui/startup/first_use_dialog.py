"""Dialog before the first use: statement of intended use and limits to accept, then ways to begin."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from app.core.model.bundle import Bundle
from app.core.text import printable
from app.gui.text.verdict_text import bundle_text
from app.gui.theme.spacing import GROUP_GAP_PX, PAGE_MARGINS, TEXT_MARGINS
from app.gui.widgets.controls import column_layout, push_button, row_layout
from app.gui.widgets.dialogs import fit_to_screen
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import BulletList, TextLabel
from app.paths import sample_file

_SIZE_PX = (880, 600)


def use_statement(bundle: Bundle) -> str:
    """Return the statement that the user accepts: intended use of the model and its limits, one on each line."""
    return "\n".join((bundle.intended_use, *bundle.limits))


def use_mark(bundle: Bundle) -> str:
    """Return the SHA-256 of the statement, which `Settings.accepted_use` holds once it was accepted."""
    return hashlib.sha256(use_statement(bundle).encode("utf-8")).hexdigest()


class FirstUseDialog(QDialog):
    """Shows the statement to accept, then offers a sample and the tour; neither is a must.

    It ends `accepted` by the user who wants to begin, and `rejected` by one who does not accept.

    Signals:
        tour_chosen: the user wants the tour; `accepted` does not follow.
        use_accepted: the mark to store in `Settings.accepted_use`.
        sample_chosen: the file of a sample X-ray to open; `accepted` follows.
    """

    tour_chosen = Signal()
    use_accepted = Signal(str)
    sample_chosen = Signal(str)

    def __init__(self, bundle: Bundle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bundle = bundle
        self._sample = sample_file()
        self.setWindowTitle(self.tr("Kifua: before the first use"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_statement())
        self._pages.addWidget(self._make_beginning())
        column_layout(self).addWidget(self._pages)
        fit_to_screen(self, *_SIZE_PX)

    @Slot()
    def reject(self) -> None:
        """Reject; once the statement was accepted, accept."""
        if self._pages.currentIndex() == 0:
            super().reject()
        else:
            self.accept()

    @Slot()
    def _accept_use(self) -> None:
        self.use_accepted.emit(use_mark(self._bundle))
        self._pages.setCurrentIndex(1)
        self._start.setDefault(True)
        self._start.setFocus()

    @Slot()
    def _choose_sample(self) -> None:
        self.sample_chosen.emit(str(self._sample))
        self.accept()

    @Slot()
    def _choose_tour(self) -> None:
        self.hide()
        self.tour_chosen.emit()

    def _make_statement(self) -> QWidget:
        page = QWidget()
        column = column_layout(page, gap_px=GROUP_GAP_PX, margins=TEXT_MARGINS)
        column.addWidget(TextLabel(self.tr("What Kifua is for, and what it is not"), scale=1.5, bold=True))
        column.addWidget(self._make_text(), stretch=1)
        self._read = QCheckBox(self.tr("I have read this"))
        accept = push_button(self.tr("Accept"), self._accept_use)
        accept.setEnabled(False)
        accept.setDefault(True)
        self._read.toggled.connect(accept.setEnabled)
        row = row_layout(gap_px=GROUP_GAP_PX)
        row.addWidget(self._read)
        row.addStretch()
        row.addWidget(accept)
        row.addWidget(push_button(self.tr("Quit"), self.reject))
        column.addLayout(row)
        return page

    def _make_text(self) -> QScrollArea:
        inside = QWidget()
        column = column_layout(inside, gap_px=GROUP_GAP_PX, margins=PAGE_MARGINS)
        use, *limits = [printable(bundle_text(line)) for line in (self._bundle.intended_use, *self._bundle.limits)]
        column.addWidget(TextLabel(use, scale=1.15))
        column.addWidget(TextLabel(self.tr("Its limits"), scale=1.15, bold=True))
        column.addWidget(BulletList(limits, scale=1.15))
        column.addWidget(
            TextLabel(
                self.tr(
                    "Everything stays on this computer: Kifua sends nothing anywhere. Patients' names are stored only "
                    "if you switch that on in the settings."
                ),
                scale=1.15,
            )
        )
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName(self.tr("Intended use and limits"))
        area.setAccessibleDescription("\n".join((use, *limits)))
        return area

    def _make_beginning(self) -> QWidget:
        page = QWidget()
        column = column_layout(page, gap_px=GROUP_GAP_PX, margins=TEXT_MARGINS)
        column.addStretch()
        column.addWidget(TextLabel(self.tr("Kifua is ready"), scale=1.5, bold=True))
        column.addWidget(
            TextLabel(
                self.tr(
                    "Begin with your own X-rays, or try a sample first. You find what you have read under Help, About."
                ),
                scale=1.15,
            )
        )
        column.addSpacing(GROUP_GAP_PX)
        sample = push_button(self.tr("Try a sample X-ray"), self._choose_sample)
        sample.setVisible(self._sample.is_file())
        self._start = push_button(self.tr("Start"), self.accept, kind="primary")
        tour = push_button(self.tr("Take the tour"), self._choose_tour)
        column.addLayout(FlowLayout(self._start, sample, tour, gap_px=GROUP_GAP_PX))
        column.addStretch()
        return page
