"""No word that only a specialist understands stands where a nurse reads."""

from __future__ import annotations

import re

import pytest

from app.core.errors import SENTENCES
from app.core.model.bundle import load_bundle
from tools.translations import TEMPLATE, texts

JARGON = re.compile(
    r"operating point|AUROC|ROC\b|disjoint|passed over|SHA-?256|digest|batch id|sensitivity|specificity|calibrat"
    r"|quantis|threshold|logit|softmax|confidence interval|bootstrap",
    re.IGNORECASE,
)
SPECIALIST = "specialist"
"""Context of the texts of `app.gui.text.specialist_text`."""

COMMAND_LINE = {SENTENCES["unknown_operating_point"]}
"""Sentences that only an option of the command line brings up: the window offers no unknown name."""


@pytest.mark.parametrize("text", ["Measured at the usual operating point", "its SHA-256", "passed over: 3", "AUROC"])
def test_the_words_are_found(text):
    assert JARGON.search(text)


def test_a_nurse_reads_plain_words(bundle):
    shipped = load_bundle(bundle)
    points = [figure for point in shipped.operating_points for figure in (point.sensitivity, point.specificity)]
    populations = {figure.population for figure in (*shipped.figures, *points)}
    read = {
        (context, words)
        for context, words, _ in texts(TEMPLATE)
        if context != SPECIALIST and words not in populations | COMMAND_LINE
    }

    assert len(read) > 400
    assert {text for text in read if JARGON.search(text[1])} == set()
