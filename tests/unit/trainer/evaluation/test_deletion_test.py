import numpy as np
import pytest

from app.core.imaging.preprocess import load_radiograph, to_model_input
from app.core.model.bundle import MODEL_FILE, load_bundle
from trainer.evaluation.deletion_test import SHARE, run_deletion_test
from trainer.evaluation.outputs import scores_of_file

CELLS, SIDE = 10, 80


def spot_finder(images):
    """A network with one logit whose evidence is how much brighter than 100 each cell is; and what it was asked."""
    blocks = images.reshape(len(images), CELLS, SIDE // CELLS, CELLS, SIDE // CELLS).mean(axis=(2, 4))
    evidence = ((blocks - 100) / 10).astype(np.float32)[..., None]
    return evidence.mean(axis=(1, 2)), evidence


@pytest.fixture
def spotted():
    """Six grey pictures, each with a bright square of 16 of its 100 cells, elsewhere in each."""
    images = np.full((6, SIDE, SIDE, 1), 100, np.uint8)
    for place, image in enumerate(images):
        image[8 * place : 8 * place + 32, 16:48] = 200
    return images


def test_painting_over_what_the_map_marks_takes_most(spotted):
    found = run_deletion_test(spotted, spot_finder)

    assert np.all(found.strongest > found.moved)
    assert np.all(found.strongest > found.scattered)
    assert np.all(found.strongest > 0.5 * spot_finder(spotted)[0][:, 0])


def test_painting_over_plain_places_takes_nothing(spotted):
    assert np.all(run_deletion_test(spotted, spot_finder).weakest <= 0)


def test_every_way_paints_over_the_same_number_of_cells(spotted):
    asked = []

    def score(images):
        asked.append(images)
        return spot_finder(images)

    rng = np.random.default_rng(0)
    noisy = rng.integers(0, 256, spotted.shape, dtype=np.uint8)  # every painted cell differs from what it was
    run_deletion_test(noisy, score)

    for painted in asked[1:]:
        changed = (painted != noisy).reshape(6, CELLS, 8, CELLS, 8).any(axis=(2, 4)).sum(axis=(1, 2))
        assert np.all(changed == round(SHARE * CELLS * CELLS))


def test_the_same_seed_gives_the_same_falls(spotted):
    first, second = (run_deletion_test(spotted, spot_finder, seed=3) for _ in range(2))

    assert np.array_equal(first.scattered, second.scattered)
    assert np.array_equal(first.moved, second.moved)


def test_a_map_of_one_cell_is_refused():
    def score(images):
        mean = images.mean(axis=(1, 2, 3), dtype=np.float32)
        return mean[:, None], mean[:, None, None, None]

    with pytest.raises(ValueError, match="one cell"):
        run_deletion_test(np.full((1, 8, 8, 1), 50, np.uint8), score)


def test_the_figures_tell_the_falls_and_how_often_the_map_is_right(spotted):
    figures = run_deletion_test(spotted, spot_finder).figures([f"p{place}" for place in range(6)], "six pictures")

    assert all(figure.low <= figure.value <= figure.high for figure in figures)
    assert all(figure.population == "six pictures" for figure in figures)
    assert [figure.value for figure in figures if figure.name.startswith("Share")] == [1.0, 1.0]


@pytest.fixture
def shipped(bundle, samples):
    """The shipped file's scores, and the pneumonias among the samples as its inputs."""
    spec = load_bundle(bundle).preprocess
    pictures = sorted(samples.glob("person*.jpeg"))
    images = np.concatenate([to_model_input(load_radiograph(picture, spec), spec) for picture in pictures])
    model = (bundle / MODEL_FILE).read_bytes()
    return (lambda inputs: scores_of_file(model, inputs)), images


def test_the_shipped_model_hangs_on_the_places_that_its_map_marks(shipped):
    score, images = shipped

    found = run_deletion_test(images, score)

    assert len(images) == 4
    assert found.strongest.mean() > found.scattered.mean()
    assert found.strongest.mean() > found.moved.mean()
    assert found.strongest.mean() > 0


def test_the_shipped_map_averages_to_the_logits(shipped):
    score, images = shipped

    logits, evidence = score(images)

    np.testing.assert_allclose(evidence.mean(axis=(1, 2)), logits, atol=1e-4)
