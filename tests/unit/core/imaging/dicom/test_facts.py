"""Metadata of a DICOM file: patient, age and view."""

from types import MappingProxyType

import numpy as np
import pytest
from pydicom.config import disable_value_validation

from app.core.imaging.decode import decode
from tests.helpers.dicoms import saved_dicom
from tests.helpers.pictures import gradient, saved

GREY = gradient()
CODES = (("ViewPosition", "view"), ("Modality", "modality"), ("BodyPartExamined", "body_part"))
NOTHING_SAID = MappingProxyType({"patient_id": "", "age_years": None, "view": "", "body_part": ""})


def facts(tmp_path, **elements):
    return decode(saved_dicom(tmp_path / "x", GREY, **elements)).facts


@pytest.mark.parametrize(
    ("text", "years"), [("003Y", 3), ("008M", 8 / 12), ("012W", 12 * 7 / 365.25), ("045D", 45 / 365.25), ("000D", 0)]
)
def test_the_age_is_in_years_whatever_its_unit(tmp_path, text, years):
    assert facts(tmp_path, PatientAge=text).age_years == pytest.approx(years)


def test_without_an_age_birth_and_study_date_tell_it(tmp_path):
    found = facts(tmp_path, PatientBirthDate="20200115", StudyDate="20230115")
    assert found.age_years == pytest.approx(3, abs=0.003)


@pytest.mark.parametrize(("birth", "years"), [("20200115", 3), ("20230110", 5 / 365.25), ("", 0)])
def test_an_age_of_nought_years_is_not_believed_against_the_dates(tmp_path, birth, years):
    found = facts(tmp_path, PatientAge="000Y", PatientBirthDate=birth, StudyDate="20230115").age_years
    assert found == pytest.approx(years, abs=0.003)


@pytest.mark.parametrize(
    "elements", [{"PatientAge": "999Y"}, {"PatientBirthDate": "19000101", "StudyDate": "20260115"}]
)
def test_an_age_that_nobody_has_is_not_known(tmp_path, elements):
    assert facts(tmp_path, **elements).age_years is None


def test_the_age_goes_before_the_dates(tmp_path):
    assert facts(tmp_path, PatientAge="004Y", PatientBirthDate="20200115", StudyDate="20230115").age_years == 4


@pytest.mark.parametrize(
    "elements",
    [
        {},
        {"PatientAge": ""},
        {"PatientBirthDate": "20200115"},
        {"StudyDate": "20230115"},
        {"PatientBirthDate": "20230115", "StudyDate": "20200115"},
        {"PatientBirthDate": "", "StudyDate": ""},
    ],
)
def test_an_age_that_is_not_told_is_not_guessed(tmp_path, elements):
    assert facts(tmp_path, **elements).age_years is None


@pytest.mark.filterwarnings("ignore:Invalid value for VR:UserWarning")
@pytest.mark.parametrize(
    "elements",
    [
        {"PatientAge": "3"},
        {"PatientAge": "three"},
        {"PatientBirthDate": "2020", "StudyDate": "20230115"},
        {"PatientBirthDate": "20201399", "StudyDate": "20230115"},
    ],
)
def test_an_age_in_the_wrong_form_is_not_guessed(tmp_path, elements):
    assert facts(tmp_path, **elements).age_years is None


@pytest.mark.parametrize(
    ("keyword", "name"),
    [
        ("PatientID", "patient_id"),
        ("ViewPosition", "view"),
        ("Modality", "modality"),
        ("BodyPartExamined", "body_part"),
    ],
)
def test_a_text_is_taken_without_its_padding(tmp_path, keyword, name):
    assert getattr(facts(tmp_path, **{keyword: " AB12 "}), name) == "AB12"


@pytest.mark.filterwarnings("ignore:Invalid value for VR:UserWarning")
@pytest.mark.parametrize(("keyword", "name"), CODES)
def test_a_code_is_taken_in_upper_case(tmp_path, keyword, name):
    assert getattr(facts(tmp_path, **{keyword: "chest"}), name) == "CHEST"


def test_a_patient_id_keeps_its_case(tmp_path):
    assert facts(tmp_path, PatientID="aB-7").patient_id == "aB-7"


def test_a_patient_id_of_another_alphabet_is_read(tmp_path):
    assert facts(tmp_path, SpecificCharacterSet="ISO_IR 192", PatientID="小児-7").patient_id == "小児-7"


@pytest.mark.parametrize(("name", "value"), NOTHING_SAID.items())
def test_what_is_absent_is_empty(tmp_path, name, value):
    assert getattr(facts(tmp_path), name) == value


@pytest.mark.parametrize(("name", "value"), [*NOTHING_SAID.items(), ("modality", "")])
def test_a_picture_file_says_nothing_of_its_patient(tmp_path, name, value):
    assert getattr(decode(saved(tmp_path / "x", GREY, "PNG")).facts, name) == value


def test_the_size_is_that_of_the_picture(tmp_path):
    found = facts(tmp_path)
    assert (found.height, found.width) == GREY.shape


SOP_CLASSES = {
    "1.2.840.10008.5.1.4.1.1.2": "CT",
    "1.2.840.10008.5.1.4.1.1.2.1": "CT",
    "1.2.840.10008.5.1.4.1.1.4": "MR",
    "1.2.840.10008.5.1.4.1.1.6.1": "US",
    "1.2.840.10008.5.1.4.1.1.128": "PT",
    "1.2.840.10008.5.1.4.1.1.1.2": "MG",
    "1.2.840.10008.5.1.4.1.1.1.2.1": "MG",
    "1.2.840.10008.5.1.4.1.1.1.3": "IO",
    "1.2.840.10008.5.1.4.1.1.12.1": "XA",
    "1.2.840.10008.5.1.4.1.1.77.1.5.1": "XC",
    "1.2.840.10008.5.1.4.1.1.1": "DX",
    "1.2.840.10008.5.1.4.1.1.1.1": "DX",
    "1.2.840.10008.5.1.4.1.1.1.1.1": "DX",
    "1.2.840.10008.5.1.4.1.1.7": "DX",
    "1.2.840.10008.5.1.4.1.1.12.2": "DX",
    "1.2.3.4": "DX",
}


