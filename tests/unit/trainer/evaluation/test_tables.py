import math

import pytest

from app.core.model.bundle import Figure
from trainer.evaluation.tables import figure_table, format_interval, format_number, table


@pytest.mark.parametrize(
    ("value", "text"), [(0.12345, "0.123"), (-0.5, "−0.500"), (-0.0001, "0.000"), (1, "1.000"), (math.nan, "–")]
)
def test_numbers(value, text):
    assert format_number(value) == text


def test_a_figure_with_its_interval():
    assert format_interval(Figure("AUROC", 0.9, 0.85, 0.95, ""), 2) == "0.90 (0.85 to 0.95)"


def test_a_figure_of_nothing_has_no_interval():
    assert format_interval(Figure("AUROC", math.nan, math.nan, math.nan, "")) == "–"


def test_a_table_has_a_rule_below_its_heads():
    assert table(("a", "b"), [("1", "2")]) == "| a | b |\n|---|---|\n| 1 | 2 |"


def test_figures_tell_their_population():
    assert "| AUROC | 0.900 | 0.850 to 0.950 | six images |" in figure_table(
        [Figure("AUROC", 0.9, 0.85, 0.95, "six images")]
    )
