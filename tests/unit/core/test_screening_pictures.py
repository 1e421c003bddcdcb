"""Screening gives a small copy of each picture to a tray, and the verdicts stay as they are."""

from dataclasses import replace

import pytest

from app.core import screening
from app.core.errors import InputError
from app.core.imaging.small_picture import PictureTray
from app.core.screening import Screener
from tests.helpers.bad_files import BAD_FILES, REFUSED_FILES
from tests.helpers.pictures import SAMPLE


@pytest.fixture
def screener(bundle):
    return Screener.open(bundle, "1.2.3")


def comparable(made):
    """Return a record without what is of one screening alone: its time and its id."""
    return replace(made, screened_at="", id="")


@pytest.mark.parametrize("name", [SAMPLE.name, *BAD_FILES, *REFUSED_FILES])
def test_a_small_picture_of_each_file_that_decodes_is_kept(screener, tmp_path, name):
    tray, path = PictureTray(), tmp_path / name
    path.write_bytes(SAMPLE.read_bytes() if name == SAMPLE.name else {**BAD_FILES, **REFUSED_FILES}[name][0]())
    made = screener.keeping_pictures(tray).screen_file(str(path))

    assert comparable(made) == comparable(screener.screen_file(str(path)))
    assert bool(tray.take(made.id)) == (made.facts is not None)


def test_a_file_that_is_gone_after_its_verdict_has_a_verdict(screener, monkeypatch):
    def fail(*arguments):
        raise InputError("file_missing")

    monkeypatch.setattr(screening, "small_picture", fail)
    tray = PictureTray()
    made = screener.keeping_pictures(tray).screen_file(str(SAMPLE))

    assert (made.verdict, tray.take(made.id)) == (screener.screen_file(str(SAMPLE)).verdict, None)
