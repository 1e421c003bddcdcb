"""Dataset folder in, bundle out, on 24 images."""

import logging
import re
import shutil
from dataclasses import replace
from io import StringIO

import keras
import msgspec
import numpy as np
import pytest

from app.core.imaging.preprocess import load_radiograph, to_model_input
from app.core.model.bundle import load_bundle
from app.core.model.engine import Engine
from app.core.records import Finding
from app.core.screening import Screener
from app.core.selftest import run_self_test
from tests.helpers.datasets import make_dataset
from trainer import cli
from trainer.bundle import make, model_outputs
from trainer.bundle.card import render_card
from trainer.bundle.card_figures import load_figures
from trainer.bundle.training_data import read_training_data
from trainer.data import arrays
from trainer.data.split import read_manifest
from trainer.errors import TrainerError
from trainer.export import format_comparison
from trainer.export.tflite import Format
from trainer.gate import network as gate_network
from trainer.images.frame import FRAME_STRESSES
from trainer.images.stress import STRESSES
from trainer.networks import recipes

pytestmark = pytest.mark.usefixtures("small_networks")

SHIPPED = replace(recipes.SHIPPED, name="tiny", input_px=32, epochs=2, batch_size=6)
TINY = replace(SHIPPED, architecture="residual", pretrained=False)


