from dataclasses import replace
from pathlib import Path

import pytest

from app.core.model.bundle import Figure, load_bundle
from tests.helpers.datasets import make_dataset
from trainer import cli
from trainer.data.split import read_manifest
from trainer.evaluation import frame
from trainer.evaluation.stress_results import StressResult
from trainer.images.frame import FRAME_STRESSES
from trainer.networks.recipes import recipe_named
from trainer.study import frame_page, frame_results, frame_sections, frame_test
from trainer.study.trials import QUESTION, Trial

pytestmark = pytest.mark.usefixtures("eager", "small_networks")

STORED = Path(__file__).parents[4] / "docs" / "study"
PATTERNS = "Bacterial against viral, AUROC"


@pytest.fixture(scope="module")
def stored():
    return frame_results.load_results(STORED)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A dataset, runs of the toy recipe on it split by patient and by image, and where the command wrote."""
    folder = tmp_path_factory.mktemp("frame")
    dataset = make_dataset(folder / "data", patients=12)
    for by in ("patient", "image"):
        manifest, out = folder / f"{by}.csv", folder / by
        data = ["--data", str(dataset), "--manifest", str(manifest)]
        assert cli.main(["split", str(dataset), "--out", str(manifest), "--by", by]) == 0
        assert cli.main(["train", "toy", *data, "--out", str(out)]) == 0
    runs = ["--run", str(folder / "patient"), "--run", str(folder / "image")]
    assert cli.main(["frame", str(dataset), *runs, "--out", str(folder / "page")]) == 0
    return folder


def test_the_page_is_that_of_the_stored_figures(stored):
    assert frame_page.render_page(stored) == (STORED / "frame.md").read_text(encoding="utf-8")


def test_the_stored_figures_are_of_the_shipped_model_on_its_own_split(stored, bundle):
    shipped = load_bundle(bundle)

    test = stored.shown
    assert test.network == shipped.model_id
    assert test.manifest_sha256 == shipped.provenance.manifest_sha256
    assert [each.name for each in test.altered] == list(FRAME_STRESSES)
    figures = {figure.name: figure.value for figure in shipped.figures}
    as_it_is = test.altered[0]
    assert as_it_is.auroc.value == pytest.approx(figures["AUROC"])
    assert as_it_is.accuracy.value == pytest.approx(figures["Accuracy"])


def test_the_page_says_what_the_figures_say(stored):
    same, worse = (Figure("AUROC", value, value - 0.01, value + 0.01, "test part") for value in (0.97, 0.87))
    alike = tuple(replace(each, auroc=same) for each in stored.shown.altered)
    apart = tuple(replace(each, auroc=worse) if each.name == "frame of the other class" else each for each in alike)

    def render(**changes):
        return frame_page.render_page(frame_results.FrameResults(replace(stored.shown, **changes)))

    page = render(altered=alike, evidence=None)

    assert "and the network was not found to read it" in page
    assert "and the network reads it" in render(altered=apart)
    assert "Its evidence map was not measured." in page


def test_every_run_is_tested_on_its_own_split(run):
    found = frame_results.load_runs(run / "page")

    assert [(test.network, test.split_by) for test in found] == [("toy", "patient"), ("toy", "image")]
    for test, by in zip(found, ("patient", "image"), strict=True):
        assert test.manifest_sha256 == read_manifest(run / f"{by}.csv").digest()
        assert test.evidence is None
    assert (run / "page" / "frame.png").stat().st_size > 1000


def test_what_the_frame_alone_tells_is_measured_once_for_each_split(run, monkeypatch):
    by_split = []
    measure = frame.measure_split
    monkeypatch.setattr(frame, "measure_split", lambda *words: by_split.append(words[0].by) or measure(*words))
    runs = [frame_test.network_of_run(run / by) for by in ("patient", "image", "patient")]

    found = tuple(frame_test.run_frame_tests(run / "data", runs))

    assert by_split == ["patient", "image"]
    assert found == (*frame_results.load_runs(run / "page"), found[0])


def test_the_page_shows_every_run_and_is_about_the_first_where_no_bundle_was_tested(run):
    results, page = frame_results.load_results(run / "page"), (run / "page" / "frame.md").read_text(encoding="utf-8")

    assert results.shown == results.runs[0]
    assert [line.split(" | ")[:2] for line in page.splitlines() if line.startswith("| toy")] == [
        ["| toy", "patient"],
        ["| toy", "image"],
    ]


def test_a_run_that_is_tested_again_takes_the_place_of_its_older_figures(run, tmp_path):
    first, second = frame_results.load_runs(run / "page")
    for test in (first, second, replace(first, threshold=1.0)):
        frame_results.store_run(test, tmp_path)

    assert frame_results.load_runs(tmp_path) == (replace(first, threshold=1.0), second)


def test_a_network_of_the_study_stands_beside_what_was_published_of_it(stored):
    figures = {"as it is": 0.95, "frame of the same class": 0.94, "frame of the other class": 0.7}
    altered = tuple(
        replace(each, accuracy=Figure("Accuracy", value, value, value, "test part"))
        for each in stored.shown.altered
        for value in [figures.get(each.name, 0.5)]
    )

    page = frame_sections.compare_runs([replace(stored.shown, network="study-adam", altered=altered)])

    row = next(line for line in page.splitlines() if line.startswith("| study-adam")).split(" | ")
    assert row[2] == "0.955"
    assert row[4] == "0.950 (0.950 to 0.950)"
    assert row[8] == "0.240"


def test_means_against_the_frame_are_compared_alone_and_together():
    names = ("trial-pretrained", "trial-masked-ring", "trial-stretched")
    tried = [trial(name, [0.99, 0.98, 0.97][place]) for place, name in enumerate(names)]
    aside = [replace(tried[0], name="older", frame=()), replace(tried[0], name="asked", kind=QUESTION)]

    section = frame_sections.compare_means([*tried, *aside])

    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")][1:]
    assert [row[:2] for row in rows] == [
        ["trial-pretrained", "none"],
        ["trial-masked-ring", "ring masked"],
        ["trial-stretched", "frames exchanged, lungs hidden, shapes varied more"],
    ]
    assert rows[1][4:] == ["0.980", "0.980", "0.930 (0.810)", "0.980 (0.700)", "0.800 (0.700 to 0.900)", "12"]
    assert "up to 35% instead of 20%" in section


def test_without_figures_of_the_frame_nothing_is_compared(stored):
    assert frame_sections.compare_means([replace(trial("trial-pretrained", 0.9), frame=())]) == ""
    assert frame_sections.compare_runs(()) == ""


def trial(name, auroc):
    """A trial whose figures of the frame are alike, but for one way to pad, which is worse."""
    frame = tuple(
        StressResult(each, auroc - 0.05, 0.9, 0.9, 0.81)
        if each == "padded grey, one side"
        else StressResult(each, auroc, 0.9, 0.9, 0.7)
        for each in FRAME_STRESSES
    )
    figures = tuple(Figure(each, 0.8, 0.7, 0.9, "validation part") for each in ("AUROC", "Accuracy", PATTERNS))
    return Trial(name, "means", recipe_named(name), 0, "digest", 12.3, 0.9, figures, (), frame)


def test_page_and_picture_are_written_anew_from_what_is_stored(run, tmp_path, samples):
    page = run / "page" / "frame.md"

    frame_page.write_page(frame_results.load_results(run / "page"), samples, tmp_path)

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
    words = ["frame", str(run / "data"), "--run", str(run / "image"), "--card", "--out", str(run / "none")]

    assert cli.main(words) == 1

    assert "A run has no card" in capsys.readouterr().err
