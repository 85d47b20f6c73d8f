"""Takes PySide6 sooner: what it knows about the signatures of Qt's functions is read when somebody asks for one.

As it is imported, PySide6 unpacks the source of a dozen modules that it carries in a library, and compiles them in each
start anew: a third of the time that a bare window needs to stand.  Seven of them write interface files, tell a
function's signature, and word the error for a wrong argument.  Here each of the seven stays source until the first name
is looked up in it; then it is what it always was.

Only sources that were tried are put off: another version of PySide6 brings others, and they are read as it says.
"""

from __future__ import annotations

import builtins
import zlib
from collections.abc import Callable, Mapping
from threading import RLock
from typing import Any, Final

PLACE: Final = "shibokensupport/signature/"

# The sums of the sources in PySide6 6.12.0; the others that it brings are needed at once.
TRIED: Final[Mapping[str, int]] = {
    f"{PLACE}errorhandler.py": 0x097485F4,
    f"{PLACE}layout.py": 0x5A9065C3,
    f"{PLACE}mapping.py": 0x71461F42,
    f"{PLACE}parser.py": 0x8478C7EB,
    f"{PLACE}lib/enum_sig.py": 0x2DAA4418,
    f"{PLACE}lib/pyi_generator.py": 0x8032D059,
    f"{PLACE}lib/tool.py": 0x35E890F1,
}
# What PySide6 takes out of a module's namespace as it begins, and calls later on.
TAKEN: Final[Mapping[str, tuple[str, ...]]] = {f"{PLACE}mapping.py": ("update_mapping",)}
_sources: Final[dict[str, bytes]] = {}
_lock: Final = RLock()  # a module that is filled asks for names in the others


def still_source() -> frozenset[str]:
    """Return the files of the modules that nobody has looked into yet."""
    return frozenset(_sources)


def import_pyside() -> None:
    """Import PySide6, and leave for later what it seldom needs.  Where it is there already, nothing happens."""
    before = builtins.compile
    builtins.compile = _put_off(before)
    try:
        import PySide6.QtCore  # noqa: F401
    finally:
        builtins.compile = before


def _put_off(compile_now: Callable[..., Any]) -> Any:
    def compile_later(source: Any, filename: Any, mode: str, *more: Any, **options: Any) -> Any:
        is_source = filename in TRIED and isinstance(source, bytes)
        if is_source and zlib.crc32(source.replace(b"\r\n", b"\n")) == TRIED[filename]:
            _sources[filename] = source
            source = f"from {__name__} import fill_later\nfill_later(globals(), {filename!r})\ndel fill_later\n"
        return compile_now(source, filename, mode, *more, **options)

    return compile_later


def fill_later(namespace: dict[str, Any], file: str) -> None:
    """Let the module with *namespace* hold what stands in *file* from the first name on that is looked up in it."""

    def fill() -> None:
        with _lock:
            if file in _sources:
                exec(compile(_sources.pop(file), file, "exec"), namespace)

    def look_up(name: str) -> Any:
        # Names with underscores are asked for by who goes through all modules, and stand in none of these.
        if not name.startswith("__"):
            fill()
        try:
            return namespace[name]
        except KeyError:
            raise AttributeError(f"module {namespace['__name__']!r} has no attribute {name!r}") from None

    def stand_in(name: str) -> Callable[..., Any]:
        def called(*arguments: Any) -> Any:
            fill()
            return namespace[name](*arguments)

        return called

    namespace["__getattr__"] = look_up
    namespace.update((name, stand_in(name)) for name in TAKEN.get(file, ()))