@pytest.fixture(scope="module", autouse=True)
def few_rounds():
    """Let every gate be trained shortly: what it is worth is tested elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate_network, "ROUNDS", 2)
        yield


@pytest.fixture(
    scope="module",
    params=[pytest.param(TINY, id="tiny"), pytest.param(SHIPPED, id="shipped", marks=pytest.mark.slow)],
)
def recipe(request):
    """A small network, and that of the shipped model, whose conversion takes ten times as long."""
    return request.param


@pytest.fixture(scope="module")
def made(tmp_path_factory, recipe):
    """A folder with dataset, run and bundle, all made by one command."""
    folder = tmp_path_factory.mktemp("made")
    dataset = make_dataset(folder / "data")
    with pytest.MonkeyPatch.context() as patch, (folder / "decoded.txt").open("a", encoding="utf-8") as decoded:

        def noted(path, spec):
            decoded.write(f"{path}\n")
            return load_radiograph(path, spec)

        patch.setattr(arrays, "load_radiograph", noted)
        patch.setitem(recipes.RECIPES, "tiny", recipe)
        command = ["bundle", str(dataset), "--out", str(folder / "bundle"), "--runs", str(folder / "runs")]
        assert cli.main([*command, "--recipe", "tiny", "--fractions", "0.5", "0.25", "0.25"]) == 0
    return folder


def test_the_app_opens_the_bundle_and_judges_with_it(made):
    screener = Screener.open(made / "bundle", "test")

    verdict = screener.screen_file(str(made / "data/train/NORMAL/IM-0001-0000.jpeg")).verdict

    assert verdict.finding is not Finding.NOT_ASSESSED
    assert 0 <= verdict.score <= 1


def test_every_file_is_decoded_once_for_training_and_bundle(made):
    decoded = (made / "decoded.txt").read_text(encoding="utf-8").splitlines()

    used = [row for row in read_manifest(made / "runs/tiny.csv").rows if row.split != "excluded"]
    assert sorted(decoded) == sorted(str(made / "data" / row.file) for row in used)


def test_the_bundle_says_what_made_it(made, recipe):
    provenance = load_bundle(made / "bundle").provenance
    manifest = read_manifest(made / "runs/tiny.csv")

    assert msgspec.convert(provenance.recipe, recipes.Recipe) == recipe
    assert (provenance.seed, provenance.split_by) == (0, "patient")
    assert provenance.manifest_sha256 == manifest.digest()
    assert provenance.dataset_sha256 == manifest.dataset_digest()
    assert provenance.packages["keras"] == keras.__version__


def test_the_self_test_passes_on_the_bundle(made):
    results = run_self_test(Screener.open(made / "bundle", "test"))

    assert results
    assert all(result.passed for result in results)


def test_the_evidence_map_of_the_file_averages_exactly_to_its_logits(made):
    bundle = load_bundle(made / "bundle")
    image = load_radiograph(made / "data/train/NORMAL/IM-0001-0000.jpeg", bundle.preprocess)

    scores = Engine((made / "bundle/model.tflite").read_bytes()).run(to_model_input(image, bundle.preprocess))

    assert np.allclose(scores.evidence.mean(axis=(0, 1)), scores.logits, rtol=1e-5, atol=1e-6)


def test_every_figure_carries_its_interval_and_population(made):
    bundle = load_bundle(made / "bundle")

    assert {figure.name for figure in bundle.figures} >= {"AUROC", "Sensitivity", "Specificity", "Share uncertain"}
    assert all(re.search(r": \d+ (images|pneumonias) of \d+ patients$", each.population) for each in bundle.figures)


@pytest.fixture
def card(made):
    return (made / "bundle/MODEL_CARD.md").read_text(encoding="utf-8")


def test_the_card_is_what_bundle_and_figures_say(made, card):
    assert render_card(load_bundle(made / "bundle"), load_figures(made / "bundle")) == card


def test_the_card_tells_model_data_and_source(made, card):
    assert load_bundle(made / "bundle").model_id in card
    assert "CC BY 4.0" in card
    assert "not a medical device" in card
    assert "must not be used for" in card


def test_the_card_has_a_row_for_every_stress(card):
    for stress in STRESSES:
        assert f"| {stress} | " in card


def test_the_card_has_a_row_for_every_alteration_of_the_frame(card):
    section = card.split("## A limit: the frame of the film")[1].split("## ")[0]
    for name in FRAME_STRESSES:
        assert f"\n| {name} | " in section


def test_the_card_compares_every_format(card):
    section = card.split("## Formats")[1].split("##")[0]

    assert all(form in section for form in Format)
    assert "| **int8** | " in section


def test_the_card_says_which_stresses_resemble_what_training_did(card):
    resembling = re.search(r"no surprise to the network: (.*?)\.( |$)", card)[1]

    assert "mirrored" in resembling.split("; ")
    assert "lettering, white" not in resembling.split("; ")


def test_every_picture_of_the_card_is_vouched_for_and_they_are_small(made, card):
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", card)
    vouched = load_bundle(made / "bundle").files

    assert len(pictures) == 3
    assert set(pictures) == {name for name in vouched if name.startswith("card/") and name.endswith(".png")}
    assert "card/figures.json" in vouched
    assert sum((made / "bundle" / picture).stat().st_size for picture in pictures) <= 350_000


@pytest.fixture(scope="module")
def again(made, recipe):
    """A second bundle of the same run, made when no file is small enough; and what was said of that.

    It is not converted again: that takes 15 s, and the test of `export` sees that it gives the same bytes.
    """
    converted = (made / "bundle/model.tflite").read_bytes()
    said = StringIO()
    handler = logging.StreamHandler(said)
    data = read_training_data(made / "data", read_manifest(made / "runs/tiny.csv"), recipe.preprocess)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(make._LOG, "handlers", [handler])
        patch.setattr(format_comparison, "MOST_MB", 0.001)
        patch.setattr(model_outputs, "convert", lambda network, images: dict.fromkeys(Format, converted))
        make.make_bundle(made / "runs/tiny", data, made / "again")
    return made / "again", said.getvalue()


def test_the_same_run_gives_the_same_bytes_but_for_the_times_in_the_figures(made, again):
    first, second = load_bundle(made / "bundle"), load_bundle(again[0])
    differing = {name for name in first.files if first.files[name] != second.files.get(name)}

    assert differing <= {"MODEL_CARD.md", "card/figures.json"}
    assert replace(second, files=first.files) == first


def test_a_bundle_is_not_made_with_other_data_than_the_run(made, recipe, tmp_path):
    manifest = read_manifest(made / "runs/tiny.csv")
    other = replace(manifest, rows=tuple(replace(row, patient=f"{row.patient}x") for row in manifest.rows))
    data = read_training_data(made / "data", other, recipe.preprocess)

    with pytest.raises(TrainerError, match="other data"):
        make.make_bundle(made / "runs/tiny", data, tmp_path / "out")


def test_a_file_outside_its_budget_is_told_and_shipped_all_the_same(again):
    folder, said = again

    assert "The shipped file is outside its budget" in said
    assert "MB, over 0.001 MB" in said
    assert "although it does not keep its budget" in (folder / "MODEL_CARD.md").read_text(encoding="utf-8")


def test_a_finished_run_is_not_trained_again(made, recipe, capsys):
    history = (made / "runs/tiny/history.json").read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(recipes.RECIPES, "tiny", recipe)
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


@pytest.fixture(scope="module")
def renewed(made):
    """A copy of the bundle whose gate was fitted anew, in fewer rounds."""
    folder = made / "renewed"
    shutil.copytree(made / "bundle", folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate_network, "ROUNDS", 1)
        command = ["gate", str(made / "data"), "--bundle", str(folder), "--fractions", "0.5", "0.25", "0.25"]
        assert cli.main(command) == 0
    return folder


def test_a_renewed_gate_leaves_the_network_and_its_figures_as_they_are(made, renewed):
    before, after = load_bundle(made / "bundle"), load_bundle(renewed)

    assert after.gate != before.gate
    assert after.model_id != before.model_id
    same = {"gate": before.gate, "model_id": before.model_id, "files": before.files, "golden": before.golden}
    assert replace(after, **same) == before
    assert (renewed / "model.tflite").read_bytes() == (made / "bundle/model.tflite").read_bytes()
    assert all(result.passed for result in run_self_test(Screener.open(renewed, "test")))


def test_the_card_of_a_renewed_gate_changes_in_name_and_gate_only(card, renewed):
    before, after = (text.split("\n\n## ") for text in (card, (renewed / "MODEL_CARD.md").read_text(encoding="utf-8")))

    changed = [old.split("\n")[0] for old, new in zip(before, after, strict=True) if old != new]
    assert load_bundle(renewed).model_id in after[0]
    assert changed[1:] in ([], ["Input gate, on the test part"])


def test_a_gate_is_not_renewed_with_another_split(made, tmp_path, capsys):
    shutil.copytree(made / "bundle", tmp_path / "bundle")

    assert cli.main(["gate", str(made / "data"), "--bundle", str(tmp_path / "bundle"), "--seed", "3"]) == 1

    assert "another split" in capsys.readouterr().err
    assert load_bundle(tmp_path / "bundle") == load_bundle(made / "bundle")
