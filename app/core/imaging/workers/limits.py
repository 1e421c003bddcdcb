"""Limits on this process's memory and processor time, by the platform's own means.

Linux: resource limits. macOS: that of processor time alone, for it does not heed the other. Windows: a job object.
Where there are none, only the program that asks limits a process: it ends one that takes too long.
"""

from __future__ import annotations

import ctypes
import sys
import time
from contextlib import suppress

if sys.platform != "win32":
    import resource


def limit_process(memory_bytes: int, cpu_s: int) -> None:
    """Limit what this process may take from now on; a later call replaces the limits.

    Beyond the memory, allocations fail; beyond the time, the system ends the process.

    Args:
        memory_bytes: address space beside what is in use.
        cpu_s: seconds of processor time beside what was used.
    """
    if sys.platform == "win32":
        with suppress(OSError):
            _limit_job(memory_bytes, cpu_s)
        return
    _set_soft(resource.RLIMIT_CPU, int(time.process_time()) + 1 + cpu_s)
    _set_soft(resource.RLIMIT_CORE, 0)
    in_use = _address_space_bytes()
    if in_use is not None:
        _set_soft(resource.RLIMIT_AS, in_use + memory_bytes)


if sys.platform != "win32":

    def _set_soft(kind: int, value: int) -> None:
        _, hard = resource.getrlimit(kind)
        with suppress(OSError, ValueError):  # a system that does not know it
            resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))

    def _address_space_bytes() -> int | None:
        try:
            with open("/proc/self/statm", encoding="ascii") as pages:
                return int(pages.read().split()[0]) * resource.getpagesize()
        except (OSError, ValueError, IndexError):
            return None


_PROCESS_TIME, _PROCESS_MEMORY = 0x2, 0x100  # JOB_OBJECT_LIMIT_…
_EXTENDED_LIMIT_INFORMATION = 9
_TICKS_A_SECOND = 10_000_000


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("per_process_user_time", ctypes.c_int64),
        ("per_job_user_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("minimum_working_set", ctypes.c_size_t),
        ("maximum_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


if sys.platform == "win32":
    _job: int | None = None

    def _limit_job(memory_bytes: int, cpu_s: int) -> None:
        """Put this process into a job of its own, once, and limit that."""
        global _job  # noqa: PLW0603 (a process is in the job for good)
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
        if _job is None:
            _job = kernel.CreateJobObjectW(None, None)
            if not _job or not kernel.AssignProcessToJobObject(_job, kernel.GetCurrentProcess()):
                raise ctypes.WinError(ctypes.get_last_error())
        limits = _ExtendedLimits()
        limits.basic.flags = _PROCESS_TIME | _PROCESS_MEMORY
        limits.basic.per_process_user_time = int((time.process_time() + cpu_s) * _TICKS_A_SECOND)
        limits.process_memory = _BASE_BYTES + memory_bytes
        kernel.SetInformationJobObject.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32)
        size = ctypes.sizeof(limits)
        if not kernel.SetInformationJobObject(_job, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), size):
            raise ctypes.WinError(ctypes.get_last_error())

    _BASE_BYTES = 256 * 2**20  # committed by Python and its libraries
