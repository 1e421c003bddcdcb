"""What of patients lies in files beside a history."""

from __future__ import annotations

from pathlib import Path

from app.dicom.kept_files import KeptFiles
from app.paths import outbox_folder, received_folder


def kept_files(history: Path) -> KeptFiles:
    """Return the received X-rays, and the results that are to be sent, that lie beside a history."""
    return KeptFiles(received_folder(history.parent), outbox_folder(history.parent))
