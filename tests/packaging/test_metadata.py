"""Spec, desktop file and metadata say what the project says."""

import configparser
import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

import app
from app.cli import COMMANDS
from app.core.imaging.formats import FORMATS
from app.exit_status import ExitStatus
from app.gui.main import DESKTOP_FILE
from tools import man_page

PROJECT = Path(__file__).parents[2]
LINUX = PROJECT / "packaging" / "linux"
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
SPEC = (PROJECT / "packaging" / "kifua.spec").read_text(encoding="utf-8")


def test_the_version_stands_in_the_app_alone():
    written = [path for path in (PROJECT / "packaging").rglob("*") if path.is_file() and path.suffix != ".pyc"]

    assert [path for path in written if app.__version__ in path.read_text(encoding="utf-8")] == []
    assert "from app import __version__" in SPEC


def test_nothing_is_compressed_by_upx():
    assert SPEC.count("upx=False") == len(re.findall(r"\b(?:EXE|COLLECT)\(", SPEC)) == 2


def test_the_trainers_packages_are_left_out():
    from contents import is_forbidden_module

    names = {re.match(r"[\w-]+", line).group() for line in PYPROJECT["project"]["optional-dependencies"]["trainer"]}
    modules = {"scikit-learn": "sklearn", "tensorflow-cpu": "tensorflow"}

    assert [name for name in names if not is_forbidden_module(modules.get(name, name))] == []


def test_no_package_of_the_apps_own_is_left_out():
    from contents import is_forbidden_module

    assert not any(map(is_forbidden_module, ("app", "numpy", "PIL", "pydicom", "PySide6.QtPrintSupport", "tqdm")))


def test_the_folders_of_assets_exist():
    folders = re.search(r"ASSETS = \((.*)\)", SPEC)[1].replace('"', "").split(", ")

    assert all((PROJECT / "assets" / folder).is_dir() for folder in folders)


def test_the_desktop_file_opens_what_the_program_reads():
    desktop = configparser.ConfigParser(interpolation=None)
    desktop.read(LINUX / f"{DESKTOP_FILE}.desktop", encoding="utf-8")
    entry = desktop["Desktop Entry"]

    assert entry["Exec"] == f"{next(iter(PYPROJECT['project']['scripts']))} %F"
    assert entry["MimeType"].rstrip(";").split(";") == sorted(each.mime_type for each in FORMATS)
    assert (PROJECT / "assets" / "icons" / f"{entry['Icon']}.svg").exists()


def test_the_appstream_file_leads_to_the_desktop_file():
    (file,) = LINUX.glob("*.metainfo.xml")
    component = ElementTree.parse(file).getroot()

    assert component.findtext("launchable") == f"{DESKTOP_FILE}.desktop"
    assert f"{component.findtext('id')}.metainfo.xml" == file.name
    assert component.findtext("project_license") == PYPROJECT["project"]["license"]


def test_the_appstream_file_lists_the_releases_of_the_changelog():
    import changelog
    import metainfo

    told = changelog.releases(changelog.FILE.read_text(encoding="utf-8"))
    component = ElementTree.fromstring(metainfo.filled(metainfo.TEMPLATE.read_text(encoding="utf-8"), told, {}))

    assert [(each.get("version"), each.get("date")) for each in component.iter("release")] == told
    assert told[0].version == app.__version__


@pytest.mark.parametrize("addresses", [{}, {"homepage": "https://a.example", "issues": "https://b.example"}], ids=len)
def test_the_appstream_file_has_no_address_that_the_project_does_not_name(addresses):
    import metainfo
    from changelog import Release

    made = metainfo.filled(metainfo.TEMPLATE.read_text(encoding="utf-8"), [Release("1.2.3", "2026-01-01")], addresses)

    assert [each.text for each in ElementTree.fromstring(made).iter("url")] == list(addresses.values())
    assert "@" not in made
    assert "screenshot" not in made


def test_the_appstream_file_shows_the_pictures_of_its_own_version():
    import metainfo
    from changelog import Release

    template = metainfo.TEMPLATE.read_text(encoding="utf-8")
    made = metainfo.filled(template, [Release("1.2.3", "2026-01-01")], {"source": "https://a.example/kifua"})
    pictures = [each.text for each in ElementTree.fromstring(made).iter("image")]
    base = "https://a.example/kifua/raw/v1.2.3/"

    assert pictures
    assert all(each.startswith(base) and (PROJECT / each.removeprefix(base)).is_file() for each in pictures)


def test_the_man_page_has_the_options_that_the_commands_take():
    page = man_page.PAGE.read_text(encoding="utf-8")

    assert page == man_page.renewed(page), "run `make docs`"


def test_the_man_page_tells_every_command_and_exit_status():
    page = (LINUX / "kifua.1").read_text(encoding="utf-8").replace("\\-", "-")

    assert [command for command in COMMANDS if not command.startswith("-") and command not in page] == []
    for status in ExitStatus:
        assert f".B {status}\n{status.sentence}\n" in page
