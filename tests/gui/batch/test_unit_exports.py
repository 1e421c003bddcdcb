"""What an X-ray unit's software does in the folder that it exports into: every picture is found whole, and once."""

from __future__ import annotations

import os
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from pydicom import dcmread
from pydicom.fileset import FileSet
from pydicom.uid import generate_uid

from app.core.imaging import discovery
from app.gui.batch.arrivals import GIVE_UP_S, MOST_AT_ONCE, STILL_S, UNFILLED_S, Look
from app.paths import dicom_folder
from tests.helpers.dicom_xrays import sample_as_dicom
from tests.helpers.dicoms import as_file, dataset
from tests.helpers.pictures import gradient
from tests.helpers.watched_folder import WatchedFolder

SYNTAXES = sorted(path.name for path in dicom_folder().glob("*.dcm"))


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """The file that a unit exports: 12 bits, uncompressed."""
    return sample_as_dicom(tmp_path_factory.mktemp("unit") / "xray.dcm").read_bytes()


@pytest.fixture
def folder(tmp_path) -> WatchedFolder:
    made = WatchedFolder(tmp_path)
    made.look()
    return made


def disc(pictures: list[bytes], place: Path) -> Path:
    """Write pictures as a disc has them, with a DICOMDIR."""
    files = FileSet()
    for picture in pictures:
        files.add(dcmread(BytesIO(picture)))
    files.write(place)
    files._stage["t"].cleanup()  # it would be said to be left behind
    return place


@pytest.mark.parametrize("name", SYNTAXES)
def test_a_file_that_is_written_slowly_is_found_when_it_is_whole(folder, name):
    whole = (dicom_folder() / name).read_bytes()
    for time_s, part in enumerate((0.1, 0.5, 0.9), 1):
        folder.write("xray.dcm", whole[: int(len(whole) * part)], 100 * time_s)
        assert folder.taken() == []
    folder.write("xray.dcm", whole, 1000)

    assert folder.taken() == ["xray.dcm"]
    assert folder.taken() == []


def test_a_file_that_has_its_length_before_its_content_is_waited_for(folder, exported):
    written = len(exported) // 2
    folder.write("xray.dcm", exported[:written] + bytes(len(exported) - written))
    assert folder.taken() == []
    folder.write("xray.dcm", exported, 2_000_000)

    assert folder.taken() == ["xray.dcm"]


def test_a_picture_whose_end_is_black_is_found_a_little_later(folder):
    black = gradient(512, 512)
    black[256:] = 0
    folder.write("black.dcm", as_file(dataset(black)))

    assert folder.taken() == []
    assert folder.look(UNFILLED_S - STILL_S).files == (folder.path_of("black.dcm"),)


@pytest.mark.parametrize("ending", [".tmp", ".part", ".TMP"])
def test_a_file_that_is_renamed_when_it_is_whole_is_found_by_its_last_name_alone(folder, exported, ending):
    folder.write(f"xray.dcm{ending}", exported)
    assert folder.taken() == []
    os.rename(folder.path_of(f"xray.dcm{ending}"), folder.path_of("xray.dcm"))

    assert folder.taken() == ["xray.dcm"]


def test_a_file_that_is_never_renamed_is_found_in_the_end(folder, exported):
    folder.write("xray.tmp", exported)
    folder.look()

    assert folder.look(GIVE_UP_S).files == (folder.path_of("xray.tmp"),)


def test_a_directory_that_is_written_anew_with_each_picture_makes_none_new(folder, tmp_path):
    pictures = []
    for number in (1, 2):
        made = dataset(gradient(), PatientName="Zuri", PatientID="2", StudyDate="20260105", StudyTime="101500")
        made.StudyInstanceUID, made.SeriesInstanceUID = generate_uid(), generate_uid()
        made.StudyID, made.SeriesNumber, made.InstanceNumber = "1", 1, number
        pictures.append(as_file(made))
        shutil.copytree(disc(pictures, tmp_path / f"disc{number}"), folder.path, dirs_exist_ok=True)
        for path in folder.path.rglob("*"):
            os.utime(path, (1_000_000, 1_000_000))
        found = folder.taken()

        assert len(found) == 1
        assert "DICOMDIR" not in found
    assert folder.look(GIVE_UP_S) == Look(is_there=True)


def test_a_folder_for_each_patient_is_looked_into(folder, exported):
    names = [os.path.join(f"P-{number}", "2026-11-26", "IM0001") for number in range(3)]
    for name in names:
        folder.write(name, exported)

    assert folder.taken() == names


def test_two_hundred_at_once_are_found_one_portion_after_the_other_without_listing_the_folder(folder, monkeypatch):
    small = (dicom_folder() / "plain.dcm").read_bytes()
    for number in range(200):
        folder.write(f"{number:03}.dcm", small)
    folder.look()
    monkeypatch.setattr(discovery.os, "scandir", lambda path: pytest.fail("it was listed"))
    found = []
    folder.now_s += STILL_S
    while portion := folder.look_again().files:
        assert len(portion) == MOST_AT_ONCE
        folder.arrivals.keep(portion)
        found += portion

    assert found == [folder.path_of(f"{number:03}.dcm") for number in range(200)]


def test_what_goes_while_it_is_waited_for_is_forgotten(folder, exported):
    folder.write("xray.dcm", exported)
    assert folder.look().waiting == 1
    os.remove(folder.path_of("xray.dcm"))

    assert folder.look_again(STILL_S) == Look(is_there=True)


def test_a_share_that_goes_away_while_it_is_first_listed_makes_nothing_new(tmp_path, exported, monkeypatch):
    folder = WatchedFolder(tmp_path)
    for number in range(3):
        folder.write(f"P-{number}/xray.dcm", exported)
    there = list(discovery.files_below(str(folder.path), recursive=True))

    def breaks_off(path, recursive):
        yield there[0]
        folder.path.rename(folder.path.with_name("away"))

    with monkeypatch.context() as away:
        away.setattr("app.gui.batch.arrivals.files_below", breaks_off)
        assert folder.look() == Look(is_there=False)
    folder.path.with_name("away").rename(folder.path)

    assert folder.look() == Look(is_there=True, left_alone=3)


def test_a_share_that_cannot_be_listed_is_away(tmp_path, monkeypatch):
    folder = WatchedFolder(tmp_path)
    root = str(folder.path)
    with monkeypatch.context() as away:
        away.setattr("app.gui.batch.arrivals.files_below", lambda path, recursive: iter([(root, True)]))

        assert folder.look() == Look(is_there=False)
    assert folder.look() == Look(is_there=True)
