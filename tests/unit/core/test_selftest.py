"""The self-test passes on the shipped bundle, and on no other."""

import shutil

import pytest

from app.core.errors import BundleError
from app.core.imaging.decode import decode
from app.core.model.bundle import MODEL_FILE
from app.core.screening import Screener
from app.core.selftest import check_dicom, check_golden_image, run_self_test
from app.paths import dicom_folder
from tests.helpers.bundles import copied
from tests.helpers.dicoms import as_file, dataset


def results(folder):
    return run_self_test(Screener.open(folder, "test"))


def test_every_golden_picture_of_the_shipped_bundle_passes(bundle):
    assert all(result.passed for result in results(bundle))


def test_the_shipped_bundle_has_golden_pictures_of_both_findings(bundle):
    assert {result.finding for result in results(bundle)} >= {"NORMAL", "PNEUMONIA"}


def test_every_kind_of_dicom_is_decoded():
    found = check_dicom(dicom_folder())
    assert len(found) == 16
    assert all(result.passed for result in found)


@pytest.mark.parametrize("syntax", ["rle", "jpeg_2000_lossy", "deflated"])
def test_a_file_that_gives_other_pixels_does_not_pass(tmp_path, syntax):
    folder = shutil.copytree(dicom_folder(), tmp_path / "dicom")
    other = decode(folder / "plain.dcm").pixels[::-1]
    (folder / f"{syntax}.dcm").write_bytes(as_file(dataset(other)))
    assert [result.file for result in check_dicom(folder) if not result.passed] == [f"{syntax}.dcm"]


def test_without_the_plain_file_nothing_passes(tmp_path):
    folder = shutil.copytree(dicom_folder(), tmp_path / "dicom")
    (folder / "plain.dcm").unlink()
    assert not any(result.passed for result in check_dicom(folder))


def first_golden(**changes):
    return lambda content: content["golden"][0].update(changes)


@pytest.mark.parametrize("changes", [{"score": 0.5}, {"finding": "PNEUMONIA"}, {"finding": "NOT_ASSESSED"}])
def test_a_golden_picture_that_differs_does_not_pass(bundle, tmp_path, changes):
    found = results(copied(bundle, tmp_path / "copy", first_golden(**changes)))
    assert [result.passed for result in found] == [False] + [True] * (len(found) - 1)


def test_a_golden_picture_that_is_not_there_does_not_pass(bundle, tmp_path):
    (missing, *_) = results(copied(bundle, tmp_path / "copy", first_golden(file="none.jpeg")))
    assert (missing.passed, missing.score, missing.finding) == (False, None, "NOT_ASSESSED")


def test_a_model_file_that_was_changed_since_it_was_opened_is_damage(bundle, tmp_path):
    screener = Screener.open(copied(bundle, tmp_path / "copy"), "test")
    (tmp_path / "copy" / MODEL_FILE).write_bytes(b"damaged")
    with pytest.raises(BundleError, match="model_damaged"):
        run_self_test(screener)


@pytest.mark.parametrize(("tolerances", "passed"), [(0.9, True), (1.1, False)])
def test_the_tolerance_is_the_bundles(bundle, tmp_path, tolerances, passed):
    (first, *_) = results(bundle)
    score = first.score + tolerances * Screener.open(bundle, "test").bundle.golden_tolerance
    assert results(copied(bundle, tmp_path / "copy", first_golden(score=score)))[0].passed is passed


def test_the_self_test_decides_at_the_default_operating_point(bundle, tmp_path):
    never = {"name": "never", "threshold": 1.0, "uncertain_low": 1.0, "uncertain_high": 1.0}

    def add_point(content):
        content["operating_points"].append(content["operating_points"][0] | never)

    screener = Screener.open(copied(bundle, tmp_path / "copy", add_point), "test", "never")
    assert all(result.passed for result in run_self_test(screener))


def change_uncertain_golden(**changes):
    def change(content):
        min(content["golden"], key=lambda golden: abs(golden["score"] - 0.5)).update(changes)

    return change


def test_the_golden_picture_of_a_start_passes_in_the_shipped_bundle(bundle):
    check_golden_image(Screener.open(bundle, "test"))


@pytest.mark.parametrize("changes", [{"score": 0.5}, {"finding": "PNEUMONIA"}, {"file": "none.jpeg"}])
def test_a_model_that_scores_a_golden_picture_wrongly_is_refused_at_the_start(bundle, tmp_path, changes):
    screener = Screener.open(copied(bundle, tmp_path / "copy", change_uncertain_golden(**changes)), "test")

    with pytest.raises(BundleError, match="model_incompatible"):
        check_golden_image(screener)


def test_a_bundle_without_golden_pictures_is_not_refused_at_the_start(bundle, tmp_path):
    check_golden_image(Screener.open(copied(bundle, tmp_path / "copy", lambda content: content.update(golden=[])), "x"))
