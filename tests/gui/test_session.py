"""Which screener is in use, by the settings and by what a batch was begun with."""

from __future__ import annotations

import pytest

from app.core.model.bundle import NO_BAND
from app.core.screening import Screener
from app.gui.session import Session
from app.settings import Settings


@pytest.fixture
def make_session(qapp, bundle, tmp_path):
    """Return a function that makes a session of the shipped model with some settings."""
    screener = Screener.open(bundle, "1.2.3")
    return lambda **values: Session(screener, Settings(**values), tmp_path / "settings.json")


def point_in_use(session: Session) -> str:
    return session.screener.operating_point.name


@pytest.mark.parametrize("name", ["", "no_such_point"])
@pytest.mark.parametrize("has_band", [True, False])
def test_an_unknown_choice_is_the_default_with_the_band_as_set(make_session, name, has_band):
    session = make_session(operating_point=name, uncertain_band=has_band)

    assert point_in_use(session) == "balanced" + ("" if has_band else NO_BAND)


def test_the_chosen_point_is_in_use_after_a_change_too(make_session):
    session = make_session()
    session.change(Settings(operating_point="high_sensitivity", uncertain_band=False))

    assert point_in_use(session) == f"high_sensitivity{NO_BAND}"


@pytest.mark.parametrize(
    "values",
    [
        {"operating_point": "high_sensitivity"},
        {"operating_point": "high_sensitivity", "uncertain_band": False},
        {"operating_point": "no_such_point", "uncertain_band": False},
        {},
    ],
)
def test_what_was_begun_at_an_unknown_point_goes_on_at_the_one_in_use(make_session, values):
    session = make_session(**values)

    assert session.screener_at("gone").operating_point == session.screener.operating_point


def test_what_was_begun_at_a_known_point_goes_on_at_it(make_session):
    session = make_session(operating_point="high_sensitivity")

    assert session.screener_at("balanced").operating_point.name == "balanced"
