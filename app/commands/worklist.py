"""The command `kifua worklist`: who is to be X-rayed, as the clinic's worklist server says."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import Any

from app.commands.parser import add_own_title_option, new_command
from app.console import print_lines, print_message
from app.core.age import DECIMALS
from app.dicom.peer import Peer, checked_ae_title
from app.dicom.worklist.item import WorklistItem, WorklistQuery
from app.exit_status import ExitStatus

EXAMPLES = """examples:
  kifua worklist --from RIS@192.168.1.30:104
  kifua worklist --from RIS@192.168.1.30:104 --date 2026-11-27 --station XRAY
  kifua worklist --from RIS@192.168.1.30:104 --date any --words amina --json
"""

_TODAY, _ANY_DAY = "today", "any"


def add_worklist_command(commands: Any) -> argparse.ArgumentParser:
    """Add the command to the parser's, and return its own parser.

    Args:
        commands: what `ArgumentParser.add_subparsers` returned.
    """
    about = "ask the clinic's worklist server by DICOM who is to be X-rayed"
    command = new_command(commands, "worklist", about, EXAMPLES, detail=f"{about}; nothing of it is stored")
    command.add_argument("--from", dest="server", required=True, metavar="AET@HOST:PORT", help="the worklist server")
    add_own_title_option(command)
    command.add_argument(
        "--date", type=_day, default=_TODAY, metavar="DAY", help="today, any, or a day as 2026-11-27 (default: today)"
    )
    command.add_argument(
        "--words", default="", metavar="TEXT", help="only where name, id or procedure has all of these words"
    )
    command.add_argument("--station", default="", metavar="TITLE", help="only for the machine of this AE title")
    command.add_argument("--all", action="store_true", help="other examinations than X-rays too, such as ultrasound")
    command.add_argument("--json", action="store_true", help="print one JSON object a line instead of the table")
    return command


def _day(text: str) -> date | None:
    if text == _ANY_DAY:
        return None
    try:
        return date.today() if text == _TODAY else date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("give today, any, or a day such as 2026-11-27") from error


def check_worklist_options(options: argparse.Namespace) -> None:
    """Read the titles and the address, print what is wrong with them, if anything, and exit."""
    try:
        options.peer = Peer.parse(options.server, options.aet)
        options.station = options.station and checked_ae_title(options.station)
    except ValueError:
        options.parser.error(
            "--from takes AET@HOST:PORT, such as RIS@192.168.1.30:104; --aet and --station 1 to 16 letters"
        )


def run_worklist_command(options: argparse.Namespace) -> int:
    """Ask a server, print what it answers, and return the exit status.

    Args:
        options: as the parser of `add_worklist_command` returns them, checked.

    Raises:
        NetworkError: the server cannot be asked.
        OutputError: the answer cannot be printed.
    """
    from app.dicom.worklist.query import find  # pydicom takes 100 ms to load

    found = find(options.peer, WorklistQuery(options.date, options.station))
    named = [item for item in found.items if item.has_words(options.words)]
    items = [item for item in named if options.all or item.is_radiograph]
    if not options.json:
        print_lines(_row("DAY", "TIME", "AGE", "SEX", "ID", "NAME, PROCEDURE"))
    for item in items:
        print_lines(json.dumps(_fields(item), ensure_ascii=False) if options.json else _table_row(item))
    others = len(named) - len(items)
    print_message(f"{len(items)} to be X-rayed." + (f" Other examinations: {others}, see --all." if others else ""))
    if found.is_cut:
        print_message("There are more than these: ask for one day or one machine.")
    return ExitStatus.OK


def _age_years(item: WorklistItem) -> float | None:
    years = item.age_years(item.day or date.today())
    return None if years is None else round(years, DECIMALS)


def _table_row(item: WorklistItem) -> str:
    day, time = item.day.isoformat() if item.day else "", f"{item.time:%H:%M}" if item.time else ""
    years = _age_years(item)
    age = "" if years is None else f"{years:.1f}"
    return _row(day, time, age, item.sex, item.patient_id, f"{item.patient_name}  {item.procedure}")


def _row(*cells: str) -> str:
    widths = (10, 5, 5, 3, 16, 0)
    return "  ".join(f"{cell:{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip()


def _fields(item: WorklistItem) -> dict[str, Any]:
    """Return an examination for other programs: the names that the columns of a result have too, where there are."""
    return {
        "patient_id": item.patient_id,
        "patient_name": item.patient_name,
        "birth_date": item.birth_date and item.birth_date.isoformat(),
        "age": _age_years(item),
        "sex": item.sex,
        "day": item.day and item.day.isoformat(),
        "time": item.time and f"{item.time:%H:%M}",
        "procedure": item.procedure,
        "modality": item.modality,
        "station": item.station,
    }
