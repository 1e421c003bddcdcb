"""A DICOMDIR stands for the images that it lists, by patient, study and series."""

import os
import shutil
from io import BytesIO

import pytest
from pydicom import Dataset, dcmread
from pydicom.fileset import FileSet
from pydicom.uid import (
    CTImageStorage,
    DeflatedExplicitVRLittleEndian,
    DigitalXRayImageStorageForPresentation,
    EnhancedSRStorage,
    MediaStorageDirectoryStorage,
    generate_uid,
)

from app.core.imaging.dicom.directory import listed_images
from app.core.imaging.discovery import BESIDE_DIRECTORY, discover
from tests.helpers.dicoms import as_file, dataset
from tests.helpers.pictures import gradient, saved

PATIENTS = (("Zuri", "2"), ("Amina", "1"))


def instance(name, patient, study, series, number):
    made = dataset(gradient(), PatientName=name, PatientID=patient, StudyDate="20260105", StudyTime="101500")
    made.StudyInstanceUID, made.SeriesInstanceUID = study, series
    made.StudyID, made.SeriesNumber, made.InstanceNumber = "1", 1, number
    made.file_meta = dcmread(BytesIO(as_file(made))).file_meta
    return made


@pytest.fixture
def stick(tmp_path):
    """Return a folder as a picture archive exports it: two patients with two images each, and a viewer."""
    files = FileSet()
    for name, patient in PATIENTS:
        study, series = generate_uid(), generate_uid()
        for number in (1, 2):
            files.add(instance(name, patient, study, series, number))
    folder = tmp_path / "stick"
    files.write(folder)
    files._stage["t"].cleanup()  # it would be said to be left behind
    (folder / "VIEWER").mkdir()
    saved(folder / "VIEWER" / "logo.png", gradient(), "PNG")
    (folder / "AUTORUN.INF").write_text("[autorun]")
    return folder


def patients(files):
    return [str(dcmread(file).PatientName) for file in files]


@pytest.mark.parametrize("recursive", [False, True])
def test_a_folder_with_a_directory_means_the_images_that_it_lists(stick, recursive):
    found = discover([str(stick)], recursive=recursive)
    assert patients(found.files) == ["Zuri", "Zuri", "Amina", "Amina"]
    assert all(file.startswith(str(stick)) for file in found.files)


def test_what_is_not_listed_is_counted(stick):
    found = discover([str(stick)], recursive=True)
    assert (found.skipped, found.others) == (1, {BESIDE_DIRECTORY: 1})  # AUTORUN.INF, and the logo


def test_a_file_that_was_added_later_follows_the_listed_ones(stick):
    listed = discover([str(stick)], recursive=True).files
    (stick / "NEW").mkdir()
    added = stick / "NEW" / "IM1"
    added.write_bytes(as_file(instance("Juma", "3", generate_uid(), generate_uid(), 1)))
    assert discover([str(stick)], recursive=True).files == (*listed, str(added))
    assert discover([str(stick / "DICOMDIR")], recursive=True).files == listed


def test_what_a_directory_lists_of_other_examinations_is_counted(tmp_path):
    files = FileSet()
    study = generate_uid()
    for modality, sop_class, count in (
        ("DX", DigitalXRayImageStorageForPresentation, 1),
        ("CT", CTImageStorage, 3),
        ("SR", EnhancedSRStorage, 1),
    ):
        series = generate_uid()
        for number in range(count):
            made = instance("Zuri", "2", study, series, number)
            made.Modality, made.SOPClassUID = modality, sop_class
            made.file_meta.MediaStorageSOPClassUID = sop_class
            made.SeriesNumber = 1
            if modality == "SR":
                made.ContentDate, made.ContentTime = "20260105", "101500"
                made.CompletionFlag, made.VerificationFlag = "COMPLETE", "UNVERIFIED"
                made.ConceptNameCodeSequence = []
            files.add(made)
    files.write(tmp_path / "disc")
    files._stage["t"].cleanup()  # it would be said to be left behind
    found = discover([str(tmp_path / "disc")], recursive=True)
    assert patients(found.files) == ["Zuri"]
    assert found.others == {"CT": 3, "SR": 1}


def test_the_directory_itself_means_the_same(stick):
    found = discover([str(stick / "DICOMDIR")], recursive=False)
    assert found.files == discover([str(stick)], recursive=True).files


