"""Texts from outside are shown, stored and compared without surprises."""

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.text import cut, escaped, folded, id_key, one_line, printable


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


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("a\r\nb\tc", r"a\r\nb\tc"),
        ("\x1b[2J\x7f\x85\x9b", r"\x1b[2J\x7f\x85\x9b"),
        ("\u2028\u2029", r"\u2028\u2029"),
        ("\u202egpj\u2066", r"\u202egpj\u2066"),
        ("a\udcffb", r"a\udcffb"),
        ("née 肺\u3000\xa0\u200d😀", "née 肺\u3000\xa0\u200d😀"),
    ],
)
def test_what_could_break_or_turn_a_line_is_escaped_and_no_letter(text, stored):
    assert one_line(text) == stored


@given(st.text())
def test_any_text_is_one_line_without_control_characters(text):
    for safe in (one_line(text), printable(text)):
        assert len(safe.splitlines()) == (1 if text else 0)
        assert not [char for char in safe if category(char) in ("Cc", "Cs", "Zl", "Zp")]
        assert one_line(safe) == safe


def test_a_long_text_is_cut():
    assert (cut("lungs", 5), cut("lungs!", 5)) == ("lungs", "lung…")


@pytest.mark.parametrize("typed", ["MW-0101", "mw-0101", " Mw-0101\u00a0", "ＭＷ-0101"])
def test_a_patients_id_is_the_same_however_it_was_typed(typed):
    assert id_key(typed) == id_key("MW-0101")


def test_ids_that_differ_in_more_than_case_and_space_are_of_two_patients():
    assert id_key("MW-0101") != id_key("MW-101")
    assert id_key("  ") == ""
