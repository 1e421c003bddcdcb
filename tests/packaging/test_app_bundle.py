"""The icon and the description of the app for the Mac, as far as they can be looked at elsewhere."""

import plistlib
from pathlib import Path

import pytest
from PIL import Image

ICONS = sorted((Path(__file__).parents[2] / "assets" / "icons").glob("kifua-*.png"))


def test_the_icon_holds_the_drawn_sizes_as_they_are(tmp_path):
    from app_bundle import icon_file

    with Image.open(icon_file(ICONS, tmp_path)) as icon:
        widths = {width * scale for width, _, scale in icon.info["sizes"]}
        shown = icon.icns.getimage((128, 128, 1)).convert("RGBA")
    with Image.open(ICONS[0].with_name("kifua-128.png")) as drawn:
        expected = drawn.convert("RGBA")

    assert {32, 64, 128, 256, 512, 1024} <= widths
    assert shown.tobytes() == expected.tobytes()


@pytest.mark.parametrize("kind", ["org.nema.dicom", "public.jpeg", "public.folder"])
def test_what_kifua_reads_is_opened_with_it_but_not_by_default(kind):
    from app_bundle import info_plist

    types = plistlib.loads(plistlib.dumps(info_plist()))["CFBundleDocumentTypes"]

    assert [
        entry["LSHandlerRank"] in {"Alternate", "None"} for entry in types if kind in entry["LSItemContentTypes"]
    ] == [True]


def test_the_app_has_a_window():
    from app_bundle import info_plist

    assert info_plist()["LSBackgroundOnly"] is False
