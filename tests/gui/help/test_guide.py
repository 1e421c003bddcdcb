"""Pages of the guide: whole, linked, in plain words, and small."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from app.gui.help.guide import PAGES, Guide, page_for
from app.gui.help.pictures import load_picture
from app.gui.help.tour import tour_steps
from app.gui.window.pages import START, page_entries
from app.paths import assets_folder

FOLDER = assets_folder() / "guide"
MOST_BYTES = 400_000
SPECIALIST = ("operating point", "auroc", "sha-256", "batch id", "patient-disjoint", "passed over", "sensitivity")


@pytest.fixture
def guide() -> Guide:
    return Guide({"keys": lambda: "## Menu", "limits": lambda: "- a limit"})


def links(markdown):
    return re.findall(r"(?<!!)\[[^\]]*\]\(([^)]*)\)", markdown)


def pictures(markdown):
    return re.findall(r"!\[([^\]]*)\]\(([^)]*)\)", markdown)


def test_the_folder_holds_the_listed_pages_and_no_others():
    assert sorted(path.stem for path in (FOLDER / "en").glob("*.md")) == sorted(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_a_heading_and_its_links_and_pictures_lead_somewhere(guide, name):
    page = guide.page(name)

    assert page.markdown.startswith("# ")
    assert page.title
    assert set(links(page.markdown)) <= {f"{each}.md" for each in PAGES}
    for words, file in pictures(page.markdown):
        assert words
        assert not load_picture(guide.file(file)).isNull(), file


@pytest.mark.parametrize("name", PAGES)
def test_a_page_speaks_plainly(guide, name):
    words = guide.page(name).words

    assert [word for word in SPECIALIST if word in words] == []
    assert "{" not in words


def test_every_page_is_reached_by_links_from_the_first(guide):
    reached, waiting = set(), [PAGES[0]]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [link.removesuffix(".md") for link in links(guide.page(name).markdown)]

    assert reached == set(PAGES)


def test_the_pictures_are_small_and_each_is_shown(guide):
    files = [path for path in FOLDER.rglob("*") if path.is_file() and path.suffix != ".md"]
    shown = {file for name in PAGES for _, file in pictures(guide.page(name).markdown)}
    shown |= {step.picture for step in tour_steps()}

    assert sum(path.stat().st_size for path in files) < MOST_BYTES
    assert {path.name for path in files} == shown


@pytest.mark.parametrize("key", [START, *(entry.key for entry in page_entries())])
def test_every_page_of_the_window_has_a_page_of_its_own(key):
    assert page_for(key) in PAGES
    assert page_for(key) != PAGES[0]


def test_what_nobody_wrote_about_leads_to_the_first_page():
    assert page_for("later") == PAGES[0]


def test_a_search_takes_each_word_in_either_case(guide):
    found = [page.name for page in guide.pages() if page.holds("USB Stick")]

    assert "privacy" in found
    assert "danger-signs" not in found
    assert not any(page.holds("giraffe") for page in guide.pages())


def test_a_page_that_is_not_translated_is_shown_in_english(monkeypatch, tmp_path):
    folder = tmp_path / "assets" / "guide"
    for language, name in (("en", "open"), ("en", "keys"), ("sw", "open")):
        (folder / language).mkdir(parents=True, exist_ok=True)
        (folder / language / f"{name}.md").write_text(f"# {language} {name}\n", encoding="utf-8")
    monkeypatch.setattr("app.paths.assets_folder", lambda: Path(folder.parent))
    before = QLocale()
    QLocale.setDefault(QLocale("sw_KE"))
    try:
        translated = Guide({})
    finally:
        QLocale.setDefault(before)

    assert [translated.page(name).title for name in ("open", "keys")] == ["sw open", "en keys"]


def test_a_picture_that_cannot_be_read_is_empty(tmp_path):
    (tmp_path / "broken.webp").write_bytes(b"RIFF")

    assert load_picture(tmp_path / "broken.webp").isNull()
    assert load_picture(tmp_path / "absent.webp").isNull()
