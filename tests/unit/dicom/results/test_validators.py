"""What programs of others find wrong with the files: `dciodvfy` of dicom3tools, `dsrdump` of dcmtk, highdicom."""

import shutil
import subprocess

import pytest
from highdicom.sr import srread

from app.core.records import Patient
from app.core.screening import with_patient
from app.dicom.results.export import results_of, write_results
from app.paths import fonts_folder
from tests.helpers.pictures import SAMPLE, gradient, saved

ACCEPTED = (
    "needed to build DICOMDIR - Patient ID",  # of an X-ray of which the user entered none: Kifua makes up no identity
    "needed to build DICOMDIR - Study ID",
    "<Amina Otieno> - Retired Person Name form",  # as it was typed: nobody said which of it is the family's
    "Unrecognized defined term <99KIFUA> for value 1 of attribute <Coding Scheme Designator>",  # a private one
    "have a value if a paired body part - attribute <Laterality>",  # of a picture that may show any body part
)

UNKNOWN_TO_DSRDUMP = "The VR checker does not support this Specific Character Set: ISO_IR 192"
"""A remark of dcmtk on itself: it does not check texts in UTF-8."""


@pytest.fixture
def jpeg(shipped):
    patient = Patient("K 12", "Amina Otieno", 3.0, "F")
    return with_patient(shipped.screen_file(str(SAMPLE)), patient, shipped.bundle.input_limits)


@pytest.fixture
def dicom(shipped, dicom_xray):
    return shipped.screen_file(str(dicom_xray(SpecificCharacterSet="ISO_IR 100", PatientName="Müller^Jürgen")))


@pytest.fixture
def nameless(shipped):
    return shipped.screen_file(str(SAMPLE))


@pytest.fixture
def refused(shipped, tmp_path):
    return shipped.screen_file(str(saved(tmp_path / "ramp.png", gradient(300, 300), "PNG")))


@pytest.mark.skipif(not shutil.which("dciodvfy"), reason="dciodvfy (dicom3tools) is not installed")
@pytest.mark.parametrize("kind", ["jpeg", "dicom", "nameless", "refused"])
def test_dciodvfy_finds_nothing_wrong(kind, request, shipped, tmp_path):
    results = results_of(request.getfixturevalue(kind), shipped, fonts_folder())

    for path in write_results(results, tmp_path / "results"):
        said = subprocess.run(["dciodvfy", str(path)], capture_output=True, text=True, check=False)
        found = [line for line in (said.stdout + said.stderr).splitlines() if line.startswith(("Error", "Warning"))]
        assert [line for line in found if not line.endswith(ACCEPTED)] == []


@pytest.mark.skipif(not shutil.which("dsrdump"), reason="dsrdump (dcmtk) is not installed")
@pytest.mark.parametrize("kind", ["jpeg", "dicom", "nameless", "refused"])
def test_dsrdump_reads_the_report_without_a_complaint(kind, request, shipped, tmp_path):
    *_, report = write_results(results_of(request.getfixturevalue(kind), shipped, fonts_folder()), tmp_path)

    said = subprocess.run(["dsrdump", str(report)], capture_output=True, text=True, check=False, errors="replace")

    assert said.returncode == 0
    assert [line for line in said.stderr.splitlines() if line and UNKNOWN_TO_DSRDUMP not in line] == []
    assert "Signs of pneumonia on the X-ray" in said.stdout


@pytest.mark.parametrize("kind", ["jpeg", "dicom", "nameless", "refused"])
def test_highdicom_reads_the_report_by_its_template(kind, request, shipped, tmp_path):
    *_, path = write_results(results_of(request.getfixturevalue(kind), shipped, fonts_folder()), tmp_path)

    report = srread(path)

    (group,) = report.content.get_image_measurement_groups()
    assert [item.name.meaning for item in group.get_qualitative_evaluations()] == ["Signs of pneumonia on the X-ray"]
    assert group.source_images
