"""Lets large pieces of memory go back to the system when they are done with; pictures are such pieces.

glibc raises the size from which it does so whenever a large piece is freed, up to 32 MB.  Pictures of pages then lie
among small things that stay, and their room is lost: 12 MB after all pages were seen (measured).  A size that is set
stays.  Other systems do without.
"""

from __future__ import annotations

import sys
from typing import Any, Final

M_MMAP_THRESHOLD: Final = -3  # its number in malloc.h
LARGE: Final = 128 * 1_024  # bytes; what glibc begins with


def return_large_pieces() -> bool:
    """Give each large piece back when it is freed, from now on; say whether that can be had here."""
    library = _glibc()
    return library is not None and library.mallopt(M_MMAP_THRESHOLD, LARGE) == 1


def return_what_is_free() -> bool:
    """Give back whatever is free just now, for once; say whether anything was.  It takes some ms."""
    library = _glibc()
    return library is not None and library.malloc_trim(0) == 1


def _glibc() -> Any:
    """Return the C library, if it is the one that knows these ways."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes  # for this alone from Python 3.12 on

    library = ctypes.CDLL(None)
    return library if hasattr(library, "gnu_get_libc_version") else None
