"""Text that is burned in near the borders is found: rather too much of it than too little."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from app.core.imaging.decode import decode
from app.core.records import Radiograph, SourceFacts
from app.dicom.deidentify.regions import Region, clipped, find_text
from app.paths import fonts_folder, samples_folder
from tests.helpers.pictures import SAMPLE

FONT = fonts_folder() / "NotoSans-Regular.ttf"


def with_text(text, size, place, *, ink=255, paper=None):
    """Return the sample X-ray with a text at a corner, and where it stands."""
    with Image.open(SAMPLE) as image:
        picture = image.convert("L")
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(FONT, size)
    left, top, right, bottom = draw.textbbox((0, 0), text, font=font)
    x = 10 if "left" in place else picture.width - right - 10
    y = 10 if "top" in place else picture.height - bottom - 10
    if paper is not None:
        draw.rectangle((x + left - 4, y + top - 4, x + right + 4, y + bottom + 4), fill=paper)
    draw.text((x, y), text, fill=ink, font=font)
    where = Region(x + left, y + top, right - left, bottom - top)
    return radiograph(np.asarray(picture)), where


def radiograph(pixels, full_scale=255):
    return Radiograph(pixels, full_scale, SourceFacts("PNG", pixels.shape[1], pixels.shape[0]), "")


def covered(regions, where, shape):
    """Return which share of a rectangle lies in regions."""
    mask = np.zeros(shape, bool)
    for region in regions:
        mask[region.rows, region.columns] = True
    return mask[where.rows, where.columns].mean()


@pytest.mark.parametrize("size", [14, 20, 32])
@pytest.mark.parametrize("place", ["top left", "top right", "bottom left", "bottom right"])
def test_a_name_in_a_corner_is_found(size, place):
    xray, where = with_text("OTIENO AMINA 3Y", size, place, ink=0, paper=255)

    assert covered(find_text(xray), where, xray.pixels.shape) > 0.95


def test_white_on_dark_is_found_in_any_depth():
    xray, where = with_text("P-4711", 20, "top left")
    deep = radiograph(xray.pixels.astype(np.uint16) * 16, 4095)

    assert covered(find_text(xray), where, xray.pixels.shape) > 0.95
    assert find_text(deep) == find_text(xray)


@pytest.mark.parametrize("path", sorted(samples_folder().glob("IM-*")), ids=lambda path: path.stem)
def test_the_mark_of_the_side_is_found(path):
    """The letter R of this X-ray stands at the left, below the middle."""
    assert any(region.left < 40 and 900 < region.top < 1000 for region in find_text(decode(path)))


def test_a_smooth_picture_has_none():
    rows, columns = np.mgrid[0:600, 0:800]
    smooth = (127 + 80 * np.sin(rows / 90) * np.cos(columns / 70)).astype(np.uint8)

    assert find_text(radiograph(smooth)) == ()


@pytest.mark.parametrize("shape", [(1, 1), (3, 900), (16, 16)])
def test_any_shape_can_be_looked_at(shape):
    for region in find_text(radiograph(np.full(shape, 7, np.uint8))):
        assert clipped(region, shape[1], shape[0]) == region


def test_a_region_is_clipped_to_the_picture():
    assert clipped(Region(-5, -5, 10, 10), 100, 100) == Region(0, 0, 5, 5)
    assert clipped(Region(95, 20, 10, 10), 100, 100) == Region(95, 20, 5, 10)
    assert clipped(Region(200, 0, 10, 10), 100, 100) is None
