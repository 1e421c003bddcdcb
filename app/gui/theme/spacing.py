"""Gaps, margins and least sizes of controls, in device-independent pixels."""

from __future__ import annotations

from app.gui.theme.tokens import TARGET_PX

Margins = tuple[int, int, int, int]
"""Left, top, right, bottom."""

LINE_GAP_PX = 6
"""Between lines, paragraphs or tools that belong together."""

CONTROL_GAP_PX = 8
"""Between controls, and between a control and its words."""

GROUP_GAP_PX = 12
"""Between groups of controls or of paragraphs."""


NO_MARGINS: Margins = (0, 0, 0, 0)
BAR_MARGINS: Margins = (12, 6, 12, 6)
"""Of a bar across a part of the window."""
PAGE_MARGINS: Margins = (16, 12, 16, 12)
"""Of a page, a dialog or a tab."""
TEXT_MARGINS: Margins = (32, 20, 32, 24)
"""Of a page that is read from the top."""
CARD_MARGINS: Margins = (14, 12, 14, 12)
SECTION_MARGINS: Margins = (20, 16, 20, 16)
"""Of a card that is read from the top."""
LINE_CARD_MARGINS: Margins = (14, 2, 14, 2)
"""Of a card of one line with a button at its end."""

FIELD_HEIGHT_PX = 38
"""Least height of a field, a list, a box to tick or a line of a menu: large enough for an unsteady hand."""
MENU_HEIGHT_PX = 30
BUTTON_HEIGHT_PX = TARGET_PX
BUTTON_WIDTH_PX = 110
"""Least width of a button, however short its word is."""
