import platform
import subprocess
import sys
from dataclasses import replace

import keras
import numpy as np
import pytest

from tests.helpers.learning import arrays
from trainer.data.split import Manifest, ManifestRow
from trainer.errors import TrainerError
from trainer.networks.recipes import Augmentation, Recipe
from trainer.training import barlow_twins, batch_steps, loop, run_folder

pytestmark = pytest.mark.usefixtures("eager", "small_networks")

MANIFEST = Manifest((ManifestRow("a", "1", "p", "normal", "train"),), "patient")
TINY = Recipe(
    name="tiny",
    architecture="residual",
    classes=3,
    input_px=32,
    batch_size=8,
    epochs=3,
    cosine_decay=True,
    augmentation=Augmentation(horizontal_flip=True, rotation_deg=5, brightness=0.1),
)


def test_a_killed_run_goes_on_as_if_nothing_had_happened(tmp_path, monkeypatch):
    data = arrays(TINY)
    for name in ("whole", "killed"):
        (tmp_path / name).mkdir()
    whole = loop.fit(TINY, data, data, tmp_path / "whole", seed=0)

    save = run_folder.write_json

    def killed(path, history):
        save(path, history)
        if len(history) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(run_folder, "write_json", killed)
    with pytest.raises(KeyboardInterrupt):
        loop.fit(TINY, data, data, tmp_path / "killed", seed=0)
    monkeypatch.setattr(run_folder, "write_json", save)
    resumed = loop.fit(TINY, data, data, tmp_path / "killed", seed=0)

    assert [entry["epoch"] for entry in resumed] == [0, 1, 2]
    assert [entry["val_loss"] for entry in resumed] == pytest.approx([e["val_loss"] for e in whole], rel=1e-3)


def test_training_learns_and_logs_every_epoch(tmp_path, caplog, capsys):
    caplog.set_level("INFO")
    recipe = replace(TINY, epochs=6, augmentation=None)
    steps = []

    def progress(items, label):
        steps.extend([label] * len(items))
        return items

    history = loop.fit(recipe, arrays(recipe), arrays(recipe), tmp_path, seed=0, progress=progress)

    assert history[-1]["loss"] < history[0]["loss"]
    assert [message.split(",")[0].split(":")[0] for message in caplog.messages] == [
        f"Epoch {n} of 6" for n in range(1, 7)
    ]
    assert steps == ["Training"] * 6 * 3
    assert capsys.readouterr() == ("", "")


def test_a_taught_network_learns_what_its_teachers_say_more_than_the_classes_alone_do(tmp_path):
    plain = replace(TINY, architecture="study", classes=2, epochs=8, augmentation=None)
    data = arrays(plain)
    contrary = replace(data, classes=1 - data.classes)
    taught = replace(plain, teachers=("teacher",))
    run_folder = {"teacher": (plain, contrary), "alone": (plain, data), "taught": (taught, data)}
    losses = {}
    for name, (recipe, learned) in run_folder.items():
        (tmp_path / name).mkdir()
        losses[name] = loop.fit(recipe, learned, contrary, tmp_path / name, seed=0)[-1]["val_loss"]

    assert losses["teacher"] < losses["taught"] < losses["alone"]


def test_a_smoothed_pneumonia_gives_a_share_to_the_other_kind_and_a_normal_keeps_all(tmp_path, monkeypatch):
    seen = []

    def train_epoch(model, images, targets, weights, **_):
        seen.append(targets)
        return {"loss": 1.0, "accuracy": 0.0}

    monkeypatch.setattr(batch_steps, "train_epoch", train_epoch)
    recipe = replace(TINY, epochs=1, pattern_smoothing=0.2)
    data = arrays(recipe)

    loop.fit(recipe, data, data, tmp_path, seed=0)

    expected = np.float32([[1, 0, 0], [0, 0.8, 0.2], [0, 0.2, 0.8]])
    order = loop.epoch_order(len(data.images), len(data.images), epoch=0, seed=0)
    assert np.allclose(seen[0], expected[data.classes[order]])


def test_a_missing_teacher_is_named(tmp_path):
    recipe = replace(TINY, teachers=("absent",))

    with pytest.raises(TrainerError, match="absent has no trained network"):
        loop.fit(recipe, arrays(recipe), arrays(recipe), tmp_path, seed=0)


