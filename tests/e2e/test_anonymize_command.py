"""`kifua anonymize`, from arguments to exit status, output and files."""

import json

import pydicom
import pytest
from PIL import Image

from app.paths import pseudonym_key_file
from tests.helpers.dicom_xrays import sample_as_dicom
from tests.helpers.pictures import SAMPLE

PASSWORD = "correct horse"


@pytest.fixture
def typed(monkeypatch):
    """Return a list of what is typed at the prompts for passwords."""
    answers = []
    monkeypatch.setattr("getpass.getpass", lambda prompt: answers.pop(0))
    return answers


@pytest.fixture
def out(tmp_path):
    return tmp_path / "new"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_x_rays_are_saved_under_new_names(run, xrays, out):
    sample_as_dicom(xrays / "Otieno.dcm")

    status, printed, said = run("anonymize", xrays, "--recursive", "--out", out)

    assert status == 0
    assert said.splitlines()[-1] == "3 of 3 X-rays saved without the patient's identity."
    assert len(names(out)) == 2  # two of the three are the same picture
    assert not any(name in line for line in printed.splitlines() for name in names(out))
    (made,) = out.glob("*.dcm")
    assert pydicom.dcmread(made).PatientIdentityRemoved == "YES"
    assert pseudonym_key_file().exists()


def test_a_second_run_gives_the_same_files_and_takes_none_of_them_for_an_x_ray(run, xrays):
    found = [run("anonymize", xrays, "--recursive", "--out", xrays / "new")[1] for _ in range(2)]

    assert found[0] == found[1]
    assert len(names(xrays / "new")) == 1


def test_what_may_be_text_is_told_and_blacked_on_request(run, tmp_path, out):
    told, asked = (
        run("anonymize", SAMPLE, "--out", out / kind, *more)[1] for kind, more in (("a", ()), ("b", ("--black-text",)))
    )

    assert "may be text (not blacked: look at it)" in told
    assert "may be text (blacked)" in asked
    assert [path.suffix for kind in "ab" for path in (out / kind).iterdir()] == [".jpg", ".png"]


def test_a_file_of_another_content_is_not_replaced(run, out):
    assert run("anonymize", sample_without_text(out), "--out", out)[0] == 0
    before = {path: path.read_bytes() for path in out.iterdir()}
    for path in before:
        path.write_bytes(b"mine")

    status, _, said = run("anonymize", sample_without_text(out), "--out", out)

    assert (status, "output_exists" in said) == (1, True)
    assert {path.read_bytes() for path in before} == {b"mine"}


def sample_without_text(out):
    path = out.parent / "plain.png"
    Image.linear_gradient("L").save(path)
    return path


def test_json_tells_each_file(run, xrays, out):
    (xrays / "broken.jpeg").write_bytes(SAMPLE.read_bytes()[:2000])

    status, printed, _ = run("anonymize", xrays, "--out", out, "--json")

    lines = {line["file"]: line for line in map(json.loads, printed.splitlines())}
    assert status == 1
    assert lines[str(xrays / "broken.jpeg")]["code"] == "image_damaged"
    good = lines[str(xrays / "child.jpeg")]
    assert (good["saved"], good["blacked"]) == (True, False)
    assert all(len(region) == 4 for region in good["text_regions"])


def test_a_table_is_written_and_opened_by_the_same_password(run, xrays, out, tmp_path, typed):
    table = tmp_path / "table.age"
    sample_as_dicom(xrays / "Otieno.dcm")
    typed += [PASSWORD, PASSWORD, PASSWORD]

    assert run("anonymize", xrays, "--out", out, "--table", table)[0] == 0
    status, printed, _ = run("anonymize", "--open-table", table)

    assert status == 0
    assert "Otieno^Amina" in printed
    assert all(name in printed for name in names(out))
    assert b"Otieno" not in table.read_bytes()


def test_a_wrong_password_is_said(run, tmp_path, out, typed):
    typed += [PASSWORD, PASSWORD, "wrong"]
    run("anonymize", SAMPLE, "--out", out, "--table", tmp_path / "table.age")

    status, printed, said = run("anonymize", "--open-table", tmp_path / "table.age")

    assert (status, printed, "table_locked" in said) == (5, "", True)


@pytest.mark.parametrize(("answers", "word"), [(["short"], "at least 8"), ([PASSWORD, "another one"], "differ")])
def test_a_bad_password_writes_nothing(answers, word, run, tmp_path, out, typed):
    typed += answers

    status, _, said = run("anonymize", SAMPLE, "--out", out, "--table", tmp_path / "table.age")

    assert (status, word in said) == (2, True)
    assert not out.exists()


def test_a_table_that_is_there_is_not_replaced_and_nothing_is_written(run, tmp_path, out):
    (tmp_path / "table.age").write_text("mine")

    status, _, said = run("anonymize", SAMPLE, "--out", out, "--table", tmp_path / "table.age")

    assert (status, "output_exists" in said) == (5, True)
    assert not out.exists()


def test_another_key_gives_other_names(run, tmp_path, out):
    for key in ("a", "b"):
        run("anonymize", SAMPLE, "--out", out, "--key", tmp_path / f"{key}.key")

    assert len(names(out)) == 2
    assert not pseudonym_key_file().exists()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [((), "say which"), (("x.jpg",), "--out"), (("x.jpg", "--open-table", "t.age"), "used alone")],
)
def test_a_wrong_command_is_said(arguments, word, run):
    status, _, said = run("anonymize", *arguments)

    assert (status, word in said) == (2, True)


def test_no_x_ray_is_said(run, tmp_path):
    assert run("anonymize", tmp_path, "--out", tmp_path / "new")[0] == 3
