"""What the parsers of the commands share."""

from __future__ import annotations

import argparse
from typing import Any

from app.dicom.peer import DEFAULT_AE_TITLE
from app.exit_status import exit_status_table


def new_command(commands: Any, name: str, about: str, examples: str, *, detail: str = "") -> argparse.ArgumentParser:
    """Add a command, and return its own parser.

    Args:
        commands: what `ArgumentParser.add_subparsers` returned.
        name: of the command.
        about: what it does, for the list of all commands.
        examples: stand at the end of its help, above the table of the exit statuses.
        detail: the same at more length, for its own help; empty for `about`.
    """
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about,
        description=detail or about,
        epilog=f"{examples}\nexit status:\n{exit_status_table()}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(parser=command)
    return command


def add_screening_options(command: argparse.ArgumentParser) -> None:
    """Add the options of each command that screens, and prints what it has found."""
    command.add_argument("--no-history", action="store_true", help="do not keep the results in the local history")
    command.add_argument("--operating-point", metavar="NAME", help="see `kifua model`; the first one is the default")


def add_own_title_option(command: argparse.ArgumentParser) -> None:
    """Add the option of each command that others know Kifua by an AE title in."""
    about = f"Kifua's own AE title (default: {DEFAULT_AE_TITLE})"
    command.add_argument("--aet", default=DEFAULT_AE_TITLE, metavar="TITLE", help=about)
