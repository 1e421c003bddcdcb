"""The command `kifua send`: results that wait for a picture archive."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from app.commands.parser import new_command
from app.commands.screen import chosen_history
from app.console import print_lines
from app.core.errors import Reason
from app.exit_status import ExitStatus
from app.paths import outbox_folder

if TYPE_CHECKING:
    from app.dicom.send.peer_queue import PeerQueue

EXAMPLES = """examples:
  kifua send             every few minutes, say: a peer that is away is asked less and less often
  kifua send --now       ask at once
  kifua send --list
  kifua send --remove    give up what waits, and what was refused
"""


def add_send_command(commands: Any) -> argparse.ArgumentParser:
    """Add the command to the parser's, and return its own parser.

    Args:
        commands: what `ArgumentParser.add_subparsers` returned.
    """
    about = "send the results that could not be sent by `kifua export --send`"
    command = new_command(commands, "send", about, EXAMPLES)
    one = command.add_mutually_exclusive_group()
    one.add_argument("--now", action="store_true", help="although a peer could not be reached a short time ago")
    one.add_argument("--list", action="store_true", help="only tell what waits, and what was refused")
    one.add_argument("--remove", action="store_true", help="delete what waits, and what was refused")
    return command


def run_send_command(options: argparse.Namespace, tell: Callable[[Reason], None]) -> int:
    """Do what the options say with the queues, and return the exit status.

    Args:
        options: as the parser of `add_send_command` returns them.
        tell: prints an error that does not end the command.

    Raises:
        OutputError: a queue cannot be used.
    """
    from app.dicom.send.outbox import queues  # pydicom takes 100 ms to load

    found = queues(outbox_folder(chosen_history(tell).parent))
    if options.list:
        for queue in found:
            print_lines(f"{queue.peer}: {len(queue.waiting())} waiting, {len(queue.refused())} refused")
        return ExitStatus.OK
    if options.remove:
        for queue in found:
            print_lines(f"{queue.peer}: {queue.remove()} removed")
        return ExitStatus.OK
    return ExitStatus.OK if deliver_and_tell(found, tell, at_once=options.now) else ExitStatus.NOT_SENT


def deliver_and_tell(queues: Iterable[PeerQueue], tell: Callable[[Reason], None], *, at_once: bool) -> bool:
    """Send what waits in queues, print how that went, and return whether all of it is sent.

    Args:
        queues: of peers.
        tell: prints why something waits.
        at_once: whether to try although the last failure is not long ago.

    Raises:
        OutputError: a queue cannot be used.
    """
    from app.dicom.send.outbox import deliver

    is_all_sent = True
    for queue in queues:
        done = deliver(queue, time.time(), at_once=at_once)
        if done.reason:
            tell(done.reason)
        print_lines(f"{queue.peer}: {done.sent} sent, {done.refused} refused, {done.left} waiting")
        is_all_sent &= not done.left and not done.refused
    return is_all_sent