def test_exports_in_folders_below_are_found_too(stick, tmp_path):
    shutil.copytree(stick, tmp_path / "other")
    saved(tmp_path / "x.png", gradient(), "PNG")
    found = discover([str(tmp_path)], recursive=True)
    assert len(found.files) == 9
    assert found.files[0] == str(tmp_path / "x.png")


def test_names_in_small_letters_are_found(stick):
    for folder, folders, files in os.walk(stick, topdown=False):
        for name in (*folders, *files):
            os.rename(os.path.join(folder, name), os.path.join(folder, name.lower()))
    found = discover([str(stick)], recursive=True).files
    assert len(found) == 4
    assert all(os.path.exists(file) for file in found)


def test_an_image_that_is_listed_and_gone_is_found_missing(stick):
    first, *others = discover([str(stick)], recursive=True).files
    os.remove(first)
    assert discover([str(stick)], recursive=True).files == (first, *others)


def test_a_directory_that_is_damaged_leaves_the_folder_as_it_is(stick):
    listed = set(discover([str(stick)], recursive=True).files)
    content = (stick / "DICOMDIR").read_bytes()
    (stick / "DICOMDIR").write_bytes(content[:300])
    found = discover([str(stick)], recursive=True)
    assert listed <= set(found.files)


@pytest.mark.filterwarnings("ignore:Invalid value for VR:UserWarning")  # as it is written
@pytest.mark.parametrize("name", ["../secret", "..", "a/b", "C:", ""])
def test_a_directory_cannot_lead_out_of_its_folder(tmp_path, name):
    record = Dataset()
    record.DirectoryRecordType = "IMAGE"
    record.OffsetOfTheNextDirectoryRecord = record.OffsetOfReferencedLowerLevelDirectoryEntity = 0
    record.ReferencedFileID = ["DICOM", name]
    made = dataset(gradient(), PixelData=None, DirectoryRecordSequence=[record])
    path = write_directory(tmp_path, made)
    assert listed_images(str(path)) == {}


def write_directory(folder, made):
    """Write a directory whose first record is the root's; its place is known once it is written."""
    path = folder / "DICOMDIR"
    made.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity = 0
    path.write_bytes(as_file(made))
    place = dcmread(path).DirectoryRecordSequence[0].seq_item_tell
    made.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity = place
    path.write_bytes(as_file(made))
    return path


def test_records_that_go_round_in_a_circle_end(tmp_path):
    record = Dataset()
    record.DirectoryRecordType, record.ReferencedFileID = "IMAGE", ["DICOM", "A"]
    record.OffsetOfTheNextDirectoryRecord = record.OffsetOfReferencedLowerLevelDirectoryEntity = 0
    made = dataset(gradient(), PixelData=None, DirectoryRecordSequence=[record])
    place = dcmread(write_directory(tmp_path, made)).DirectoryRecordSequence[0].seq_item_tell
    record.OffsetOfTheNextDirectoryRecord = record.OffsetOfReferencedLowerLevelDirectoryEntity = place
    assert listed_images(str(write_directory(tmp_path, made))) == {str(tmp_path / "DICOM" / "A"): ""}


@pytest.mark.parametrize("content", [b"", b"text", b"\0" * 5000])
def test_what_is_no_directory_is_a_file_like_any_other(tmp_path, content):
    (tmp_path / "DICOMDIR").write_bytes(content)
    assert discover([str(tmp_path / "DICOMDIR")], recursive=False).files == (str(tmp_path / "DICOMDIR"),)


@pytest.mark.parametrize("kept", [None, -10])
def test_a_directory_is_never_inflated(stick, monkeypatch, kept):
    directory = stick / "DICOMDIR"
    listing = Dataset(dcmread(directory))
    listing.SOPClassUID, listing.SOPInstanceUID = MediaStorageDirectoryStorage, generate_uid()
    directory.write_bytes(as_file(listing, DeflatedExplicitVRLittleEndian)[:kept])
    inflated = []
    for name in ("decompress", "decompressobj"):
        monkeypatch.setattr(f"zlib.{name}", lambda *arguments: inflated.append(arguments))
    assert listed_images(str(directory)) == {}
    assert inflated == []
