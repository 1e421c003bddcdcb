"""The action in the menu, and that of the rows of the worklist."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from app.gui.deidentify.dialog import DeidentifyDialog
from app.gui.worklist.page import WorklistPage
from tests.helpers.pictures import SAMPLE

WORDS = "Save without the patient's identity…"


def test_the_x_ray_that_is_shown_is_looked_at(desktop, qtbot, tmp_path):
    assert not desktop.action(WORDS).isEnabled()
    shown = tmp_path / "pneumonia.jpeg"
    shown.write_bytes(SAMPLE.read_bytes())
    desktop.window.open_paths([str(shown)])
    qtbot.waitUntil(desktop.action(WORDS).isEnabled, timeout=20_000)
    desktop.action(WORDS).trigger()

    (dialog,) = desktop.window.findChildren(DeidentifyDialog)
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy, timeout=20_000)
    dialog.close()


def test_rows_are_looked_at_together(desktop, qtbot, tmp_path):
    for name in ("pneumonia.jpeg", "normal.jpeg"):
        (tmp_path / name).write_bytes(SAMPLE.read_bytes() + name.encode())
    desktop.window.open_paths([str(tmp_path / name) for name in ("pneumonia.jpeg", "normal.jpeg")])
    desktop.wait_for("2")
    qtbot.waitUntil(lambda: not desktop.window.is_screening, timeout=20_000)
    records = list(desktop.window.findChild(WorklistPage).rows.current.found())
    desktop.window.findChild(WorklistPage).deidentify_requested.emit(records)

    (dialog,) = desktop.window.findChildren(DeidentifyDialog)
    qtbot.waitUntil(lambda: not desktop.window.session.threads.is_busy, timeout=20_000)
    assert "1 of 2" in "".join(label.text() for label in dialog.findChildren(QLabel))
    dialog.close()
