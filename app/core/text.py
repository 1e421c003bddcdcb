"""Forms of a text: safe to show, safe to store, and equal in upper and lower case."""

from __future__ import annotations

from unicodedata import normalize


def printable(text: str) -> str:
    """Return a text with everything escaped that could disguise it or steer a terminal: line breaks, stray bytes."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def escaped(text: str) -> str:
    """Return a text whose lone surrogates, such as stand for bytes that are not UTF-8, are backslash escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def folded(text: str) -> str:
    """Return the form of a text that is the same for upper and lower case, and for composed and plain characters."""
    return normalize("NFKC", text).casefold()
