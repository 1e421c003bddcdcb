"""Addresses of peers as a user types them."""

import pytest

from app.dicom.send.peer import Peer


@pytest.mark.parametrize(
    "text", ["PACS@192.168.1.20:104", "A B@archive.clinic.example:11112", "P@[::1]:104", "P@host:65535", "A@B@host:1"]
)
def test_an_address_reads_back_as_it_is_written(text):
    assert str(Peer.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "PACS", "PACS@host", "@host:104", "PACS@:104", "PACS@host:0", "PACS@host:65536", "PACS@host:x"),
        *("SEVENTEENLETTERS_@host:104", " PACS@host:104", "PA\\CS@host:104", "PACS@ho st:104", "PACS@-host:104"),
    ],
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(ValueError, match="no A"):
        Peer.parse(text)


def test_the_own_title_is_checked_too():
    with pytest.raises(ValueError, match="no AE title"):
        Peer.parse("PACS@host:104", "KI\\FUA")
