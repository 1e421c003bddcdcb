"""X-rays as DICOM files, and the screener of the shipped model."""

import numpy as np
import pytest
from PIL import Image
from pydicom.uid import generate_uid

from app.core.screening import Screener
from tests.helpers.dicoms import saved_dicom
from tests.helpers.pictures import SAMPLE


@pytest.fixture(scope="session")
def shipped():
    from app.paths import bundle_folder

    return Screener.open(bundle_folder(), "1.2.3")


@pytest.fixture
def dicom_xray(tmp_path):
    """Return what writes the sample X-ray as a DICOM file with these elements, and returns its path."""

    def write(**elements):
        with Image.open(SAMPLE) as image:
            grey = np.asarray(image.convert("L")).astype(np.uint16) * 16
        usual = {
            "StudyInstanceUID": generate_uid(),
            "SeriesInstanceUID": generate_uid(),
            "PatientName": "Otieno^Amina",
            "PatientID": "P-7",
            "PatientBirthDate": "20220304",
            "PatientSex": "F",
            "PatientAge": "003Y",
            "StudyDate": "20260102",
            "StudyTime": "030405",
            "StudyID": "S1",
            "AccessionNumber": "A-1",
            "ReferringPhysicianName": "",
        }
        return saved_dicom(tmp_path / "xray.dcm", grey, 12, **{**usual, **elements})

    return write
