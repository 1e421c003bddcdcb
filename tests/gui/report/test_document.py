"""Documents on paper: a PDF file that appears whole or not at all, and the pages that were chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageRanges
from PySide6.QtPrintSupport import QPrinter

from app.core.errors import OutputError
from app.gui.report.blocks import Text
from app.gui.report.document import draw_document, save_pdf
from app.gui.report.layout import Block
from app.gui.report.letterhead import Letterhead
from app.gui.report.page import Report
from tests.gui.conftest import BUNDLE, make_record
from tests.helpers.paper import pages, picture

pytestmark = pytest.mark.usefixtures("qapp")  # fonts need it

PAGE = Report(make_record("normal.jpg"), BUNDLE, picture(), QImage())


@dataclass
class Pages:
    """A document that notes which pages were made."""

    count: int
    made: int = 0
    title: str = "Pages"
    letterhead: Letterhead = field(default_factory=Letterhead)

    def pages(self, size: QSizeF) -> Iterator[Block]:
        for number in range(self.count):
            self.made += 1
            yield Text(f"{number}")


@pytest.mark.parametrize("count", [1, 3])
def test_a_pdf_has_every_page_and_replaces_an_old_file(tmp_path, count):
    (tmp_path / "report.pdf").write_bytes(b"old")
    assert save_pdf(Pages(count), tmp_path / "report.pdf")
    written = (tmp_path / "report.pdf").read_bytes()

    assert written.startswith(b"%PDF")
    assert pages(written) == count
    assert [path.name for path in tmp_path.glob("*.pdf*")] == ["report.pdf"]


def test_one_that_is_stopped_leaves_the_old_file(tmp_path):
    (tmp_path / "report.pdf").write_bytes(b"old")
    document = Pages(9)

    assert not save_pdf(document, tmp_path / "report.pdf", lambda drawn: drawn < 2)
    assert document.made == 2
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("report.pdf", b"old")]


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    for path in (tmp_path / "absent" / "report.pdf", tmp_path):
        with pytest.raises(OutputError) as caught:
            save_pdf(PAGE, path)
        assert caught.value.reason.code == "output_failed"
        assert str(path) in caught.value.reason.sentence


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_disk_is_said(tmp_path):
    (tmp_path / "report.pdf").symlink_to("/dev/full")
    with pytest.raises(OutputError) as caught:
        save_pdf(PAGE, tmp_path / "report.pdf")

    assert caught.value.reason.code == "output_failed"


def test_an_old_file_stays_when_the_page_cannot_be_drawn(tmp_path, monkeypatch):
    (tmp_path / "report.pdf").write_bytes(b"old")
    monkeypatch.setattr("app.gui.report.document.draw_document", _fail)
    with pytest.raises(OutputError):
        save_pdf(PAGE, tmp_path / "report.pdf")

    assert [(path.name, path.read_bytes()) for path in tmp_path.glob("*report*")] == [("report.pdf", b"old")]


def _fail(*arguments: object) -> None:
    raise OutputError("output_failed", path="report", error="broken")


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_device_that_cannot_be_drawn_on_is_said():
    with pytest.raises(OutputError):
        draw_document(PAGE, QImage())


def test_a_device_without_pages_takes_one_alone():
    image = QImage(400, 600, QImage.Format.Format_RGB32)
    with pytest.raises(OutputError):
        draw_document(Pages(2), image)


def test_only_the_pages_that_were_chosen_are_printed(tmp_path):
    printer: QPagedPaintDevice = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    chosen = QPageRanges()
    chosen.addRange(2, 3)
    printer.setPageRanges(chosen)
    assert draw_document(Pages(5), printer)

    assert pages((tmp_path / "printed.pdf").read_bytes()) == 2
