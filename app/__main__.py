"""`kifua` and `python -m app`: the window without arguments or with files alone, else the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from app.cpu_check import run_if_cpu_supported
from app.worker_program import run_program


def main() -> int:
    """Run the window or the command line; return the exit status."""
    return run_if_cpu_supported(lambda: run_program(_run))


def _run() -> int:
    from app.log import log_uncaught, set_exception_hooks  # late, like all that the processor must be able to run

    set_exception_hooks(log_uncaught)
    if is_for_command_line(sys.argv[1:]):
        from app.cli import main as run_cli

        return run_cli()
    # Qt takes a while to load, and its libraries may be absent where only the command line is used.
    from app.gui.main import main as run_gui

    return run_gui()


def is_for_command_line(arguments: Sequence[str]) -> bool:
    """Tell whether arguments are a command, and not files for the window, which says of one that it is not there."""
    from app.cli import COMMANDS
    from app.paths import could_be_path

    return bool(arguments) and (arguments[0] in COMMANDS or not all(map(could_be_path, arguments)))


if __name__ == "__main__":
    sys.exit(main())
