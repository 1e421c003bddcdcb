"""Translations: the system's language where Kifua has it, else English."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.gui.text.locale_text import interface_locale
from app.paths import assets_folder


def install_translators(application: QApplication, locale: QLocale) -> None:
    """Install the translations for the first language of a locale that Kifua has, and its writing direction.

    Qt's own words follow, and windows are mirrored for a language that is written from right to left. Where Kifua knows
    none of the languages, it speaks English: half of a window in another language helps nobody. English too has a
    file, for the words that a count decides (`1 file`, `2 files`); every other language rests on it. Numbers and dates
    are written as the language that is spoken writes them, in the country of the locale where that has the language.
    """
    folder = str(assets_folder() / "translations")
    english, own = QTranslator(application), QTranslator(application)
    if english.load("kifua_en", folder):
        application.installTranslator(english)
    is_translated = own.load(locale, "kifua", "_", folder) and own.language() != english.language()
    language = QLocale(own.language() if is_translated else "en")
    spoken = locale if locale.language() == language.language() else language
    QLocale.setDefault(interface_locale(spoken))
    if not is_translated:
        return
    qts = QTranslator(application)
    if qts.load(language, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(qts)
    application.installTranslator(own)
    application.setLayoutDirection(language.textDirection())
