"""Nothing of a patient's identity is in a new file: wherever it stood, and in the opinion of other programs."""

import shutil
import subprocess
import warnings
from io import BytesIO

import pydicom
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydicom import Dataset
from pydicom.datadict import DicomDictionary, dictionary_VR, keyword_for_tag
from pydicom.uid import ComputedRadiographyImageStorage, SecondaryCaptureImageStorage

from tests.helpers.dicom_xrays import sample_as_dicom

SECRET = "Zawadi"
"""A name that is part of no word of the standard."""

_TEXTS = ("AE", "LO", "LT", "PN", "SH", "ST", "UC", "UT", "CS", "UR")
_STRUCTURE = ("SpecificCharacterSet", "PhotometricInterpretation", "SOPClassUID", "PresentationLUTShape", "Modality")
_KEYWORDS = sorted(
    keyword
    for tag, (vr, _, _, _, _) in DicomDictionary.items()
    if (keyword := keyword_for_tag(tag)) and vr in (*_TEXTS, "SQ") and 0x0008 <= tag >> 16 < 0x7FE0
    if keyword not in _STRUCTURE and tag >> 16 != 0x0028
)
_SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def filled(keyword):
    """Return a value of an attribute: the secret, in a sequence in items in items."""
    vr = dictionary_VR(keyword)
    if vr != "SQ":
        return SECRET.upper() if vr in ("CS", "AE") else SECRET
    item = Dataset()
    for name in ("PatientName", "CodeMeaning", "TextValue", "CodeValue", "ReferencedSOPInstanceUID", "Manufacturer"):
        item.add_new(name, dictionary_VR(name), SECRET)
    item.add_new((0x0011, 0x0010), "LO", SECRET)
    below = Dataset()
    below.PersonName = SECRET
    item.ContentSequence = [below]
    return [item]


def add_everywhere(path, keywords):
    """Put the secret into attributes, private ones, an overlay, a curve, an icon, and behind the pixels."""
    dataset = pydicom.dcmread(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for keyword in keywords:
            setattr(dataset, keyword, filled(keyword))
    for place in ((0x0009, 0x0010), (0x0009, 0x1001), (0x0029, 0x0010), (0x5000, 0x2500), (0x6000, 0x1500)):
        dataset.add_new(place, "LO", SECRET)
    dataset.add_new((0x6000, 0x3000), "OW", SECRET.encode() * 2)
    icon = Dataset()
    icon.BitsAllocated = 8
    icon.PixelData = SECRET.encode()
    dataset.IconImageSequence = [icon]
    dataset.add_new((0xFFFC, 0xFFFC), "OB", SECRET.encode())
    dataset.preamble = (SECRET * 30).encode()[:128]
    dataset.file_meta.SourceApplicationEntityTitle = SECRET
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of values that are in the wrong form
        dataset.save_as(path)


@pytest.mark.filterwarnings("ignore:Invalid value:UserWarning")  # of pydicom, which the program does not show
def test_no_attribute_of_the_dictionary_lets_a_name_through(tmp_path, anonymized):
    path = sample_as_dicom(tmp_path / "x.dcm")
    add_everywhere(path, _KEYWORDS)
    assert path.read_bytes().count(SECRET.encode()) > 1000

    content = anonymized(path)

    assert SECRET.encode() not in content
    assert SECRET.upper().encode() not in content


@pytest.mark.filterwarnings("ignore:Invalid value:UserWarning")
@_SETTINGS
@given(
    st.lists(st.sampled_from(_KEYWORDS), max_size=8),
    st.sampled_from(("Manufacturer", "ManufacturerModelName", "BodyPartExamined", "ViewPosition", "RescaleType")),
)
def test_no_name_is_left_whatever_the_file_says(tmp_path, anonymized, keywords, kept):
    path = sample_as_dicom(tmp_path / "x.dcm", PatientName=f"{SECRET}^Baraka", PatientID=f"{SECRET}-1")
    add_everywhere(path, [*keywords, kept])

    content = anonymized(path)

    assert SECRET.lower().encode() not in content.lower()


VALUES = {
    "PatientName": "Zawadi^Baraka",
    "PatientID": "KH-884213",
    "OtherPatientIDs": "NHIF-55310",
    "PatientBirthDate": "20220304",
    "PatientAddress": "12 Oginga Road",
    "AccessionNumber": "ACC771",
    "StudyID": "ST4471",
    "StudyDate": "20260102",
    "StudyTime": "031405",
    "InstitutionName": "Kisumu West",
    "StationName": "ROOM7",
    "DeviceSerialNumber": "SN998877",
    "ReferringPhysicianName": "Wanjiru^Grace",
    "OperatorsName": "Mwangi^Peter",
    "StudyDescription": "Thorax of Zawadi",
    "SeriesDescription": "ap Kisumu",
    "PatientComments": "mother Achieng",
    "RequestAttributesSequence": None,
}


@pytest.fixture(params=[None, ComputedRadiographyImageStorage, SecondaryCaptureImageStorage])
def identified(request, tmp_path):
    """Return a file that says a lot of the patient."""
    elements = {**VALUES, **({"SOPClassUID": request.param} if request.param else {})}
    path = sample_as_dicom(tmp_path / "x.dcm", **{key: value for key, value in elements.items() if value})
    return path


def test_no_value_of_the_identity_is_in_the_bytes(identified, anonymized):
    source = pydicom.dcmread(identified)

    content = anonymized(identified)

    parts = {part for value in VALUES.values() if value for part in (value, *value.split("^"))}
    uids = {str(source[keyword].value) for keyword in ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID")}
    assert [part for part in parts | uids if part.encode() in content] == []


@pytest.mark.skipif(not shutil.which("dciodvfy"), reason="dciodvfy (dicom3tools) is not installed")
def test_dciodvfy_finds_no_error_that_the_source_has_not(identified, anonymized, tmp_path):
    made = tmp_path / "new.dcm"
    made.write_bytes(anonymized(identified))

    found, before = (errors_of(path) for path in (made, identified))

    assert found - before == set()


def errors_of(path):
    said = subprocess.run(["dciodvfy", str(path)], capture_output=True, text=True, check=False)
    return {line for line in (said.stdout + said.stderr).splitlines() if line.startswith("Error")}


METHOD = ("PatientIdentityRemoved", "DeidentificationMethod", "DeidentificationMethodCodeSequence")


@pytest.mark.skipif(not shutil.which("gdcmanon"), reason="gdcmanon (libgdcm-tools) is not installed")
@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
def test_gdcmanon_changes_only_what_is_new_or_kept_on_purpose(identified, anonymized, tmp_path):
    """Another program, by the basic profile without options."""
    new = pydicom.dcmread(BytesIO(anonymized(identified)))
    for keyword in METHOD:  # gdcmanon does not touch what says that it has no identity
        del new[keyword]
    new.save_as(tmp_path / "new.dcm")
    request = "req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 1 -subj /CN=test"
    subprocess.run(["openssl", *request.split()], cwd=tmp_path, check=True, capture_output=True)
    subprocess.run(["gdcmanon", "-e", "-c", "cert.pem", "new.dcm", "other.dcm"], cwd=tmp_path, check=True)

    other = pydicom.dcmread(tmp_path / "other.dcm")
    assert {element.keyword for element in new if element.value and other.get(element.tag) != element} == {
        *("SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID"),
        *("PatientName", "PatientID", "PatientSex", "PatientAge"),
    }
