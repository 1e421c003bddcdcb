"""Words of what the file of an X-ray says."""

import pytest

from app.core.records import SourceFacts
from app.gui.text.source_text import earlier_study_text, source_facts, study_moment_text
from app.gui.text.specialist_text import specialist_facts
from tests.gui.conftest import BUNDLE
from tests.helpers.screening_records import record

pytestmark = pytest.mark.usefixtures("qapp")

FACTS = SourceFacts(
    *("DICOM", 900, 800),
    **{"view": "AP", "study_at": "2026-01-02T03:04:05", "accession_number": "A-1", "laterality": "L"},
    **{"kvp": 66.0, "exposure_mas": 0.8, "exposure_index": 250.0, "deviation_index": -1.5},
    **{"manufacturer": "Maker", "device_model": "Detector 9", "station": "ROOM 1"},
)


def test_every_fact_of_study_exposure_and_device_is_said():
    assert dict(source_facts(FACTS)) == {
        "X-ray taken": "2 Jan 2026, 03:04",
        "Accession number": "A-1",
        "View": "AP",
        "Side of the body": "left",
        "X-ray machine": "Maker Detector 9, ROOM 1",
        "Exposure": "66 kV, 0.8 mAs, exposure index 250, deviation index -1.5",
    }
    assert source_facts(SourceFacts("JPEG", 900, 800)) == []


def test_the_specialist_reads_them():
    assert ("X-ray machine", "Maker Detector 9, ROOM 1") in specialist_facts(record(facts=FACTS), BUNDLE)


@pytest.mark.parametrize(
    ("study_at", "moment", "earlier"),
    [
        ("2026-01-02T03:04:05", "2 Jan 2026, 03:04", ""),
        ("2025-12-24", "24 Dec 2025", "24 Dec 2025"),
        ("2025-12-24T03:04:05", "24 Dec 2025, 03:04", "24 Dec 2025"),
        ("", "", ""),
        ("soon", "soon", "soon"),
    ],
)
def test_the_day_of_the_study_stands_out_where_it_is_not_that_of_the_screening(study_at, moment, earlier):
    made = record(study_at=study_at, screened_at="2026-01-02T23:04:05+03:00")

    assert (study_moment_text(made), earlier_study_text(made)) == (moment, earlier)


def test_a_file_that_was_not_read_says_nothing_of_its_study():
    assert (study_moment_text(record(facts=None)), earlier_study_text(record(facts=None))) == ("", "")
