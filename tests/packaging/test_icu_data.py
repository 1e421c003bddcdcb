"""ICU's data is packed anew as it was, less what was left out."""

import pytest

HEADER = b"\x20\x00\xda\x27\x14\x00\x00\x00\x00\x00\x02\x00CmnD" + bytes(16)
ITEMS = {"icudt1l/coll/root.res": b"collation", "icudt1l/unames.icu": b"x" * 33, "icudt1l/zz.res": bytes(16)}


def test_what_is_packed_is_read_again():
    from icu_data import packed, read_items

    header, items = read_items(b"whatever stands before" + packed(HEADER, ITEMS))

    assert header == HEADER
    assert {name: item.rstrip(b"\0") for name, item in items.items()} == {
        name: item.rstrip(b"\0") for name, item in ITEMS.items()
    }


def test_every_item_is_aligned():
    from icu_data import packed

    content = packed(HEADER, ITEMS)

    assert [content.index(item) % 16 for item in (b"collation", b"x" * 33)] == [0, 0]


def test_what_is_no_icu_data_is_told():
    from icu_data import read_items

    with pytest.raises(ValueError, match="not found"):
        read_items(b"no such thing")
