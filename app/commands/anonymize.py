"""The command `kifua anonymize`: X-rays without the patient's identity, and the table that leads back to it."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.output import others_sentence
from app.commands.parser import new_command
from app.commands.screen import chosen_history
from app.console import print_lines, print_message
from app.core.errors import InputError, KifuaError, OutputError, Reason
from app.core.imaging.discovery import discover
from app.core.text import printable
from app.exit_status import ExitStatus
from app.paths import pseudonym_key_file

if TYPE_CHECKING:
    from app.dicom.deidentify.pseudonyms import Pseudonyms
    from app.dicom.deidentify.regions import Region
    from app.dicom.deidentify.table import Link

EXAMPLES = """examples:
  kifua anonymize child.dcm --out for-study/                      what may be text in the picture is told
  kifua anonymize xrays/ --recursive --out for-study/ --black-text
  kifua anonymize xrays/ --out for-study/ --table patients.age    asks for a password
  kifua anonymize --open-table patients.age

A name that is burned into a picture is seen by a person alone: look at each before you pass it on. What is printed
names the old files only; which new one is whose is told by the table, and by nothing else.
"""

_NOT_A_TERMINAL = "there is no terminal to ask for the password"


def add_anonymize_command(commands: Any) -> argparse.ArgumentParser:
    """Add the command to the parser's, and return its own parser.

    Args:
        commands: what `ArgumentParser.add_subparsers` returned.
    """
    about = "save X-rays without the patient's identity"
    detail = f"{about}, as new files of new names; the old ones stay as they are"
    command = new_command(commands, "anonymize", about, EXAMPLES, detail=detail)
    add = command.add_argument
    add("paths", nargs="*", metavar="PATH", help="an X-ray, or a folder of X-rays")
    add("--recursive", action="store_true", help="also take the folders below")
    add("--out", type=Path, metavar="FOLDER", help="write the new files here; none is ever replaced")
    add("--black-text", action="store_true", help="black what may be text near the borders of a picture")
    add(
        "--key",
        type=Path,
        metavar="FILE",
        help="secret key of the new names, made where it is not there: the same key gives the same names "
        "(default: one in the folder of the history)",
    )
    add("--table", type=Path, metavar="FILE", help="also write an encrypted table of new and old names")
    add("--open-table", type=Path, metavar="FILE", help="print such a table, as CSV")
    add("--json", action="store_true", help="print one JSON object a line")
    return command


def check_anonymize_options(options: argparse.Namespace) -> None:
    """Print what is wrong with the options together, if anything, and exit."""
    fail = options.parser.error
    if options.open_table:
        if options.paths or options.out or options.table:
            fail("--open-table is used alone")
    elif not options.paths:
        fail("say which X-rays, or --open-table FILE")
    elif not options.out:
        fail("say where the new files go: --out FOLDER")


def run_anonymize_command(options: argparse.Namespace, tell: Callable[[Reason], None]) -> int:
    """De-identify what the options name, or print a table, and return the exit status.

    Args:
        options: as the parser of `add_anonymize_command` returns them.
        tell: prints an error that does not end the batch.

    Raises:
        OutputError: the key or the table cannot be used.
    """
    # pydicom takes 100 ms to load.
    from app.dicom.deidentify.pseudonyms import pseudonyms_of
    from app.dicom.deidentify.table import check_is_new, read_table, write_table

    if options.open_table:
        print_lines(*read_table(options.open_table, _password(options, is_new=False)).splitlines())
        return ExitStatus.OK
    files = _files(options)
    if not files:
        tell(Reason.of("no_images"))
        return ExitStatus.NOTHING_FOUND
    password = ""  # nosec B105
    if options.table:
        check_is_new(options.table)
        password = _password(options, is_new=True)
    pseudonyms = pseudonyms_of(options.key or pseudonym_key_file(chosen_history(tell).parent))
    links: list[Link] = []
    try:
        failed = sum(not _save(file, options, pseudonyms, links) for file in files)
    finally:  # whatever ended the batch: without its table, what is written leads back to nobody
        if options.table and links:
            write_table(options.table, links, password)
    print_message(f"{len(files) - failed} of {len(files)} X-rays saved without the patient's identity.")
    return ExitStatus.INCOMPLETE if failed else ExitStatus.OK


def _files(options: argparse.Namespace) -> list[str]:
    """Return the files to take; what an earlier run has written is none of them."""
    written = os.path.join(os.path.realpath(options.out), "")
    found = discover(options.paths, recursive=options.recursive)
    if found.others:
        print_message(others_sentence(found.others))
    return [file for file in found.files if not os.path.realpath(file).startswith(written) or file in options.paths]


def _save(file: str, options: argparse.Namespace, pseudonyms: Pseudonyms, links: list[Link]) -> bool:
    """Write the new file of an X-ray, print how that went, and return whether it is there."""
    from app.dicom.deidentify.deidentifier import deidentified, open_xray, write_deidentified

    try:
        xray = open_xray(Path(file))
        made = deidentified(xray, xray.text_regions if options.black_text else (), pseudonyms)
        write_deidentified(made, options.out)
    except (InputError, OutputError) as error:
        _print_failure(file, error, as_json=options.json)
        return False
    links.append(made.link)
    _print_success(file, xray.text_regions, options)
    return True


def _print_failure(file: str, error: KifuaError, *, as_json: bool) -> None:
    if as_json:
        print_lines(json.dumps({"file": file, "saved": False, "code": error.reason.code, "reason": str(error.reason)}))
    else:
        print_message(f"{printable(file)}: {error.reason}")


def _print_success(file: str, regions: Sequence[Region], options: argparse.Namespace) -> None:
    if options.json:
        places = [[each.left, each.top, each.width, each.height] for each in regions]
        print_lines(json.dumps({"file": file, "saved": True, "text_regions": places, "blacked": options.black_text}))
        return
    found = "; ".join(f"{each.left},{each.top} {each.width}×{each.height}" for each in regions)
    done = "blacked" if options.black_text else "not blacked: look at it"
    print_lines(f"{file}: saved" + (f"; may be text ({done}): {found}" if regions else "; no text found: look at it"))


def _password(options: argparse.Namespace, *, is_new: bool) -> str:
    """Ask for a password at the terminal, twice for a new one; without a terminal, or a good one, exit."""
    from app.dicom.deidentify.table import LEAST_PASSWORD

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)  # it would be shown as it is typed
            password = getpass.getpass("Password of the table: ")
            if not is_new:
                return password
            if len(password) < LEAST_PASSWORD:
                options.parser.error(f"the password needs at least {LEAST_PASSWORD} characters")
            if getpass.getpass("The same password again: ") != password:
                options.parser.error("the two passwords differ")
    except (getpass.GetPassWarning, EOFError):
        options.parser.error(_NOT_A_TERMINAL)
    return password
