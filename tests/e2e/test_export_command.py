"""`kifua export`, from arguments to exit status, output and files."""

import pydicom

from app.core.results.history import History
from app.paths import history_file
from tests.helpers.pictures import SAMPLE
from tests.helpers.screening_records import kept_rows


def results(folder):
    return sorted(path.name for path in folder.glob("*.dcm"))


def test_each_x_ray_gets_its_results(run, xrays, tmp_path):
    folder = tmp_path / "results" / "of today"

    status, out, said = run("export", xrays, "--recursive", "--dicom", folder)

    assert status == 0
    assert len(out.splitlines()) == 2
    assert "a study of its own" in out
    assert said.splitlines()[-1] == "2 of 2 results exported."
    assert all(pydicom.dcmread(folder / name).Manufacturer == "Kifua" for name in results(folder))


def test_a_second_export_writes_the_same_files(run, tmp_path):
    for _ in range(2):
        assert run("export", SAMPLE, "--dicom", tmp_path / "results")[0] == 0

    assert len(results(tmp_path / "results")) == 2  # a picture and a report
    with History(history_file()) as history:
        assert len(kept_rows(history)) == 1


def test_results_among_the_x_rays_are_not_taken_for_such(run, xrays):
    for _ in range(2):
        status, _, said = run("export", xrays, "--dicom", xrays)

    assert len(results(xrays)) == 2
    assert (status, said.count("own_result")) == (1, 1)  # of the picture; the report is no X-ray by its class
    assert "Files left out, as they are no plain X-rays: 1 (SR 1)." in said


def test_without_the_history_nothing_is_kept(run, tmp_path):
    run("export", SAMPLE, "--dicom", tmp_path / "results", "--no-history")

    assert not history_file().exists()


def test_one_bad_file_does_not_stop_the_others(run, xrays, tmp_path):
    (xrays / "broken.jpeg").write_bytes(SAMPLE.read_bytes()[:2000])

    status, out, said = run("export", xrays, "--dicom", tmp_path / "results")

    assert status == 1
    assert len(out.splitlines()) == 1
    assert "nothing_to_export" in said


def test_a_folder_that_cannot_be_made_is_said(run, xrays):
    status, _, said = run("export", xrays, "--dicom", xrays / "child.jpeg")

    assert status == 5
    assert "output_failed" in said


def test_no_x_ray_is_said(run, tmp_path):
    assert run("export", tmp_path, "--dicom", tmp_path)[0] == 3
