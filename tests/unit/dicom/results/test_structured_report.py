"""The report of a result: finding, score, algorithm, image, and that nobody has verified it."""

from dataclasses import replace
from io import BytesIO

import pydicom
import pytest
from pydicom.uid import SecondaryCaptureImageStorage

from app.core.records import Finding, Patient
from app.core.screening import with_patient
from app.dicom.results.export import results_of
from app.dicom.results.structured_report import structured_report
from app.dicom.results.study import ImageReference, study_of
from app.paths import fonts_folder
from tests.helpers.pictures import SAMPLE, gradient, saved


@pytest.fixture
def screened(shipped):
    """The sample X-ray of a child of three."""
    return with_patient(shipped.screen_file(str(SAMPLE)), Patient("7", age_years=3.0), shipped.bundle.input_limits)


def written(shipped, record):
    """Return all that is given back of a record, the report last."""
    instances = results_of(record, shipped, fonts_folder()).instances
    return [pydicom.dcmread(BytesIO(each.content)) for each in instances]


def report_of(shipped, record):
    return written(shipped, record)[-1]


def group(report):
    """Return the items of the only measurement group."""
    items = [item for item in report.ContentSequence if item.ValueType == "CONTAINER"]
    return items[0].ContentSequence[0].ContentSequence


def values(report, meaning):
    """Return the values of the items of a group that have this name."""
    return [value(item) for item in group(report) if item.ConceptNameCodeSequence[0].CodeMeaning == meaning]


def value(item):
    if item.ValueType == "CODE":
        return item.ConceptCodeSequence[0].CodeMeaning
    if item.ValueType == "NUM":
        return float(item.MeasuredValueSequence[0].NumericValue)
    return item.TextValue if item.ValueType == "TEXT" else item.ReferencedSOPSequence[0].ReferencedSOPInstanceUID


SIGNS, PROBABILITY = "Signs of pneumonia on the X-ray", "Calibrated probability of signs of pneumonia"


@pytest.mark.parametrize(
    ("finding", "said"),
    [(Finding.PNEUMONIA, "Present"), (Finding.NORMAL, "Absent"), (Finding.UNCERTAIN, "Indeterminate")],
)
def test_a_verdict_is_a_coded_finding(shipped, screened, finding, said):
    report = report_of(shipped, replace(screened, verdict=replace(screened.verdict, finding=finding)))

    assert values(report, SIGNS) == [said]
    assert (report.CompletionFlag, report.VerificationFlag) == ("COMPLETE", "UNVERIFIED")


def test_the_score_is_a_probability_as_the_model_card_has_measured(shipped, screened):
    report = report_of(shipped, screened)

    assert values(report, PROBABILITY) == [pytest.approx(screened.verdict.score, abs=1e-4)]
    assert any("three in four had pneumonia" in text for text in values(report, "Comment"))


@pytest.mark.parametrize("case", ["another model", "a card without calibration"])
def test_a_score_that_is_not_measured_to_be_one_is_called_no_probability(shipped, screened, case):
    bundle, image = shipped.bundle, ImageReference(SecondaryCaptureImageStorage, "1.2.3", "1.2")
    if case == "another model":
        screened = replace(screened, model="another-model")
    else:
        bundle = replace(bundle, figures=())

    report = pydicom.dcmread(BytesIO(structured_report(study_of(screened), screened, bundle, image).content))

    assert values(report, PROBABILITY) == []
    assert len(values(report, "Score for signs of pneumonia")) == 1


def test_the_algorithm_is_named_with_its_version_and_its_model(shipped, screened):
    report = report_of(shipped, screened)

    assert values(report, "Algorithm Name") == ["Kifua"]
    assert values(report, "Algorithm Version") == ["1.2.3"]
    assert values(report, "Algorithm Parameters") == [f"model {screened.model}", "operating point balanced"]


def test_without_an_age_there_is_no_score(shipped):
    report = report_of(shipped, shipped.screen_file(str(SAMPLE)))

    assert values(report, PROBABILITY) == []
    assert "Score: not shown, the age is not known." in values(report, "Comment")


def test_for_another_age_nothing_is_evaluated(shipped, dicom_xray):
    report = report_of(shipped, shipped.screen_file(str(dicom_xray(PatientAge="040Y"))))

    assert (values(report, SIGNS), values(report, PROBABILITY)) == (["Not evaluated"], [])
    assert report.CompletionFlag == "PARTIAL"


def test_what_was_not_assessed_says_why(shipped, tmp_path):
    screened = shipped.screen_file(str(saved(tmp_path / "ramp.png", gradient(300, 300), "PNG")))

    report = report_of(shipped, screened)

    assert (values(report, SIGNS), report.CompletionFlag) == (["Not evaluated"], "PARTIAL")
    assert screened.verdict.reasons[0].sentence in values(report, "Comment")


def test_it_is_about_the_x_ray_and_lists_it_as_evidence(shipped, dicom_xray):
    path = dicom_xray()

    report, source = report_of(shipped, shipped.screen_file(str(path))), pydicom.dcmread(path)

    assert values(report, "Source of Measurement") == [source.SOPInstanceUID]
    (study,) = report.CurrentRequestedProcedureEvidenceSequence
    (series,) = study.ReferencedSeriesSequence
    assert (study.StudyInstanceUID, series.SeriesInstanceUID) == (source.StudyInstanceUID, source.SeriesInstanceUID)
    assert (report.PatientID, report.StudyInstanceUID) == (source.PatientID, source.StudyInstanceUID)


def test_of_an_x_ray_that_is_no_dicom_it_is_about_the_picture(shipped, screened):
    picture, report = written(shipped, screened)

    assert values(report, "Source of Measurement") == [picture.SOPInstanceUID]
    assert picture.StudyInstanceUID == report.StudyInstanceUID


def test_a_dicom_file_that_cannot_be_decoded_has_a_report_alone(shipped, dicom_xray):
    path = dicom_xray(NumberOfFrames=2)

    (report,) = written(shipped, shipped.screen_file(str(path)))

    assert (report.Modality, values(report, SIGNS)) == ("SR", ["Not evaluated"])
