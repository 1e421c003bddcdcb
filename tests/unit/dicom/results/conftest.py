"""X-rays as DICOM files, and the screener of the shipped model."""

import pytest

from app.core.screening import Screener
from app.paths import bundle_folder
from tests.helpers.dicom_xrays import sample_as_dicom


@pytest.fixture(scope="session")
def shipped():
    return Screener.open(bundle_folder(), "1.2.3")


@pytest.fixture
def dicom_xray(tmp_path):
    """Return what writes the sample X-ray as a DICOM file with these elements, and returns its path."""
    return lambda **elements: sample_as_dicom(tmp_path / "xray.dcm", **elements)
