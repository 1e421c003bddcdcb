"""A watched folder is screened by itself while the window is open."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableView

from app.core.results.history import History
from app.gui.batch.arrivals import MOST_AT_ONCE, STILL_S
from app.gui.window.batch_bar import BatchBar
from app.paths import dicom_folder
from tests.helpers.pictures import SAMPLE
from tests.helpers.screening_records import kept_rows


class Clinic:
    """A desktop before an X-ray unit that exports into a folder."""

    def __init__(self, desktop, folder: Path, qtbot, wait: Callable[[float], None]) -> None:
        self.desktop, self.folder = desktop, folder
        self._qtbot, self.wait = qtbot, wait
        folder.mkdir()

    def watch(self) -> None:
        """Choose the folder in the settings, and wait for the first look at it."""
        session = self.desktop.window.session
        session.change(replace(session.settings, watched_folder=str(self.folder)))
        self._rest()

    def export(self, name: str) -> None:
        (self.folder / name).write_bytes(SAMPLE.read_bytes())

    def look(self) -> None:
        """Look at the folder twice, as long apart as a file must stand still."""
        for _ in range(2):
            self.desktop.window.watch.look()
            self._rest()
            self.wait(STILL_S)

    def screened(self) -> list[str]:
        self._rest()
        if not self.desktop.history.exists():
            return []
        with History(self.desktop.history) as history:
            return sorted(os.path.basename(row["file"]) for row in kept_rows(history, 99))

    def _rest(self) -> None:
        threads = self.desktop.window.session.threads
        self._qtbot.waitUntil(lambda: not threads.is_busy, timeout=20_000)


@pytest.fixture
def clinic(desktop, tmp_path, qtbot, monkeypatch) -> Clinic:
    watch = desktop.window.watch
    now = [0.0]

    def wait(seconds: float) -> None:
        now[0] += seconds

    monkeypatch.setattr(watch, "_clock", lambda: now[0])
    watch.start()
    return Clinic(desktop, tmp_path / "export", qtbot, wait)


def test_nothing_is_watched_unless_it_is_wanted(clinic):
    clinic.export("normal.jpeg")
    clinic.look()

    assert clinic.screened() == []
    assert not clinic.desktop.window.findChild(BatchBar).isVisible()


def test_a_new_file_is_screened_by_itself_and_once(clinic):
    clinic.watch()
    assert "Watching “export” for new X-rays" in clinic.desktop.says()
    clinic.export("normal.jpeg")
    clinic.look()
    assert clinic.screened() == ["normal.jpeg"]
    clinic.look()

    assert clinic.screened() == ["normal.jpeg"]
    assert "1 new X-ray screened" in clinic.desktop.says()
    clinic.export("pneumonia.jpeg")
    clinic.look()
    assert clinic.screened() == ["normal.jpeg", "pneumonia.jpeg"]
    assert "2 new X-rays screened · Signs of pneumonia: 1 · Watching" in clinic.desktop.says()


def test_what_was_there_before_is_left_alone_and_that_is_said(clinic):
    clinic.export("normal.jpeg")
    clinic.watch()
    clinic.look()

    assert clinic.screened() == []
    assert "“export” is watched from now on. 1 file from before left alone" in clinic.desktop.says()


def test_a_folder_that_is_away_is_said_and_watched_again_when_it_is_back(clinic):
    clinic.watch()
    away = clinic.folder.rename(clinic.folder.with_name("away"))
    clinic.look()
    assert "“export” is not there now" in clinic.desktop.says()
    away.rename(clinic.folder)
    clinic.export("normal.jpeg")
    clinic.look()

    assert clinic.screened() == ["normal.jpeg"]
    assert "is not there now" not in clinic.desktop.says()


def test_new_x_rays_come_before_the_folders_that_wait(clinic, tmp_path, qtbot):
    clinic.watch()
    clinic.desktop.screener.gate.clear()
    for name in ("monday", "tuesday"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "normal.jpg").write_bytes(b"an X-ray")
        clinic.desktop.window.open_paths([str(tmp_path / name)])
    clinic.export("pneumonia.jpeg")
    watch, runner = clinic.desktop.window.watch, clinic.desktop.window._runner
    for _ in range(2):
        watch.look()
        qtbot.waitUntil(lambda: not watch.is_looking)
        clinic.wait(STILL_S)

    assert [batch.title for batch in runner.queued] == ["pneumonia.jpeg", "tuesday"]


def test_new_x_rays_leave_the_rows_alone_that_somebody_looks_at(clinic, tmp_path, qtbot):
    (tmp_path / "monday").mkdir()
    (tmp_path / "monday" / "normal.jpg").write_bytes(b"an X-ray")
    clinic.desktop.window.open_paths([str(tmp_path / "monday")])
    clinic.desktop.wait_for("Done. Screened: 1 of 1.")
    clinic.watch()
    clinic.export("pneumonia.jpeg")
    clinic.look()

    assert clinic.screened() == ["normal.jpg", "pneumonia.jpeg"]
    assert "Worklist · monday" in clinic.desktop.says()
    assert clinic.desktop.part(QTableView, "Results").model().rowCount() == 1
    qtbot.mouseClick(clinic.desktop.part(QPushButton, "Show"), Qt.MouseButton.LeftButton)
    clinic.desktop.wait_for("2 X-rays · 2 not seen")


def test_the_new_x_rays_stand_above_older_and_more_urgent_ones(clinic, tmp_path, qtbot):
    (tmp_path / "monday").mkdir()
    (tmp_path / "monday" / "pneumonia.jpg").write_bytes(b"an X-ray")
    clinic.desktop.window.open_paths([str(tmp_path / "monday")])
    clinic.desktop.wait_for("Done. Screened: 1 of 1.")
    clinic.watch()
    clinic.export("normal.jpeg")
    clinic.look()
    qtbot.mouseClick(clinic.desktop.part(QPushButton, "Show"), Qt.MouseButton.LeftButton)
    clinic.desktop.wait_for("2 X-rays · 2 not seen")

    table = clinic.desktop.part(QTableView, "Screenings")
    assert os.path.basename(table.model().record(0).file) == "normal.jpeg"
    assert "Sorted by:" in "".join(button.text() for button in clinic.desktop.window.findChildren(QPushButton))


def test_no_single_click_in_the_bar_ends_the_watch(clinic, qtbot):
    clinic.watch()
    bar = clinic.desktop.window.findChild(BatchBar)
    qtbot.waitUntil(bar.isVisible)
    assert "Watching “export” for new X-rays" in clinic.desktop.says()
    assert [button.text() for button in bar.findChildren(QPushButton) if button.isVisible()] == []
    clinic.desktop.window.session.update(watched_folder="")

    assert not bar.isVisible()
    clinic.export("normal.jpeg")
    clinic.look()
    assert clinic.screened() == []


def test_many_at_once_are_screened_one_portion_after_the_other(clinic, qtbot):
    clinic.watch()
    for number in range(3 * MOST_AT_ONCE):
        (clinic.folder / f"{number:02}.dcm").write_bytes((dicom_folder() / "plain.dcm").read_bytes())
    watch = clinic.desktop.window.watch
    watch.look()
    qtbot.waitUntil(lambda: not watch.is_looking)
    clinic.wait(STILL_S)
    watch.look()

    qtbot.waitUntil(lambda: len(clinic.screened()) == 3 * MOST_AT_ONCE, timeout=20_000)


def test_a_folder_that_takes_long_to_list_is_not_listed_again_for_a_new_file(clinic, qtbot, monkeypatch):
    clinic.watch()
    clinic.export("normal.jpeg")
    watch = clinic.desktop.window.watch
    watch.look()
    qtbot.waitUntil(lambda: not watch.is_looking)
    monkeypatch.setattr("app.gui.batch.arrivals.files_below", lambda *_, **__: pytest.fail("it was listed"))
    clinic.wait(STILL_S)
    watch.look()

    qtbot.waitUntil(lambda: clinic.screened() == ["normal.jpeg"], timeout=20_000)
