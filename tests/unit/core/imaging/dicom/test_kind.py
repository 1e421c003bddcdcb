"""Files of other examinations are known by their headers alone."""

import os

import pytest
from pydicom.uid import (
    ComputedRadiographyImageStorage,
    CTImageStorage,
    DeflatedExplicitVRLittleEndian,
    EncapsulatedPDFStorage,
    EnhancedSRStorage,
    GrayscaleSoftcopyPresentationStateStorage,
    ImplicitVRLittleEndian,
    MRImageStorage,
    SecondaryCaptureImageStorage,
    XRayRadiofluoroscopicImageStorage,
)

from app.core.imaging.dicom.kind import other_kind
from app.core.imaging.discovery import discover
from tests.helpers.dicoms import as_bare_dataset, as_file, dataset
from tests.helpers.pictures import gradient, saved

GREY = gradient()
KINDS = (
    ({"SOPClassUID": CTImageStorage, "Modality": "CT"}, "CT"),
    ({"SOPClassUID": MRImageStorage, "Modality": None}, "MR"),
    ({"SOPClassUID": CTImageStorage, "Modality": "DX"}, "CT"),
    ({"SOPClassUID": SecondaryCaptureImageStorage, "Modality": "us"}, "US"),
    ({"SOPClassUID": EnhancedSRStorage, "Modality": "SR"}, "SR"),
    ({"SOPClassUID": EncapsulatedPDFStorage, "Modality": "OT"}, "DOC"),
    ({"SOPClassUID": GrayscaleSoftcopyPresentationStateStorage, "Modality": "PR"}, "PR"),
    ({"SOPClassUID": ComputedRadiographyImageStorage, "Modality": "CR"}, ""),
    ({"SOPClassUID": XRayRadiofluoroscopicImageStorage, "Modality": "RF"}, ""),
    ({"SOPClassUID": SecondaryCaptureImageStorage, "Modality": "OT"}, ""),
    ({"Modality": "XYZ"}, ""),
    ({"Modality": None}, ""),
)


@pytest.mark.filterwarnings("ignore:Invalid value for VR:UserWarning")
@pytest.mark.parametrize(("elements", "kind"), KINDS)
def test_the_class_and_the_modality_tell_the_kind(elements, kind):
    made = dataset(GREY, **elements)
    assert other_kind(as_file(made)[:8192]) == kind
    assert other_kind(as_file(made, ImplicitVRLittleEndian)[:8192]) == kind
    assert other_kind(as_bare_dataset(made)[:8192]) == kind


@pytest.mark.parametrize(("sop_class", "kind"), [(CTImageStorage, "CT"), (ComputedRadiographyImageStorage, "")])
def test_a_deflated_file_is_known_by_its_class_without_inflating_it(monkeypatch, sop_class, kind):
    data = as_file(dataset(GREY, SOPClassUID=sop_class), DeflatedExplicitVRLittleEndian)
    monkeypatch.setattr("zlib.decompress", None)
    monkeypatch.setattr("zlib.decompressobj", None)
    assert other_kind(data) == kind


NESTED = b"\x08\0\x05\0SQ\0\0\xff\xff\xff\xff" + b"\xfe\xff\0\xe0\xff\xff\xff\xff" * 900


@pytest.mark.parametrize("head", [b"", b"\0" * 200, as_file(dataset(GREY))[:200], NESTED])
def test_what_cannot_be_read_may_be_an_x_ray(head):
    assert other_kind(head) == ""


def test_a_ct_in_a_folder_is_counted_and_buries_no_x_ray(tmp_path):
    (tmp_path / "x.dcm").write_bytes(as_file(dataset(GREY)))
    saved(tmp_path / "y.png", GREY, "PNG")
    scan = as_file(dataset(GREY, SOPClassUID=CTImageStorage, Modality="CT"))
    for number in range(40):
        (tmp_path / f"slice{number}").write_bytes(scan)
    found = discover([str(tmp_path)], recursive=True)
    assert [os.path.basename(file) for file in found.files] == ["x.dcm", "y.png"]
    assert (found.others, found.skipped) == ({"CT": 40}, 0)


def test_a_scan_that_is_named_is_meant(tmp_path):
    scan = tmp_path / "scan.dcm"
    scan.write_bytes(as_file(dataset(GREY, SOPClassUID=CTImageStorage, Modality="CT")))
    for arguments in ([str(scan)], [str(scan), str(tmp_path)], [str(tmp_path), str(scan)]):
        found = discover(arguments, recursive=False)
        assert (found.files, found.others) == ((str(scan),), {})
