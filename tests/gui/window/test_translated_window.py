"""In another language: nothing on the screen is hard-coded, and nothing is cut where words are 40% longer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QScrollArea

from app.components import components
from app.core.imaging.formats import SUFFIXES
from app.core.model.bundle import load_bundle
from app.core.records import Patient
from app.core.screening import with_patient
from app.gui.report.content import report_text
from app.gui.report.document import save_pdf
from app.gui.report.page import Report
from app.gui.text.verdict_text import tool_tip
from app.gui.window.start.page import StartPage
from tests.gui.conftest import make_record
from tests.helpers.cut_texts import cut_texts
from tests.helpers.paper import A4_PX, drawn, inked_lines, pages, picture
from tests.helpers.pseudo_locale import pseudo_locale, unmarked
from tests.helpers.texts import texts
from tests.helpers.tour import NAMES, Tour, TourScreener, cut
from tests.helpers.tour_dialogs import CHILD
from tools.translations import TEMPLATE
from tools.translations import texts as texts_of

_LETTERS = ("(B)", "(C)", "(E)", "(I)", "(R)", "(S)", "(Shift+R)", "(PgUp)", "(PgDown)", "(Ctrl+PgDown)", "(Alt+Left)")
KEYS = (*_LETTERS, *(f"(F{number})" for number in (*range(2, 10), 12)))
PATTERNS = ("(*.csv)", "(*.pdf)", "(*.png)", "(*.svg)", f"({' '.join(f'*{suffix}' for suffix in sorted(SUFFIXES))})")
MONTHS = [QLocale().standaloneMonthName(month, QLocale.FormatType.ShortFormat) for month in range(1, 13)]
TITLES = ("RIS", "KIFUA", "XRAY", "PACS")
"""AE titles, which are names that DICOM nodes have."""
PATIENT = (CHILD.patient_id, CHILD.patient_name, CHILD.procedure)
DATA = (*NAMES, *TITLES, *PATIENT, "xrays", "history.sqlite3", "Kifua", "fake-1", "JPEG", *MONTHS, *KEYS, *PATTERNS)


@pytest.fixture
def locale(qapp):
    with pseudo_locale() as locale:
        yield locale


@pytest.fixture
def tour(locale, make_desktop, bundle, tmp_path, qtbot):
    for desktop in make_desktop(TourScreener(bundle)):
        yield Tour(desktop, tmp_path / "xrays", qtbot)


def test_every_text_goes_through_the_translation(tour, locale, bundle, tmp_path):
    parts = {word for part in components() for word in (part.name, part.version, part.licence) if word}
    data = (str(tmp_path), tmp_path.name, str(tmp_path / "data"), load_bundle(bundle).model_id, *DATA, *parts)
    hard_coded: dict[str, str] = {}
    for name, window in tour.stations():
        if name == "model card":
            continue
        for text in texts(window):
            rest = unmarked(text)
            for datum in sorted(data, key=len, reverse=True):
                rest = rest.replace(datum, "")
            rest = re.sub(r"\b[0-9a-f]{16}\b", "", rest)  # of a digest
            if any(letter.isalpha() for letter in rest):
                hard_coded.setdefault(rest, name)
    assert hard_coded == {}
    own = {text for text in locale.asked if not re.match("Q[A-Z]", text[0])}
    assert len(own) > 250
    assert own - texts_of(TEMPLATE) == set(), "a translator would not find these"


@pytest.mark.parametrize(
    ("width", "height", "percent"), [(1024, 600, 100), (1024, 600, 150), (1024, 600, 200), (1366, 768, 125)]
)
def test_nothing_is_cut_where_words_are_longer(enlarge, request, width, height, percent):
    enlarge(percent)

    assert cut(request.getfixturevalue("tour"), width, height) == {}


def test_nothing_is_cut_in_english_where_letters_are_large(enlarge, make_desktop, bundle, tmp_path, qtbot):
    enlarge(200)
    for desktop in make_desktop(TourScreener(bundle)):
        assert cut(Tour(desktop, tmp_path / "xrays", qtbot, str), 1024, 600) == {}


def test_the_start_page_scrolls_where_there_is_too_little_room(locale, make_desktop, screener):
    for desktop in make_desktop(screener):
        desktop.window.resize(600, 350)
        QApplication.processEvents()
        page = desktop.window.findChild(StartPage)

        assert page.height() < 350
        assert list(cut_texts(desktop.window)) == []
        assert page.findChild(QScrollArea).verticalScrollBar().isVisible()


def test_the_tool_tip_of_the_status_line_has_the_whole_of_a_sentence(desktop):
    sentence = f"Written to {'<b>/' * 200}"
    desktop.window.statusBar().showMessage(sentence)
    assert desktop.window.statusBar().toolTip() == tool_tip(sentence)

    desktop.window.statusBar().clearMessage()
    assert desktop.window.statusBar().toolTip() == ""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("point", ["balanced", "balanced-no-band", "high_sensitivity"])
def test_a_report_is_translated_and_stays_one_page(locale, bundle, tmp_path, name, point):
    shipped = replace(load_bundle(bundle), model_id="fake-1")
    child = Patient("P-7", "Amina", 0.6667, "F", "Cough for\n4 days")
    made = with_patient(make_record(name), child, shipped.input_limits)
    verdict = replace(made.verdict, operating_point=point)
    page = Report(replace(made, verdict=verdict), shipped, picture(), picture())
    data = {"P-7", "Amina", "Cough for 4 days", name, "fake-1", "Jan"}
    for text in _words(report_text(page.record, shipped)):
        rest = unmarked(text)
        for datum in data:
            rest = rest.replace(datum, "")
        assert not any(letter.isalpha() for letter in rest), rest

    save_pdf(page, tmp_path / "report.pdf")
    assert pages((tmp_path / "report.pdf").read_bytes()) == 1
    image = drawn(page, A4_PX)
    assert max(inked_lines(image)) < image.height() - 1


def _words(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _words(each)
    elif is_dataclass(part):
        yield from _words(tuple(getattr(part, field.name) for field in fields(part)))
