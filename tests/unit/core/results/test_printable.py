import pytest

from app.core.results.export import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("née 肺 😀", "née 肺 😀"),
        ("a\nb", r"a\nb"),
        ("\u202egpj", r"\u202egpj"),
        ("\udc80", r"\udc80"),
        ("\0", r"\x00"),
    ],
)
def test_what_could_disguise_a_name_is_escaped(text, shown):
    assert printable(text) == shown
