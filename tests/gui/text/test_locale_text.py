"""Numbers and dates in the languages of the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from app.core.errors import Reason
from app.core.model.bundle import Figure
from app.gui.text import locale_text, specialist_text, verdict_text
from app.gui.xray.cards.age_input import format_age, read_age


@pytest.fixture
def speak() -> Iterator[None]:
    """Return a function that sets the language of numbers and dates; at the end, it is as it was."""
    before = QLocale()
    yield lambda name: QLocale.setDefault(locale_text.interface_locale(QLocale(name)))
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("name", "number", "decimal", "day"),
    [
        ("en_KE", "12,034", "96.7", "5 Mar 2026"),
        ("fr_CD", "12\u202f034", "96,7", "5 mars 2026"),
        ("ar_SD", "12,034", "96.7", "5 مارس 2026"),
        ("ar_MA", "12.034", "96,7", "5 مارس 2026"),
        ("hi_IN", "12,034", "96.7", "5 मार्च 2026"),
    ],
)
def test_a_language_writes_its_own_numbers_in_the_digits_0_to_9(speak, name, number, decimal, day):
    speak(name)

    assert locale_text.number_text(12_034) == number
    assert locale_text.decimal_text(96.72, 1) == decimal
    assert locale_text.short_decimal_text(2.5) == f"2{decimal[2]}5"
    assert locale_text.date_text("2026-03-05T15:04:00+03:00") == day
    assert locale_text.date_time_text("2026-03-05T15:04:00+03:00") == f"{day}, 15:04"
    assert locale_text.percent(0.5) == "50%"


@pytest.mark.parametrize("name", ["en_KE", "C"])
def test_every_count_has_its_digits_in_groups_where_the_system_names_no_language_too(speak, name):
    speak(name)

    assert QCoreApplication.translate("any", "%Ln X-rays", None, 12_034) == "12,034 X-rays"
    assert locale_text.number_text(12_034) == "12,034"


@pytest.mark.parametrize("name", ["en_KE", "fr_CD", "ar_SD"])
def test_every_sentence_with_a_number_has_the_same_decimal_point(speak, name):
    speak(name)
    point = QLocale().decimalPoint()

    assert f"96{point}7" in specialist_text.per_hundred(Figure("Accuracy", 0.967, 0.95, 0.98, "nobody"))
    assert f"0{point}998" in specialist_text.figure_values(Figure("AUROC", 0.998, 0.996, 0.999, "nobody"))
    assert f" 2{point}5 " in f" {verdict_text.age_phrase(2.5)}"
    assert f" 7{point}5 " in verdict_text.reason_text(Reason.of("age_outside", age=7.5, low=1.0, high=5.0))
    assert format_age(2.5) == f"2{point}5"
    assert read_age(format_age(2.5)) == 2.5


def test_a_text_that_is_no_time_is_shown_as_it_is():
    assert locale_text.date_time_text("last\nMonday") == "last\\nMonday"
    assert locale_text.date_text("last Monday") == "last Monday"
