import logging
import shutil
import sys

import pytest

from tests.helpers.datasets import make_dataset
from trainer import cli
from trainer.cli_options import printed_messages
from trainer.data.split import read_manifest


@pytest.fixture
def dataset(tmp_path):
    return make_dataset(tmp_path / "data", patients=6)


def test_split_writes_a_manifest_and_prints_its_counts(dataset, tmp_path, capsys):
    assert cli.main(["split", str(dataset), "--out", str(tmp_path / "m.csv"), "--seed", "5"]) == 0

    assert "train" in capsys.readouterr().out
    assert read_manifest(tmp_path / "m.csv").by == "patient"


def test_split_by_image_on_request(dataset, tmp_path):
    command = ["split", str(dataset), "--out", str(tmp_path / "m.csv"), "--by", "image"]

    assert cli.main([*command, "--fractions", "0.5", "0.25", "0.25"]) == 0

    assert read_manifest(tmp_path / "m.csv").by == "image"


def test_split_tells_what_it_leaves_out_and_what_is_identical(dataset, tmp_path, capsys):
    (dataset / "train/NORMAL/IM-0099-0001.jpeg").write_bytes(b"")
    shutil.copy(dataset / "train/NORMAL/IM-0001-0000.jpeg", dataset / "train/NORMAL/IM-0098-0001.jpeg")

    cli.main(["split", str(dataset), "--out", str(tmp_path / "m.csv")])

    told = capsys.readouterr().err
    assert "left out: train/NORMAL/IM-0099-0001.jpeg: file_empty" in told
    assert "identical, kept: train/NORMAL/IM-0001-0000.jpeg, train/NORMAL/IM-0098-0001.jpeg" in told


def test_many_identical_files_are_told_in_one_line(dataset, tmp_path, capsys):
    for number in range(3):
        original = dataset / f"train/NORMAL/IM-0001-000{number % 2}.jpeg"
        shutil.copy(original, dataset / f"train/NORMAL/IM-009{number}-0001.jpeg")

    cli.main(["split", str(dataset), "--out", str(tmp_path / "m.csv")])

    (told,) = [line for line in capsys.readouterr().err.splitlines() if "identical" in line]
    assert "IM-0001-0000.jpeg" in told
    assert told.endswith("; and 1 more group with the same sha256 in the manifest")


def test_the_toy_recipe_is_trained_measured_and_reported(dataset, tmp_path, capsys):
    manifest, run = str(tmp_path / "m.csv"), str(tmp_path / "toy")
    cli.main(["split", str(dataset), "--out", manifest])

    assert cli.main(["train", "toy", "--data", str(dataset), "--manifest", manifest, "--out", run]) == 0
    assert cli.main(["evaluate", run, "--data", str(dataset)]) == 0
    assert cli.main(["report", run]) == 0

    assert "Epoch 1 of 1: accuracy" in capsys.readouterr().out


def test_split_leaves_out_patients_of_a_folder(dataset, tmp_path):
    (tmp_path / "samples").mkdir()
    (tmp_path / "samples/person2_bacteria_9.jpeg").touch()

    cli.main(["split", str(dataset), "--out", str(tmp_path / "m.csv"), "--exclude", str(tmp_path / "samples")])

    excluded = {row.patient for row in read_manifest(tmp_path / "m.csv").rows if row.split == "excluded"}
    assert excluded == {"person2"}


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (["split", "nowhere", "--out", "m.csv"], "nowhere has none of train, val, test"),
        (["train", "unknown", "--data", "d", "--manifest", "m", "--out", "o"], "no recipe named unknown"),
        (["train", "screen-128", "--data", "d", "--manifest", "m", "--out", "o"], "m is no manifest"),
        (["report", "nowhere"], "nowhere holds no run"),
    ],
)
def test_a_mistake_gets_one_sentence(command, sentence, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert cli.main(command) == 1

    told = capsys.readouterr().err
    assert sentence in told
    assert "Traceback" not in told


def test_what_the_modules_log_is_printed_once_while_a_command_runs(capsys, caplog):
    log = logging.getLogger("trainer.anything")

    with printed_messages():
        log.info("Epoch %d of %d", 1, 2)
        log.warning("too large")
    log.info("nobody listens")

    assert capsys.readouterr() == ("Epoch 1 of 2\n", "Warning: too large\n")
    assert caplog.messages == [], "no handler of the root logger was given them too"


COMMANDS = (
    *("split", "train", "evaluate", "export", "report", "bundle", "gate"),
    *("reproduce", "trials", "frame", "pattern", "study"),
)


def help_of(capsys, *words):
    with pytest.raises(SystemExit, match="0"):
        cli.main([*words, "--help"])
    return capsys.readouterr().out


def test_help_has_examples(capsys):
    assert "kifua-trainer bundle" in help_of(capsys)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_has_examples_of_it_alone(capsys, command):
    examples = help_of(capsys, command).split("examples:\n")[1].splitlines()

    assert examples
    assert all(line.startswith(f"  kifua-trainer {command}") for line in examples)


@pytest.mark.parametrize("words", [(), ("evaluate",)])
def test_help_shows_a_percent_sign_once(capsys, words):
    told = help_of(capsys, *words)

    assert "95% intervals" in told
    assert "%%" not in told


def test_without_its_extra_the_trainer_says_what_to_install(dataset, tmp_path, capsys, monkeypatch):
    cli.main(["split", str(dataset), "--out", str(tmp_path / "m.csv")])
    for name in [name for name in sys.modules if name.startswith("trainer.training")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "keras", None)
    options = ["--data", str(dataset), "--manifest", str(tmp_path / "m.csv"), "--out", str(tmp_path / "toy")]

    assert cli.main(["train", "toy", *options]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        "kifua-trainer: keras is not installed: pip install 'kifua[trainer]'"
    )
