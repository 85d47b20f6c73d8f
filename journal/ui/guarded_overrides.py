"""Lets no error leave a method that stands in for one of Qt's (`sizeHint`, `eventFilter`): PySide6 may not survive it.

Seen with 6.11.3 and 6.12.0, each time the end of the program: an error raised in C (`int("x")`, "Internal C++ object
already deleted") is only words until Python catches it, before Python 3.12, and is taken for the error itself; and
while an error waits to be raised, the first call of any such method gives back a reference that was never taken.

So the error goes to `sys.excepthook`, as it does from a slot, and Qt gets what it would have got without the method.
Only a widget or layout that Qt is just taking apart may be asked a last time, and answers nothing: that is no error.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid


def guard_overrides() -> None:
    """Guard the classes that are made from now on, here and anywhere below."""
    if "__init_subclass__" not in vars(QObject):
        QObject.__init_subclass__ = classmethod(_on_new_class)  # type: ignore[assignment, arg-type]


def _on_new_class(made: type, **named: object) -> None:
    super(QObject, made).__init_subclass__(**named)  # type: ignore[misc]
    for name, method in list(vars(made).items()):
        if isinstance(method, FunctionType) and not name.startswith("__") and _is_of_qt(made, name):
            setattr(made, name, _guarded(made, name, method))


def _is_gone(thing: object) -> bool:
    return isinstance(thing, QObject) and not isValid(thing)


def _is_of_qt(made: type, name: str) -> bool:
    return any(name in vars(base) for base in made.__mro__[1:] if base.__module__.startswith("PySide6."))


def _guarded(made: type, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    takes_events = name.lower().endswith(("event", "eventfilter"))

    @functools.wraps(method)
    def call(self: object, *arguments: Any, **named: Any) -> Any:
        try:
            return method(self, *arguments, **named)
        except Exception as error:
            if not (isinstance(error, RuntimeError) and _is_gone(self)):
                sys.excepthook(type(error), error, error.__traceback__)
        if takes_events:
            return False  # Qt may have had the event already, from the method
        try:
            return getattr(super(made, self), name)(*arguments, **named)
        except (RuntimeError, NotImplementedError):  # it is gone, or Qt has none of its own
            return None

    return call
