"""Instances that are small, and the network of this computer."""

from io import BytesIO

import pydicom
import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, SecondaryCaptureImageStorage
from pytest_socket import enable_socket

from app.dicom.results.instance import Instance


@pytest.fixture
def loopback():
    """Let the test use sockets: it talks to peers of its own."""
    enable_socket()


@pytest.fixture
def instance():
    """Return what makes an instance of this number."""

    def make(number, sop_class=SecondaryCaptureImageStorage):
        uid = f"2.25.{1000 + number}"
        dataset = Dataset()
        dataset.SOPClassUID, dataset.SOPInstanceUID = sop_class, uid
        dataset.PatientID, dataset.StudyInstanceUID, dataset.SeriesInstanceUID = "P-7", "2.25.1", "2.25.2"
        dataset.file_meta = FileMetaDataset()
        dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        stream = BytesIO()
        pydicom.dcmwrite(stream, dataset, enforce_file_format=True)
        return Instance(str(sop_class), uid, "2.25.2", stream.getvalue())

    return make
