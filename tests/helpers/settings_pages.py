"""The page of the settings by itself, without a window around it."""

from __future__ import annotations

from app.gui.batch.runner import BatchRunner
from app.gui.dicom.connections import Connections
from app.gui.session import Session
from app.gui.settings.page import SettingsPage


def settings_page(session: Session) -> SettingsPage:
    """Return the page of a session, whose connections are not started."""
    return SettingsPage(session, Connections(session, BatchRunner(session, session), session))
