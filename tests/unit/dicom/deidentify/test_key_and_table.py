"""The key of the new names, and the encrypted table that leads back to the old ones."""

import csv
import os
import sys

import pytest

from app.core.errors import OutputError
from app.dicom.deidentify.deidentifier import deidentified, open_xray, write_deidentified
from app.dicom.deidentify.pseudonyms import pseudonyms_of
from app.dicom.deidentify.table import Link, read_table, write_table
from tests.helpers.dicom_xrays import sample_as_dicom

LINKS = (Link("new.png", "=Zawadi.png"), Link("b.dcm", "old.dcm", "K-1", "7", "Zawadi^Baraka", *"abcdef"))


def test_a_key_is_made_once_and_is_private(tmp_path):
    file = tmp_path / "private" / "pseudonyms.key"

    first, second = (pseudonyms_of(file).uid("1.2.3") for _ in range(2))

    assert first == second
    assert first.is_valid
    if sys.platform != "win32":
        assert file.stat().st_mode & 0o077 == 0


def test_two_keys_differ(tmp_path):
    one, other = (pseudonyms_of(tmp_path / name) for name in ("a", "b"))

    assert one.uid("1.2.3") != other.uid("1.2.3")
    assert one.patient("7", "") != one.patient("", "7")


@pytest.mark.parametrize("content", [b"", b"\xff" * 64, b"my password", b"ab" * 40])
def test_another_file_is_no_key_and_stays_as_it_is(content, tmp_path):
    file = tmp_path / "notes.txt"
    file.write_bytes(content)

    with pytest.raises(OutputError) as raised:
        pseudonyms_of(file)
    assert raised.value.reason.code == "key_damaged"
    assert file.read_bytes() == content


def test_a_table_is_read_again_by_its_password_alone(tmp_path):
    file = tmp_path / "table.age"
    write_table(file, LINKS, "correct horse")

    assert b"Zawadi" not in file.read_bytes()
    rows = list(csv.DictReader(read_table(file, "correct horse").splitlines()))
    assert [row["new_file"] for row in rows] == ["new.png", "b.dcm"]
    assert rows[0]["old_file"] == "'=Zawadi.png"  # no formula for a spreadsheet
    assert rows[1]["old_patient_name"] == "Zawadi^Baraka"


@pytest.mark.parametrize("spoil", [lambda data: data, lambda data: data[:-5], lambda data: b"CSV", lambda data: b""])
def test_a_wrong_password_or_a_damaged_table_is_said(spoil, tmp_path):
    file = tmp_path / "table.age"
    write_table(file, LINKS, "correct horse")
    file.write_bytes(spoil(file.read_bytes()))

    with pytest.raises(OutputError) as raised:
        read_table(file, "wrong")
    assert raised.value.reason.code == "table_locked"


def test_a_table_replaces_no_file(tmp_path):
    file = tmp_path / "table.age"
    file.write_text("precious")

    with pytest.raises(OutputError) as raised:
        write_table(file, LINKS, "correct horse")
    assert raised.value.reason.code == "output_exists"
    assert file.read_text() == "precious"


def test_what_is_there_with_other_content_is_never_replaced(tmp_path, pseudonyms):
    made = deidentified(open_xray(sample_as_dicom(tmp_path / "x.dcm")), (), pseudonyms)
    folder = tmp_path / "new" / "below"
    for _ in range(2):
        write_deidentified(made, folder)
    assert [file.read_bytes() for file in folder.iterdir()] == [made.content]

    (folder / made.link.new_file).write_bytes(b"another")
    with pytest.raises(OutputError) as raised:
        write_deidentified(made, folder)
    assert raised.value.reason.code == "output_exists"
    assert (folder / made.link.new_file).read_bytes() == b"another"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_of_the_new_name_is_not_followed(tmp_path, pseudonyms):
    path = sample_as_dicom(tmp_path / "x.dcm")
    made = deidentified(open_xray(path), (), pseudonyms)
    (tmp_path / "new").mkdir()
    os.symlink(path, tmp_path / "new" / made.link.new_file)

    with pytest.raises(OutputError):
        write_deidentified(made, tmp_path / "new")


def test_a_table_that_is_not_there_is_said(tmp_path):
    with pytest.raises(OutputError) as raised:
        read_table(tmp_path / "absent.age", "any")
    assert raised.value.reason.code == "table_unreadable"
