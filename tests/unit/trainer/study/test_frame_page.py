from dataclasses import replace
from pathlib import Path

import pytest

from app.core.model.bundle import Figure, load_bundle
from tests.helpers.datasets import make_dataset
from trainer import cli
from trainer.data.split import read_manifest
from trainer.evaluation import frame
from trainer.images.frame import FRAME_STRESSES
from trainer.study import frame_page

pytestmark = pytest.mark.usefixtures("eager", "small_networks")

STORED = Path(__file__).parents[4] / "docs" / "study"


@pytest.fixture(scope="module")
def stored():
    return frame.load_test(STORED / "frame.json")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A dataset, the run of the toy recipe on it, and where the command wrote."""
    folder = tmp_path_factory.mktemp("frame")
    dataset, manifest, out = make_dataset(folder / "data", patients=12), folder / "m.csv", folder / "toy"
    data = ["--data", str(dataset), "--manifest", str(manifest)]
    assert cli.main(["split", str(dataset), "--out", str(manifest)]) == 0
    assert cli.main(["train", "toy", *data, "--out", str(out)]) == 0
    assert cli.main(["frame", str(dataset), "--run", str(out), "--out", str(folder / "page")]) == 0
    return folder


def test_the_page_is_that_of_the_stored_figures(stored):
    assert frame_page.render_page(stored) == (STORED / "frame.md").read_text(encoding="utf-8")


def test_the_stored_figures_are_of_the_shipped_model_on_its_own_split(stored, bundle):
    shipped = load_bundle(bundle)

    assert stored.network == shipped.model_id
    assert stored.manifest_sha256 == shipped.provenance.manifest_sha256
    assert [each.name for each in stored.altered] == list(FRAME_STRESSES)
    figures = {figure.name: figure.value for figure in shipped.figures}
    as_it_is = stored.altered[0]
    assert as_it_is.auroc.value == pytest.approx(figures["AUROC"])
    assert as_it_is.accuracy.value == pytest.approx(figures["Accuracy"])


def test_the_page_says_what_the_figures_say(stored):
    same, worse = (Figure("AUROC", value, value - 0.01, value + 0.01, "test part") for value in (0.97, 0.87))
    alike = tuple(replace(each, auroc=same) for each in stored.altered)
    apart = tuple(replace(each, auroc=worse) if each.name == "frame of the other class" else each for each in alike)

    page = frame_page.render_page(replace(stored, altered=alike, evidence=None))

    assert "and the network was not found to read it" in page
    assert "and the network reads it" in frame_page.render_page(replace(stored, altered=apart))
    assert "Its evidence map was not measured." in page


def test_a_run_is_tested_on_its_own_split(run):
    found = frame.load_test(run / "page" / "frame.json")

    assert found.network == "toy"
    assert found.manifest_sha256 == read_manifest(run / "m.csv").digest()
    assert found.evidence is None
    assert (run / "page" / "frame.png").stat().st_size > 1000


def test_page_and_picture_are_written_anew_from_what_is_stored(run, tmp_path, samples):
    page = run / "page" / "frame.md"

    frame_page.write_page(frame.load_test(run / "page" / "frame.json"), samples, tmp_path)

    assert (tmp_path / "frame.md").read_bytes() == page.read_bytes()
    assert (tmp_path / "frame.png").read_bytes() == (run / "page" / "frame.png").read_bytes()


def test_a_bundle_is_not_tested_on_another_split_than_its_own(run, bundle, capsys):
    words = ["frame", str(run / "data"), "--bundle", str(bundle), "--out", str(run / "none")]

    assert cli.main(words) == 1

    assert "made of other data or another split" in capsys.readouterr().err
    assert not (run / "none").exists()


def test_without_samples_of_both_classes_there_is_no_picture(stored, tmp_path, samples, capsys):
    (tmp_path / "samples").mkdir()

    with pytest.raises(frame_page.TrainerError, match="lacks a normal"):
        frame_page.write_page(stored, tmp_path / "samples", tmp_path)


def test_a_run_has_no_card(run, capsys):
    words = ["frame", str(run / "data"), "--run", str(run / "toy"), "--card", "--out", str(run / "none")]

    assert cli.main(words) == 1

    assert "A run has no card" in capsys.readouterr().err
