"""What is kept of patients, how long, and how all of it is deleted."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from app.gui.session import Session
from app.gui.settings.explained import explained
from app.gui.settings.named_row import named_row
from app.gui.settings.privacy.delete_all import DeleteAll
from app.gui.settings.privacy.pictures import PicturesSection
from app.gui.settings.privacy.recent import RecentSection
from app.gui.settings.privacy.retention_notice import RetentionNotice
from app.gui.widgets.controls import NoWheelComboBox, column_layout
from app.gui.widgets.labels import TextLabel

_KEEP_DAYS = (30, 90, 365)


class PrivacySection(QWidget):
    """Shows and changes what is kept, and deletes the whole history."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._delete_all = DeleteAll(session)
        self._store_names = QCheckBox(self.tr("Store patients' names in the history"))
        self._store_names.clicked.connect(lambda: session.update(store_names=self._store_names.isChecked()))
        days = [(days, self.tr("%Ln day(s)", "", days)) for days in _KEEP_DAYS]
        self._keep_days = NoWheelComboBox([(0, self.tr("For ever")), *days])
        self._keep_days.activated.connect(lambda: session.update(keep_days=self._keep_days.currentData()))
        names = self.tr(
            "Anyone who uses this computer can read them, and tables that you export have them too. If you switch "
            "this off later, names that are stored stay until you clear them or delete their screenings in the history."
        )
        column = column_layout(self)
        column.addWidget(
            TextLabel(
                self.tr(
                    "X-rays, names and results stay on this computer. Nothing is ever sent anywhere, but to systems of "
                    "your clinic that you enter above: the archive can be sent results, and the worklist server is "
                    "asked who is to be X-rayed, on which day."
                )
            )
        )
        column.addLayout(explained(self._store_names, names))
        column.addLayout(named_row(self.tr("Keep screenings"), self._keep_days))
        for part in (RetentionNotice(session), PicturesSection(session), RecentSection(session), self._delete_all):
            column.addWidget(part)
        session.settings_changed.connect(self._show)
        self._show()

    def leave(self) -> None:
        """Give up the undo of a deletion."""
        self._delete_all.leave()

    @Slot()
    def _show(self) -> None:
        days = self._session.settings.keep_days
        self._store_names.setChecked(self._session.settings.store_names)
        self._keep_days.show_value(days, self.tr("%Ln day(s)", "", days))
