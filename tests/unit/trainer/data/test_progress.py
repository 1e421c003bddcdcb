import pytest

from trainer.data.progress import TimeLeft


@pytest.mark.parametrize(("seconds", "words"), [(20, "1 min"), (60, "3 min"), (3600, "3.0 h")])
def test_the_time_left_is_that_of_the_parts_done(seconds, words):
    times = iter([0, seconds])

    assert TimeLeft(4, clock=lambda: next(times)).after_one_more() == f"1 of 4, about {words} left"


def test_parts_that_were_done_earlier_do_not_make_the_others_seem_short():
    times = iter([0, 600])

    assert TimeLeft(12, 10, clock=lambda: next(times)).after_one_more() == "11 of 12, about 10 min left"


def test_at_the_end_nothing_is_left():
    assert TimeLeft(1).after_one_more() == "1 of 1"
