"""Dataset folder in, bundle out, on 24 images."""

from dataclasses import replace

import numpy as np
import pytest

from app.core.bundle import load_bundle
from app.core.engine import Engine
from app.core.preprocess import load, to_model_input
from app.core.records import Finding
from app.core.screening import Screener
from app.core.selftest import run_self_test
from tests.helpers.datasets import make_dataset
from trainer import cli, recipes

TINY = replace(recipes.SCREEN_128, name="tiny", input_px=32, epochs=2, batch_size=6)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A bundle that the command made, and what it printed of it."""
    folder = tmp_path_factory.mktemp("made")
    dataset = make_dataset(folder / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(recipes.RECIPES, "tiny", TINY)
        command = ["bundle", str(dataset), "--out", str(folder / "bundle"), "--runs", str(folder / "runs")]
        assert cli.main([*command, "--recipe", "tiny", "--fractions", "0.5", "0.25", "0.25"]) == 0
    return folder


def test_the_app_opens_the_bundle_and_judges_with_it(made):
    screener = Screener.open(made / "bundle", "test")

    verdict = screener.screen_file(str(made / "data/train/NORMAL/IM-0001-0000.jpeg")).verdict

    assert verdict.finding is not Finding.NOT_ASSESSED
    assert 0 <= verdict.score <= 1


def test_the_self_test_passes_on_the_bundle(made):
    results = run_self_test(Screener.open(made / "bundle", "test"))

    assert results
    assert all(result.passed for result in results)


def test_the_evidence_map_of_the_file_averages_exactly_to_its_logits(made):
    bundle = load_bundle(made / "bundle")
    image = load(made / "data/train/NORMAL/IM-0001-0000.jpeg", bundle.preprocess)

    scores = Engine((made / "bundle/model.tflite").read_bytes()).run(to_model_input(image, bundle.preprocess))

    assert np.allclose(scores.evidence.mean(axis=(0, 1)), scores.logits, rtol=1e-5, atol=1e-6)


def test_every_figure_carries_its_interval_and_population(made):
    bundle = load_bundle(made / "bundle")

    assert {figure.name for figure in bundle.evidence} >= {"AUROC", "Sensitivity", "Specificity", "Share uncertain"}
    assert all("6 images" in figure.population or "pneumonias" in figure.population for figure in bundle.evidence)


def test_the_card_tells_model_data_and_source(made):
    card = (made / "bundle/MODEL_CARD.md").read_text(encoding="utf-8")

    assert load_bundle(made / "bundle").model_id in card
    assert "CC BY 4.0" in card
    assert "not a medical device" in card


def test_a_finished_run_is_not_trained_again(made, capsys):
    history = (made / "runs/tiny/history.json").read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(recipes.RECIPES, "tiny", TINY)
        command = ["train", "tiny", "--data", str(made / "data"), "--manifest", str(made / "runs/tiny.csv")]
        assert cli.main([*command, "--out", str(made / "runs/tiny")]) == 0

    assert "finished already" in capsys.readouterr().out
    assert (made / "runs/tiny/history.json").read_bytes() == history


def test_evaluate_and_report_write_figures_and_pictures(made, capsys):
    run = made / "runs/tiny"

    assert cli.main(["evaluate", str(run), "--data", str(made / "data")]) == 0
    assert cli.main(["report", str(run)]) == 0

    assert "AUROC" in capsys.readouterr().out
    assert "AUROC" in (run / "REPORT.md").read_text(encoding="utf-8")
    assert (run / "curves.png").stat().st_size > 1000
    assert (run / "discrimination-test.png").stat().st_size > 1000


def test_export_writes_the_very_file_of_the_bundle(made):
    out = made / "model.tflite"

    assert cli.main(["export", str(made / "runs/tiny"), "--data", str(made / "data"), "--out", str(out)]) == 0

    assert out.read_bytes() == (made / "bundle/model.tflite").read_bytes()
