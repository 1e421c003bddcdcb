"""Whose result it is: the patient and the study of the file, byte by byte, or a new study that says so."""

from io import BytesIO

import pydicom
import pytest
from pydicom.uid import ExplicitVRBigEndian, ImplicitVRLittleEndian

from app.core.errors import InputError
from app.core.imaging.source_file import digest
from app.core.records import Patient
from app.dicom.results.study import PATIENT, STUDY, dicom_age, study_of
from tests.helpers.dicoms import as_bare_dataset, as_file
from tests.helpers.pictures import SAMPLE
from tests.helpers.screening_records import record


def of_file(path, **changes):
    return study_of(record(str(path), sha256=digest(path), **changes))


def rewritten(path, write):
    """Write the data set of a file again, without its picture and its meta information; return its path."""
    dataset = pydicom.Dataset(pydicom.dcmread(path))
    del dataset.PixelData
    path.write_bytes(write(dataset))
    return path


def test_patient_and_study_are_those_of_the_file(dicom_xray):
    path = dicom_xray(StudyDescription="Thorax", PregnancyStatus=4, PatientComments="calm", AdmissionID="W3")

    study, source = of_file(path), pydicom.dcmread(path)

    assert not study.is_new
    for keyword in set(PATIENT + STUDY) & set(source.dir()):
        assert study.attributes[keyword].value == source[keyword].value, keyword
    assert study.attributes.PatientComments == "calm"
    assert (study.image.sop_instance_uid, study.image.series_instance_uid) == (
        source.SOPInstanceUID,
        source.SeriesInstanceUID,
    )


@pytest.mark.parametrize(
    ("charset", "name"),
    [
        ("ISO_IR 100", "Müller^Jürgen"),
        ("ISO_IR 192", "አማና^ተስፋዬ"),
        (["", "ISO 2022 IR 87"], "Yamada^Tarou=山田^太郎=やまだ^たろう"),
    ],
)
def test_names_keep_their_bytes_and_their_character_set(dicom_xray, charset, name):
    path = dicom_xray(SpecificCharacterSet=charset, PatientName=name)

    copied = of_file(path).attributes

    source = pydicom.dcmread(path)
    assert copied.get_item("PatientName").value == source.get_item("PatientName").value
    assert copied.SpecificCharacterSet == source.SpecificCharacterSet
    assert copied.PatientName == name


def test_bytes_of_a_character_set_that_the_file_does_not_name_are_kept(dicom_xray):
    path = dicom_xray(PatientName="AAAA")
    path.write_bytes(path.read_bytes().replace(b"AAAA", b"J\xfcrg"))

    assert of_file(path).attributes.get_item("PatientName").value == b"J\xfcrg"


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, ExplicitVRBigEndian])
def test_numbers_are_read_in_the_byte_order_of_the_file(dicom_xray, syntax):
    path = dicom_xray(PregnancyStatus=4, SpecificCharacterSet="ISO_IR 100", PatientName="Å")

    copied = of_file(rewritten(path, lambda dataset: as_file(dataset, syntax))).attributes

    stream = BytesIO()
    pydicom.dcmwrite(stream, copied, implicit_vr=False, little_endian=True)
    read = pydicom.dcmread(BytesIO(stream.getvalue()), force=True)
    assert (read.PregnancyStatus, read.PatientName, read.PatientAge) == (4, "Å", "003Y")


def test_an_empty_sequence_is_left_out_and_a_full_one_kept(dicom_xray):
    issuer = pydicom.Dataset()
    issuer.UniversalEntityID, issuer.UniversalEntityIDType = "1.2.3", "ISO"
    path = dicom_xray(OtherPatientIDsSequence=[], IssuerOfAccessionNumberSequence=[issuer])

    copied = of_file(path).attributes

    assert "OtherPatientIDsSequence" not in copied
    assert copied.IssuerOfAccessionNumberSequence[0].UniversalEntityID == "1.2.3"


def test_a_file_without_preamble_is_read_too(dicom_xray):
    path = rewritten(dicom_xray(), as_bare_dataset)

    assert of_file(path).attributes.PatientID == "P-7"


def test_what_the_user_typed_changes_nothing_of_the_file(dicom_xray):
    study = of_file(dicom_xray(), patient=Patient("other", "Other", 4.0, "M"))

    assert (study.attributes.PatientID, study.attributes.PatientName) == ("P-7", "Otieno^Amina")


def test_another_picture_gets_a_new_study_of_the_patient_that_was_typed():
    patient = Patient("K 12", "Amina ^Otieno", 1.5, "F")

    study = of_file(SAMPLE, format="JPEG", patient_id="", patient=patient)

    named = study.attributes
    assert study.is_new
    assert study.image is None
    assert (named.PatientID, named.PatientName, named.PatientSex, named.PatientAge) == (
        "K 12",
        "Amina  Otieno",
        "F",
        "018M",
    )
    assert (study.compression.LossyImageCompression, named.StudyDate) == ("01", "20260102")
    assert of_file(SAMPLE, format="JPEG", patient_id="", patient=patient).uid == study.uid


def test_a_file_without_a_study_gets_a_new_one_and_keeps_its_patient(dicom_xray):
    study = of_file(dicom_xray(StudyInstanceUID=None))

    assert study.is_new
    assert (study.attributes.PatientID, study.image) == ("P-7", None)


def test_another_file_in_the_place_of_the_screened_one_is_refused(dicom_xray):
    screened = record(str(dicom_xray()), sha256="0" * 64)

    with pytest.raises(InputError) as raised:
        study_of(screened)
    assert raised.value.reason.code == "file_changed"


@pytest.mark.parametrize(
    ("years", "written"),
    [(3.0, "003Y"), (1.5, "018M"), (8 / 12, "008M"), (0.04, "002W"), (0.0, "000W"), (90.0, "090Y"), (90.4, "090Y")],
)
def test_ages_are_written_as_the_standard_has_them(years, written):
    assert dicom_age(years) == written
