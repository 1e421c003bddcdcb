"""Reports of several screenings in one document, each with its own picture."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import QSizeF

from app.gui.report import collection
from app.gui.report.collection import ReportCollection, pictures_of
from app.gui.report.document import save_pdf
from app.gui.report.letterhead import Letterhead
from tests.helpers.paper import drawn_pages, inked_lines, pages
from tests.helpers.sitting import hot_upper_left

A4 = QSizeF(5160, 7740)


@pytest.fixture
def model(qapp, screener):
    screener.score = hot_upper_left
    return screener


@pytest.fixture
def collect(model, tmp_path):
    return lambda *records: ReportCollection(records, model, tmp_path / "history", Letterhead("Health Centre"))


def test_each_has_a_page_after_a_summary(collect, make_grey, tmp_path):
    records = [make_grey(f"{number}.png") for number in range(3)]

    for count, expected in ((1, 1), (3, 4)):
        assert save_pdf(collect(*records[:count]), tmp_path / "reports.pdf")
        assert pages((tmp_path / "reports.pdf").read_bytes()) == expected
    assert all(inked_lines(page) for page in drawn_pages(collect(*records)))


def test_a_picture_is_loaded_for_its_page_and_not_before(collect, make_grey, monkeypatch):
    loaded = []

    def watched(record, *rest):
        loaded.append(record)
        return pictures_of(record, *rest)

    monkeypatch.setattr(collection, "pictures_of", watched)
    made = [len(loaded) for _ in collect(*[make_grey()] * 3).pages(A4)]

    assert made == [0, 1, 2, 3]


def test_the_picture_has_its_evidence_map(model, make_grey, tmp_path):
    plain, mapped = pictures_of(make_grey(), model, tmp_path / "history")

    assert plain.size() == mapped.size()
    assert mapped.pixelColor(5, 5).red() > plain.pixelColor(5, 5).red()


def test_a_verdict_of_another_model_has_no_map(model, make_grey, tmp_path):
    plain, mapped = pictures_of(replace(make_grey(), model="older-1"), model, tmp_path / "history")

    assert not plain.isNull()
    assert mapped.isNull()


def test_another_file_of_the_same_name_is_not_shown(model, make_grey, tmp_path):
    record = make_grey()
    Image.new("L", (90, 60), 10).save(record.file)

    assert all(image.isNull() for image in pictures_of(record, model, tmp_path / "history"))


def test_a_file_that_is_gone_has_no_picture(model, make_grey, tmp_path):
    gone = replace(make_grey(), file=str(tmp_path / "gone.png"))

    assert all(image.isNull() for image in pictures_of(gone, model, tmp_path / "history"))
