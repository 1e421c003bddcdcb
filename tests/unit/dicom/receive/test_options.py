"""Who may call: the title and the address must both fit."""

from pathlib import Path

import pytest

from app.dicom.receive.options import (
    Caller,
    NodeOptions,
    TlsFiles,
    checked_associations,
    checked_gigabytes,
    checked_interface,
)


@pytest.mark.parametrize(
    ("text", "title", "address", "is_allowed"),
    [
        ("XRAY@192.168.1.20", "XRAY", "192.168.1.20", True),
        ("XRAY@192.168.1.20", "XRAY", "192.168.1.21", False),
        ("XRAY@192.168.1.20", "xray", "192.168.1.20", False),
        ("XRAY@192.168.1.0/24", "XRAY", "192.168.1.77", True),
        ("XRAY@192.168.1.20", "XRAY", "::ffff:192.168.1.20", True),
        ("XRAY@fe80::1", "XRAY", "fe80::1%eth0", True),
        ("X@Y@10.0.0.1", "X@Y", "10.0.0.1", True),
    ],
)
def test_title_and_address_must_both_fit(text, title, address, is_allowed):
    assert NodeOptions(callers=(Caller.parse(text),)).may_call(title, address) is is_allowed


def test_the_title_of_one_caller_does_not_do_at_the_address_of_another():
    options = NodeOptions(callers=(Caller.parse("A@10.0.0.1"), Caller.parse("B@10.0.0.2")))

    assert not options.may_call("A", "10.0.0.2")
    assert options.knows_address("10.0.0.2")


def test_nobody_may_call_unless_somebody_says_so():
    assert not NodeOptions().may_call("XRAY", "127.0.0.1")


@pytest.mark.parametrize("text", ["XRAY", "@10.0.0.1", "XRAY@", "XRAY@host", "A\\B@10.0.0.1", f"{'X' * 17}@10.0.0.1"])
def test_what_names_no_caller_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 (of ipaddress, too)
        Caller.parse(text)


@pytest.mark.parametrize("text", ["XRAY@192.168.1.20", "XRAY@192.168.1.0/24", "X Y@fe80::1"])
def test_a_caller_is_written_as_it_is_read(text):
    assert str(Caller.parse(text)) == text


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (checked_interface, "kifua.example"),
        (checked_interface, "192.168.1"),
        (checked_associations, "0"),
        (checked_associations, "101"),
        (checked_gigabytes, "much"),
        (checked_gigabytes, "-1"),
        (checked_gigabytes, "100001"),
    ],
)
def test_what_cannot_be_is_refused(check, text):
    with pytest.raises(ValueError, match=r"no|not|invalid"):
        check(text)


@pytest.mark.parametrize("paths", [(None, Path("key")), (Path("certificate"),), (None, None, Path("authorities"))])
def test_tls_needs_certificate_and_key(paths):
    with pytest.raises(ValueError, match="key"):
        TlsFiles.of_paths(*paths)
