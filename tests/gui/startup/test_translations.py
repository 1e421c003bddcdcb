"""Which language the window speaks, and the file that translators begin with."""

from __future__ import annotations

import shutil
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator

from app.gui.startup import translations
from app.gui.startup.translations import install_translators
from app.gui.text import verdict_text
from app.gui.text.locale_text import date_time_text, number_text
from tools.translations import ENGLISH, TEMPLATE, hidden_texts, release, texts, update, update_english

LIMIT = "Danger signs in the child override a normal result."


@pytest.fixture
def translate(qapp, monkeypatch, tmp_path):
    """Return a function that gives Kifua a translation of two texts; at the end it speaks English again."""
    monkeypatch.setattr(translations, "assets_folder", lambda: tmp_path)
    (tmp_path / "translations").mkdir()
    shutil.copy(ENGLISH.with_suffix(".qm"), tmp_path / "translations")
    before, default = qapp.findChildren(QTranslator), QLocale()

    def make(language: str) -> None:
        template = ElementTree.parse(TEMPLATE)
        template.getroot().set("language", language)
        for message in template.getroot().iter("message"):
            if message.findtext("source") in ("&Quit", LIMIT):
                translation = message.find("translation")
                translation.text = f"{language}: {message.findtext('source')}"
                del translation.attrib["type"]
        source = tmp_path / "source.ts"
        template.write(source, encoding="utf-8", xml_declaration=True)
        release(source, tmp_path / "translations" / f"kifua_{language}.qm")

    yield make
    QLocale.setDefault(default)
    for translator in [each for each in qapp.findChildren(QTranslator) if each not in before]:
        qapp.removeTranslator(translator)
        translator.deleteLater()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize(
    ("language", "locale", "direction"),
    [("sw", "sw_KE", Qt.LayoutDirection.LeftToRight), ("ar", "ar_SD", Qt.LayoutDirection.RightToLeft)],
)
def test_the_window_speaks_the_language_of_the_system(qapp, translate, language, locale, direction):
    translate(language)
    install_translators(qapp, QLocale(locale))

    assert QCoreApplication.translate("window", "&Quit") == f"{language}: &Quit"
    assert verdict_text.bundle_text(LIMIT) == f"{language}: {LIMIT}"
    assert QCoreApplication.translate("window", "View") == "View", "what has no translation stays English"
    assert verdict_text.age_phrase(3) == "3 years", "in whole English words"
    assert qapp.layoutDirection() == direction


@pytest.mark.parametrize(
    ("language", "system", "written"),
    [
        ("fr", "fr_CD", ["12\u202f034", "5 mars 2026, 15:04", "2,5 years"]),
        ("ar", "ar_SD", ["12,034", "5 مارس 2026, 15:04", "2.5 years"]),
        ("sw", "sw_KE", ["12,034", "5 Mac 2026, 15:04", "2.5 years"]),
        ("fr", "en_KE", ["12,034", "5 Mar 2026, 15:04", "2.5 years"]),
        ("sw", "ar_SD", ["12,034", "5 Mar 2026, 15:04", "2.5 years"]),
    ],
)
def test_numbers_and_dates_are_those_of_the_language_that_is_spoken(qapp, translate, language, system, written):
    translate(language)
    install_translators(qapp, QLocale(system))

    now = [number_text(12_034), date_time_text("2026-03-05T15:04:00+03:00"), verdict_text.age_phrase(2.5)]
    assert now == written
    assert QCoreApplication.translate("verdict_text", "%Ln year(s)", "", 7) == "7 years", "in the digits 0 to 9"


def test_the_words_of_qt_itself_follow(qapp, translate):
    translate("ar")
    install_translators(qapp, QLocale("ar_SD"))

    assert QCoreApplication.translate("QPlatformTheme", "Cancel") != "Cancel"


def test_without_a_translation_everything_stays_english(qapp, translate):
    translate("sw")
    install_translators(qapp, QLocale("ar_SD"))

    assert QCoreApplication.translate("window", "&Quit") == "&Quit"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize("locale", ["en_KE", "C", "sw_KE"])
def test_a_count_decides_its_words(qapp, translate, locale):
    install_translators(qapp, QLocale(locale))

    assert [verdict_text.age_phrase(years) for years in (1, 1 / 12, 3, 0.25, 2.5)] == [
        *("1 year", "1 month", "3 years", "3 months", "2.5 years")
    ]


def test_the_english_file_has_the_words_of_every_count(tmp_path):
    fresh = tmp_path / "fresh.ts"
    shutil.copy(ENGLISH, fresh)
    update_english(fresh)
    assert fresh.read_bytes() == ENGLISH.read_bytes(), "run `make translations`"
    forms = [form.text for form in ElementTree.parse(ENGLISH).getroot().iter("numerusform")]
    assert len(forms) == 2 * len(texts(ENGLISH)) > 0
    for form in forms:
        assert form, "write it into kifua_en.ts, in Qt Linguist for instance, and run `make translations`"
        assert "%Ln" in form
        assert "(s)" not in form

    release(ENGLISH, tmp_path / "fresh.qm")
    assert (tmp_path / "fresh.qm").read_bytes() == ENGLISH.with_suffix(".qm").read_bytes(), "run `make translations`"


def test_a_text_with_a_count_says_so_to_the_translator():
    assert texts(ENGLISH) == {text for text in texts(TEMPLATE) if text[2]}
    assert {text for _, text, is_counted in texts(TEMPLATE) if not is_counted and "%Ln" in text} == set()


def test_the_template_holds_every_text_of_the_sources(tmp_path):
    update([tmp_path / "fresh.ts"])

    assert texts(TEMPLATE) == texts(tmp_path / "fresh.ts"), "run `make translations`"


def test_the_template_holds_what_lupdate_does_not_see():
    assert set(hidden_texts()) <= texts(TEMPLATE)
