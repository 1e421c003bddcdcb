"""What every page works with: the screener, the settings, the history's place, and the threads."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.core.errors import BundleError, OutputError
from app.core.model.bundle import NO_BAND, Bundle
from app.core.screening import Screener
from app.gui.text.verdict_text import reason_text
from app.gui.threads import RunningThreads
from app.paths import history_file
from app.settings import Settings, save_settings


class Session(QObject):
    """Holds what the pages share; the settings change here alone.

    Signals:
        settings_changed: the settings are other ones now.
        failed: a sentence; the settings could not be written.
    """

    settings_changed = Signal()
    failed = Signal(str)

    def __init__(self, screener: Screener, settings: Settings, settings_file: Path) -> None:
        super().__init__()
        self._settings_file = settings_file
        self._screener = screener
        self.settings = settings
        self.screener = self._decided()
        self.threads = RunningThreads(self)

    @property
    def bundle(self) -> Bundle:
        """What the model bundle holds."""
        return self._screener.bundle

    @property
    def history(self) -> Path:
        """The history file; it may not exist yet."""
        folder = self.settings.data_folder
        return history_file(Path(folder) if folder else None)

    def change(self, settings: Settings) -> None:
        """Use other settings from now on, and store them."""
        self.settings = settings
        self.screener = self._decided()
        try:
            save_settings(self._settings_file, settings)
        except OutputError as error:
            self.failed.emit(reason_text(error.reason))
        self.settings_changed.emit()

    def screener_at(self, operating_point: str) -> Screener:
        """Return a screener at an operating point, by name; the one in use where the model has none of the name."""
        try:
            return self._screener.at_operating_point(operating_point)
        except BundleError:
            return self.screener

    def _decided(self) -> Screener:
        """Return the screener at the chosen operating point, or at the default where the model has none of the name."""
        name = self.settings.operating_point or self._screener.operating_point.name
        try:
            return self._screener.at_operating_point(name if self.settings.uncertain_band else f"{name}{NO_BAND}")
        except BundleError:
            return self._screener
