"""Addresses of peers as a user types them."""

import pytest

from app.dicom.peer import Peer, checked_ae_title


@pytest.mark.parametrize(
    "text", ["PACS@192.168.1.20:104", "A B@archive.clinic.example:11112", "P@[::1]:104", "P@host:65535", "A@B@host:1"]
)
def test_an_address_reads_back_as_it_is_written(text):
    assert str(Peer.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "PACS", "PACS@host", "@host:104", "PACS@:104", "PACS@host:0", "PACS@host:65536", "PACS@host:x"),
        *("SEVENTEENLETTERS_@host:104", "PA\\CS@host:104", "PACS@ho st:104", "PACS@-host:104"),
    ],
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(ValueError, match=r"^no "):
        Peer.parse(text)


def test_the_own_title_is_checked_too():
    with pytest.raises(ValueError, match="no AE title"):
        Peer.parse("PACS@host:104", "KI\\FUA")


@pytest.mark.parametrize("text", ["", " ", "Ä", "A\nB", "A\\B", "X" * 17])
def test_what_is_no_title_is_refused(text):
    with pytest.raises(ValueError, match="AE title"):
        checked_ae_title(text)


def test_spaces_around_a_title_are_not_part_of_it():
    assert Peer.parse(" PACS @host:104", "KIFUA ") == Peer("PACS", "host", 104, "KIFUA")
