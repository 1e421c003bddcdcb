"""Translations: the system's language where Kifua has it, else English."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.paths import assets_folder


def install_translators(application: QApplication, locale: QLocale) -> None:
    """Install the translations for the first language of a locale that Kifua has, and its writing direction.

    Qt's own words follow, and windows are mirrored for a language that is written from right to left. Where Kifua knows
    none of the languages, it speaks English: half of a window in another language helps nobody. English too has a
    file, for the words that a count decides (`1 file`, `2 files`); every other language rests on it.
    """
    folder = str(assets_folder() / "translations")
    english, own = QTranslator(application), QTranslator(application)
    if english.load("kifua_en", folder):
        application.installTranslator(english)
    if not own.load(locale, "kifua", "_", folder) or own.language() == english.language():
        return
    language = QLocale(own.language())
    qts = QTranslator(application)
    if qts.load(language, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(qts)
    application.installTranslator(own)
    application.setLayoutDirection(language.textDirection())