def test_what_was_learned_without_labels_is_not_learned_again(tmp_path, monkeypatch):
    recipe = replace(TINY, unlabelled_epochs=1, epochs=1)
    monkeypatch.setattr(loop, "_train_epoch", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        loop.fit(recipe, arrays(recipe), arrays(recipe), tmp_path, seed=0)
    monkeypatch.undo()
    monkeypatch.setattr(barlow_twins, "pretrain", lambda *_, **__: pytest.fail("learned again"))

    assert len(loop.fit(recipe, arrays(recipe), arrays(recipe), tmp_path, seed=0)) == 1


def test_an_epoch_goes_on_in_the_stream_where_the_last_one_ended():
    epochs = [loop.epoch_order(images=10, count=4, epoch=epoch, seed=0) for epoch in range(5)]

    stream = np.concatenate(epochs)
    assert sorted(stream[:10]) == list(range(10))
    assert sorted(stream[10:]) == list(range(10))
    assert list(stream[:10]) != list(stream[10:])


def test_a_run_ends_when_its_patience_does():
    recipe = replace(TINY, epochs=100, patience=2)
    losses = [3.0, 2.0, 2.5, 2.1]

    assert run_folder.is_finished(recipe, [{"val_loss": loss} for loss in losses])
    assert not run_folder.is_finished(recipe, [{"val_loss": loss} for loss in losses[:3]])


def test_a_run_ends_with_its_epochs():
    assert run_folder.is_finished(TINY, [{"val_loss": 1.0 / (epoch + 1)} for epoch in range(3)])


def test_a_run_folder_tells_what_made_it(tmp_path):
    run_folder.open_run(tmp_path / "run", TINY, MANIFEST, seed=7)

    provenance = run_folder.read_provenance(tmp_path / "run")
    assert run_folder.read_recipe(tmp_path / "run") == TINY
    assert provenance.seed == 7
    assert provenance.split_by == "patient"
    assert provenance.manifest_sha256 == MANIFEST.digest()
    assert provenance.dataset_sha256 == MANIFEST.dataset_digest()
    assert provenance.packages.keys() >= {"keras", provenance.backend}
    assert provenance.python == platform.python_version()


def test_the_same_run_may_be_opened_again(tmp_path):
    run_folder.open_run(tmp_path, TINY, MANIFEST, seed=0)

    run_folder.open_run(tmp_path, TINY, MANIFEST, seed=0)


def test_a_run_folder_of_another_seed_is_left_alone(tmp_path):
    run_folder.open_run(tmp_path, TINY, MANIFEST, seed=0)

    with pytest.raises(TrainerError, match="holds another run"):
        run_folder.open_run(tmp_path, TINY, MANIFEST, seed=1)


def test_a_folder_without_a_run_is_an_error(tmp_path):
    with pytest.raises(TrainerError, match="holds no run"):
        run_folder.read_provenance(tmp_path)
    with pytest.raises(TrainerError, match="holds no run"):
        run_folder.load_chosen_network(tmp_path)


def test_a_run_without_an_epoch_has_no_network_yet(tmp_path):
    run_folder.open_run(tmp_path, TINY, MANIFEST, seed=0)

    with pytest.raises(TrainerError, match="no trained network"):
        run_folder.load_chosen_network(tmp_path)


@pytest.mark.parametrize(("patience", "epoch"), [(None, 3), (3, 1)])
def test_a_run_ends_with_its_last_network_or_by_patience_with_its_best(patience, epoch, tmp_path, monkeypatch):
    recipe = replace(TINY, patience=patience, precision="mixed_bfloat16")
    run_folder.open_run(tmp_path, recipe, MANIFEST, seed=0)
    monkeypatch.setattr(run_folder, "best_epoch", lambda history: 0)
    loop.fit(recipe, arrays(recipe), arrays(recipe), tmp_path, seed=0)

    chosen = run_folder.load_chosen_network(tmp_path)

    path = tmp_path / (run_folder.BEST if epoch == 1 else "state-0003.keras")
    expected = keras.saving.load_model(path, compile=False).layers[-1].get_weights()
    assert all(np.array_equal(one, other) for one, other in zip(chosen.get_weights(), expected, strict=True))
    assert chosen(arrays(recipe).images[:2].astype(np.float32)).dtype == "float32"


def test_a_network_trained_with_augmentation_is_read_by_a_process_that_trained_nothing(tmp_path):
    recipe = replace(TINY, epochs=1)
    loop.fit(recipe, arrays(recipe), arrays(recipe), tmp_path, seed=0)
    code = (
        "import sys; from pathlib import Path; from trainer.training.run_folder import load_last_network; "
        "print(load_last_network(Path(sys.argv[1])).input_shape)"
    )

    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=False)

    assert done.stdout == "(None, 32, 32, 1)\n", done.stderr[-500:]
