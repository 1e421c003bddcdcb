"""Which language the window speaks, and the file that translators begin with."""

from __future__ import annotations

import subprocess
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator

from app.gui import languages, wording
from app.gui.languages import speak
from tests.translations import TEMPLATE, hidden_texts, texts, tool, update

LIMIT = "Danger signs in the child override a normal result."


@pytest.fixture
def translate(qapp, monkeypatch, tmp_path):
    """Return a function that gives Kifua a translation of two texts; at the end it speaks English again."""
    monkeypatch.setattr(languages, "assets_folder", lambda: tmp_path)
    (tmp_path / "translations").mkdir()

    def make(language: str) -> None:
        template = ElementTree.parse(TEMPLATE)
        template.getroot().set("language", language)
        for message in template.getroot().iter("message"):
            if message.findtext("source") in ("File", LIMIT):
                translation = message.find("translation")
                translation.text = f"{language}: {message.findtext('source')}"
                del translation.attrib["type"]
        source = tmp_path / "source.ts"
        template.write(source, encoding="utf-8", xml_declaration=True)
        made = tmp_path / "translations" / f"kifua_{language}.qm"
        subprocess.run([tool("lrelease"), "-silent", str(source), "-qm", str(made)], check=True)

    yield make
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize(
    ("language", "locale", "direction"),
    [("sw", "sw_KE", Qt.LayoutDirection.LeftToRight), ("ar", "ar_SD", Qt.LayoutDirection.RightToLeft)],
)
def test_the_window_speaks_the_language_of_the_system(qapp, translate, language, locale, direction):
    translate(language)
    speak(qapp, QLocale(locale))

    assert QCoreApplication.translate("window", "File") == f"{language}: File"
    assert wording.of_bundle(LIMIT) == f"{language}: {LIMIT}"
    assert QCoreApplication.translate("window", "View") == "View", "what has no translation stays English"
    assert qapp.layoutDirection() == direction


def test_the_words_of_qt_itself_follow(qapp, translate):
    translate("ar")
    speak(qapp, QLocale("ar_SD"))

    assert QCoreApplication.translate("QPlatformTheme", "Cancel") != "Cancel"


def test_without_a_translation_everything_stays_english(qapp, translate):
    translate("sw")
    speak(qapp, QLocale("ar_SD"))

    assert QCoreApplication.translate("window", "File") == "File"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_the_template_holds_every_text_of_the_sources(tmp_path):
    update([tmp_path / "fresh.ts"])

    assert texts(TEMPLATE) == texts(tmp_path / "fresh.ts"), "run `make translations`"


def test_the_template_holds_what_lupdate_does_not_see():
    assert set(hidden_texts()) <= texts(TEMPLATE)
