"""A disc of a picture archive: its X-rays are screened, and what else it holds is counted."""

import json

import pytest
from pydicom.uid import CTImageStorage

from tests.helpers.dicom_xrays import sample_as_dicom


@pytest.fixture
def scan(tmp_path):
    """Return the file of a CT."""
    return sample_as_dicom(tmp_path / "scan.dcm", SOPClassUID=CTImageStorage, Modality="CT")


@pytest.fixture
def disc(tmp_path, scan):
    """Return a folder with the X-ray of a patient and a CT of three slices."""
    folder = tmp_path / "disc"
    folder.mkdir()
    sample_as_dicom(folder / "IM0")
    for number in range(3):
        (folder / f"CT{number}").write_bytes(scan.read_bytes())
    return folder


def test_the_slices_of_a_ct_get_no_row_and_are_counted(run, disc):
    status, out, err = run("screen", disc, "--json")
    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["PNEUMONIA"]
    assert "Files left out, as they are no plain X-rays: 3 (CT 3)." in err
    assert status == 0


def test_a_scan_that_is_named_gets_its_row(run, scan):
    status, out, _ = run("screen", scan, "--json")
    assert json.loads(out)["reason"].startswith("not_radiograph: ")
    assert status == 1


def test_a_folder_of_other_examinations_alone_is_said(run, disc):
    (disc / "IM0").unlink()
    status, _, err = run("screen", disc)
    assert status == 3
    assert "Files left out, as they are no plain X-rays: 3 (CT 3)." in err
