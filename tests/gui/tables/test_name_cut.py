"""A name that is too long loses what its neighbours have too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gui.tables.name_cut import cut_name


def cut(name: str, *neighbours: str, letters: int) -> str:
    return cut_name(name, neighbours, lambda text: len(text) <= letters)


WARD = "chest_xray_2026-03-04_ward3_patient_{}_PA_final.png"


@pytest.mark.parametrize(
    ("letters", "shown"),
    [
        (60, "chest_xray_2026-03-04_ward3_patient_000123_PA_final.png"),
        (30, "chest_xray…000123_PA_final.png"),
        (16, "chest_xr…000123…"),
        (8, "…000123…"),
        (1, "…"),
    ],
)
def test_the_part_that_differs_stays_and_its_number_is_whole(letters, shown):
    assert cut(WARD.format("000123"), WARD.format("000122"), WARD.format("000124"), letters=letters) == shown


def test_what_follows_is_cut_where_it_is_longer():
    assert cut("A7_chest_of_a_child.jpg", "A8_chest_of_a_child.jpg", letters=12) == "A7…child.jpg"


def test_a_difference_that_is_too_long_shows_both_its_ends():
    found = cut("person1128_bacteria_3069.jpeg", "person1073_bacteria_3008.jpeg", letters=16)

    assert found == "…1128_ba…ia_3069"


def test_a_number_that_goes_on_is_a_difference():
    assert cut("film1_of_the_child.png", "film11_of_the_child.png", letters=10) == "film1….png"


@pytest.mark.parametrize("neighbours", [(), ("a_long_name_alone.jpg",)], ids=["alone", "the same"])
def test_a_name_without_another_one_beside_it_shows_both_ends(neighbours):
    assert cut("a_long_name_alone.jpg", *neighbours, letters=10) == "a_lon….jpg"


@given(st.text("ab1.", max_size=12), st.text("ab1.", max_size=12), st.integers(1, 14))
def test_what_is_shown_always_fits(name, other, letters):
    assert len(cut(name, other, letters=letters)) <= letters
