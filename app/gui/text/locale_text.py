"""Numbers and dates as the language of the window writes them.

All are made with the default `QLocale`, which `interface_locale` chooses once when the window starts: the same locale
that Qt fills `%Ln` with, so that no text mixes two ways of writing a number.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.core.text import printable

DATE_FORMAT = "d MMM yyyy"
"""The month is a word: 3/5 is the fifth of March in one clinic and the third of May in another."""


def interface_locale(language: QLocale) -> QLocale:
    """Return the locale of a language that writes numbers with the digits 0 to 9.

    A medical number is read wrongly where two sets of digits stand beside each other, as on a drug's label. A locale
    with other digits is exchanged for one of the same language that has these, the one of no country first; a language
    that has none, such as Bengali, keeps its own. The digits are in groups, also where the system names no language.
    """
    if language.zeroDigit() == "0":
        return _grouping(language)
    found = QLocale.matchingLocales(language.language(), QLocale.Script.AnyScript, QLocale.Country.AnyTerritory)
    latin = [locale for locale in found if locale.zeroDigit() == "0"]
    return _grouping(min(latin, key=lambda locale: locale.territory() != QLocale.Country.World, default=language))


def number_text(number: int) -> str:
    """Return a whole number with the locale's digit groups: 12,034."""
    return _grouping(QLocale()).toString(number)


def decimal_text(number: float, decimals: int) -> str:
    """Return a number with this many decimals: 96.7, or 96,7 in French."""
    return QLocale().toString(float(number), "f", decimals)


def short_decimal_text(number: float) -> str:
    """Return a number with as many decimals as it needs, at most six digits in all: 3, 2.5."""
    return with_decimal_point(f"{number:g}")


def with_decimal_point(number: str) -> str:
    """Return a number that Python wrote with the locale's decimal point: 2.5, or 2,5 in French."""
    return number.replace(".", QLocale().decimalPoint())


class LocaleNumber(float):
    """A number that fills a place such as `{size:.0f}` of a sentence with the locale's decimal point."""

    def __format__(self, form: str) -> str:
        """Return the number as Python formats it, but for the decimal point."""
        return with_decimal_point(super().__format__(form or "g"))


def percent(fraction: float) -> str:
    """Return a fraction in whole per cent; never 0% or 100%, which no measurement here supports."""
    rounded = round(100 * fraction)
    if rounded < 1:
        return _tr("under 1%")
    return _tr("over 99%") if rounded > 99 else _tr("{number}%").format(number=rounded)


def date_text(moment: str) -> str:
    """Return the day of a time as ISO 8601 writes it: `5 Mar 2026`; a text that is no time is returned as it is."""
    try:
        day = datetime.fromisoformat(moment)
    except ValueError:
        return printable(moment)
    return QLocale().toString(QDate(day.year, day.month, day.day), DATE_FORMAT)


def time_text(moment: str) -> str:
    """Return the hour and minute of a time as ISO 8601 writes it, by the clock of 24 hours; empty where it is none."""
    try:
        return f"{datetime.fromisoformat(moment):%H:%M}"
    except ValueError:
        return ""


def date_time_text(moment: str) -> str:
    """Return day and time: `5 Mar 2026, 10:42`; a text that is no time is returned as it is."""
    time = time_text(moment)
    return _tr("{date}, {time}").format(date=date_text(moment), time=time) if time else printable(moment)


def _grouping(locale: QLocale) -> QLocale:
    """Return a locale that writes digits in groups: that of no language, `C`, leaves them out."""
    made = QLocale(locale)
    made.setNumberOptions(locale.numberOptions() & ~QLocale.NumberOption.OmitGroupSeparator)
    return made


def _tr(text: str) -> str:
    return QCoreApplication.translate("locale_text", text)
