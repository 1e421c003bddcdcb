import logging
import shutil

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


def test_help_has_examples(capsys):
    with pytest.raises(SystemExit, match="0"):
        cli.main(["--help"])

    assert "kifua-trainer bundle" in capsys.readouterr().out
