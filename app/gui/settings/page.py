"""Page of the settings; each change takes effect and is stored at once."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from app.core.atomic_file import takes_files
from app.core.text import printable
from app.gui.session import Session
from app.gui.settings.backups import BackupRestorer
from app.gui.settings.clinic import ClinicSection
from app.gui.settings.delete_all import DeleteAll
from app.gui.settings.explained import explained
from app.gui.settings.folders import FoldersSection
from app.gui.settings.pictures import PicturesSection
from app.gui.settings.recent import RecentSection
from app.gui.settings.retention_notice import RetentionNotice
from app.gui.text import figures_text, specialist_text
from app.gui.theme.spacing import GROUP_GAP_PX, PAGE_MARGINS, SECTION_MARGINS
from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import LARGE
from app.gui.widgets.card import Card
from app.gui.widgets.controls import NoWheelComboBox, column_layout, push_button, scroll_vertically
from app.gui.widgets.dialogs import data_dialog, message, question
from app.gui.widgets.expander import Expander
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import BulletList, ElidedLabel, TextLabel
from app.gui.widgets.page_header import PageHeader
from app.settings import MAX_WORKERS, TEXT_PERCENTS, Settings

_KEEP_DAYS = (30, 90, 365)
_KEPT_SETTINGS = (
    *("accepted_use", "clinic_name", "clinic_logo", "user_name", "tour_seen"),
    *("keep_pictures", "remember_recent"),
)
"""Settings that stay: they have no usual value, or would keep again what somebody did not want to be kept."""

_WIDEST_PX = 960
_NAME_PX = 180
"""Least width of the name of a setting, so that what is chosen stands in a column."""


class SettingsPage(QWidget):
    """Shows and changes the settings of a session, a card for each subject; it follows changes made elsewhere."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._backups = BackupRestorer(session, self)
        self._delete_all = DeleteAll(session)
        self.setAccessibleName(self.tr("Settings"))
        inside = _Sections()
        self._sections = column_layout(inside, gap_px=GROUP_GAP_PX, margins=PAGE_MARGINS)
        effect = self.tr(
            "A change takes effect at once. Verdicts that were made stay as they are, and a folder in work is finished "
            "with the settings that it was started with."
        )
        self._sections.addWidget(TextLabel(effect))
        self._add_operating_point()
        self._add_speed()
        self._add_data_folder()
        self._add_privacy()
        self._add_folders()
        self._add_clinic()
        self._add_look()
        self._add_restore()
        self._sections.addStretch()
        area = QScrollArea()
        scroll_vertically(area)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        column = column_layout(self, gap_px=0)
        column.addWidget(PageHeader(self.tr("Settings")))
        column.addWidget(area)
        session.settings_changed.connect(self._show)
        self._show()

    def leave(self) -> None:
        """Give up the undo of a deletion."""
        self._delete_all.leave()

    @Slot()
    def _show(self) -> None:
        settings, chosen = self._session.settings, self._session.screener.operating_point.name
        for name, radio in self._points.items():
            radio.setChecked(chosen in (name, self._session.bundle.operating_point(name).without_band().name))
            # Qt does so once a radio button has had the keyboard; the first that gets it must be the chosen one.
            radio.setFocusPolicy(Qt.FocusPolicy.StrongFocus if radio.isChecked() else Qt.FocusPolicy.ClickFocus)
        self._band.setChecked(settings.uncertain_band)
        self._workers.show_value(settings.workers)
        self._store_names.setChecked(settings.store_names)
        self._keep_days.show_value(settings.keep_days, self.tr("%Ln day(s)", "", settings.keep_days))
        self._theme.show_value(settings.theme)
        self._text.show_value(settings.text_percent)
        self._place.setText(printable(str(self._session.history)))
        self._usual_place.setEnabled(bool(settings.data_folder))

    def _change(self, **values: Any) -> None:
        self._session.change(replace(self._session.settings, **values))

    def _add_operating_point(self) -> None:
        self._heading(self.tr("When Kifua says “signs of pneumonia”"))
        self._points: dict[str, QRadioButton] = {}
        group = QButtonGroup(self)
        points = self._session.bundle.operating_points
        for point in points:
            radio = QRadioButton(figures_text.point_title(point))
            words = [figures_text.point_in_words(point), figures_text.point_comparison(point, points[0])]
            self._add_explained(radio, " ".join(filter(None, words)))
            radio.clicked.connect(lambda _, name=point.name: self._change(operating_point=name))
            group.addButton(radio)
            self._points[point.name] = radio
        self._band = QCheckBox(self.tr("Say “uncertain” where it is close"))
        self._band.clicked.connect(lambda: self._change(uncertain_band=self._band.isChecked()))
        self._add_explained(self._band, figures_text.uncertain_band_summary(self._session.bundle))
        summaries = [(figures_text.point_title(point), specialist_text.point_summary(point)) for point in points]
        figures = BulletList(f"{title}: {summary}" for title, summary in summaries)
        self._column.addWidget(Expander(self.tr("For the specialist"), figures))

    def _add_speed(self) -> None:
        self._heading(self.tr("Speed"))
        cores = min(os.cpu_count() or 1, MAX_WORKERS)
        numbers = [(number, str(number)) for number in range(1, cores + 1)]
        self._workers = NoWheelComboBox([(0, self.tr("Automatic (every core but one)")), *numbers])
        self._workers.activated.connect(lambda: self._change(workers=self._workers.currentData()))
        self._add_row(self.tr("X-rays screened at once"), self._workers)
        self._column.addWidget(TextLabel(self.tr("A lower number leaves more of the computer for other work.")))

    def _add_data_folder(self) -> None:
        self._heading(self.tr("Data folder"))
        self._column.addWidget(TextLabel(self.tr("The history of all screenings is kept here, on this computer:")))
        self._place = ElidedLabel()
        self._place.setAccessibleName(self.tr("Where the history is kept"))
        self._column.addWidget(self._place)
        choose = push_button(self.tr("Choose another folder…"), self._choose_folder)
        self._usual_place = push_button(self.tr("Use the usual folder"), lambda: self._change(data_folder=""))
        self._column.addLayout(FlowLayout(choose, self._usual_place))
        self._column.addWidget(
            TextLabel(
                self.tr(
                    "After a change, a new history begins in the new folder, or the one that is there is continued. "
                    "The old one stays where it is: nothing is moved and nothing is deleted. Choose the old folder "
                    "again to see it."
                )
            )
        )
        self._column.addLayout(FlowLayout(push_button(self.tr("Restore the history…"), self._backups.ask)))

    def _add_privacy(self) -> None:
        self._heading(self.tr("Privacy"))
        self._column.addWidget(
            TextLabel(self.tr("Nothing is ever sent anywhere: X-rays, names and results stay on this computer."))
        )
        self._store_names = QCheckBox(self.tr("Store patients' names in the history"))
        self._store_names.clicked.connect(lambda: self._change(store_names=self._store_names.isChecked()))
        self._add_explained(
            self._store_names,
            self.tr(
                "Anyone who uses this computer can read them. If you switch this off later, names that are stored "
                "stay until you clear them or delete their screenings in the history."
            ),
        )
        days = [(days, self.tr("%Ln day(s)", "", days)) for days in _KEEP_DAYS]
        self._keep_days = NoWheelComboBox([(0, self.tr("For ever")), *days])
        self._keep_days.activated.connect(lambda: self._change(keep_days=self._keep_days.currentData()))
        self._add_row(self.tr("Keep screenings"), self._keep_days)
        self._column.addWidget(RetentionNotice(self._session))
        self._column.addWidget(PicturesSection(self._session))
        self._column.addWidget(RecentSection(self._session))
        self._column.addWidget(self._delete_all)

    def _add_folders(self) -> None:
        self._heading(self.tr("Folders"))
        self._column.addWidget(FoldersSection(self._session))

    def _add_clinic(self) -> None:
        self._heading(self.tr("Clinic"))
        self._column.addWidget(ClinicSection(self._session, _NAME_PX))

    def _add_look(self) -> None:
        self._heading(self.tr("Look"))
        themes = [
            ("system", self.tr("As the computer is set")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ]
        self._theme = NoWheelComboBox(themes)
        self._theme.activated.connect(lambda: self._change(theme=self._theme.currentData()))
        self._add_row(self.tr("Colours"), self._theme)
        percents = [(number, self.tr("{number}%").format(number=number)) for number in TEXT_PERCENTS]
        self._text = NoWheelComboBox(percents)
        self._text.activated.connect(lambda: self._change(text_percent=self._text.currentData()))
        self._add_row(self.tr("Size of the text"), self._text)

    def _add_restore(self) -> None:
        self._sections.addLayout(FlowLayout(push_button(self.tr("Restore the usual settings…"), self._ask_restore)))

    @Slot()
    def _choose_folder(self) -> None:
        dialog = data_dialog(self, str(self._session.history.parent))
        dialog.fileSelected.connect(self._on_folder_chosen)
        dialog.open()

    @Slot(str)
    def _on_folder_chosen(self, folder: str) -> None:
        if takes_files(Path(folder)):
            self._change(data_folder=os.path.abspath(folder))
        else:
            message(self, self.tr("Kifua is not allowed to write to this folder: choose another.")).open()

    @Slot()
    def _ask_restore(self) -> None:
        sentence = self.tr("Restore the usual settings, the data folder too? No screening is deleted.")
        box = question(self, sentence, self.tr("Restore"))
        box.accepted.connect(self._restore)
        box.open()

    @Slot()
    def _restore(self) -> None:
        kept = {name: getattr(self._session.settings, name) for name in _KEPT_SETTINGS}
        self._session.change(Settings(**kept))

    def _heading(self, text: str) -> None:
        card = Card(margins=SECTION_MARGINS)
        self._sections.addWidget(card)
        self._column = card.column
        self._column.addWidget(TextLabel(text, scale=LARGE, bold=True))

    def _add_explained(self, control: QCheckBox | QRadioButton, explanation: str) -> None:
        self._column.addLayout(explained(control, explanation))

    def _add_row(self, name: str, control: NoWheelComboBox) -> None:
        control.setAccessibleName(name)
        label = TextLabel(name)
        label.setMinimumWidth(_NAME_PX)
        label.setWordWrap(False)
        self._column.addLayout(FlowLayout(label, control))


class _Sections(QWidget):
    """Keeps its cards as narrow as lines are read with ease, however wide the window is."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room beside the cards empty."""
        super().resizeEvent(event)
        beside = max(0, self.width() - scale_to_text(_WIDEST_PX))
        self.setContentsMargins(*((beside, 0, 0, 0) if self.isRightToLeft() else (0, 0, beside, 0)))
