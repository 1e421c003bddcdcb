"""A language of a few texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QTranslator


class _Translator(QTranslator):
    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts = texts

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        return self._texts.get(text)

    def isEmpty(self) -> bool:  # noqa: N802
        return False


@contextmanager
def spoken(texts: Mapping[str, str]) -> Iterator[None]:
    """Translate some texts for a while."""
    translator = _Translator(texts)
    QCoreApplication.installTranslator(translator)
    try:
        yield
    finally:
        QCoreApplication.removeTranslator(translator)
