"""Refuse to run on a processor that is too old, before a library is loaded that would crash there without a message.

numpy, Qt and LiteRT are built for x86-64-v2, which Intel has made since 2008 and AMD since 2011, but for netbooks not
before 2013. Elsewhere they die of an illegal instruction as they are loaded, numpy before it comes to its own check.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

from app.core.errors import Reason
from app.exit_status import ExitStatus

_REQUIRED_FEATURES = {"SSE3": 0, "SSSE3": 9, "CMPXCHG16B": 13, "SSE4.1": 19, "SSE4.2": 20, "POPCNT": 23}
"""Features that x86-64-v2 adds, with their bits in the register ECX that CPUID gives for leaf 1."""

_WINDOWS_SSE4_2 = 38
"""Windows' number for SSE4.2; a processor that has it has the rest of x86-64-v2."""

_FIRST_WINDOWS_BUILD = 19041
"""First Windows that knows of SSE4.2: 10, version 2004. Older ones say that no processor has it."""

_MB_ICONERROR = 0x10


def run_if_cpu_supported(run: Callable[[], int]) -> int:
    """Run the program, or show one sentence where the processor is too old.

    Args:
        run: the program; imports the libraries that are built for newer processors.

    Returns:
        Its exit status, or `ExitStatus.CPU_TOO_OLD`.
    """
    missing = missing_cpu_features()
    if not missing:
        return run()
    reason = Reason.of("processor_too_old", features=", ".join(missing))
    if sys.platform == "win32" and sys.stderr is None:  # the window's program, which has no console
        ctypes.windll.user32.MessageBoxW(None, reason.sentence, "Kifua", _MB_ICONERROR)
    else:
        print(f"kifua: {reason}", file=sys.stderr)
    return ExitStatus.CPU_TOO_OLD


def missing_cpu_features() -> list[str]:
    """Return the names of the required features that this processor lacks; none where the system does not tell."""
    if sys.platform == "linux":
        try:
            leaf_of = ctypes.CDLL(None).__x86_get_cpuid_feature_leaf  # of glibc 2.33 and newer, on x86 alone
        except AttributeError:
            return []
        leaf_of.restype = ctypes.POINTER(ctypes.c_uint32 * 8)  # EAX to EDX, then what of them can be used
        usable = leaf_of(0).contents[6]
        return [name for name, bit in _REQUIRED_FEATURES.items() if not usable >> bit & 1]
    if sys.platform == "win32" and sys.getwindowsversion().build >= _FIRST_WINDOWS_BUILD:
        return [] if ctypes.windll.kernel32.IsProcessorFeaturePresent(_WINDOWS_SSE4_2) else ["SSE4.2"]
    return []  # every Mac that runs a macOS that Qt supports has them
