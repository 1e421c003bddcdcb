import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.datasets import make_dataset
from trainer import cli
from trainer.data.dataset import scan
from trainer.networks import recipes
from trainer.networks.recipes import study
from trainer.study import experiments, study_page
from trainer.training import loop

STORED = Path(__file__).parents[4] / "docs" / "study"

pytestmark = pytest.mark.usefixtures("eager")

TINY = tuple(
    replace(recipe, input_px=16, batch_size=4, epochs=1, steps_per_epoch=2, validation_images=4)
    for recipe in (study.BASELINE, study.L2)
)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    return make_dataset(tmp_path_factory.mktemp("study"), patients=8)


@pytest.fixture(scope="module")
def reproduced(dataset):
    examples = scan(dataset).examples
    results = list(experiments.reproduce(dataset, examples, dataset / "runs", recipes=TINY))
    experiments.save_study(
        experiments.Study(experiments.count_tables(examples), tuple(results)), dataset / "out/results.json"
    )
    return results


def test_every_recipe_is_run_by_image_and_by_patient(reproduced):
    assert [(result.by, result.recipe.name) for result in reproduced] == [
        ("image", "study-baseline"),
        ("image", "study-l2"),
        ("patient", "study-baseline"),
        ("patient", "study-l2"),
    ]


def test_the_loss_of_a_penalised_network_holds_its_penalty(reproduced):
    baseline, penalised = reproduced[:2]

    assert penalised.test_loss > baseline.test_loss + 0.05


def test_what_was_run_is_not_run_again(dataset, reproduced, monkeypatch):
    monkeypatch.setattr(loop, "fit", lambda *_, **__: pytest.fail("trained again"))

    earlier = experiments.load_study(dataset / "out/results.json").results
    again = list(experiments.reproduce(dataset, scan(dataset).examples, dataset / "runs", done=earlier, recipes=TINY))

    assert again == reproduced


def test_a_stored_result_does_not_stand_in_for_a_run(dataset, reproduced):
    examples = scan(dataset).examples

    ran = list(experiments.reproduce(dataset, examples, dataset / "fresh", done=reproduced, recipes=TINY[:1]))

    assert [result.by for result in ran] == ["image", "patient"]
    assert (dataset / "fresh/patient/study-baseline/history.json").exists()


def test_the_command_runs_and_stores_beside_the_runs(dataset, monkeypatch, capsys):
    ran = []

    def reproduce(dataset, examples, out, *, done, progress):
        ran.extend([out, done])
        yield from ()

    monkeypatch.setattr(experiments, "reproduce", reproduce)

    assert cli.main(["reproduce", str(dataset), "--out", str(dataset / "mine")]) == 0

    assert ran == [dataset / "mine", ()]
    assert str(dataset / "mine/results.json") in capsys.readouterr().out


def test_a_new_result_takes_the_place_of_the_stored_one(dataset, reproduced, monkeypatch):
    out = dataset / "renewed"
    experiments.save_study(experiments.Study({}, tuple(reproduced)), out / "results.json")
    better = replace(reproduced[0], test_loss=0.125)
    monkeypatch.setattr(experiments, "reproduce", lambda *_, **__: iter([better]))

    assert cli.main(["reproduce", str(dataset), "--out", str(out)]) == 0

    assert experiments.load_study(out / "results.json").results == (better, *reproduced[1:])


def test_another_recipe_of_the_same_name_is_run(dataset, reproduced):
    changed = replace(TINY[0], l2=0.1)

    ran = list(
        experiments.reproduce(dataset, scan(dataset).examples, dataset / "changed", done=reproduced, recipes=[changed])
    )

    assert [result.recipe for result in ran] == [changed, changed]


def test_the_page_is_rebuilt_from_stored_results(dataset, reproduced, samples):
    out, stored = dataset / "page", dataset / "out"
    for name in ("frame.json", "frame-runs.json", "trials.json"):  # all that the page of the frame is made of
        shutil.copy(STORED / name, stored)

    assert cli.main(["study", "--results", str(stored), "--samples", str(samples), "--out", str(out)]) == 0

    page = (out / "README.md").read_text(encoding="utf-8")
    assert f"{reproduced[0].test_accuracy.value:.4f} / {reproduced[0].test_loss:.4f}" in page
    assert "0.9295 / 0.1855" in page
    assert experiments.count_tables(scan(dataset).examples)["patient"] in page
    assert "(frame.md)" in page
    assert (out / "frame.md").read_bytes() == (STORED / "frame.md").read_bytes()
    assert (out / "samples.png").stat().st_size > 1000
    assert (out / "study-l2.png").stat().st_size > 1000


def test_every_published_experiment_has_its_recipe():
    assert study_page.PUBLISHED.keys() <= recipes.RECIPES.keys()
    assert study_page.COMPARED_WITH.keys() | set(study_page.COMPARED_WITH.values()) <= recipes.RECIPES.keys()


def test_without_results_the_command_says_what_to_run(tmp_path, capsys):
    assert cli.main(["study", "--results", str(tmp_path / "none"), "--out", str(tmp_path)]) == 1

    assert "kifua-trainer reproduce" in capsys.readouterr().err
