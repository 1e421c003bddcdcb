"""An X-ray whose file was moved, or whose name another file has now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog

from app.core.records import ScreeningRecord
from app.core.results.history import History
from app.core.results.history_search import EVERYTHING
from app.gui.xray.viewer.state_chip import StateChip
from tests.helpers.pictures import encoded

COPY = encoded(Image.new("L", (90, 60), 180), "JPEG")


@pytest.fixture
def stored(sitting, make_grey):
    """Return a function that stores a screening whose file is moved away then, with its small copy or without."""

    def store(copy: bytes | None = COPY) -> ScreeningRecord:
        record = make_grey("XR0001.png")
        with History(sitting.session.history) as history:
            history.add(record)
            if copy:
                history.add_picture(record.id, copy)
        Path(record.file).rename(moved(record))
        return record

    return store


def moved(record: ScreeningRecord) -> Path:
    return Path(record.file).with_name("moved.png")


def find(sitting, file: Path) -> None:
    """Choose a file in the dialog that *Find it…* opens."""
    sitting.part(QAbstractButton, "Find it…").click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.hide()
    sitting.wait()
    sitting.wait()


def test_the_small_copy_is_shown_and_said_to_be_one(sitting, stored):
    sitting.show(stored())

    assert "The file is not there now. This is the small copy" in sitting.reads()
    assert sitting.view.image.width() == 90
    assert sitting.corner(0.5, 0.5).red() == pytest.approx(180, abs=3)
    assert sitting.page.findChild(StateChip).text().startswith("small copy · ")
    assert not sitting.check.isEnabled()
    assert sitting.page.report_request().make().is_copy


def test_without_a_copy_there_is_no_picture_but_a_way_to_find_it(sitting, stored):
    sitting.show(stored(copy=None))

    assert "The file is not there now. No small copy of it was kept." in sitting.reads()
    assert not sitting.view.has_image
    assert sitting.part(QAbstractButton, "Find it…").isVisible()


def test_another_file_of_the_same_name_is_never_shown_for_the_one_that_was_screened(sitting, stored):
    record = stored()
    Image.new("L", (900, 600), 20).save(record.file)
    sitting.show(record)

    assert "Another file has its name now. This is the small copy" in sitting.reads()
    assert sitting.corner(0.5, 0.5).red() == pytest.approx(180, abs=3)


def test_a_file_that_is_found_is_shown_and_its_place_is_remembered(sitting, stored, qtbot):
    record = stored()
    sitting.show(record)
    with qtbot.waitSignal(sitting.page.record_kept):
        find(sitting, moved(record))
    sitting.wait()

    assert sitting.view.image.width() == 900
    assert "The file is not there now" not in sitting.reads()
    assert "moved.png" in sitting.reads()
    assert sitting.check.isEnabled()
    with History(sitting.session.history) as history:
        assert [stored.record.file for stored in history.find(EVERYTHING, 9)] == [str(moved(record))]


def test_what_was_typed_of_the_patient_survives_the_search(sitting, stored):
    record = stored()
    sitting.show(replace(record, patient=replace(record.patient, id="B-2")))
    find(sitting, moved(record))

    assert sitting.page.report_request().record.patient.id == "B-2"


def test_another_picture_is_not_accepted(sitting, stored, make_grey, qtbot):
    sitting.show(stored())
    Image.new("L", (900, 600), 20).save(make_grey("other.png").file)
    with (
        qtbot.waitSignal(sitting.page.noted) as noted,
        qtbot.assertNotEmitted(sitting.page.record_kept),
    ):
        find(sitting, Path(make_grey("third.png").file).with_name("other.png"))

    assert "it is not the one that was screened" in noted.args[0]
    assert sitting.view.image.width() == 90


def test_a_broken_history_leaves_the_page_without_a_picture(sitting, stored):
    record = stored()
    sitting.session.history.write_bytes(b"no database at all" * 100)
    sitting.show(record)

    assert not sitting.view.has_image
