"""What the recipes promise: a command, and the time and score that were measured."""

import ast
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import fmean

import pytest

from trainer.errors import TrainerError
from trainer.networks import recipes
from trainer.networks.recipes import RECIPES, STUDY, TRIALS, recipe_named, shipped, study, toy, trials
from trainer.study.experiments import load_study
from trainer.study.trials import load_trials

STORED = Path(__file__).parents[4] / "docs" / "study"


def docstrings():
    """The text under each recipe of each group, by the recipe's name."""
    found = {}
    for group in (shipped, study, toy, trials):
        body = ast.parse(Path(group.__file__).read_text(encoding="utf-8")).body
        for assigned, text in pairwise(body):
            if isinstance(assigned, ast.Assign) and isinstance(text, ast.Expr):
                value = getattr(group, assigned.targets[0].id)
                if isinstance(value, recipes.Recipe):
                    found[value.name] = text.value.value
    return found


@pytest.fixture(scope="module")
def texts():
    return docstrings()


def test_every_recipe_has_command_time_and_score(texts):
    assert set(texts) == set(RECIPES)
    for name, text in texts.items():
        assert "Command: `kifua-trainer " in text, name
        assert "\nTime: " in text, name
        assert "\nScore: " in text, name


def test_the_scores_of_the_study_are_those_that_are_stored(texts):
    for result in load_study(STORED / "results.json").results:
        score = texts[result.recipe.name].split("Score: ")[1]
        assert f"{result.test_accuracy.value:.3f} {'split ' if result.by == 'image' else ''}by {result.by}" in score


def test_the_scores_of_the_trials_are_those_that_are_stored(texts):
    measured = {trial.name: trial for trial in load_trials(STORED / "trials.json")}
    for recipe in TRIALS:
        if recipe.name not in measured:
            assert "Time: not measured yet.\nScore: not measured yet." in texts[recipe.name]
            continue
        trial = measured[recipe.name]
        under_stress = fmean(result.auroc for result in trial.stresses)
        assert f"Score: {trial.figure('AUROC').value:.4f}, under stress {under_stress:.4f}." in texts[recipe.name]
        assert f"Time: {round(trial.minutes)} minutes." in texts[recipe.name]


def test_what_is_stored_was_made_by_the_recipes_as_they_are():
    assert {result.recipe for result in load_study(STORED / "results.json").results} == set(STUDY)
    stored = {trial.name: trial.recipe for trial in load_trials(STORED / "trials.json")}
    trial_recipes = {recipe.name: recipe for recipe in TRIALS}
    assert {name: stored[name] for name in stored if name in RECIPES}.items() <= trial_recipes.items()


def test_teachers_are_trained_before_they_teach():
    for place, recipe in enumerate(TRIALS):
        assert set(recipe.teachers) <= {earlier.name for earlier in TRIALS[:place]}


def test_a_recipe_is_found_by_its_name():
    assert recipe_named("study-adam") is study.ADAM
    with pytest.raises(TrainerError, match="no recipe named study-eve"):
        recipe_named("study-eve")


def test_a_recipe_is_data():
    assert replace(study.ADAM, name=study.BASELINE.name, optimizer="sgd", learning_rate=0.01) == study.BASELINE
