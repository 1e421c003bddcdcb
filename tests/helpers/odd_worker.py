"""A process that decodes as Kifua's own does, but for files whose last bytes name a misfortune."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

MISFORTUNES: dict[bytes, Callable[[], object]] = {
    b"takes too long": lambda: exec("while True: pass"),
    b"takes too much": lambda: [bytes(2**24) for _ in range(2**16)],
    b"crashes": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    b"is ended": lambda: os._exit(1),
    b"babbles": lambda: os.write(4, b"\xff" * 999),
    b"has a fault": lambda: {}["x"],
}


def main() -> int:
    """Serve as Kifua's own process does."""
    from app.core.imaging.workers import main as worker

    def decode(data, scale, granted_bytes):
        for name, work in MISFORTUNES.items():
            if data.endswith(name):
                work()
        return decode_bytes(data, scale, granted_bytes)

    decode_bytes, worker.decode_bytes = worker.decode_bytes, decode
    return worker.main()


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    sys.exit(main())
