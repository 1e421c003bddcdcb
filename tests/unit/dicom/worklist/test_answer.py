"""Examinations as servers word them: character sets, gaps and damage."""

from datetime import date, time
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom import Dataset, dcmread, dcmwrite
from pynetdicom.dsutils import decode

from app.dicom.worklist.answer import item_of
from app.dicom.worklist.item import WorklistItem
from tests.helpers.worklist_servers import scheduled


def as_read(answer):
    """Return an answer as it comes from the network: with every element still as bytes."""
    stream = BytesIO()
    dcmwrite(stream, answer, implicit_vr=False, little_endian=True, enforce_file_format=False)
    stream.seek(0)
    return dcmread(stream, force=True)


def without_name_of_characters(name, encoding):
    """Return an answer whose name is in an encoding that it does not tell."""
    answer = scheduled(charset=None)
    answer.PatientName = name.encode(encoding)
    return answer


def test_an_examination_has_what_the_form_needs():
    assert item_of(as_read(scheduled())) == WorklistItem(
        patient_id="P-7",
        patient_name="Otieno, Amina",
        birth_date=date(2023, 3, 4),
        sex="F",
        day=date(2026, 11, 26),
        time=time(9, 30),
        procedure="Chest PA",
        modality="DX",
        station="XRAY",
    )


@pytest.mark.parametrize(
    ("charset", "name", "shown"),
    [
        ("ISO_IR 100", "Müller^José", "Müller, José"),
        ("ISO_IR 192", "Ọlá^Adé", "Ọlá, Adé"),
        ("ISO_IR 127", "قباني^لنزار", "قباني, لنزار"),
        ("ISO 2022 IR 6\\ISO 2022 IR 100", "Núñez^Inés", "Núñez, Inés"),
        ("\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎=やまだ^たろう", "Yamada, Tarou"),
        ("\\ISO 2022 IR 87", "=山田^太郎", "山田, 太郎"),
        ("GB18030", "Wang^XiaoDong=王^小东", "Wang, XiaoDong"),
        ("ISO_IR 192", "Otieno^Amina^Wanjiru^Dr^jr", "Otieno, Amina Wanjiru"),
        ("ISO_IR 192", "Otieno", "Otieno"),
        ("ISO_IR 192", "^Amina", "Amina"),
        ("ISO_IR 192", "", ""),
    ],
)
def test_a_name_is_read_in_its_character_set(charset, name, shown):
    assert item_of(as_read(scheduled(name, charset=charset))).patient_name == shown


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_name_whose_characters_are_not_told_is_read_all_the_same(encoding):
    assert item_of(as_read(without_name_of_characters("Müller^José", encoding))).patient_name == "Müller, José"


@pytest.mark.filterwarnings("ignore::UserWarning")  # pydicom's, which the program does not show
def test_a_character_set_that_nobody_knows_spoils_nothing_else():
    answer = scheduled("Otieno^Amina", charset=None)
    answer.SpecificCharacterSet = "ISO_IR 999"

    item = item_of(as_read(answer))

    assert (item.patient_name, item.patient_id) == ("Otieno, Amina", "P-7")


def test_an_answer_without_anything_is_an_examination_of_nobody():
    item = item_of(Dataset())

    assert item == WorklistItem("", "", None, "", None, None, "", "", "")
    assert item.is_radiograph
    assert item.age_years(date(2026, 11, 26)) is None


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(
    ("keyword", "value", "field"),
    [
        ("PatientBirthDate", b"2023", "birth_date"),
        ("PatientBirthDate", b"20230230", "birth_date"),
        ("PatientSex", b"O", "sex"),
        ("ScheduledProcedureStepStartDate", b"tomorrow", "day"),
        ("ScheduledProcedureStepStartTime", b"9", "time"),
        ("ScheduledProcedureStepStartTime", b"2500", "time"),
    ],
)
def test_an_element_in_a_wrong_form_is_not_known(keyword, value, field):
    item = item_of(as_read(scheduled(**{keyword: value.decode()})))

    assert not getattr(item, field)
    assert item.patient_id == "P-7"


@pytest.mark.parametrize(("text", "parts"), [("09", (9, 0)), ("0930", (9, 30)), ("093059.123456", (9, 30, 59))])
def test_a_time_may_be_as_short_as_its_hour(text, parts):
    assert item_of(as_read(scheduled(ScheduledProcedureStepStartTime=text))).time == time(*parts)


def test_a_text_cannot_steer_what_it_is_printed_on():
    item = item_of(scheduled(PatientID="P\x1b[2J", charset=None))

    assert item.patient_id == "P\\x1b[2J"


def test_the_procedure_is_taken_from_where_it_is_told():
    code = Dataset()
    code.CodeMeaning = "Chest X-ray"
    nothing = {"ScheduledProcedureStepDescription": None, "RequestedProcedureDescription": None}

    assert item_of(scheduled(ScheduledProcedureStepDescription="")).procedure == "Chest"
    assert item_of(scheduled(**nothing, ScheduledProtocolCodeSequence=[code])).procedure == "Chest X-ray"
    assert item_of(scheduled(**nothing, RequestedProcedureCodeSequence=[code])).procedure == "Chest X-ray"
    assert item_of(scheduled(**nothing)).procedure == ""


@pytest.mark.parametrize(("modality", "is_radiograph"), [("CR", True), ("", True), ("US", False)])
def test_plain_x_rays_are_told_from_other_examinations(modality, is_radiograph):
    assert item_of(scheduled(Modality=modality)).is_radiograph is is_radiograph


def test_the_age_is_that_of_a_day():
    item = item_of(scheduled(PatientBirthDate="20230304"))

    assert item.age_years(date(2026, 3, 4)) == pytest.approx(3, abs=0.005)
    assert item.age_years(date(2023, 3, 4)) == 0
    assert item.age_years(date(2023, 3, 3)) is None


@pytest.mark.parametrize("text", ["", "amina", "OTIENO amina", "p-7", "chest", "  otieno  "])
def test_words_are_found_in_any_order_and_case(text):
    assert item_of(scheduled()).has_words(text)


def test_words_that_are_not_there_are_not_found():
    assert not item_of(scheduled()).has_words("amina wanjiru")


@pytest.mark.filterwarnings("ignore::UserWarning")
@given(st.data())
def test_no_answer_however_damaged_ends_the_query(data):
    stream = BytesIO()
    dcmwrite(stream, scheduled(), implicit_vr=False, little_endian=True, enforce_file_format=False)
    content = bytearray(stream.getvalue())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        answer = decode(BytesIO(content), False, True)
    except Exception:  # noqa: BLE001 (the network library heeds this one)
        return

    item = item_of(answer)
    assert item.patient_name.isprintable()
