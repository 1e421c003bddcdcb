"""A sample X-ray as the DICOM file of a machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from pydicom.uid import generate_uid

from tests.helpers.dicoms import saved_dicom
from tests.helpers.pictures import SAMPLE


def sample_as_dicom(path: Path, **elements: Any) -> Path:
    """Write the sample X-ray as a DICOM file of 12 bits with a patient and a study, and return its path.

    Args:
        path: of the file.
        elements: see `tests.helpers.dicoms.dataset`.
    """
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
    return saved_dicom(path, grey, 12, **{**usual, **elements})
