"""From which score on a pattern is clear: the rule, the stored figures, and the constant that rests on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.model.bundle import Figure, load_bundle
from app.core.model.decision import CLEAR_PATTERNS
from tests.helpers.datasets import make_dataset
from trainer import cli
from trainer.study import clear_patterns
from trainer.study.clear_patterns import LEAST_PATIENTS, Reached, least_score

STORED = Path(__file__).parents[4] / "docs" / "study"


def reached(least: float, right: float, patients: int = LEAST_PATIENTS) -> Reached:
    return Reached("bacterial", least, patients, patients, 0.5, Figure("Right", right, right, right, ""))


@pytest.mark.parametrize(
    ("found", "least"),
    [
        ([reached(0.5, 0.8), reached(0.6, 0.9), reached(0.7, 0.95)], 0.6),
        ([reached(0.5, 0.92), reached(0.6, 0.89), reached(0.7, 0.95)], 0.7),
        ([reached(0.5, 0.92), reached(0.6, 0.95), reached(0.7, 0.5, LEAST_PATIENTS - 1)], 0.5),
        ([reached(0.5, 0.8), reached(0.6, 0.95), reached(0.7, 0.89)], None),
        ([reached(0.5, 1.0, LEAST_PATIENTS - 1)], None),
    ],
)
def test_a_pattern_is_clear_from_where_it_stays_right(found, least):
    assert least_score(found, "bacterial") == least
    assert least_score(found, "viral") is None


def test_the_app_shows_a_pattern_from_the_measured_scores_on(bundle):
    measured, shipped = clear_patterns.load(STORED), load_bundle(bundle)

    assert measured.model_id == shipped.model_id
    assert measured.manifest_sha256 == shipped.provenance.manifest_sha256
    assert dict(CLEAR_PATTERNS[shipped.model_id]) == measured.least_scores


def test_the_page_is_that_of_the_stored_figures():
    measured = clear_patterns.load(STORED)

    assert clear_patterns.render_page(measured) == (STORED / clear_patterns.PAGE).read_text(encoding="utf-8")
    for word in ("bacterial", "viral"):
        assert least_score(measured.reached, word) == measured.least_scores.get(word)


def test_other_data_than_the_bundles_are_refused(tmp_path, bundle, capsys):
    dataset = make_dataset(tmp_path / "data")

    assert cli.main(["pattern", str(dataset), "--bundle", str(bundle), "--out", str(tmp_path)]) == 1
    assert "other data or another split" in capsys.readouterr().err
    assert not (tmp_path / clear_patterns.FILE).exists()
