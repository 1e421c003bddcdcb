"""The language of the window: the system's, where Kifua is translated into it, else English."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.paths import assets_folder


def speak(application: QApplication, locale: QLocale) -> None:
    """Translate what is said from now on into the first language of a locale that Kifua knows, and write in its way.

    Qt's own words follow, and windows are mirrored for a language that is written from right to left. Where Kifua knows
    none of the languages, nothing changes: half of a window in another language helps nobody.
    """
    own = QTranslator(application)
    if not own.load(locale, "kifua", "_", str(assets_folder() / "translations")):
        return
    language = QLocale(own.language())
    qts = QTranslator(application)
    if qts.load(language, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(qts)
    application.installTranslator(own)
    application.setLayoutDirection(language.textDirection())
