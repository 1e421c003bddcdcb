"""The page of one X-ray: its header, its neighbours in the table, and that it is seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QSlider, QWidget

from app.core.records import Patient
from app.core.results.history import History
from app.core.results.history_search import EVERYTHING
from app.gui.tables.place import Place
from app.gui.text.locale_text import date_time_text
from app.gui.text.patient_text import patient_title
from app.gui.theme.tokens import PANEL_PX
from app.gui.xray.verdict_panel import VerdictPanel

PATIENT = Patient(id="A-0417", age_years=3.0, sex="F")


def shown_titles(sitting) -> list[str]:
    return sitting.reads().split("\n")[:2]


def press(qtbot, part: QWidget, key: Qt.Key) -> None:
    part.setFocus()
    qtbot.keyClick(part, key)


def test_the_page_says_which_record_it_shows(sitting, make_grey, qtbot):
    record = make_grey()
    with qtbot.waitSignal(sitting.page.record_shown) as shown:
        sitting.page.show_record(record)
    assert shown.args[0].id == record.id
    with qtbot.waitSignal(sitting.page.record_shown) as shown:
        sitting.page.open_file(record.file)
    assert shown.args[0].file == record.file
    sitting.wait()


def test_the_header_says_patient_file_and_date(sitting, make_grey):
    record = replace(make_grey(), patient=PATIENT, screened_at="2026-03-05T10:42:00+03:00")
    sitting.show(record)

    date = date_time_text(record.screened_at)
    assert shown_titles(sitting) == ["A-0417 · girl, 3 years", f"grey.png · screened {date}"]


def test_without_a_patient_the_file_is_the_title(sitting, make_grey):
    sitting.show(replace(make_grey(), screened_at="2026-03-05T10:42:00+03:00"))

    assert shown_titles(sitting) == ["grey.png", f"Screened {date_time_text('2026-03-05T10:42:00+03:00')}"]


def test_an_age_alone_does_not_take_the_place_of_the_file(sitting, make_grey):
    sitting.show(replace(make_grey(), patient=Patient(age_years=3.0, sex="F"), screened_at="2026-03-05T10:42:00+03:00"))

    date = date_time_text("2026-03-05T10:42:00+03:00")
    assert shown_titles(sitting) == ["grey.png", f"Girl, 3 years · screened {date}"]


@pytest.mark.parametrize(
    ("patient", "title"),
    [
        (Patient(id="7"), "7"),
        (Patient(sex="M"), "boy"),
        (Patient(id="7", age_years=0.5), "7 · 6 months"),
        (Patient(id="7", sex="M", age_years=40), "7 · male, 40 years"),
        (Patient(name="Asha"), ""),
    ],
)
def test_the_title_has_what_is_known_of_the_patient(make_grey, patient, title):
    assert patient_title(replace(make_grey(), patient=patient)) == title


@pytest.mark.parametrize(("years", "name"), [(None, "Age of the child"), (3.0, "Picture")])
def test_the_age_has_the_keyboard_where_it_is_asked_for_else_the_picture(sitting, make_grey, years, name):
    sitting.page.show_record(replace(make_grey(), patient=Patient(age_years=years)))
    sitting.wait()

    assert sitting.page.window().focusWidget().accessibleName() == name


def test_who_is_in_the_panel_keeps_the_keyboard_when_the_verdict_comes(sitting, make_grey):
    record = make_grey()
    sitting.page.open_file(record.file)
    panel = sitting.page.findChild(VerdictPanel)
    panel.setFocus()
    sitting.wait()

    assert sitting.page.window().focusWidget() is panel


def test_the_title_follows_what_is_typed(sitting, make_grey, qtbot):
    sitting.show(make_grey())
    sitting.part(QAbstractButton, "Edit the patient").click()
    field = sitting.part(QLineEdit, "Patient id")
    field.setFocus()
    qtbot.keyClicks(field, "B-2")
    sitting.view.setFocus()
    sitting.wait()

    assert shown_titles(sitting)[0] == "B-2"


def test_neighbours_are_asked_for_by_keys_anywhere_on_the_page_and_by_buttons(sitting, make_grey, qtbot):
    sitting.page.show_record(make_grey(), Place(3, 41))
    sitting.wait()
    asked = []
    sitting.page.neighbour_clicked.connect(asked.append)
    assert "3 of 41" in sitting.reads()
    press(qtbot, sitting.view, Qt.Key.Key_PageDown)
    press(qtbot, sitting.part(QAbstractButton, "Edit the patient"), Qt.Key.Key_PageUp)
    sitting.part(QAbstractButton, "Next X-ray").click()
    sitting.part(QAbstractButton, "Previous X-ray").click()

    assert asked == [1, -1, 1, -1]


def test_a_slider_keeps_the_page_keys_for_itself(sitting, make_grey, qtbot):
    sitting.page.show_record(make_grey(), Place(3, 41))
    sitting.wait()
    sitting.key("b")
    with qtbot.assertNotEmitted(sitting.page.neighbour_clicked):
        press(qtbot, sitting.part(QSlider, "Brightness"), Qt.Key.Key_PageDown)


@pytest.mark.parametrize(("place", "enabled"), [(Place(1, 2), [False, True]), (Place(2, 2), [True, False])])
def test_there_is_no_way_beyond_the_ends_of_the_table(sitting, make_grey, place, enabled):
    sitting.page.show_record(make_grey(), place)
    sitting.wait()

    names = ("Previous X-ray", "Next X-ray")
    assert [sitting.part(QAbstractButton, name).isEnabled() for name in names] == enabled


def test_an_x_ray_of_no_table_has_no_neighbours(sitting, make_grey, qtbot):
    sitting.page.show_record(make_grey(), Place(3, 41))
    sitting.page.open_file(make_grey("other.png").file)
    sitting.wait()

    assert not sitting.part(QAbstractButton, "Next X-ray").isVisible()
    with qtbot.assertNotEmitted(sitting.page.neighbour_clicked):
        press(qtbot, sitting.view, Qt.Key.Key_PageDown)


def test_the_report_is_the_primary_button_and_follows_its_action(sitting, make_grey, qtbot):
    action = QAction("Print report…", sitting.page, iconText="Report", enabled=False)
    sitting.page.set_report_action(action)
    sitting.show(make_grey())
    button = sitting.part(QAbstractButton, "Report")
    assert not button.isEnabled()
    action.setEnabled(True)
    with qtbot.waitSignal(action.triggered):
        button.click()


def test_a_record_that_is_shown_is_seen_from_then_on(sitting, make_grey, qtbot):
    record = make_grey()
    with History(sitting.session.history) as history:
        history.add(record)
    with qtbot.waitSignal(sitting.page.record_changed) as changed:
        sitting.show(record)
    seen_at = changed.args[0].seen_at
    assert datetime.fromisoformat(seen_at).tzinfo is not None
    assert len(seen_at) == len("2026-01-01T00:00:00+00:00")
    sitting.wait()
    with History(sitting.session.history) as history:
        assert [stored.record.seen_at for stored in history.find(EVERYTHING, 9)] == [seen_at]

    with qtbot.assertNotEmitted(sitting.page.record_changed):
        sitting.show(changed.args[0])


def test_a_verdict_that_comes_while_another_page_is_shown_is_not_seen_before_its_page_is(sitting, make_grey, qtbot):
    record = make_grey()
    sitting.page.hide()
    with qtbot.assertNotEmitted(sitting.page.record_changed):
        sitting.page.open_file(record.file)
        sitting.wait()
    with qtbot.waitSignal(sitting.page.record_changed) as changed:
        sitting.page.show()

    assert changed.args[0].seen_at


def test_the_panel_keeps_its_width_and_the_picture_gets_the_rest(sitting, make_grey, qtbot):
    sitting.show(make_grey())
    panel = sitting.page.findChild(VerdictPanel)
    sitting.page.resize(1282, 700)
    qtbot.waitUntil(lambda: panel.width() == PANEL_PX)
    sitting.page.resize(960, 560)
    qtbot.waitUntil(lambda: 290 <= panel.width() <= 312)


def test_a_panel_whose_words_need_more_gets_more(sitting, make_grey, qtbot):
    sitting.page.resize(960, 560)
    sitting.show(make_grey())
    panel = sitting.page.findChild(VerdictPanel)
    words = QLabel("a word that cannot be broken " * 3)
    panel.widget().layout().addWidget(words)

    qtbot.waitUntil(lambda: words.width() >= words.sizeHint().width() and panel.width() > words.width())
