"""`kifua` and `python -m app`: the window without an argument, the command line with one."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the window or the command line; return the exit status."""
    if len(sys.argv) > 1:
        from app.cli import main as run_cli

        return run_cli()
    # Qt takes a while to load, and its libraries may be absent where only the command line is used.
    from app.gui.main import main as run_gui

    return run_gui()


if __name__ == "__main__":
    sys.exit(main())
