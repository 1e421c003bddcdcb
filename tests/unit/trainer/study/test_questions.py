from dataclasses import replace

import pytest

from app.core.model.bundle import Figure
from tests.helpers.datasets import make_dataset
from trainer.data.dataset import scan
from trainer.study import questions, questions_page
from trainer.study.questions import REFERENCE, SEEDS, Variation
from trainer.study.trials import QUESTION, Trial

ACCURACY = {REFERENCE: 0.95, "whole data": 0.97, "90 epochs": 0.93, "128 px": 0.951, "augmented": 0.95}


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    return questions.plan_questions(
        scan(make_dataset(tmp_path_factory.mktemp("q"), patients=20, images_each=1)).examples
    )


def trial(plan, accuracy, training_accuracy=0.99):
    figures = tuple(Figure(name, accuracy, 0.9, 1.0, "test part") for name in ("Accuracy", "AUROC"))
    return Trial(plan.name, QUESTION, plan.recipe, plan.seed, "", 1.0, training_accuracy, figures, ())


@pytest.fixture
def answered(plans, tmp_path):
    jitter = {0: -0.001, 1: 0.0, 2: 0.002}
    names = {v.plan_name(seed): v for v in questions.variations() for seed in SEEDS if v.name in ACCURACY}
    found = []
    for plan in plans:
        if variation := names.get(plan.name):
            level = ACCURACY[variation.name] - (0.1 if variation.fraction < 1 and variation.name == REFERENCE else 0)
            found.append(trial(plan, level + jitter[plan.seed] * (1 + len(variation.name) / 10)))
    return "\n".join(questions_page.section(found, tmp_path)), tmp_path


def test_every_variation_is_run_with_every_seed_on_the_same_test_patients(plans):
    assert len({plan.name for plan in plans}) == len(plans) == len(questions.variations()) * len(SEEDS)
    tested = {tuple(row.file for row in plan.manifest.of("test")) for plan in plans}
    assert len(tested) == 1


def test_a_variation_differs_from_the_published_model_in_what_its_name_says():
    whole = questions.VARIATIONS["whole data"]
    assert replace(whole, steps_per_epoch=48, validation_images=320) == questions.VARIATIONS[REFERENCE]
    assert questions.VARIATIONS["224 px"].input_px == 224
    assert questions.VARIATIONS["batch 32"].batch_size == 32


def test_a_learning_curve_takes_a_share_of_the_patients_of_each_label(plans):
    of_name = {plan.name: plan.manifest for plan in plans}
    whole, part = (of_name[Variation(REFERENCE, fraction).plan_name(0)] for fraction in (1.0, 0.3))

    for label in ("normal", "bacterial", "viral"):
        counts = [
            len({row.patient for row in manifest.of("train") if row.label == label}) for manifest in (whole, part)
        ]
        assert counts[1] == round(0.3 * counts[0])


def test_each_seed_draws_other_patients(plans):
    drawn = {
        frozenset(row.patient for row in plan.manifest.of("train"))
        for plan in plans
        if plan.name in {Variation(REFERENCE, 0.3).plan_name(seed) for seed in SEEDS}
    }
    assert len(drawn) == len(SEEDS)


@pytest.mark.parametrize(
    ("name", "answer"), [("Whole data", "it helps"), ("90 epochs", "it harms"), ("128 px", "no difference")]
)
def test_each_question_is_answered_in_words(answered, name, answer):
    page, _ = answered

    assert f"- {name}: {answer}" in page


def test_the_page_says_why_augmentation_did_not_help(answered):
    page, _ = answered

    assert "Why did augmentation not help?" in page
    assert "that gap is +0.0393; with 10% of the patients it is +0.1393" in page


def test_the_learning_curves_are_drawn(answered):
    page, folder = answered

    assert "(learning-curves.png)" in page
    assert (folder / "learning-curves.png").stat().st_size > 1000


def test_without_runs_there_is_no_section(plans, tmp_path):
    assert questions_page.section((), tmp_path) == []
    assert questions_page.section([trial(plans[0], 0.9)], tmp_path) == []


def test_one_seed_has_no_interval():
    mean = questions_page.mean_with_interval([0.5])

    assert str(mean) == "0.5000 (nan to nan)"


def test_the_interval_of_a_share_ends_at_one():
    assert questions_page.mean_with_interval([0.9, 0.99, 0.99]).high > 1
    assert questions_page.mean_share([0.9, 0.99, 0.99]).high == 1
