"""What the documents promise is there, and is as they say."""

import re
from pathlib import Path

import pytest

from app.core.columns import COLUMNS
from app.core.errors import SENTENCES
from app.core.model.bundle import load_bundle
from app.exit_status import ExitStatus
from tools import layers

PROJECT = Path(__file__).parents[2]
PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md")), *sorted((PROJECT / ".github").glob("*.md"))]
MOST_WORDS = 1200


def page(name):
    return (PROJECT / name).read_text(encoding="utf-8")


def first_cells(heading):
    """Return the first cells of the table under a heading of the reference, without backticks and without its head."""
    section = re.split(r"^#+ ", page("docs/reference.md").split(f"# {heading}\n")[1], flags=re.MULTILINE)[0]
    return re.findall(r"^\| `?(\w+)`? \|", section, re.MULTILINE)[1:]


def names_of_anchors(text):
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def test_the_reference_has_the_columns_in_their_order():
    assert first_cells("Columns") == [column.name for column in COLUMNS]


def test_the_reference_has_every_reason():
    assert sorted(first_cells("Reasons")) == sorted(SENTENCES)


def test_the_reference_has_the_exit_statuses_as_the_help_words_them():
    rows = re.findall(r"^\| (\d+) \| (.+) \|$", page("docs/reference.md"), re.MULTILINE)

    assert [(int(number), sentence) for number, sentence in rows] == [(each, each.sentence) for each in ExitStatus]


def test_the_readme_is_short():
    assert len(page("README.md").split()) < MOST_WORDS


def test_the_readme_gives_the_figures_of_the_model_that_it_names(bundle):
    shipped = load_bundle(bundle)
    readme = page("README.md")
    (named,) = re.findall(r"model `(\S+)`", readme)
    if named != shipped.model_id:
        pytest.skip(f"the README tells of {named}, not of the shipped {shipped.model_id}")
    figures = {figure.name: figure for figure in shipped.figures}
    rows = re.findall(r"^\| ([^|`]+) \| ([\d.]+) \| ([\d.]+) to ([\d.]+) \|$", readme, re.MULTILINE)

    assert len(rows) >= 5
    for name, *told in rows:
        figure = figures[name]
        assert told == [f"{number:.3f}" for number in (figure.value, figure.low, figure.high)], name


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_local_link_leads_somewhere(path):
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)", path.read_text(encoding="utf-8")):
        file = (path.parent / target).resolve() if target else path
        assert file.exists(), target
        assert not anchor or anchor in names_of_anchors(file.read_text(encoding="utf-8")), anchor


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_path_of_the_project_that_a_page_names_exists(path):
    named = re.findall(
        r"`((?:app|trainer|tests|tools|packaging|assets|docs)/[\w./-]+)`", path.read_text(encoding="utf-8")
    )

    assert [name for name in named if not (PROJECT / name).exists()] == []


def test_the_picture_of_the_layers_is_that_of_the_contracts():
    assert layers.PICTURE.read_text(encoding="utf-8") == layers.draw(), "run `make docs`"


def test_the_samples_are_credited(samples):
    credit = (samples / "README.md").read_text(encoding="utf-8")

    assert "CC BY 4.0" in credit
    assert all(path.name in credit for path in samples.glob("*.jpeg"))
