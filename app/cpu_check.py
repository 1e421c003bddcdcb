"""Turns away a processor that is too old, before anything is loaded that would end the program without a word.

numpy, Qt and LiteRT are built for x86-64-v2, which Intel has made since 2008 and AMD since 2011, but for netbooks not
before 2013. Elsewhere they die of an illegal instruction as they are loaded, numpy before it comes to its own check.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

from app.core.errors import Reason

TOO_OLD = 6
"""Exit status when the processor is too old."""

_LEVEL_2 = {"SSE3": 0, "SSSE3": 9, "CMPXCHG16B": 13, "SSE4.1": 19, "SSE4.2": 20, "POPCNT": 23}
"""What x86-64-v2 adds, by the bits of ECX that the instruction CPUID gives for leaf 1."""

_WINDOWS_SSE4_2 = 38
"""Windows' number for it; of what makes up x86-64-v2, what has this has the rest."""

_WINDOWS_THAT_KNOWS = 19041
"""Build of the first Windows that tells: 10, version 2004. Older ones say that no processor has it."""

_SIGN_OF_AN_ERROR = 0x10


def run_if_cpu_supported(run: Callable[[], int]) -> int:
    """Run the program; where the processor is too old, say so in one sentence instead.

    Args:
        run: the program; it is the first to import what is built for newer processors.

    Returns:
        Its exit status, or `TOO_OLD`.
    """
    lacking = missing_cpu_features()
    if not lacking:
        return run()
    reason = Reason.of("processor_too_old", features=", ".join(lacking))
    if sys.platform == "win32" and sys.stderr is None:  # the window's program, which has no console
        ctypes.windll.user32.MessageBoxW(None, reason.sentence, "Kifua", _SIGN_OF_AN_ERROR)
    else:
        print(f"kifua: {reason}", file=sys.stderr)
    return TOO_OLD


def missing_cpu_features() -> list[str]:
    """Return the names of what Kifua needs and this processor lacks; none where the system does not tell."""
    if sys.platform == "linux":
        try:
            leaf_of = ctypes.CDLL(None).__x86_get_cpuid_feature_leaf  # of glibc 2.33 and newer, on x86 alone
        except AttributeError:
            return []
        leaf_of.restype = ctypes.POINTER(ctypes.c_uint32 * 8)  # EAX to EDX, then what of them can be used
        usable = leaf_of(0).contents[6]
        return [name for name, bit in _LEVEL_2.items() if not usable >> bit & 1]
    if sys.platform == "win32" and sys.getwindowsversion().build >= _WINDOWS_THAT_KNOWS:
        return [] if ctypes.windll.kernel32.IsProcessorFeaturePresent(_WINDOWS_SSE4_2) else ["SSE4.2"]
    return []  # every Mac that runs a macOS of Qt's has it
