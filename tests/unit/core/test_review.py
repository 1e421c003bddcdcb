"""A review is empty until something was decided."""

import pytest

from app.core.review import Action, Opinion, Review


@pytest.mark.parametrize("review", [Review(), Review(reviewer="Amina", reviewed_at="2026-01-02T04:00:00+03:00")])
def test_who_and_when_decide_nothing(review):
    assert review.is_empty


@pytest.mark.parametrize("review", [Review(Opinion.CANNOT_TELL), Review(action=Action.OTHER), Review(note="cough")])
def test_each_part_of_a_decision_counts(review):
    assert not review.is_empty
