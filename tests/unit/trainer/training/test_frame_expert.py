from dataclasses import replace

import numpy as np
import pytest

from trainer.images.frame import ring_mask
from trainer.networks.recipes import Recipe
from trainer.training import batch_steps, loop, run_folder
from trainer.training.frame_expert import ProductLoss, expert_log_probabilities
from trainer.training.loop import Arrays

pytestmark = pytest.mark.usefixtures("eager", "small_networks")

COUNT, SIDE = 60, 50
CLASSES = np.arange(COUNT) % 3
PATIENTS = tuple(f"patient {number // 2}" for number in range(COUNT))
TINY = Recipe("tiny", "residual", classes=3, input_px=SIDE, batch_size=12, epochs=2)


@pytest.fixture(scope="module")
def images():
    """Noise whose ring is the brighter the higher the class; inside the ring no class can be told."""
    noise = np.random.default_rng(0).integers(0, 100, (COUNT, SIDE, SIDE, 1))
    return (noise + 60 * CLASSES[:, None, None, None] * ring_mask(SIDE)[..., None]).astype(np.uint8)


def test_the_expert_reads_a_class_that_is_written_in_the_ring(images):
    said = expert_log_probabilities(images, CLASSES, PATIENTS)

    assert said.shape == (COUNT, 3)
    assert said.dtype == np.float32
    assert np.allclose(np.exp(said).sum(axis=1), 1, atol=1e-5)
    assert np.array_equal(said.argmax(axis=1), CLASSES)


def test_the_expert_sees_nothing_inside_the_ring(images):
    blackened = np.where(ring_mask(SIDE)[..., None], images, 0).astype(np.uint8)

    assert np.array_equal(
        expert_log_probabilities(images, CLASSES, PATIENTS), expert_log_probabilities(blackened, CLASSES, PATIENTS)
    )


def test_the_expert_knows_no_image_of_the_patient_it_speaks_of():
    of_patients = np.random.default_rng(0).integers(0, 256, (COUNT // 2, SIDE, SIDE, 1), np.uint8)
    twins, classes = of_patients.repeat(2, axis=0), (np.arange(COUNT) // 2) % 3

    said = expert_log_probabilities(twins, classes, PATIENTS)

    assert (said.argmax(axis=1) == classes).mean() < 0.6  # by an image's twin it would be all


def test_the_loss_is_that_of_network_and_expert_together():
    target, sure = np.float32([[0, 1, 0]]), np.log(np.float32([[0.01, 0.98, 0.01]]))
    undecided = np.zeros((1, 3), np.float32)

    def loss(logits, expert):
        return float(ProductLoss()(np.hstack([target, expert]), logits))

    assert loss(undecided, undecided) == pytest.approx(np.log(3), rel=1e-5)
    assert loss(undecided, sure) == pytest.approx(-np.log(0.98), rel=1e-4)
    assert loss(sure, undecided) == pytest.approx(loss(undecided, sure), rel=1e-5)


def test_the_expert_speaks_in_training_alone(images, tmp_path, monkeypatch):
    seen = {}

    def step(model, images, targets, *_, **__):
        seen[len(seen)] = targets
        return {"loss": 1.0, "accuracy": 0.0}

    monkeypatch.setattr(batch_steps, "train_epoch", step)
    monkeypatch.setattr(batch_steps, "evaluate", step)
    data = Arrays(images, CLASSES, PATIENTS)

    loop.fit(replace(TINY, epochs=1, debiased=True), data, data, tmp_path, seed=0)

    order, classes = loop.epoch_order(COUNT, COUNT, epoch=0, seed=0), np.eye(3)[CLASSES]
    said = expert_log_probabilities(images, CLASSES, PATIENTS)
    assert np.array_equal(seen[0], np.hstack([classes, said])[order])
    assert np.array_equal(seen[1], np.hstack([classes, np.zeros((COUNT, 3))]))


def test_a_debiased_run_goes_on_where_it_was_cut_off(images, tmp_path, monkeypatch):
    recipe, data = replace(TINY, debiased=True), Arrays(images, CLASSES, PATIENTS)
    save = run_folder.write_json

    def killed(path, history):
        save(path, history)
        raise KeyboardInterrupt

    monkeypatch.setattr(run_folder, "write_json", killed)
    with pytest.raises(KeyboardInterrupt):
        loop.fit(recipe, data, data, tmp_path, seed=0)
    monkeypatch.undo()

    resumed = loop.fit(recipe, data, data, tmp_path, seed=0)

    assert [entry["epoch"] for entry in resumed] == [0, 1]
    assert np.isfinite(resumed[-1]["val_loss"])
    assert 0 <= resumed[-1]["accuracy"] <= 1
    assert run_folder.load_last_network(tmp_path).output_shape == (None, 3)
