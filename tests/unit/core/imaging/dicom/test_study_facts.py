"""Metadata of a DICOM file: the patient's name and sex, the study, the exposure and the device."""

import pytest

from app.core.imaging.decode import decode
from app.core.imaging.dicom.facts import name_in
from app.core.imaging.source_file import with_name_of_file
from tests.helpers.dicoms import saved_dicom
from tests.helpers.pictures import gradient
from tests.helpers.screening_records import record

GREY = gradient()


def facts(tmp_path, **elements):
    return decode(saved_dicom(tmp_path / "x", GREY, **elements)).facts


@pytest.mark.parametrize(
    ("stored", "name"),
    [
        ("Otieno^Amina", "Otieno, Amina"),
        ("Otieno^Amina^Grace^Dr^", "Otieno, Amina Grace"),
        ("Amina Otieno", "Amina Otieno"),
        ("^Amina", "Amina"),
        ("Yamada^Tarou=山田^太郎=やまだ^たろう", "Yamada, Tarou"),
        ("=山田^太郎", "山田, 太郎"),
        ("", ""),
    ],
)
def test_a_name_is_written_with_the_family_first(tmp_path, stored, name):
    assert facts(tmp_path, SpecificCharacterSet="ISO_IR 192", PatientName=stored).patient_name == name


def test_the_name_is_read_by_the_first_bytes_alone(tmp_path):
    path = saved_dicom(tmp_path / "x", GREY, SpecificCharacterSet="ISO_IR 192", PatientName="Otieno^Amina")
    assert name_in(path.read_bytes()[:2000]) == "Otieno, Amina"
    assert name_in(saved_dicom(tmp_path / "y", GREY).read_bytes()) == ""
    assert name_in(b"\0" * 200) == ""


def test_a_stored_record_gets_the_name_of_its_file(tmp_path):
    path = str(saved_dicom(tmp_path / "x", GREY, PatientName="Otieno^Amina"))
    assert with_name_of_file(record(), path) == record(patient_name="Otieno, Amina")
    assert with_name_of_file(record(patient_name="Juma"), path) == record(patient_name="Juma")
    for untold in (record(facts=None), record(format="PNG")):
        assert with_name_of_file(untold, path) == untold
    assert with_name_of_file(record(), str(tmp_path / "none")) == record()


@pytest.mark.parametrize(("stored", "sex"), [("F", "F"), ("M", "M"), ("O", ""), ("", "")])
def test_a_sex_is_female_or_male_or_not_said(tmp_path, stored, sex):
    assert facts(tmp_path, PatientSex=stored).sex == sex


@pytest.mark.filterwarnings("ignore:Invalid value for VR:UserWarning")
@pytest.mark.parametrize(
    ("elements", "moment"),
    [
        ({"StudyDate": "20260102", "StudyTime": "030405.678"}, "2026-01-02T03:04:05"),
        ({"StudyDate": "20260102", "StudyTime": "0304"}, "2026-01-02T03:04:00"),
        ({"StudyDate": "20260102", "StudyTime": "9999"}, "2026-01-02"),
        ({"StudyDate": "20260102", "AcquisitionTime": "030405"}, "2026-01-02"),
        ({"AcquisitionDate": "20260102", "AcquisitionTime": "030405"}, "2026-01-02T03:04:05"),
        ({"StudyTime": "030405"}, ""),
        ({}, ""),
    ],
)
def test_a_study_has_a_date_and_the_time_that_goes_with_it(tmp_path, elements, moment):
    assert facts(tmp_path, **elements).study_at == moment


@pytest.mark.filterwarnings("ignore:Invalid value for VR:UserWarning")
@pytest.mark.parametrize(
    ("elements", "side"),
    [
        ({"Laterality": "L"}, "L"),
        ({"ImageLaterality": "R", "Laterality": "L"}, "R"),
        ({"ImageLaterality": "U"}, "U"),
        ({"Laterality": "LEFT"}, ""),
    ],
)
def test_a_side_is_that_of_the_image_or_of_the_series(tmp_path, elements, side):
    assert facts(tmp_path, **elements).laterality == side


@pytest.mark.parametrize(
    ("elements", "mas"),
    [
        ({"ExposureInuAs": 800, "Exposure": 1}, 0.8),
        ({"Exposure": 2, "XRayTubeCurrent": 100, "ExposureTime": 8}, 2),
        ({"XRayTubeCurrent": 100, "ExposureTime": 8}, 0.8),
        ({"Exposure": 0, "XRayTubeCurrent": 100, "ExposureTime": 8}, 0.8),
        ({"XRayTubeCurrent": 100}, None),
        ({"ExposureInuAs": 0}, None),
        ({}, None),
    ],
)
def test_the_exposure_is_in_milliampere_seconds(tmp_path, elements, mas):
    assert facts(tmp_path, **elements).exposure_mas == mas


def test_the_exposure_and_the_device_are_told(tmp_path):
    found = facts(
        tmp_path,
        **{"KVP": "66", "ExposureIndex": "250.5", "DeviationIndex": "-1.5", "AccessionNumber": " A-1 "},
        **{"Manufacturer": "Maker", "ManufacturerModelName": "Detector 9", "StationName": "ROOM 1"},
    )
    assert (found.kvp, found.exposure_index, found.deviation_index) == (66.0, 250.5, -1.5)
    assert (found.accession_number, found.manufacturer) == ("A-1", "Maker")
    assert (found.device_model, found.station) == ("Detector 9", "ROOM 1")


@pytest.mark.filterwarnings("ignore:.*:UserWarning")
@pytest.mark.parametrize(("keyword", "name"), [("KVP", "kvp"), ("DeviationIndex", "deviation_index")])
@pytest.mark.parametrize("text", ["nan", "inf", "9e999", "sixty", ""])
def test_a_number_that_is_none_is_not_known(tmp_path, keyword, name, text):
    path = saved_dicom(tmp_path / "x", GREY, **{keyword: "1234567"})
    path.write_bytes(path.read_bytes().replace(b"1234567", text.encode().ljust(7)))

    assert getattr(decode(path).facts, name) is None
