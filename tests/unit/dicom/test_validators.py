"""What programs of others find wrong with the files: `dciodvfy` of dicom3tools."""

import shutil
import subprocess

import pytest

from app.core.records import Patient
from app.core.screening import with_patient
from app.dicom.export import results_of, write_results
from app.paths import fonts_folder
from tests.helpers.pictures import SAMPLE, gradient, saved

ACCEPTED = (
    "needed to build DICOMDIR - Patient ID",  # of an X-ray of which the user entered none: Kifua makes up no identity
    "needed to build DICOMDIR - Study ID",
    "<Amina Otieno> - Retired Person Name form",  # as it was typed: nobody said which of it is the family's
    "have a value if a paired body part - attribute <Laterality>",  # of a picture that may show any body part
)


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
