"""The sample X-rays get the right verdict in every file format."""

import csv

import numpy as np
import pytest
from PIL import Image

from app.core.errors import Reason
from app.core.imaging.decode import decode
from app.core.records import Finding
from app.core.results.export import write_csv
from app.core.screening import Screener
from tests.helpers.bundles import with_thorax
from tests.helpers.dicoms import saved_dicom
from tests.helpers.pictures import SAMPLE, saved

NORMALS = ["IM-0147-0001.jpeg", "NORMAL2-IM-0396-0001.jpeg"]
PNEUMONIAS = [
    *("person1004_virus_1686.jpeg", "person1023_virus_1714.jpeg"),
    *("person1073_bacteria_3008.jpeg", "person1128_bacteria_3069.jpeg"),
]
PIXELS = decode(SAMPLE).pixels
DEEP = PIXELS.astype(np.uint16) * 16


@pytest.fixture
def screener(bundle):
    return Screener.open(bundle, "test")


def test_these_are_the_samples(samples):
    assert sorted(path.name for path in samples.glob("*.jpeg")) == sorted([*NORMALS, *PNEUMONIAS])


@pytest.mark.parametrize("name", NORMALS)
def test_a_normal_sample_is_not_pneumonia(screener, samples, name):
    finding = screener.screen_file(str(samples / name)).verdict.finding
    assert finding in (Finding.NORMAL, Finding.UNCERTAIN)


@pytest.mark.parametrize("name", PNEUMONIAS)
def test_a_sample_with_pneumonia_is_pneumonia(screener, samples, name):
    assert screener.screen_file(str(samples / name)).verdict.finding is Finding.PNEUMONIA


FORMS = {
    "PNG": lambda path: saved(path, PIXELS, "PNG"),
    "16-bit PNG": lambda path: saved(path, PIXELS.astype(np.uint16) * 257, "PNG"),
    "12-bit TIFF": lambda path: saved(path, DEEP, "TIFF"),
    "float TIFF": lambda path: saved(path, PIXELS.astype(np.float32) / 255, "TIFF"),
    "BMP": lambda path: saved(path, PIXELS, "BMP"),
    "colour WebP": lambda path: saved(path, np.dstack([PIXELS] * 3), "WEBP", lossless=True),
    "DICOM": lambda path: saved_dicom(path, PIXELS),
    "12-bit DICOM": lambda path: saved_dicom(path, DEEP, 12, WindowCenter=2048, WindowWidth=4096),
    "negative DICOM": lambda path: saved_dicom(path, 255 - PIXELS, PhotometricInterpretation="MONOCHROME1"),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_kind_of_file_does_not_change_the_score(screener, tmp_path, form):
    expected = screener.screen_file(str(saved(tmp_path / "x.png", PIXELS, "PNG"))).verdict
    found = screener.screen_file(str(FORMS[form](tmp_path / "y"))).verdict
    assert found.finding is expected.finding
    assert found.score == pytest.approx(expected.score, abs=0.02)


def test_an_adult_is_judged_with_a_warning(screener, tmp_path):
    verdict = screener.screen_file(str(saved_dicom(tmp_path / "x", PIXELS, PatientAge="030Y"))).verdict
    assert [reason.code for reason in verdict.reasons] == ["age_unsuited"]
    assert verdict.finding is Finding.PNEUMONIA


def test_a_child_is_judged_without_a_warning(screener, tmp_path):
    verdict = screener.screen_file(str(saved_dicom(tmp_path / "x", PIXELS, PatientAge="003Y"))).verdict
    assert (verdict.finding, verdict.reasons) == (Finding.PNEUMONIA, ())


@pytest.mark.parametrize(("width_mm", "warned"), [(360, True), (240, False)])
def test_a_dicom_file_with_a_chest_too_wide_for_a_child_is_judged_with_a_warning(bundle, tmp_path, width_mm, warned):
    screener = Screener.open(with_thorax(bundle, tmp_path / "bundle", share=0.75, max_thorax_mm=215), "test")
    file = saved_dicom(tmp_path / "x", PIXELS, ImagerPixelSpacing=[width_mm / PIXELS.shape[1]] * 2)

    record = screener.screen_file(str(file))

    warning = Reason.of("maybe_not_a_child", width_cm=27, low=1.0, high=5.0)
    assert record.verdict.finding is Finding.PNEUMONIA
    assert record.verdict.reasons == (warning,) * warned
    write_csv([record], tmp_path / "x.csv")
    (row,) = csv.DictReader((tmp_path / "x.csv").read_text(encoding="utf-8-sig").splitlines())
    assert row["reason"] == str(warning) * warned


@pytest.mark.parametrize(
    ("elements", "code"),
    [
        ({"ViewPosition": "LL"}, "view_not_frontal"),
        ({"Modality": "CT"}, "not_radiograph"),
        ({"BodyPartExamined": "HAND"}, "not_chest"),
    ],
)
def test_what_is_no_frontal_chest_x_ray_is_not_assessed(screener, tmp_path, elements, code):
    verdict = screener.screen_file(str(saved_dicom(tmp_path / "x", PIXELS, **elements))).verdict
    assert (verdict.finding, verdict.score) == (Finding.NOT_ASSESSED, None)
    assert [reason.code for reason in verdict.reasons] == [code]


def test_a_refused_picture_keeps_its_facts_and_digest(screener, tmp_path):
    record = screener.screen_file(str(saved_dicom(tmp_path / "x", PIXELS, PatientID="P-7", ViewPosition="LL")))
    assert (record.facts.patient_id, len(record.sha256)) == ("P-7", 64)


def test_an_x_ray_on_its_side_is_judged_upright(screener, tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise
    upright = screener.screen_file(str(saved(tmp_path / "a.png", PIXELS, "PNG"))).verdict
    lying = screener.screen_file(str(saved(tmp_path / "b.png", np.rot90(PIXELS), "PNG", exif=exif))).verdict
    assert lying == upright
