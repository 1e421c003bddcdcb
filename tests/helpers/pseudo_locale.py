"""A language that nobody speaks: every text marked, and 40% longer."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle

from PySide6.QtCore import QCoreApplication, QTranslator

LONGER = 0.4
_KEPT = re.compile(
    r"(\(\*[^()]*\)|\(\{patterns\}\)|\{[^}]*\}|%L?(?:\d|n))"
)  # places for facts, ours and Qt's, and patterns of file names
_MARKED = re.compile("⟦[^⟦⟧]*⟧")
_WORDS = "one two three four five six seven eight nine ten "


class PseudoLocale(QTranslator):
    """Marks and lengthens every text outside its places for facts: `⟦Opening the X-ray… one two th⟧`.

    Attributes:
        asked: of all that was translated, the context, the English text, and whether a count decides its words.
    """

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[tuple[str, str, bool]] = set()

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        if context == "QShortcut":  # names of keys, which Qt reads back
            return None
        self.asked.add((context, text, n >= 0))
        return pseudo(text)

    def isEmpty(self) -> bool:  # noqa: N802
        return False


def pseudo(text: str) -> str:
    """Return a text in the pseudo-locale."""
    return "".join(part if _KEPT.fullmatch(part) else _longer(part) for part in _KEPT.split(text))


def unmarked(text: str) -> str:
    """Return what of a text did not go through the translation."""
    rest = _MARKED.sub("", text)
    return rest if rest == text else unmarked(rest)


@contextmanager
def pseudo_locale() -> Iterator[PseudoLocale]:
    """Speak the pseudo-locale for a while."""
    translator = PseudoLocale()
    QCoreApplication.installTranslator(translator)
    try:
        yield translator
    finally:
        QCoreApplication.removeTranslator(translator)


def _longer(part: str) -> str:
    words = part.strip()
    if not any(letter.isalpha() for letter in words):
        return part
    letters = cycle(_WORDS)
    padding = "".join(next(letters) for _ in range(math.ceil(LONGER * len(words)) - 1)).strip()
    before, _, after = part.partition(words)
    return f"{before}⟦{f'{words} {padding}'.strip()}⟧{after}"
