from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.datasets import make_dataset
from trainer import cli
from trainer.data.dataset import scan
from trainer.images.frame import FRAME_STRESSES
from trainer.images.stress import STRESSES
from trainer.networks import recipes
from trainer.study import trials, trials_page
from trainer.training import loop

pytestmark = pytest.mark.usefixtures("eager", "small_networks")

STORED = Path(__file__).parents[4] / "docs" / "study" / "trials.json"
TINY = replace(recipes.recipe_named("trial-exchange"), input_px=32, batch_size=4, epochs=1, steps_per_epoch=2)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    return make_dataset(tmp_path_factory.mktemp("trials"), patients=10, images_each=1)


@pytest.fixture(scope="module")
def plans(dataset):
    examples = scan(dataset).examples
    means = tuple(replace(plan, recipe=replace(TINY, name=plan.name)) for plan in trials.plan_means(examples)[:2])
    return means + trials.plan_folds(examples, TINY)[:2]


@pytest.fixture(scope="module")
def made(dataset, plans):
    found = tuple(trials.run_plans(plans, dataset, dataset / "runs"))
    trials.save_trials(found, dataset / "trials.json")
    return found


def test_every_plan_is_measured_as_it_is_and_under_every_stress(plans, made):
    assert [trial.name for trial in made] == [plan.name for plan in plans]
    for trial in made:
        assert [result.name for result in trial.stresses] == list(STRESSES)
        assert [result.name for result in trial.frame] == list(FRAME_STRESSES)
        assert "AUROC" in {figure.name for figure in trial.figures}


def test_a_fold_is_tested_on_patients_that_no_other_fold_is(plans):
    first, second = ({row.patient for row in plan.manifest.of(plan.tested)} for plan in plans[2:])

    assert first
    assert second
    assert not first & second


def test_the_test_part_of_the_split_is_never_measured_to_choose_a_means(plans):
    assert {plan.tested for plan in plans[:2]} == {"validation"}


def test_what_was_run_is_not_run_again(dataset, plans, made, monkeypatch):
    monkeypatch.setattr(loop, "fit", lambda *_, **__: pytest.fail("trained again"))

    again = tuple(trials.run_plans(plans, dataset, dataset / "runs", trials.load_trials(dataset / "trials.json")))

    assert again == made


def test_a_trial_without_figures_of_the_frame_is_measured_again_and_not_trained_again(
    dataset, plans, made, monkeypatch
):
    monkeypatch.setattr(loop, "_train_epoch", lambda *_: pytest.fail("trained again"))

    (again,) = trials.run_plans(plans[:1], dataset, dataset / "runs", [replace(made[0], frame=())])

    assert again == made[0]


def test_a_question_is_measured_as_it_is_alone(dataset, plans, made):
    question = replace(plans[0], kind=trials.QUESTION)

    (answered,) = trials.run_plans([question], dataset, dataset / "runs", ())

    assert answered == replace(made[0], kind=trials.QUESTION, stresses=(), frame=())
    assert "stress" not in trials.describe_trial(answered)


def test_a_trial_says_what_it_keeps_with_another_frame_and_shape(made):
    figures = {"frame of the other class": (0.91, 0.9), "lungs hidden: grey": (0.52, 0.0)}
    figures |= {"padded white, one side": (0.83, 0.81), "squeezed: 25% wider": (0.84, 0.7)}
    trial = replace(
        made[0],
        frame=tuple(
            replace(each, auroc=auroc, specificity=specificity)
            for each in made[0].frame
            for auroc, specificity in [figures.get(each.name, (0.99, 0.99))]
        ),
    )

    told = trials.describe_trial(trial)

    assert "AUROC 0.9100 with the frame of the other class, 0.5200 with the lungs hidden" in told
    assert "padded or squeezed at worst 0.8300 with specificity 0.8100 (padded white, one side)" in told


def test_trials_that_were_stored_before_the_frame_was_measured_are_read():
    stored = {trial.name: trial for trial in trials.load_trials(STORED)}

    assert stored["trial-plain"].frame == ()
    assert "padded" not in trials.describe_trial(stored["trial-plain"])


def test_a_stored_result_does_not_stand_in_for_a_run(dataset, plans, made):
    (ran,) = trials.run_plans(plans[:1], dataset, dataset / "other", made)

    assert ran.name == made[0].name
    assert (dataset / "other" / plans[0].name / "history.json").exists()


def test_the_page_compares_each_means_and_sums_the_folds_up(made):
    means, folds = ("\n".join(lines) for lines in trials_page.sections(made))

    assert f"{made[0].figure('AUROC').value:.4f}" in means
    assert "trial-plain: " in means
    other, hidden = (made[0].altered(name) for name in ("frame of the other class", "lungs hidden: grey"))
    assert f"| {other.auroc:.4f} | {hidden.auroc:.4f} |" in means
    assert "standard deviation" in folds
    assert made[3].name in folds


def test_a_figure_of_the_frame_that_was_not_measured_is_a_dash(made):
    (means,) = ("\n".join(lines) for lines in trials_page.sections([replace(made[0], frame=())]))

    assert "| – | – | – |" in means


def test_without_trials_the_page_has_no_section_of_them():
    assert trials_page.sections(()) == []


def test_every_comparison_is_between_trials():
    names = {recipe.name for recipe in recipes.TRIALS}

    assert trials_page.COMPARED_WITH.keys() | set(trials_page.COMPARED_WITH.values()) <= names


def test_the_command_runs_the_named_trials_and_stores_them_beside_the_runs(dataset, plans, monkeypatch, capsys):
    monkeypatch.setattr(trials, "plan_means", lambda examples: plans[:2])
    monkeypatch.chdir(dataset)  # where docs/study would be made, were results still written there
    out = dataset / "by-command"

    assert cli.main(["trials", str(dataset), "--out", str(out), "--only", "trial-plain"]) == 0

    assert [trial.name for trial in trials.load_trials(out / "trials.json")] == ["trial-plain"]
    assert (out / "trial-plain" / "history.json").exists()
    assert not (dataset / "docs").exists()
    assert "(1 of 1)" in capsys.readouterr().out


def test_a_trial_that_does_not_exist_ends_the_command_before_any_run(dataset, monkeypatch, capsys):
    monkeypatch.setattr(trials, "run_plans", lambda *_: pytest.fail("ran"))

    assert cli.main(["trials", str(dataset), "--out", str(dataset / "typo"), "--only", "trial-plain", "typo"]) == 1

    told = capsys.readouterr().err
    assert "There is no trial named typo" in told
    assert "trial-exchange" in told
