"""Forms of a text: safe to show, safe to store, and equal in upper and lower case."""

from __future__ import annotations

import re
from unicodedata import normalize

_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """Return a text with everything escaped that could disguise it or steer a terminal: line breaks, stray bytes."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def one_line(text: str) -> str:
    """Return a text that is safe to store for other programs, with as little escaped as that needs.

    Control characters, line and paragraph separators, bidirectional embeddings, overrides and isolates, and lone
    surrogates are backslash escapes. What joins letters and emoji stays, other than in `printable`.
    """
    return _STEERING.sub(lambda found: ascii(found[0])[1:-1], text)


def cut(text: str, longest: int) -> str:
    """Return a text of at most so many characters, the last of them an ellipsis where it was longer."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def escaped(text: str) -> str:
    """Return a text whose lone surrogates, such as stand for bytes that are not UTF-8, are backslash escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def folded(text: str) -> str:
    """Return the form of a text that is the same for upper and lower case, and for composed and plain characters."""
    return normalize("NFKC", text).casefold()


def id_key(patient_id: str) -> str:
    """Return the form of a patient's id that is the same for one patient: in either case, with spaces around or none.

    Wherever it matters whether two X-rays are of one patient, this form of their ids is compared. Empty is nobody's.
    """
    return folded(patient_id).strip()
