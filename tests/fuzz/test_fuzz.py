"""The corpus breaks nothing, nor do some thousand changes of it: seconds of what `make fuzz` does for minutes."""

from __future__ import annotations

import random

import pytest

from tests.fuzz.__main__ import TARGETS, corpus_of
from tests.fuzz.mutate import mutated
from tests.fuzz.targets import TARGETS as RUN

RUNS = {"decode": 1500, "history_rows": 150, "history_file": 150}
each_target = pytest.mark.parametrize("target", TARGETS)


def test_every_target_is_run():
    assert set(TARGETS) == set(RUN) == set(RUNS)


@each_target
def test_the_corpus_breaks_nothing(target):
    for data in corpus_of(target):
        assert len(data) <= 4096, "the corpus is of small files"
        RUN[target](data)


@each_target
def test_changes_of_the_corpus_break_nothing(target):
    corpus, chance = corpus_of(target), random.Random(0)
    for _ in range(RUNS[target]):
        RUN[target](mutated(corpus, chance))
