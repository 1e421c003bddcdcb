"""Texts from outside are shown, stored and compared without surprises."""

import pytest

from app.core.text import escaped, folded, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("née 肺 😀", "née 肺 😀"),
        ("a\nb", r"a\nb"),
        ("\u202egpj", r"\u202egpj"),
        ("\udc80", r"\udc80"),
        ("\0", r"\x00"),
    ],
)
def test_what_could_disguise_a_name_is_escaped(text, shown):
    assert printable(text) == shown


@pytest.mark.parametrize(("text", "stored"), [("née\n肺", "née\n肺"), ("a\udcffb", r"a\udcffb")])
def test_only_what_utf_8_cannot_hold_is_escaped(text, stored):
    assert escaped(text) == stored


@pytest.mark.parametrize(("one", "other"), [("ÉLODIE", "e\u0301lodie"), ("STRASSE", "straße"), ("АННА", "анна")])
def test_texts_that_differ_in_case_or_composition_alone_fold_alike(one, other):
    assert folded(one) == folded(other)
