"""The state that all pages share: the screener, the settings, the history's file, and the running threads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.core.errors import BundleError, OutputError, Reason
from app.core.model.bundle import NO_BAND, Bundle
from app.core.results.history_database.repairs import heed_repairs
from app.core.results.protected_files import own_files
from app.core.screening import Screener
from app.gui.recent_paths import RecentPaths
from app.gui.text.verdict_text import reason_text
from app.gui.threads import RunningThreads
from app.gui.ui_state import UiState
from app.paths import assets_folder, bundle_folder, history_file, log_file
from app.settings import Settings, save_settings


class Session(QObject):
    """Holds what the pages share. The settings are changed here alone.

    Signals:
        settings_changed: other settings are in use now.
        history_unkept: a sentence while new screenings cannot be stored in the history; empty once they can again.
        history_repaired: a sentence; the history was damaged, and another one is in its place.
        history_changed: screenings of the history were deleted, or are back.
        history_emptied: all of them were deleted; no page may show one any more.
        failed: a sentence; the settings could not be written.
    """

    settings_changed = Signal()
    history_unkept = Signal(str)
    history_repaired = Signal(str)
    history_changed = Signal()
    history_emptied = Signal()
    failed = Signal(str)

    def __init__(self, screener: Screener, settings: Settings, settings_file: Path) -> None:
        super().__init__()
        self._settings_file = settings_file
        self._screener = screener
        self._default_point = screener.operating_point.name
        self.settings = settings
        self.screener = self.screener_at("")
        self.threads = RunningThreads(self)
        self.state = UiState(settings_file.with_name("window.ini"))
        self.recent = RecentPaths(settings_file.with_name("recent.json"))
        heed_repairs(self._tell_repair)

    @property
    def bundle(self) -> Bundle:
        """What the model bundle holds."""
        return self._screener.bundle

    @property
    def history(self) -> Path:
        """The history file; it may not exist yet."""
        return history_file(self.settings.data_folder)

    @property
    def watch_memory(self) -> Path:
        """File with what is known of the watched folder; it may not exist yet."""
        return self._settings_file.with_name("watched.json")

    def own_files(self) -> Iterator[Path]:
        """Yield the files of Kifua itself, which no export may replace."""
        yield from own_files(self.history, bundle_folder())
        yield from (self._settings_file, self.watch_memory, log_file(self.history.parent))
        if self.settings.clinic_logo:
            yield Path(self.settings.clinic_logo)

    def remember(self, paths: Sequence[str]) -> None:
        """Add paths that are opened to `recent`, where the settings allow it; not those of Kifua itself."""
        own = (str(assets_folder()), str(self.history.parent))
        foreign = [path for path in paths if not path.startswith(own)]
        if foreign and self.settings.remember_recent:
            self.recent.add(foreign, datetime.now().astimezone().isoformat(timespec="seconds"))

    def update(self, **values: Any) -> None:
        """Change some settings, by name, and leave the others as they are."""
        self.change(replace(self.settings, **values))

    def change(self, settings: Settings) -> None:
        """Use other settings from now on, and store them."""
        self.settings = settings
        self.screener = self.screener_at("")
        try:
            save_settings(self._settings_file, settings)
        except OutputError as error:
            self.failed.emit(reason_text(error.reason))
        self.settings_changed.emit()

    def screener_at(self, operating_point: str) -> Screener:
        """Return a screener at an operating point, by name.

        Where the model has none of that name, it is at the point that is chosen in the settings, and where that is
        unknown too, at the model's default; both with or without the uncertain band, as is set.
        """
        band = "" if self.settings.uncertain_band else NO_BAND
        for name in (operating_point, self.settings.operating_point + band, self._default_point + band):
            with suppress(BundleError):
                return self._screener.at_operating_point(name)
        return self._screener

    def _tell_repair(self, history: Path, reason: Reason) -> None:
        """Say that the history was repaired, on any thread: who came upon the damage may say nothing."""
        if history == self.history:
            self.history_repaired.emit(reason_text(reason))
