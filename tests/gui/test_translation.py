"""In another language: nothing on the screen is hard-coded, and nothing is cut where words are 40% longer."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from app.core.bundle import load_bundle
from app.core.decode import PICTURE_SUFFIXES
from tests.helpers.cut_texts import cut_texts
from tests.helpers.pseudo_locale import pseudo_locale, unmarked
from tests.helpers.texts import texts
from tests.helpers.tour import NAMES, Tour, TourScreener

KEYS = ("(B)", "(E)", "(I)", "(R)", "(Shift+R)", "(Home)")
PATTERNS = ("(*.csv)", "(*.pdf)", f"({' '.join(f'*{suffix}' for suffix in sorted(PICTURE_SUFFIXES))})")
DATA = (*NAMES, "xrays", "history.sqlite3", "Kifua", "fake-1", *KEYS, *PATTERNS)


@pytest.fixture
def locale(qapp):
    with pseudo_locale() as locale:
        yield locale


@pytest.fixture
def tour(locale, make_desktop, bundle, tmp_path, qtbot):
    for desktop in make_desktop(TourScreener(bundle)):
        yield Tour(desktop, tmp_path / "xrays", qtbot)


def test_every_text_goes_through_the_translation(tour, bundle, tmp_path):
    data = (str(tmp_path), str(tmp_path / "data"), load_bundle(bundle).model_id, *DATA)
    hard_coded: dict[str, str] = {}
    for name, window in tour.stations():
        if name == "model card":
            continue
        for text in texts(window):
            rest = unmarked(text)
            for datum in sorted(data, key=len, reverse=True):
                rest = rest.replace(datum, "")
            if any(letter.isalpha() for letter in rest):
                hard_coded.setdefault(rest, name)
    assert hard_coded == {}


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768)], ids=["1024x600", "1366x768"])
def test_nothing_is_cut_where_words_are_longer(tour, size):
    cut: dict[str, str] = {}
    for name, window in tour.stations():
        if window.isWindow() and not isinstance(window, QDialog):
            window.resize(*size)
            QApplication.processEvents()
            assert (window.width(), window.height()) == size, f"{name} needs more than {size}"
        for text in cut_texts(window):
            cut.setdefault(text, name)
    assert cut == {}
