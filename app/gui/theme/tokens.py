"""Tokens of the design: colours, spacing, type, radii and targets, all of them here and nowhere else.

Each ink has a contrast of at least 4.5:1 to the grounds that it stands on, and each edge of a field one of at least 3:1
(WCAG 2.2, 1.4.3 and 1.4.11); `tests/gui/theme` measures it.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

SPACE_1_PX, SPACE_2_PX, SPACE_3_PX, SPACE_4_PX, SPACE_5_PX, SPACE_6_PX = 4, 8, 12, 16, 24, 32
"""Steps of the spacing."""

RADIUS_PX = 8
"""Of cards, buttons and fields."""

TARGET_PX = 44
"""Least side of what is clicked often (WCAG 2.2, 2.5.5)."""

RAIL_PX, LOW_RAIL_PX = 84, 64
"""Width of the rail, and where the window is low."""

HEADER_PX, LOW_HEADER_PX = 60, 48
"""Height of the header of a page, and where the window is low."""

LOW_WINDOW_PX = 660
"""A window is low below this height."""

PANEL_PX, NARROW_PANEL_PX = 372, 290
"""Width of a panel beside an X-ray, and where the window is narrower than 1200."""

TEXT_PT = 10.5
"""Size of a text, 14 px on a screen of 96 dots an inch."""

SMALL, LARGE, HUGE = 12 / 14, 17 / 14, 24 / 14
"""Scales of a text's size: notes, titles of a page, the words of a verdict."""

FONT_FAMILIES = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Ethiopic",
    "sans-serif",
)
"""Families in the order in which a letter is looked for: each file of Noto holds one script."""


@dataclass(frozen=True, slots=True)
class Tone:
    """Two colours that belong together.

    Attributes:
        ink: of words, marks and edges.
        soft: of the ground below them.
    """

    ink: str
    soft: str


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of one theme, as `#rrggbb`.

    Attributes:
        ground: of the window.
        surface: of cards, fields, the rail and the headers.
        line: between parts; decoration only.
        edge: of fields and boxes.
        ink: of words.
        pale_ink: of words of less weight.
        dimmed_ink: of what is switched off: told from the rest, and still to be read.
        viewer: around an X-ray.
        accent: of the primary button, and of a button that is chosen.
        accent_ink: on the accent.
        accent_soft: below what is chosen in a list.
        hover: below what the pointer is over; never like what is chosen.
        focus: of the ring around what has the keyboard.
        signs: of signs of pneumonia, and of what warns.
        none: of no signs, and of what is done.
        unsure: of an uncertain finding.
        refused: of what was not assessed.
    """

    ground: str
    surface: str
    line: str
    edge: str
    ink: str
    pale_ink: str
    dimmed_ink: str
    viewer: str
    accent: str
    accent_ink: str
    accent_soft: str
    hover: str
    focus: str
    signs: Tone
    none: Tone
    unsure: Tone
    refused: Tone


LIGHT = Colours(
    ground="#f4f6f8",
    surface="#ffffff",
    line="#d6dce3",
    edge="#7c8894",
    ink="#17212b",
    pale_ink="#4a5765",
    dimmed_ink="#6b7682",
    viewer="#0c1116",
    accent="#0b6670",
    accent_ink="#ffffff",
    accent_soft="#dff0f1",
    hover="#eef0f3",
    focus="#1565c0",
    signs=Tone("#a61b12", "#fdeae8"),
    none=Tone("#1c6b3c", "#e5f4ea"),
    unsure=Tone("#7a4f00", "#fff2d6"),
    refused=Tone("#44505e", "#e8edf2"),
)
DARK = Colours(
    ground="#14191f",
    surface="#1d242c",
    line="#35404c",
    edge="#7f8c99",
    ink="#eef2f6",
    pale_ink="#aab6c3",
    dimmed_ink="#8a96a3",
    viewer="#07090c",
    accent="#4fb8c4",
    accent_ink="#06201f",
    accent_soft="#16373b",
    hover="#29323c",
    focus="#82b8ff",
    signs=Tone("#ff9d94", "#47201d"),
    none=Tone("#83d6a1", "#17392a"),
    unsure=Tone("#ffcf73", "#43330f"),
    refused=Tone("#b9c5d1", "#2a343f"),
)


def is_dark(palette: QPalette) -> bool:
    """Tell whether a palette is that of the dark theme."""
    return palette.color(QPalette.ColorRole.Window).lightness() < 128


def colours(palette: QPalette) -> Colours:
    """Return the colours of the theme that a palette is of."""
    return DARK if is_dark(palette) else LIGHT


def palette_of(tokens: Colours) -> QPalette:
    """Return the palette that Qt's own controls are drawn with."""
    roles = QPalette.ColorRole
    made = QPalette(QColor(tokens.surface), QColor(tokens.ground))  # it derives shadows and edges
    for role, colour in (
        (roles.Window, tokens.ground),
        (roles.WindowText, tokens.ink),
        (roles.Base, tokens.surface),
        (roles.AlternateBase, tokens.surface),
        (roles.Text, tokens.ink),
        (roles.Button, tokens.surface),
        (roles.ButtonText, tokens.ink),
        (roles.BrightText, tokens.accent_ink),
        (roles.Highlight, tokens.accent_soft),
        (roles.HighlightedText, tokens.ink),
        (roles.Link, tokens.accent),
        (roles.LinkVisited, tokens.accent),
        (roles.PlaceholderText, tokens.pale_ink),
        (roles.ToolTipBase, tokens.surface),
        (roles.ToolTipText, tokens.ink),
        (roles.Mid, tokens.edge),
        (roles.Accent, tokens.accent),
    ):
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.dimmed_ink))
    return made
