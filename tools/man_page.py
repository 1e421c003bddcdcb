"""Writes the options of every command into the man page, from the parsers themselves:  python -m tools.man_page."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from app.cli import command_parsers

PAGE = Path(__file__).parents[1] / "packaging" / "linux" / "kifua.1"
BEGIN, END = '.\\" The options, by `make docs`.\n', '.\\" The end of the options.\n'


def renewed(page: str) -> str:
    """Return a man page with the options of today's commands between its two marks."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}{''.join(_options())}{END}{rest.partition(END)[2]}"


def _options() -> Iterator[str]:
    for name, parser in command_parsers().items():
        formatter = argparse.HelpFormatter("kifua", width=10_000)
        actions = [action for action in parser._actions if action.option_strings and action.help != argparse.SUPPRESS]
        named = [action for action in actions if not isinstance(action, argparse._HelpAction)]
        if named:
            yield f".SS kifua {_escaped(name)}\n"
        for action in named:
            strings = ", ".join(rf"\fB{_escaped(each)}\fR" for each in action.option_strings)
            value = "" if action.nargs == 0 else rf" \fI{_escaped(str(action.metavar or action.dest.upper()))}\fR"
            yield f".TP\n{strings}{value}\n{_escaped(formatter._expand_help(action))}\n"


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
