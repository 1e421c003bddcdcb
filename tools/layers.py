"""Draws `docs/layers.svg`: the layers of the import contracts in `pyproject.toml`, with the summary of each room.

python -m tools.layers
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from textwrap import shorten

PROJECT = Path(__file__).parent.parent
PICTURE = PROJECT / "docs" / "layers.svg"

WIDTH, MARGIN, GAP = 1180, 20, 8
ROOM_HEIGHT, HEADING_HEIGHT, PADDING = 36, 34, 12
MOST_LETTERS_PER_PX = 1 / 5.6  # of the small sans serif
FEWEST_LETTERS = 30
"""A room with space for less shows its name alone."""
COMMAND_LINE_WIDTH = 90
LEGEND = (
    "A room imports only from the layers below its own; rooms of one layer stand side by side. "
    "app.gui, app.cli and trainer stand on app.core; app never imports trainer."
)


@dataclass(frozen=True, slots=True)
class Block:
    """A container of the contracts with its layers, each a row of rooms, the topmost first."""

    name: str
    fill: str
    line: str
    layers: tuple[tuple[str, ...], ...]

    @property
    def height(self) -> int:
        """Height of the drawn block, in pixels."""
        return HEADING_HEIGHT + len(self.layers) * (ROOM_HEIGHT + GAP) + PADDING


def read_layers(container: str) -> tuple[tuple[str, ...], ...]:
    """Return the layers of a container as the contracts in `pyproject.toml` have them, the topmost first."""
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (layers,) = [each["layers"] for each in contracts["contracts"] if each.get("containers") == [container]]
    return tuple(tuple(layer.replace(":", "|").replace(" ", "").split("|")) for layer in layers)


def summary_of(module: str) -> str:
    """Return the first line of a module's or package's docstring, without its full stop."""
    path = PROJECT.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n")[0].removesuffix(".")


def draw() -> str:
    """Return the picture as SVG."""
    window = Block("app.gui", "#e8f0fe", "#1a56b0", read_layers("app.gui"))
    command_line = Block("app.cli", "#f3e8fd", "#6b2fa0", ())
    trainer = Block("trainer", "#fdf1e0", "#9a5b00", read_layers("trainer"))
    core = Block("app.core", "#e6f4ea", "#1e6b3a", read_layers("app.core"))
    wide = (WIDTH - 2 * MARGIN - 2 * GAP - COMMAND_LINE_WIDTH) // 2
    floor = MARGIN + max(window.height, trainer.height)
    height = floor + GAP + core.height + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    x = MARGIN
    for block, width in ((window, wide), (command_line, COMMAND_LINE_WIDTH), (trainer, wide)):
        parts += _draw_block(block, x, floor - block.height, width)
        x += width + GAP
    parts += _draw_block(core, MARGIN, floor + GAP, WIDTH - 2 * MARGIN)
    parts.append(_text(MARGIN, height - 14, LEGEND, "#555555"))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _draw_block(block: Block, x: int, y: int, width: int) -> Iterator[str]:
    yield _rectangle(x, y, width, block.height, block.fill, block.line)
    yield _text(x + PADDING, y + 22, block.name, block.line, "15", bold=True)
    if block.layers:
        yield _text(x + PADDING + 9 * len(block.name) + 12, y + 22, summary_of(block.name), "#333333")
    for place, rooms in enumerate(block.layers):
        yield from _draw_layer(block, rooms, (x + PADDING, y + HEADING_HEIGHT + place * (ROOM_HEIGHT + GAP)), width)


def _draw_layer(block: Block, rooms: Sequence[str], corner: tuple[int, int], width: int) -> Iterator[str]:
    room_width = (width - 2 * PADDING - GAP * (len(rooms) - 1)) // len(rooms)
    for place, room in enumerate(rooms):
        x, y = corner[0] + place * (room_width + GAP), corner[1]
        yield _rectangle(x, y, room_width, ROOM_HEIGHT, "#ffffff", block.line)
        yield _text(x + 8, y + 15, room, "#111111", bold=True)
        letters = int((room_width - 14) * MOST_LETTERS_PER_PX)
        if letters >= FEWEST_LETTERS:
            yield _text(
                x + 8, y + 29, shorten(summary_of(f"{block.name}.{room}"), letters, placeholder="…"), "#555555", "10.5"
            )


def _rectangle(x: int, y: int, width: int, height: int, fill: str, line: str) -> str:
    size = f'width="{width}" height="{height}" rx="5"'
    return f'<rect x="{x}" y="{y}" {size} fill="{fill}" stroke="{line}"/>'


def _text(x: int, y: int, text: str, colour: str, size: str = "12", *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x}" y="{y}" fill="{colour}" font-size="{size}"{weight}>{escape(text)}</text>'


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
