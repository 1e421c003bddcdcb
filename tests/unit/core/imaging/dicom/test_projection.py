"""View and part of the body, as elements, codes and names of series tell them."""

import pytest
from pydicom import Dataset

from app.core.imaging.decode import decode
from app.core.intake.checks import NOT_FRONTAL_VIEWS
from tests.helpers.dicoms import saved_dicom
from tests.helpers.pictures import gradient

GREY = gradient()


def facts(tmp_path, **elements):
    return decode(saved_dicom(tmp_path / "x", GREY, **elements)).facts


@pytest.mark.parametrize(
    ("scheme", "code", "view"),
    [
        ("SCT", "399348003", "AP"),
        ("SCT", "272479007", "PA"),
        ("SRT", "R-10236", "LL"),
        ("SCT", "399198007", "RL"),
        ("SCT", "399067008", "LATERAL"),
        ("SRT", "R-102C1", "OBLIQUE"),
        ("99LOCAL", "7", ""),
    ],
)
def test_a_view_may_be_told_by_a_code(tmp_path, scheme, code, view):
    item = Dataset()
    item.CodingSchemeDesignator, item.CodeValue, item.CodeMeaning = scheme, code, "a view"
    assert facts(tmp_path, ViewCodeSequence=[item]).view == view


def test_a_view_position_goes_before_a_code(tmp_path):
    item = Dataset()
    item.CodeValue = "399173006"
    assert facts(tmp_path, ViewPosition="PA", ViewCodeSequence=[item]).view == "PA"


@pytest.mark.parametrize("keyword", ["SeriesDescription", "ProtocolName", "AcquisitionDeviceProcessingDescription"])
@pytest.mark.parametrize("name", ["CHEST LAT", "Thorax seitl.", "CHEST,LATERAL", "Torax-Perfil", "THORAX PROFIL G"])
def test_a_side_view_may_be_told_by_the_name_of_the_series_alone(tmp_path, keyword, name):
    assert facts(tmp_path, **{keyword: name}).view in NOT_FRONTAL_VIEWS


@pytest.mark.parametrize(
    "elements",
    [
        {"SeriesDescription": "CHEST PA/LAT"},
        {"SeriesDescription": "CHEST LAT", "ProtocolName": "Chest PA"},
        {"SeriesDescription": "Bilateral lung"},
        {"SeriesDescription": "PLATE 1"},
        {"StudyDescription": "XR CHEST LATERAL"},
        {},
    ],
)
def test_a_name_that_does_not_tell_the_view_tells_none(tmp_path, elements):
    assert facts(tmp_path, **elements).view == ""


def test_a_view_position_goes_before_the_name_of_the_series(tmp_path):
    assert facts(tmp_path, ViewPosition="AP", SeriesDescription="CHEST LAT").view == "AP"


@pytest.mark.parametrize(
    ("code", "part"), [("85562004", "HAND"), ("T-D4000", "ABDOMEN"), ("51185008", ""), ("816094009", ""), ("7", "")]
)
def test_another_part_of_the_body_may_be_told_by_a_code(tmp_path, code, part):
    item = Dataset()
    item.CodeValue = code
    assert facts(tmp_path, AnatomicRegionSequence=[item]).body_part == part
    assert facts(tmp_path, AnatomicRegionSequence=[item], BodyPartExamined="CHEST").body_part == "CHEST"


def test_a_code_that_is_no_sequence_spoils_no_picture(tmp_path):
    path = saved_dicom(tmp_path / "x", GREY, AcquisitionDeviceProcessingDescription="x" * 20)
    data = path.read_bytes()
    place = data.index(b"\x18\x00\x00\x14LO")
    path.write_bytes(data[:place] + b"\x08\x00\x18\x22LO" + data[place + 6 :])
    assert decode(path).facts.body_part == ""
