"""A frozen program that is started again, by itself, as the process that decodes files: it has no Python for that."""

from __future__ import annotations

import sys
from collections.abc import Callable

from app.paths import frozen_program

DECODE_WORKER = "--decode-worker"
"""The argument that makes of the program the process that decodes files for another one."""


def run_program(run: Callable[[], int]) -> int:
    """Run the program, or the process that decodes, as the arguments say.

    Args:
        run: the program.

    Returns:
        The exit status.
    """
    if sys.argv[1:] == [DECODE_WORKER]:
        from app.core.imaging.workers.main import main as run_worker  # it loads what the processor must be able to run

        return run_worker()
    program = frozen_program()
    if program:
        from app.core.imaging.workers.pool import use_command  # likewise

        use_command([program, DECODE_WORKER])
    return run()
