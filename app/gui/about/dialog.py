"""The About dialog: version, model and figures, limits, self-test, problem report, licences."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QWidget,
)

from app.core.model.bundle import CARD_FILE
from app.core.records import Finding
from app.core.screening import Screener
from app.core.selftest import DicomResult, GoldenResult, check_dicom, run_self_test
from app.core.text import printable
from app.gui.about.figures_list import FiguresList
from app.gui.about.licences import LicencesPage
from app.gui.about.model_card import ModelCardDialog
from app.gui.session import Session
from app.gui.text.locale_text import decimal_text
from app.gui.text.verdict_text import bundle_text, finding_text
from app.gui.theme.spacing import CONTROL_GAP_PX, GROUP_GAP_PX, PAGE_MARGINS
from app.gui.widgets.controls import column_layout, push_button
from app.gui.widgets.dialogs import fit_to_screen
from app.gui.widgets.labels import BulletList, TextLabel
from app.gui.widgets.problem_buttons import ProblemButtons
from app.gui.workers.task import Task
from app.paths import dicom_folder

_SIZE_PX = (980, 620)


class AboutDialog(QDialog):
    """Shows what is installed and how well it works."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Kifua"))
        tabs = self._tabs = QTabWidget()
        tabs.setUsesScrollButtons(False)
        tabs.setAccessibleName(self.tr("About Kifua"))
        tabs.addTab(self._make_model(), self.tr("Model"))
        tabs.addTab(self._make_limits(), self.tr("Where it fails"))
        self._check_page = self._make_check()
        tabs.addTab(self._check_page, self.tr("Check"))
        tabs.addTab(_scrolled(LicencesPage(), self.tr("Licences")), self.tr("Licences"))
        close = push_button(self.tr("Close"), self.close)
        layout = column_layout(self, margins=PAGE_MARGINS)
        layout.addWidget(tabs, stretch=1)
        layout.addWidget(close, alignment=Qt.AlignmentFlag.AlignTrailing)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        fit_to_screen(self, *_SIZE_PX)
        tabs.tabBar().setFocus()

    def open_check(self) -> None:
        """Open it where the installation is checked."""
        self._tabs.setCurrentWidget(self._check_page)
        self.open()
        self._check_button.setFocus()

    @Slot()
    def _show_card(self) -> None:
        ModelCardDialog(self._session.screener.folder, self).open()

    @Slot()
    def _check(self) -> None:
        self._check_button.setEnabled(False)
        self._outcome.setText(self.tr("Checking…"))
        task = Task(partial(_timed_self_test, self._session.screener))
        task.done.connect(self._show_outcome)
        task.failed.connect(self._show_failure)
        task.crashed.connect(self._show_crash)
        self._session.threads.start(task)

    @Slot(object)
    def _show_outcome(self, outcome: tuple[tuple[GoldenResult, ...], tuple[DicomResult, ...], float]) -> None:
        results, dicom, took_s = outcome
        seconds = self.tr("It took {seconds} s.").format(seconds=decimal_text(took_s, 1))
        self._end_check(f"{self._outcome_text(results)} {self._dicom_text(dicom)} {seconds}")

    @Slot(str)
    def _show_failure(self, sentence: str) -> None:
        self._end_check(printable(sentence))

    @Slot()
    def _show_crash(self) -> None:
        self._end_check(self.tr("The check could not be finished."))

    def _end_check(self, words: str) -> None:
        self._outcome.setText(words)
        self._check_button.setEnabled(True)
        self._check_button.setFocus()

    def _outcome_text(self, results: tuple[GoldenResult, ...]) -> str:
        differing = [result for result in results if not result.passed]
        if not results:
            return self.tr("This model brings no X-rays to check with.")
        if not differing:
            return self.tr(
                "All is well: %Ln of %Ln X-ray(s) give(s) the words and scores here that they gave where the model "
                "was made.",
                "",
                len(results),
            )
        told = [
            self.tr("{file} should give {expected} and gives {score}").format(
                file=printable(result.golden.file),
                expected=_finding_and_score(result.golden.finding, result.golden.score),
                score=_finding_and_score(result.finding, result.score),
            )
            for result in differing
        ]
        return self.tr(
            "Do not use this installation: install Kifua again. X-rays that come out otherwise than they should: "
            "{differing} of {count}. {told}."
        ).format(differing=len(differing), count=len(results), told="; ".join(told))

    def _dicom_text(self, results: tuple[DicomResult, ...]) -> str:
        differing = [printable(result.file) for result in results if not result.passed]
        if not results:
            return self.tr("The DICOM files to check with are gone: install Kifua again.")
        if not differing:
            return self.tr("DICOM files of every kind are opened as they should be.")
        return self.tr(
            "Open no DICOM files here: install Kifua again. Those that are not opened rightly: {files}."
        ).format(files=", ".join(differing))

    def _make_model(self) -> QWidget:
        bundle = self._session.bundle
        page = QWidget()
        column = column_layout(page, margins=PAGE_MARGINS)
        version = self._session.screener.app_version
        title = self.tr("Kifua {version}, model {model}").format(version=version, model=bundle.model_id)
        column.addWidget(TextLabel(printable(title), scale=1.25, bold=True))
        column.addWidget(TextLabel(printable(bundle_text(bundle.intended_use))))
        column.addWidget(TextLabel(self.tr("Figures"), scale=1.15, bold=True))
        note = self.tr(
            "Measured with the usual settings. The interval below each figure holds it with 95% certainty, for "
            "children of the same hospital. Expect worse elsewhere."
        )
        column.addWidget(TextLabel(note))
        column.addWidget(FiguresList(bundle))
        column.addStretch()
        return _scrolled(page, self.tr("Model"))

    def _make_limits(self) -> QWidget:
        page = QWidget()
        column = column_layout(page, margins=PAGE_MARGINS)
        limits = [printable(bundle_text(limit)) for limit in self._session.bundle.limits]
        column.addWidget(BulletList(limits, scale=1.1))
        column.addWidget(
            TextLabel(
                self.tr(
                    "The literature reports that models which were made from these X-rays did far worse in other "
                    "countries. The model card has figures of that, the worst errors with their X-rays, and what the "
                    "model must not be used for."
                ),
                scale=1.1,
            )
        )
        column.addSpacing(CONTROL_GAP_PX)
        card = push_button(self.tr("Read the model card…"), self._show_card)
        card.setEnabled(CARD_FILE in self._session.bundle.files)
        column.addWidget(card, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addStretch()
        return _scrolled(page, self.tr("Where it fails"))

    def _make_check(self) -> QWidget:
        page = QWidget()
        column = column_layout(page, margins=PAGE_MARGINS)
        column.addWidget(
            TextLabel(
                self.tr(
                    "Kifua can screen the X-rays that came with its model, and compare each score with the one it had "
                    "where the model was made. It also opens a DICOM file of every kind. Nothing is stored."
                )
            )
        )
        self._check_button = push_button(self.tr("Check this installation"), self._check)
        column.addWidget(self._check_button, alignment=Qt.AlignmentFlag.AlignLeading)
        self._outcome = TextLabel(scale=1.15)
        self._outcome.setAccessibleName(self.tr("Outcome of the check"))
        column.addWidget(self._outcome)
        column.addSpacing(GROUP_GAP_PX)
        column.addWidget(TextLabel(self.tr("Report a problem"), scale=1.15, bold=True))
        column.addWidget(
            TextLabel(
                self.tr(
                    "Send the details to whoever looks after this computer: the version, the model and the last error. "
                    "They contain no names and no X-rays."
                )
            )
        )
        column.addWidget(ProblemButtons(self._session.bundle.model_id))
        column.addStretch()
        return _scrolled(page, self.tr("Check"))


def _timed_self_test(screener: Screener) -> tuple[tuple[GoldenResult, ...], tuple[DicomResult, ...], float]:
    """Return what `run_self_test` and `check_dicom` return, and how many seconds they took."""
    begun = time.perf_counter()
    return run_self_test(screener), check_dicom(dicom_folder()), time.perf_counter() - begun


def _finding_and_score(finding: str, score: float | None) -> str:
    words = {str(known): finding_text(known) for known in Finding}.get(finding, printable(finding))
    return f"“{words}”" if score is None else f"“{words}” {decimal_text(score, 3)}"


def _scrolled(page: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.setAccessibleName(name)
    return area
