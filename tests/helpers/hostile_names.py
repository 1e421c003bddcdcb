"""File names that a careless program stumbles over."""

from __future__ import annotations

HOSTILE_NAMES = (
    "\x1b[31mred\x1b[0m.png",
    "line\nbreak.png",
    "carriage\rreturn.png",
    "tab\tstop.png",
    "bell\a.png",
    "\u043d\u043e\u0440\u043c\u0430.png",  # Cyrillic letters that look Latin
    "stray\udcff\udc80byte.png",  # bytes that are no UTF-8
    "\U0001fa7b\U0001f468\u200d\U0001f469\u200d\U0001f467.png",  # emoji, joined
    "zero\u200bwidth\ufeff.png",
    "\u202egnp.exe.png",  # right-to-left override
    "=HYPERLINK(1).png",
    "+1+2.png",
    "-rf.png",
    "@SUM(A1).png",
    "\uff1d1+1.png",  # full-width equals sign
    "  =1+1.png",
    'quote".png',
    "apostrophe'.png",
    "comma,semicolon;.png",
    "percent%s{0}.png",
    "$(reboot)`reboot`.png",
    "e\u0301.png",  # decomposed accent
    "a" * 200 + ".png",
)
"""Each is allowed on Linux; none holds a slash or a NUL."""
