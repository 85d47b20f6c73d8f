"""Makes errors whole before they leave what Qt calls: PySide6 (6.12.0) ends the program over those that are not.

An error raised in C ("Internal C++ object already deleted", `int("x")`) holds only its words until some Python code
catches it; PySide6 takes them for the error itself where it leaves a method that stands in for one of Qt's (`sizeHint`,
`eventFilter`).  From Python 3.12 on, errors are always whole.  So each such method of ours catches and raises again.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any, Final

from PySide6.QtCore import QObject

ALWAYS_WHOLE: Final = (3, 12)


def keep_errors_whole() -> None:
    """Do so for every class that is made from now on; nothing from Python 3.12 on."""
    if sys.version_info < ALWAYS_WHOLE and "__init_subclass__" not in vars(QObject):
        QObject.__init_subclass__ = classmethod(_on_new_class)  # type: ignore[assignment, arg-type]


def _on_new_class(made: type, **named: object) -> None:
    super(QObject, made).__init_subclass__(**named)  # type: ignore[misc]
    for name, method in list(vars(made).items()):
        if isinstance(method, FunctionType) and not name.startswith("__") and _is_of_qt(made, name):
            setattr(made, name, _whole(method))


def _is_of_qt(made: type, name: str) -> bool:
    return any(name in vars(base) for base in made.__mro__[1:] if base.__module__.startswith("PySide6."))


def _whole(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def call(*arguments: Any, **named: Any) -> Any:
        try:
            return method(*arguments, **named)
        except BaseException:
            raise  # being caught is what makes it whole

    return call
