import pytest

from app.core.interval import wilson_interval


def test_wilson_interval_against_published_values():
    # Newcombe 1998, table I, method 3: without continuity correction.
    assert wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson_interval(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson_interval(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson_interval(1, 29) == pytest.approx((0.0061, 0.1718), abs=5e-5)


def test_nothing_is_known_of_no_cases():
    assert wilson_interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize("cases", [1, 7, 1000])
def test_the_interval_of_none_and_of_all_ends_at_the_edge_and_has_a_width(cases):
    none, every = wilson_interval(0, cases), wilson_interval(cases, cases)

    assert none == pytest.approx((0.0, 1 - every[0]))
    assert every[1] == pytest.approx(1.0)
    assert none[1] > 0.003
