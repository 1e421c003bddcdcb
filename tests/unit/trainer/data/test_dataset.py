import shutil

import pytest

from tests.helpers.datasets import make_dataset
from trainer.data.dataset import identify, scan
from trainer.errors import TrainerError


@pytest.mark.parametrize(
    ("name", "folder", "expected"),
    [
        ("person12_bacteria_48.jpeg", "PNEUMONIA", ("person12", "bacterial")),
        ("person12_virus_5.jpeg", "PNEUMONIA", ("person12", "viral")),
        ("person1372_virus_735_2.jpeg", "PNEUMONIA", ("person1372", "viral")),
        ("IM-0115-0001.jpeg", "NORMAL", ("IM-0115", "normal")),
        ("IM-0439-0001-0002.jpeg", "NORMAL", ("IM-0439", "normal")),
        ("NORMAL2-IM-0329-0001.jpeg", "NORMAL", ("NORMAL2-IM-0329", "normal")),
        ("IM-0115-0001.jpeg", "PNEUMONIA", None),
        ("scan 1.jpeg", "NORMAL", None),
    ],
)
def test_a_name_tells_patient_and_label(name, folder, expected):
    assert identify(name, folder) == expected


def test_parts_are_pooled_and_sorted(tmp_path):
    found = scan(make_dataset(tmp_path, patients=2))

    files = [example.file for example in found.examples]
    assert files == sorted(files)
    assert {file.split("/")[0] for file in files} == {"train", "val"}
    assert found.counts() == {"normal": 4, "bacterial": 4, "viral": 4}


def test_files_that_are_no_images_are_reported(tmp_path):
    dataset = make_dataset(tmp_path)
    (dataset / "train/NORMAL/IM-9999-0001.jpeg").write_text("no picture")
    (dataset / "train/NORMAL/.DS_Store").write_bytes(b"\0\0\0\1Bud1")

    problems = dict(scan(dataset).problems)

    assert problems["train/NORMAL/IM-9999-0001.jpeg"].startswith("not_an_image")
    assert problems["train/NORMAL/.DS_Store"].startswith("not_an_image")


def test_a_damaged_image_is_reported(tmp_path):
    dataset = make_dataset(tmp_path)
    path = dataset / "train/NORMAL/IM-0001-0000.jpeg"
    path.write_bytes(path.read_bytes()[:300])

    assert dict(scan(dataset).problems)["train/NORMAL/IM-0001-0000.jpeg"].startswith("image_damaged")


def test_a_name_that_tells_no_patient_is_reported(tmp_path):
    dataset = make_dataset(tmp_path)
    shutil.move(dataset / "train/NORMAL/IM-0001-0000.jpeg", dataset / "train/NORMAL/child.jpeg")

    assert dict(scan(dataset).problems)["train/NORMAL/child.jpeg"].startswith("unknown_name")


def test_identical_files_are_reported_and_kept(tmp_path):
    dataset = make_dataset(tmp_path)
    shutil.copy(dataset / "train/NORMAL/IM-0001-0000.jpeg", dataset / "train/NORMAL/IM-0777-0001.jpeg")

    found = scan(dataset)

    assert found.duplicates == (("train/NORMAL/IM-0001-0000.jpeg", "train/NORMAL/IM-0777-0001.jpeg"),)
    assert "IM-0777" in {example.patient for example in found.examples}


def test_a_folder_of_another_layout_is_an_error(tmp_path):
    with pytest.raises(TrainerError, match="train, val, test"):
        scan(tmp_path)


def test_a_layout_without_images_is_an_error(tmp_path):
    (tmp_path / "train" / "NORMAL").mkdir(parents=True)

    with pytest.raises(TrainerError, match="no usable image"):
        scan(tmp_path)
