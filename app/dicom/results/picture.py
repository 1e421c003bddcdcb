"""The picture of a result, drawn without a screen: X-ray with evidence map, legend, verdict, limits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from app.core.model.evidence_map import FULL_COLOUR_MARGIN, USUAL_STRENGTH, map_colours, resize_map
from app.core.records import Radiograph
from app.dicom.results.result_text import NOT_A_DIAGNOSIS, ResultText

PICTURE_PX = 1000
"""Longest side of the X-ray in the picture: enough to see where the map lies; details are for the X-ray itself."""

_TEXT_PX, _EDGE_PX, _BANNER_PX, _LEGEND_PX, _MAP_PX = 560, 28, 64, 22, 256
_BACKGROUND, _BANNER, _INK, _FAINT = (16, 18, 22), (150, 32, 32), (255, 255, 255), (205, 210, 218)
_LINE_HEIGHT = 1.35
_REGULAR, _BOLD = "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"
_LEGEND = "Orange: raised the score. Blue: lowered it. It does not outline a disease."
_NO_MAP = "There is no evidence map of this X-ray."


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    font: ImageFont.FreeTypeFont
    colour: tuple[int, int, int]
    gap_px: int = 0  # above it

    @property
    def height_px(self) -> int:
        return self.gap_px + round(self.font.size * _LINE_HEIGHT)


def draw_result(
    radiograph: Radiograph, evidence: NDArray[np.float64] | None, text: ResultText, fonts: Path
) -> NDArray[np.uint8]:
    """Draw the picture of a result.

    Args:
        radiograph: as it was screened, of 8 bits.
        evidence: margins of the places, shape (h, w); None without a map.
        text: the words beside it.
        fonts: folder of the program's fonts.

    Returns:
        Red, green and blue, shape (H, W, 3).
    """
    xray = _with_map(radiograph, evidence)
    lines = _lines(text, fonts)
    legend = _wrapped(_NO_MAP if evidence is None else _LEGEND, _font(fonts, 18), xray.width, _FAINT, 8)
    legend_height = sum(line.height_px for line in legend) + (0 if evidence is None else _LEGEND_PX + 8)
    inner = max(xray.height + legend_height, sum(line.height_px for line in lines))
    size = (xray.width + _TEXT_PX + 3 * _EDGE_PX, inner + 2 * _BANNER_PX + 2 * _EDGE_PX)
    page = Image.new("RGB", size, _BACKGROUND)
    draw = ImageDraw.Draw(page)
    top = _BANNER_PX + _EDGE_PX
    for place in (0, size[1] - _BANNER_PX):
        draw.rectangle((0, place, size[0], place + _BANNER_PX), fill=_BANNER)
        centre = (size[0] // 2, place + _BANNER_PX // 2)
        draw.text(centre, f"Kifua: {NOT_A_DIAGNOSIS}", _INK, _font(fonts, 28, bold=True), anchor="mm")
    page.paste(xray, (_EDGE_PX, top))
    below = top + xray.height
    if evidence is not None:
        page.paste(_legend(xray.width), (_EDGE_PX, below + 8))
        below += _LEGEND_PX + 8
    _write(draw, legend, _EDGE_PX, below)
    _write(draw, lines, xray.width + 2 * _EDGE_PX, top)
    return np.asarray(page)


def _with_map(radiograph: Radiograph, evidence: NDArray[np.float64] | None) -> Image.Image:
    """Return an X-ray at the size that it is drawn in, with its map laid over it."""
    grey = Image.fromarray((radiograph.pixels * (255 / radiograph.full_scale)).astype(np.uint8))
    factor = PICTURE_PX / max(grey.size)
    size = (max(round(grey.width * factor), 1), max(round(grey.height * factor), 1))
    xray = grey.resize(size, Image.Resampling.BILINEAR).convert("RGB")
    if evidence is not None:
        overlay = Image.fromarray(map_colours(resize_map(evidence, _MAP_PX))).resize(size, Image.Resampling.BILINEAR)
        opacity = overlay.getchannel("A").point([round(level * USUAL_STRENGTH) for level in range(256)])
        xray.paste(overlay.convert("RGB"), mask=opacity)
    return xray


def _legend(width: int) -> Image.Image:
    """Return the colours of the map over grey, from those that lower the score to those that raise it."""
    margins = np.linspace(-FULL_COLOUR_MARGIN, FULL_COLOUR_MARGIN, width)
    colours = Image.fromarray(map_colours(np.tile(margins, (_LEGEND_PX, 1))))
    bar = Image.new("RGB", colours.size, (128, 128, 128))
    bar.paste(colours.convert("RGB"), mask=colours.getchannel("A"))
    return bar


def _lines(text: ResultText, fonts: Path) -> list[_Line]:
    paragraphs = (
        *[(text.headline, _font(fonts, 40, bold=True), _INK, 0)],
        *[(part, _font(fonts, 24, bold=True), _INK, 10) for part in (text.score,) if part],
        *[(text.step, _font(fonts, 24), _INK, 16)],
        *[(reason, _font(fonts, 21, bold=True), _INK, 14) for reason in text.reasons],
        *[("Limits", _font(fonts, 20, bold=True), _FAINT, 24) for _ in text.limits[:1]],
        *[(limit, _font(fonts, 18), _FAINT, 8) for limit in text.limits],
        *[(part, _font(fonts, 18), _FAINT, 20) for part in (text.intended_use, text.origin) if part],
    )
    return [line for words, font, colour, gap in paragraphs for line in _wrapped(words, font, _TEXT_PX, colour, gap)]


def _wrapped(
    text: str, font: ImageFont.FreeTypeFont, width: int, colour: tuple[int, int, int], gap: int
) -> list[_Line]:
    """Return a paragraph in lines that fit into a width; a word that is wider has its line cut by the edge."""
    rows = [""]
    for word in text.split():
        longer = f"{rows[-1]} {word}".strip()
        if rows[-1] and font.getlength(longer) > width:
            rows.append(word)
        else:
            rows[-1] = longer
    return [_Line(row, font, colour, 0 if number else gap) for number, row in enumerate(rows)]


def _write(draw: ImageDraw.ImageDraw, lines: list[_Line], left: int, top: int) -> None:
    for line in lines:
        draw.text((left, top + line.gap_px), line.text, line.colour, line.font)
        top += line.height_px


def _font(fonts: Path, size_px: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fonts / (_BOLD if bold else _REGULAR)), size_px)
