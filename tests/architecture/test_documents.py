"""What the documents promise is there."""

import re
from pathlib import Path

import pytest

from app.core.errors import SENTENCES
from app.core.model.bundle import load_bundle
from app.exit_status import ExitStatus

PROJECT = Path(__file__).parent.parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", SENTENCES)
def test_the_readme_names_every_reason(code):
    assert f"`{code}`" in README


def test_every_reason_in_the_readme_exists():
    table = README.split("## Reasons")[1].split("\n## ")[0]

    assert set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE)) == set(SENTENCES)


def test_the_readme_gives_the_exit_statuses():
    assert set(map(int, re.findall(r"^\| (\d+) \|", README, re.MULTILINE))) == set(ExitStatus)


def test_the_readme_gives_the_shipped_model_and_its_figures(bundle):
    shipped = load_bundle(bundle)

    assert shipped.model_id in README
    for figure in shipped.figures:
        row = f"| {figure.name} | {figure.value:.3f} | {figure.low:.3f} to {figure.high:.3f} |"
        assert row in README


def test_every_local_link_of_the_readme_leads_somewhere():
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (PROJECT / target).exists(), target


def test_the_samples_are_credited(samples):
    credit = (samples / "README.md").read_text(encoding="utf-8")

    assert "CC BY 4.0" in credit
    assert all(path.name in credit for path in samples.glob("*.jpeg"))