@pytest.mark.parametrize(("uid", "modality"), SOP_CLASSES.items())
def test_a_class_of_other_images_goes_before_the_modality(tmp_path, uid, modality):
    assert facts(tmp_path, SOPClassUID=uid, Modality="DX").modality == modality


@pytest.mark.parametrize(
    ("elements", "is_raw"),
    [
        ({}, False),
        ({"PresentationIntentType": "FOR PRESENTATION"}, False),
        ({"PresentationIntentType": "FOR PROCESSING"}, True),
        ({"SOPClassUID": "1.2.840.10008.5.1.4.1.1.1.1.1"}, True),
        ({"SOPClassUID": "1.2.840.10008.5.1.4.1.1.1.1.1", "PresentationIntentType": "FOR PRESENTATION"}, False),
    ],
)
def test_a_raw_image_is_known_by_its_intent_or_its_class(tmp_path, elements, is_raw):
    assert facts(tmp_path, **elements).is_for_processing is is_raw


@pytest.mark.filterwarnings("ignore:Invalid value for VR:UserWarning")
@pytest.mark.parametrize(("text", "years"), [("3Y", 3), ("18M", 1.5), ("4W", 28 / 365.25)])
def test_an_age_without_its_zeros_is_read(tmp_path, text, years):
    assert facts(tmp_path, PatientAge=text).age_years == pytest.approx(years)


@pytest.mark.parametrize("keyword", ["AcquisitionDate", "SeriesDate", "ContentDate"])
def test_another_date_stands_for_an_absent_one_of_the_study(tmp_path, keyword):
    found = facts(tmp_path, PatientBirthDate="20200115", **{keyword: "20230115"})
    assert found.age_years == pytest.approx(3, abs=0.003)


LONG = ("9" * 65, "9" * 63 + "…")
FORGED = [
    ("A\x1b[2J\nNORMAL", r"A\x1b[2J\nNORMAL"),
    ("A\x85\x9b\x7f\rB", r"A\x85\x9b\x7f\rB"),
    LONG,
    ("9" * 64, "9" * 64),
]


@pytest.mark.filterwarnings("ignore:Found unknown escape sequence:UserWarning")
@pytest.mark.parametrize(("text", "taken"), FORGED)
@pytest.mark.parametrize(("keyword", "name"), [("PatientID", "patient_id"), ("StationName", "station"), *CODES])
def test_a_text_can_neither_steer_a_terminal_nor_fill_it(tmp_path, keyword, name, text, taken):
    with disable_value_validation():
        found = getattr(facts(tmp_path, SpecificCharacterSet="ISO_IR 192", **{keyword: text}), name)

    assert found.isprintable()
    assert found.casefold() == taken.casefold()


def test_a_patient_id_cannot_turn_the_writing(tmp_path):
    found = facts(tmp_path, SpecificCharacterSet="ISO_IR 192", PatientID="7\u202e\u20288")

    assert found.patient_id == r"7\u202e\u20288"


@pytest.mark.parametrize(
    ("elements", "spacing_mm"),
    [
        ({"PixelSpacing": [0.2, 0.15]}, 0.15),
        ({"ImagerPixelSpacing": [0.2, 0.15]}, 0.15),
        ({"ImagerPixelSpacing": [0.2, 0.15], "EstimatedRadiographicMagnificationFactor": 1.25}, 0.12),
        ({"PixelSpacing": [0.2, 0.14], "ImagerPixelSpacing": [0.2, 0.16]}, 0.14),
        ({"PixelSpacing": [0, 0], "ImagerPixelSpacing": [0.2, 0.16]}, 0.16),
        ({"NominalScannedPixelSpacing": [0.2, 0.17]}, 0.17),
    ],
)
def test_the_width_follows_from_the_spacing_of_columns(tmp_path, elements, spacing_mm):
    wide = np.repeat(gradient(), 50, axis=1)
    found = decode(saved_dicom(tmp_path / "x", wide, **elements)).facts
    assert found.width_mm == pytest.approx(wide.shape[1] * spacing_mm)


@pytest.mark.parametrize(
    "elements",
    [
        {},
        {"PixelSpacing": None},
        {"PixelSpacing": [0, 0]},
        {"PixelSpacing": [1e6, 1e6]},
        {"PixelSpacing": [-1, -1]},
        {"PixelSpacing": 1.0},
        {"ImagerPixelSpacing": [1, 1], "EstimatedRadiographicMagnificationFactor": -1},
    ],
)
def test_a_width_that_is_not_told_or_that_no_film_has_is_not_known(tmp_path, elements):
    assert facts(tmp_path, **elements).width_mm is None


@pytest.mark.parametrize("keyword", ["PixelSpacing", "ImagerPixelSpacing"])
def test_a_spacing_that_is_no_number_spoils_no_picture(tmp_path, keyword):
    path = saved_dicom(tmp_path / "x", np.repeat(gradient(), 50, axis=1), **{keyword: [0.75, 0.75]})
    path.write_bytes(path.read_bytes().replace(rb"0.75\0.75", rb"near\afar"))
    assert decode(path).facts.width_mm is None
