"""What the frozen window starts from: whatever it is given, it opens as a window, and is never a command line."""

import sys

from app.cpu_check import run_if_cpu_supported
from app.worker_program import run_program


def run() -> int:
    """Run the window, and return its exit status."""
    from app.gui.main import main  # what it loads ends on a processor that is too old

    return main()


sys.exit(run_if_cpu_supported(lambda: run_program(run)))
