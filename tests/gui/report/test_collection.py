"""Reports of several screenings in one document, each with its own picture."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import QSizeF

from app.gui.imaging.loaded_xray import LoadedXray, load_screened
from app.gui.report import collection
from app.gui.report.collection import ReportCollection
from app.gui.report.document import save_pdf
from app.gui.report.letterhead import Letterhead
from tests.helpers.paper import drawn, drawn_pages, inked_lines, pages, picture
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
        return load_screened(record, *rest)

    monkeypatch.setattr(collection, "load_screened", watched)
    made = [len(loaded) for _ in collect(*[make_grey()] * 3).pages(A4)]

    assert made == [0, 1, 2, 3]


def test_the_picture_has_its_evidence_map(collect, make_grey):
    report = collect().report(make_grey())

    assert report.picture.size() == report.picture_with_map.size()
    assert report.picture_with_map.pixelColor(5, 5).red() > report.picture.pixelColor(5, 5).red()


def test_a_verdict_of_another_model_has_no_map(collect, make_grey):
    report = collect().report(replace(make_grey(), model="older-1"))

    assert not report.picture.isNull()
    assert report.picture_with_map.isNull()


def test_another_file_of_the_same_name_is_not_shown(collect, make_grey):
    record = make_grey()
    Image.new("L", (90, 60), 10).save(record.file)
    report = collect().report(record)

    assert report.picture.isNull()
    assert report.picture_with_map.isNull()


def test_a_small_copy_is_shown_without_a_map_and_named(collect, make_grey, monkeypatch):
    copy = LoadedXray(picture(90, 60), is_absent=True, is_copy=True)
    monkeypatch.setattr(collection, "load_screened", lambda *arguments: copy)
    report = collect().report(make_grey())

    assert report.picture_with_map.isNull()
    assert drawn(report) != drawn(replace(report, is_copy=False))
