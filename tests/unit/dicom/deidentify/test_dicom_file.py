"""DICOM files without the patient's identity: what is left, what stays, and what says so."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom import Dataset
from pydicom.uid import (
    ComputedRadiographyImageStorage,
    CTImageStorage,
    ExplicitVRBigEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    generate_uid,
)

from app.core.errors import InputError
from app.core.imaging.decode import decode
from app.core.imaging.decode_bytes import Scale, decode_bytes
from app.dicom.deidentify.deidentifier import deidentified, open_xray
from app.dicom.deidentify.pseudonyms import Pseudonyms
from app.dicom.deidentify.regions import Region
from app.paths import dicom_folder
from tests.helpers.compressed_dicoms import LOSSY, compressed, compressed_file
from tests.helpers.dicom_xrays import sample_as_dicom
from tests.helpers.dicoms import as_bare_dataset, dataset, lookup_table, saved_dicom
from tests.helpers.pictures import gradient

SYNTAXES = sorted(dicom_folder().glob("*.dcm"))
BOX = Region(5, 3, 12, 9)
ENOUGH = 2**30


def read(content):
    return pydicom.dcmread(BytesIO(content))


def pixels(content):
    return decode_bytes(content, Scale(), ENOUGH)[0]


def item(**elements):
    made = Dataset()
    for keyword, value in elements.items():
        setattr(made, keyword, value)
    return made


@pytest.mark.parametrize("path", SYNTAXES, ids=lambda path: path.stem)
def test_pixels_and_transfer_syntax_stay(path, anonymized):
    content = anonymized(path)

    assert np.array_equal(pixels(content), decode(path).pixels)
    source, made = pydicom.dcmread(path).file_meta, read(content).file_meta
    assert source.TransferSyntaxUID in (made.TransferSyntaxUID, ExplicitVRBigEndian)


@pytest.mark.parametrize("path", SYNTAXES, ids=lambda path: path.stem)
def test_what_is_blacked_is_as_dark_as_the_darkest_and_nothing_else_changes(path, anonymized):
    made, old = pixels(anonymized(path, [BOX])), decode(path).pixels
    outside = np.ones(old.shape, bool)
    outside[BOX.rows, BOX.columns] = False

    assert np.array_equal(made[outside], old[outside])
    assert (made[~outside] == old.min()).all()


def test_lossy_compression_stays_told_where_something_is_blacked(anonymized):
    made = read(anonymized(dicom_folder() / "jpeg_baseline.dcm", [BOX]))

    assert (made.LossyImageCompression, made.ImageType[0]) == ("01", "DERIVED")
    assert not made.file_meta.TransferSyntaxUID.is_compressed


@pytest.mark.parametrize("negative", [False, True])
def test_black_is_what_is_shown_dark(negative, tmp_path, anonymized):
    kind = "MONOCHROME1" if negative else "MONOCHROME2"
    path = saved_dicom(tmp_path / "x.dcm", gradient(160, 160), PhotometricInterpretation=kind)

    assert (pixels(anonymized(path, [BOX]))[BOX.rows, BOX.columns] == 0).all()


def test_age_in_years_sex_view_exposure_and_device_stay(tmp_path, anonymized):
    kept = {"PatientSex": "F", "ViewPosition": "AP", "KVP": "66", "ManufacturerModelName": "DR 400", "Exposure": "2"}
    path = sample_as_dicom(tmp_path / "x.dcm", **kept, Manufacturer="Siemens", BodyPartExamined="CHEST")

    made = read(anonymized(path))

    assert {keyword: str(made[keyword].value) for keyword in kept} == kept
    assert (made.PatientAge, made.Manufacturer, made.BodyPartExamined) == ("003Y", "Siemens", "CHEST")


@pytest.mark.parametrize(("age", "kept"), [("018M", "001Y"), ("011M", "000Y"), ("090Y", "090Y"), ("101Y", "090Y")])
def test_an_age_is_in_whole_years_and_none_is_above_ninety(age, kept, tmp_path, anonymized):
    assert read(anonymized(sample_as_dicom(tmp_path / "x.dcm", PatientAge=age))).PatientAge == kept


def test_an_age_follows_from_the_dates_that_are_removed(tmp_path, anonymized):
    made = read(anonymized(sample_as_dicom(tmp_path / "x.dcm", PatientAge=None)))

    assert made.PatientAge == "003Y"
    assert (made.PatientBirthDate, made.StudyDate, made.StudyTime) == ("", "", "")


def test_a_device_that_is_named_after_the_clinic_is_not_named(tmp_path, anonymized):
    path = sample_as_dicom(tmp_path / "x.dcm", InstitutionName="Kisumu West", ManufacturerModelName="KISUMU DR 2")

    assert "ManufacturerModelName" not in read(anonymized(path))


def test_it_says_what_was_done(tmp_path, anonymized):
    made = read(anonymized(sample_as_dicom(tmp_path / "x.dcm")))

    assert made.PatientIdentityRemoved == "YES"
    assert made.LongitudinalTemporalInformationModified == "REMOVED"
    assert [code.CodeValue for code in made.DeidentificationMethodCodeSequence] == ["113100", "113108"]


@pytest.mark.parametrize(("seen", "said"), [(True, "NO"), (False, "YES")])
def test_only_a_person_can_say_that_no_text_is_burned_in(seen, said, tmp_path, anonymized):
    made = read(anonymized(sample_as_dicom(tmp_path / "x.dcm", BurnedInAnnotation="NO"), seen=seen))

    assert made.BurnedInAnnotation == said
    assert ("113101" in [code.CodeValue for code in made.DeidentificationMethodCodeSequence]) == seen


def test_identifiers_are_new_and_references_between_files_stay(tmp_path, anonymized):
    first = sample_as_dicom(tmp_path / "a.dcm")
    source = pydicom.dcmread(first)
    reference = item(ReferencedSOPClassUID=source.SOPClassUID, ReferencedSOPInstanceUID=source.SOPInstanceUID)
    second = sample_as_dicom(
        tmp_path / "b.dcm", StudyInstanceUID=source.StudyInstanceUID, SourceImageSequence=[reference]
    )

    one, other = (read(anonymized(path)) for path in (first, second))

    assert one.StudyInstanceUID == other.StudyInstanceUID != source.StudyInstanceUID
    assert one.PatientID == other.PatientID != source.PatientID
    assert other.SourceImageSequence[0].ReferencedSOPInstanceUID == one.SOPInstanceUID != source.SOPInstanceUID


def test_the_same_key_gives_the_same_file_and_another_key_another(tmp_path, pseudonyms):
    xray = open_xray(sample_as_dicom(tmp_path / "x.dcm"))

    first, again = (deidentified(xray, (), pseudonyms) for _ in range(2))
    other = deidentified(xray, (), Pseudonyms(b"another"))

    assert first == again
    assert first.link.new_file != other.link.new_file
    assert read(first.content).PatientID != read(other.content).PatientID


def test_what_stands_in_unused_bits_is_cleared(tmp_path, anonymized):
    stored = (gradient(160, 160).astype(np.uint16) << 4) | (1 << 15)
    path = saved_dicom(tmp_path / "x.dcm", stored, 12, PatientName="A")
    source = pydicom.dcmread(path)
    source.add_new((0x6000, 0x0102), "US", 15)
    source.save_as(path)

    made = read(anonymized(path))

    assert not (np.frombuffer(made.PixelData, "<u2") >> 12).any()
    assert (0x6000, 0x0102) not in made


def test_what_stands_behind_the_last_pixel_is_cut_off(tmp_path, anonymized):
    grey = gradient(160, 160)
    path = saved_dicom(tmp_path / "x.dcm", grey, PixelData=grey.tobytes() + b"AMINA OTIENO")

    assert b"AMINA" not in anonymized(path)


@pytest.mark.parametrize("comment", [b"\xff\xfe", b"\xff\xe1", b"\xff\xec"])
def test_comments_in_a_code_stream_are_left_out(comment, tmp_path, anonymized):
    grey = gradient(160, 160)
    code = LOSSY[JPEGBaseline8Bit](grey, 8)
    named = code[:2] + comment + b"\x00\x0eAMINA OTIENO" + code[2:]
    path = tmp_path / "x.dcm"
    path.write_bytes(compressed_file(named, grey, JPEGBaseline8Bit, 8))

    content = anonymized(path)

    assert b"AMINA" not in content
    assert np.array_equal(pixels(content), decode(path).pixels)


def test_comments_of_jpeg_2000_are_blank(tmp_path, anonymized):
    path = tmp_path / "x.dcm"
    path.write_bytes(compressed(gradient(160, 160), JPEG2000Lossless, 8))
    assert b"OpenJPEG" in path.read_bytes()

    content = anonymized(path)

    assert b"OpenJPEG" not in content
    assert np.array_equal(pixels(content), decode(path).pixels)


def test_lookup_tables_stay_without_what_explains_them(tmp_path, anonymized):
    table = lookup_table(np.arange(4096, dtype=np.uint16)[::-1], 0, 12)
    table.LUTExplanation = "Amina's table"
    path = sample_as_dicom(tmp_path / "x.dcm", VOILUTSequence=[table])

    content = anonymized(path)

    assert np.array_equal(pixels(content), decode(path).pixels)
    assert b"Amina" not in content


def test_a_class_that_is_no_plain_radiograph_is_refused(tmp_path, anonymized):
    path = sample_as_dicom(tmp_path / "x.dcm", SOPClassUID=CTImageStorage)

    with pytest.raises(InputError) as raised:
        anonymized(path)
    assert raised.value.reason.code == "deidentify_class"


def test_a_file_that_says_what_cannot_be_kept_of_its_pixels_is_refused(tmp_path, anonymized):
    path = sample_as_dicom(tmp_path / "x.dcm", PhotometricInterpretation="MONOCHROME9")

    with pytest.raises(InputError) as raised:
        anonymized(path)
    assert raised.value.reason.code == "image_damaged"


def test_a_file_without_a_study_or_a_class_gets_new_ones(tmp_path, anonymized):
    nothing = dict.fromkeys(("SOPClassUID", "SOPInstanceUID"))
    path = tmp_path / "x.dcm"
    path.write_bytes(as_bare_dataset(dataset(gradient(160, 160), **nothing)))

    made = read(anonymized(path))

    assert made.SOPClassUID.name == "Secondary Capture Image Storage"
    assert made.StudyInstanceUID.is_valid
    assert made.PatientID.startswith("K-")


def test_a_file_that_was_changed_meanwhile_is_refused(tmp_path, pseudonyms):
    path = sample_as_dicom(tmp_path / "x.dcm")
    xray = open_xray(path)
    sample_as_dicom(path, PatientName="Other", SOPInstanceUID=generate_uid())

    with pytest.raises(InputError) as raised:
        deidentified(xray, (), pseudonyms)
    assert raised.value.reason.code == "file_changed"


def test_it_opens_after_it_was_anonymized_again(tmp_path, anonymized):
    path = sample_as_dicom(tmp_path / "x.dcm", SOPClassUID=ComputedRadiographyImageStorage, Modality="CR")
    again = Path(tmp_path / "again.dcm")
    again.write_bytes(anonymized(path))

    assert np.array_equal(pixels(anonymized(again)), decode(path).pixels)
