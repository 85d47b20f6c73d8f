"""Lets large pieces of memory go back to the system when they are done with; pictures are such pieces.

glibc raises the size from which it does so whenever a large piece is freed, up to 32 MB.  Pictures of pages then lie
among small things that stay, and their room is lost: 12 MB after all pages were seen (measured).  A size that is set
stays.  Other systems do without.
"""

from __future__ import annotations

import sys
from typing import Final

M_MMAP_THRESHOLD: Final = -3  # its number in malloc.h
LARGE: Final = 128 * 1_024  # bytes; what glibc begins with


def return_large_pieces() -> bool:
    """Give each large piece back when it is freed, from now on; say whether that can be had here."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes  # for this alone from Python 3.12 on

    try:
        library = ctypes.CDLL(None)
        is_glibc = hasattr(library, "gnu_get_libc_version")
        return is_glibc and library.mallopt(M_MMAP_THRESHOLD, LARGE) == 1
    except (OSError, AttributeError):  # a C library of another kind
        return False
