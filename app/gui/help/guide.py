"""Pages of the guide: Markdown files of the interface's language, with what only the running program knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QLocale

from app.core.text import folded
from app.paths import guide_file

PAGES = (
    *("welcome", "open", "clinic-worklist", "verdict", "danger-signs", "read", "decisions", "earlier", "reports"),
    *("anonymous", "folder", "machine", "archive", "worklist", "statistics", "refused", "limits", "privacy"),
    *("backups", "glossary", "keys"),
)
"""Names of the pages, in the order of the list."""

_PAGE_OF = {
    "start": "open",
    "xray": "verdict",
    "worklist": "worklist",
    "statistics": "statistics",
    "settings": "privacy",
}
"""The page of the guide that fits a page of the window, by its key."""

_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[#*`|>_]")
"""What Markdown has beside the words; of a link and of a picture the words stay."""


@dataclass(frozen=True)
class GuidePage:
    """One page of the guide.

    Attributes:
        name: of its file, without the ending.
        markdown: its content.
    """

    name: str
    markdown: str

    @cached_property
    def title(self) -> str:
        """Its heading."""
        return self.markdown.partition("\n")[0].lstrip("# ").strip()

    @cached_property
    def words(self) -> str:
        """Its text, to be searched."""
        return folded(_MARKS.sub(r"\1", self.markdown))

    def holds(self, search: str) -> bool:
        """Tell whether each word that is looked for is a part of the page, in either case."""
        return all(word in self.words for word in folded(search).split())


class Guide:
    """The guide of a window, in the language of the interface; English where a page is not translated."""

    def __init__(self, facts: Mapping[str, Callable[[], str]]) -> None:
        """Prepare the guide.

        Args:
            facts: what the running program knows, as Markdown, by the name in curly brackets that stands for it.
        """
        self._facts = facts
        name = QLocale().name()
        self._languages = (name, name.partition("_")[0])

    def page(self, name: str) -> GuidePage:
        """Return a page by its name.

        Raises:
            OSError: it cannot be read.
        """
        text = self.file(f"{name}.md").read_text(encoding="utf-8")
        for fact, tell in self._facts.items():
            if f"{{{fact}}}" in text:
                text = text.replace(f"{{{fact}}}", tell())
        return GuidePage(name, text)

    def pages(self) -> Iterator[GuidePage]:
        """Yield every page in its order."""
        return map(self.page, PAGES)

    def file(self, name: str) -> Path:
        """Return the file of a page or of a picture, by its name with its ending."""
        return guide_file(name, self._languages)


def page_for(key: str) -> str:
    """Return the name of the page of the guide that fits a page of the window."""
    return _PAGE_OF.get(key, PAGES[0])
