"""The model card, rendered from the data of the shipped bundle, and from that data changed."""

import shutil
from dataclasses import replace

import pytest

from app.core.model.bundle import load_bundle
from trainer.bundle.card import render_card
from trainer.bundle.card_figures import Estimate, load_figures, save_figures
from trainer.bundle.card_stress import lowest
from trainer.bundle.frame_figures import add_to_card
from trainer.errors import TrainerError
from trainer.evaluation.tables import format_interval
from trainer.gate.fit import Refusals

NOTHING = Estimate(None, None, None)


@pytest.fixture
def shipped(bundle):
    return load_bundle(bundle)


@pytest.fixture
def figures(bundle):
    return load_figures(bundle)


def test_the_shipped_card_is_what_bundle_and_figures_say(bundle, shipped, figures):
    assert render_card(shipped, figures) == (bundle / "MODEL_CARD.md").read_text(encoding="utf-8")


def test_figures_that_are_saved_are_read_again(figures, tmp_path):
    save_figures(tmp_path, figures)

    assert load_figures(tmp_path) == figures


def test_another_gate_changes_the_title_and_the_table_of_the_gate_alone(shipped, figures):
    before = render_card(shipped, figures).split("\n\n## ")
    other = replace(figures, gate={"negatives": Refusals(3, 4)})

    after = render_card(replace(shipped, model_id="other"), other).split("\n\n## ")

    changed = [old.split("\n")[0] for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [f"# Model {shipped.model_id}", "Input gate, on the test part"]
    assert "| negatives | 3 of 4 | 75.0% |" in "\n\n## ".join(after)


def test_what_could_not_be_measured_is_a_dash_and_never_the_worst(shipped, figures):
    first = figures.stresses[0]
    unmeasured = replace(first, rates=replace(first.rates, specificity=NOTHING))
    stresses = (unmeasured, *figures.stresses[1:])

    card = render_card(shipped, replace(figures, stresses=stresses))

    row = next(line for line in card.splitlines() if line.startswith(f"| {first.name} |"))
    assert row.endswith("| – |")
    assert "specificity –." in card
    assert lowest(stresses, "specificity") is not unmeasured


def test_a_model_without_errors_says_so(shipped, figures):
    assert "None of the 786 test images is on the wrong side." in render_card(shipped, replace(figures, errors=()))


def test_pretrained_weights_are_credited_where_they_were_used(shipped, figures):
    fresh = replace(shipped.provenance, recipe={**shipped.provenance.recipe, "pretrained": False})

    assert "ImageNet" in render_card(shipped, figures)
    assert "ImageNet" not in render_card(replace(shipped, provenance=fresh), figures)


def test_the_shipped_card_tells_how_much_is_the_frame_of_the_film(bundle, figures):
    card = (bundle / "MODEL_CARD.md").read_text(encoding="utf-8")
    section = card.split("## A limit: the frame of the film\n")[1].split("\n## ")[0]

    assert "was not found to read the frame of the film" in section
    for altered in figures.frame.altered:
        assert f"| {altered.name} | {format_interval(altered.auroc)} |" in section


def test_a_model_that_does_not_read_the_frame_is_not_said_to(shipped, figures):
    alike = tuple(replace(each, auroc=figures.frame.altered[0].auroc) for each in figures.frame.altered)

    card = render_card(shipped, replace(figures, frame=replace(figures.frame, altered=alike)))

    assert "was not found to read the frame" in card


def test_without_a_frame_test_the_card_has_no_section_on_it(shipped, figures):
    assert "frame of the film" not in render_card(shipped, replace(figures, frame=None))


def test_a_frame_test_is_added_to_the_card_and_nothing_that_decides_changes(bundle, shipped, figures, tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(bundle, folder)
    other = replace(figures.frame, frame_only=figures.frame.frame_only[:1])

    found = add_to_card(folder, other)

    assert load_bundle(folder) == found
    assert load_figures(folder) == replace(figures, frame=other)
    assert (folder / "MODEL_CARD.md").read_text(encoding="utf-8") == render_card(found, load_figures(folder))
    changed = {name for name, digest in found.files.items() if digest != shipped.files[name]}
    assert changed == {"MODEL_CARD.md", "card/figures.json"}
    assert replace(found, files=shipped.files) == shipped


def test_a_frame_test_of_another_model_is_not_added(bundle, figures, tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(bundle, folder)

    with pytest.raises(TrainerError, match="is of another, and not of"):
        add_to_card(folder, replace(figures.frame, network="another"))

    assert load_figures(folder) == figures
