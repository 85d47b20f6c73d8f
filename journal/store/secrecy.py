"""Keeping what is in memory out of files: a program that crashes with a journal open leaves no core dump."""

from __future__ import annotations

import contextlib
import functools
import sys
from typing import Final

PR_SET_DUMPABLE: Final = 4  # linux/prctl.h


@functools.cache
def keep_out_of_core_dumps() -> None:
    """Tell the system to write no core dump of this program; once is enough."""
    if sys.platform == "win32":
        return  # writes none unless somebody sets it up for this program
    import resource

    with contextlib.suppress(OSError, ValueError):
        _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
        # The hard limit stays: what this process starts may have its own reasons.
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    if sys.platform.startswith("linux"):
        # The limit does not hold where the system hands dumps to a program; this does.
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
