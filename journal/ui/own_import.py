"""Takes PySide6 out of the way of Python's imports: it reads the source of every module that anybody imports.

PySide6 (seen in 6.12.0) puts a function of its own in the place of `__import__`, and looks in each new module's source
whether it says "PySide6", for `from __feature__ import snake_case` and the like.  Nothing here uses that; the reading
is a fifth of loading SQLAlchemy, and what was read stays in memory.
"""

from __future__ import annotations

import builtins

import PySide6  # noqa: F401 - it is in the way from here on


def import_plainly() -> None:
    """Let `__import__` be what stood there before PySide6."""
    before = getattr(builtins, "__orig_import__", None)
    if before is not None and builtins.__import__ is getattr(builtins, "__feature_import__", None):
        builtins.__import__ = before
