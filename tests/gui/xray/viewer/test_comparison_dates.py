"""Other X-rays of the same patient stand under the day on which they were taken, where their files say it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtWidgets import QAbstractButton

from app.core.imaging.source_file import digest
from app.core.records import Patient, ScreeningRecord, SourceFacts
from app.core.results.history import History
from app.gui.xray.viewer.other_strip import OtherStrip
from app.gui.xray.viewer.other_xrays import was_earlier

VERDICT = "Signs of pneumonia"
# Of each X-ray, the day of the screening and what its file says.
VISITS = {
    "shown": ("2026-05-05", "2026-02-02T08:00:00"),
    "later": ("2026-03-12", "2026-02-20"),
    "unknown": ("2026-01-07", ""),
    "earlier": ("2026-06-30", "2025-12-24T09:15:00"),
}


def taken(record: ScreeningRecord, moment: str) -> ScreeningRecord:
    """Return a record whose file says when the X-ray was taken."""
    return replace(record, facts=SourceFacts("DICOM", 600, 400, study_at=moment))


@pytest.fixture
def visits(sitting, make_grey, tmp_path) -> dict[str, ScreeningRecord]:
    """The X-rays of a patient, each of another picture."""
    sitting.page.window().resize(1200, 768)  # high enough for the strip
    made = {}
    for number, (name, (day, moment)) in enumerate(VISITS.items()):
        record = taken(make_grey(f"{name}.png"), moment)
        Image.new("L", (600, 400), 60 + 40 * number).save(record.file)
        patient, picture = Patient(id="A-0417"), digest(tmp_path / f"{name}.png")
        made[name] = replace(record, patient=patient, screened_at=f"{day}T12:00:00+00:00", sha256=picture)
    with History(sitting.session.history) as history:
        for record in made.values():
            history.add(record)
    return made


def show(sitting, record: ScreeningRecord) -> None:
    sitting.show(record)
    sitting.wait()


def captions(sitting) -> str:
    """Return the words of the page, the broken lines of captions as one."""
    return sitting.reads().replace("\n", " · ")


def test_the_strip_has_the_days_on_which_x_rays_were_taken_the_last_one_first(sitting, visits):
    show(sitting, visits["shown"])
    buttons = sitting.page.findChild(OtherStrip).findChildren(QAbstractButton)

    assert [button.accessibleName() for button in buttons if button.isVisible()] == [
        f"X-ray of 20 Feb 2026: {VERDICT}",
        f"Screened 7 Jan 2026: {VERDICT}",
        f"X-ray of 24 Dec 2025: {VERDICT}",
    ]


@pytest.mark.parametrize(
    ("date", "which"),
    [("X-ray of 20 Feb 2026", "Later"), ("X-ray of 24 Dec 2025", "Earlier"), ("Screened 7 Jan 2026", "Other")],
)
def test_a_comparison_says_which_x_ray_was_taken_earlier_where_that_is_known(sitting, visits, date, which):
    show(sitting, visits["shown"])
    sitting.part(QAbstractButton, f"{date}: {VERDICT}").click()
    sitting.wait()

    assert f"This one · X-ray of 2 Feb 2026 · {VERDICT}" in captions(sitting)
    assert f"{which} · {date} · {VERDICT}" in captions(sitting)


def test_compare_begins_with_the_x_ray_that_was_taken_before_this_one(sitting, visits):
    show(sitting, visits["later"])
    sitting.key("c")
    sitting.wait()

    assert "Earlier · X-ray of 2 Feb 2026" in captions(sitting)


def test_two_x_rays_that_were_taken_on_one_day_are_told_apart_by_the_hour(sitting, visits):
    with History(sitting.session.history) as history:
        history.add(replace(taken(visits["shown"], "2026-02-02T07:10:00"), id="a" * 32, sha256="of-another"))
    show(sitting, visits["shown"])

    assert sitting.part(QAbstractButton, f"X-ray of 2 Feb 2026, 07:10: {VERDICT}").isVisible()


@pytest.mark.parametrize(
    ("other", "shown", "is_earlier"),
    [
        ("2026-03-10T08:00:00", "2026-03-10T09:00:00", True),
        ("2026-03-10T09:00:00", "2026-03-10T08:00:00", False),
        ("2026-03-10", "2026-03-11T08:00:00", True),
        ("2026-03-10", "2026-03-10T08:00:00", None),
        ("2026-03-10", "2026-03-10", None),
        ("", "2026-03-10", None),
        ("2026-03-10", "", None),
    ],
)
def test_which_x_ray_was_earlier_is_told_by_what_is_known_of_both(make_grey, other, shown, is_earlier):
    record = make_grey("a.png")

    assert was_earlier(taken(record, other), taken(record, shown)) is is_earlier
