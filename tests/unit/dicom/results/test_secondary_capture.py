"""The picture of a result: what it says, what it refers to, and that it is the same one when made again."""

from dataclasses import replace
from io import BytesIO

import numpy as np
import pydicom
import pytest

from app.core.errors import InputError, Reason
from app.core.records import Finding, Patient, Verdict
from app.core.screening import with_patient
from app.dicom.results.export import results_of
from app.paths import fonts_folder
from tests.helpers.pictures import SAMPLE, gradient, saved

BLUE_OVER_RED = 60


def capture(shipped, record):
    picture, _ = results_of(record, shipped, fonts_folder()).instances
    return pydicom.dcmread(BytesIO(picture.content))


def shows_a_map(dataset):
    """Tell whether anything of the picture is as blue as only the end of the legend is."""
    red, _, blue = np.moveaxis(dataset.pixel_array.astype(int), -1, 0)
    return bool((blue - red > BLUE_OVER_RED).any())


def test_it_is_a_derived_picture_of_the_x_ray_with_texts_burned_in(shipped, dicom_xray):
    path = dicom_xray()

    made, source = capture(shipped, shipped.screen_file(str(path))), pydicom.dcmread(path)

    assert made.SOPClassUID.name == "Secondary Capture Image Storage"
    assert (made.BurnedInAnnotation, made.ConversionType) == ("YES", "WSD")
    assert list(made.ImageType) == ["DERIVED", "SECONDARY"]
    assert "Signs of pneumonia. Not a diagnosis." in made.DerivationDescription
    assert made.StudyInstanceUID == source.StudyInstanceUID
    assert made.SeriesInstanceUID != source.SeriesInstanceUID
    (reference,) = made.SourceImageSequence
    assert reference.ReferencedSOPInstanceUID == source.SOPInstanceUID
    assert made.pixel_array.shape[2] == 3
    assert shows_a_map(made)


def test_made_again_it_is_the_same_instance(shipped, dicom_xray):
    screened = shipped.screen_file(str(dicom_xray()))

    first, second = (results_of(screened, shipped, fonts_folder()) for _ in range(2))

    assert first == second


def test_with_another_age_it_is_another_instance_of_the_same_series(shipped):
    screened, limits = shipped.screen_file(str(SAMPLE)), shipped.bundle.input_limits
    patients = (Patient("7"), Patient("7", age_years=3.0))

    first, second = (capture(shipped, with_patient(screened, patient, limits)) for patient in patients)

    assert first.SOPInstanceUID != second.SOPInstanceUID
    assert first.SeriesInstanceUID == second.SeriesInstanceUID


def test_an_age_that_the_model_is_not_for_shows_neither_verdict_nor_map(shipped, dicom_xray):
    made = capture(shipped, shipped.screen_file(str(dicom_xray(PatientAge="040Y"))))

    assert made.DerivationDescription.startswith("Not for this age.")
    assert not shows_a_map(made)


def test_what_was_not_assessed_says_so_without_a_map(shipped, tmp_path):
    screened = shipped.screen_file(str(saved(tmp_path / "ramp.png", gradient(300, 300), "PNG")))
    assert screened.verdict.finding is Finding.NOT_ASSESSED

    made = capture(shipped, screened)

    assert made.DerivationDescription.startswith("Not assessed.")
    assert not shows_a_map(made)


def test_what_another_model_decided_has_no_map(shipped):
    screened = replace(shipped.screen_file(str(SAMPLE)), model="another-model")

    assert not shows_a_map(capture(shipped, screened))


def test_texts_that_the_character_set_of_the_file_lacks_are_spelled_otherwise(shipped, dicom_xray):
    screened = shipped.screen_file(str(dicom_xray()))
    reason = Reason.of("image_too_small", width=100, height=90, minimum=128)

    made = capture(shipped, replace(screened, verdict=Verdict(Finding.NOT_ASSESSED, reasons=(reason,))))

    assert made.DerivationDescription.isascii()


def test_times_are_in_the_time_zone_of_the_file(shipped, dicom_xray):
    screened = shipped.screen_file(str(dicom_xray(TimezoneOffsetFromUTC="+0530")))

    made = capture(shipped, replace(screened, screened_at="2026-01-02T23:00:00+00:00"))

    assert (made.SeriesDate, made.SeriesTime) == ("20260103", "043000")


def test_a_file_that_cannot_be_decoded_has_no_picture(shipped, tmp_path):
    broken = tmp_path / "broken.jpeg"
    broken.write_bytes(SAMPLE.read_bytes()[:2000])

    with pytest.raises(InputError) as raised:
        results_of(shipped.screen_file(str(broken)), shipped, fonts_folder())
    assert raised.value.reason.code == "nothing_to_export"
