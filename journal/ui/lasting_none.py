"""Keeps None, True and False alive under Qt: PySide6 6.12.0 gives back one reference too many with each call.

It was made for Python 3.12 and later, where None has no count that could run out (PEP 683).  In Python 3.10 and 3.11
the program would end after some thousand calls ("none_dealloc: deallocating None"; seen, and measured with
sys.getrefcount: one lost with each method that returns nothing; 6.11.3 loses none).  A count that can never run out is
just what later Pythons give it.  True and False went the same way when the program ended ("bool_dealloc", seen after
long use).  A test says when this may go.
"""

from __future__ import annotations

import sys
from typing import Final

ENOUGH: Final = 1 << 60
FOR_A_START: Final = 30_000
_lent: list[object] = []


def lend_none() -> None:
    """Give each as many references as the first frame could lose: at once, where `keep_none` has much to load."""
    if sys.version_info < (3, 12) and not _lent:
        _lent.extend((None, True, False) * FOR_A_START)


def keep_none() -> None:
    """Give each so many references that none of them is ever the last; nothing from Python 3.12 on."""
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return
    import ctypes

    for constant in (None, True, False):
        if sys.getrefcount(constant) < ENOUGH // 2:
            # In these versions an object begins with its count; `id` is its address.
            ctypes.c_ssize_t.from_address(id(constant)).value += ENOUGH
