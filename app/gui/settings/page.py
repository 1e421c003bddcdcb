"""Page of the settings; each change takes effect and is stored at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from app.gui.dicom.connections import Connections
from app.gui.session import Session
from app.gui.settings.clinic import ClinicSection
from app.gui.settings.contents import Contents
from app.gui.settings.dicom.section import DicomSection
from app.gui.settings.folders import FoldersSection
from app.gui.settings.history_folder import HistoryFolderSection
from app.gui.settings.look import LookSection
from app.gui.settings.privacy.section import PrivacySection
from app.gui.settings.speed import SpeedSection
from app.gui.settings.verdict import VerdictSection
from app.gui.theme.spacing import GROUP_GAP_PX, PAGE_MARGINS, SECTION_MARGINS
from app.gui.theme.style import scale_to_text
from app.gui.theme.tokens import LARGE
from app.gui.widgets.card import Card
from app.gui.widgets.controls import column_layout, push_button, row_layout, scroll_vertically
from app.gui.widgets.dialogs import question
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.labels import TextLabel
from app.gui.widgets.page_header import PageHeader
from app.settings import Settings

_KEPT_SETTINGS = (
    *("accepted_use", "clinic_name", "clinic_logo", "user_name"),
    *("keep_pictures", "remember_recent", "receive", "archive", "worklist"),
)
"""Settings that stay: they have no usual value, or would keep again what somebody did not want to be kept; or
other machines and Kifua would call each other in vain."""

_WIDEST_PX = 960
_CONTENTS_FROM_PX = 1150
"""Width of the page from which on its sections are listed beside it."""


class SettingsPage(QWidget):
    """Shows and changes the settings of a session, a card for each subject; it follows changes made elsewhere."""

    def __init__(self, session: Session, connections: Connections) -> None:
        super().__init__()
        self._session = session
        self._privacy = PrivacySection(session)
        self.setAccessibleName(self.tr("Settings"))
        sections = [
            (self.tr("Clinic"), ClinicSection(session)),
            (self.tr("Look"), LookSection(session)),
            (self.tr("Folders"), FoldersSection(session)),
            (self.tr("X-ray machine (DICOM)"), DicomSection(session, connections)),
            (self.tr("Privacy"), self._privacy),
            (self.tr("Data folder"), HistoryFolderSection(session)),
            (self.tr("How careful Kifua is"), VerdictSection(session)),
            (self.tr("Speed"), SpeedSection(session)),
        ]
        cards = [(title, _card(title, section)) for title, section in sections]
        effect = self.tr(
            "A change takes effect at once. Verdicts that were made stay as they are, and a folder in work is finished "
            "with the settings that it was started with."
        )
        inside = _Sections()
        column = column_layout(inside, gap_px=GROUP_GAP_PX, margins=PAGE_MARGINS)
        for _, card in cards:
            column.addWidget(card)
        column.addWidget(TextLabel(effect, pale=True))
        column.addLayout(FlowLayout(push_button(self.tr("Restore the usual settings…"), self._ask_restore)))
        column.addStretch()
        area = QScrollArea()
        scroll_vertically(area)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self._contents = Contents(area, cards)
        self._area = area
        body = row_layout(gap_px=0)
        body.addWidget(self._contents)
        body.addWidget(area, stretch=1)
        page = column_layout(self, gap_px=0)
        page.addWidget(PageHeader(self.tr("Settings")))
        page.addLayout(body, stretch=1)

    def leave(self) -> None:
        """Give up the undo of a deletion."""
        self._privacy.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """List the sections where there is room."""
        super().resizeEvent(event)
        self._fit_contents()

    def changeEvent(self, event: QEvent) -> None:
        """List the sections where there is room for them in another size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_contents()

    def _fit_contents(self) -> None:
        is_wide = self.width() >= scale_to_text(_CONTENTS_FROM_PX)
        is_high = self._area.height() >= self._contents.sizeHint().height()
        self._contents.setVisible(is_wide and is_high)

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


class _Sections(QWidget):
    """Keeps its cards as narrow as lines are read with ease, however wide the window is."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room beside the cards empty."""
        super().resizeEvent(event)
        beside = max(0, self.width() - scale_to_text(_WIDEST_PX))
        self.setContentsMargins(*((beside, 0, 0, 0) if self.isRightToLeft() else (0, 0, beside, 0)))


def _card(title: str, section: QWidget) -> Card:
    card = Card(margins=SECTION_MARGINS)
    card.column.addWidget(TextLabel(title, scale=LARGE, bold=True))
    card.column.addWidget(section)
    return card
