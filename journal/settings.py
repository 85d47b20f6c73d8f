"""What this computer remembers between two starts: look, language, recent journals.  Nothing out of a journal."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from platformdirs import user_config_path

THEMES: Final = ("", "light", "dark", "white", "black")  # "" follows the system
TEXT_SIZES: Final = (100, 125, 150, 175, 200, 225, 250)  # percent
PAPERS: Final = ("a4", "letter")
MOST_RECENT: Final = 8
LOCK_AFTER: Final = (0, 1, 5, 15, 60)  # minutes without a key or a mouse; 0 never locks
MOST_REMEMBERED: Final = 100
_MARK: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Place:
    """Where the window stood, in the screen's own pixels, when it was not maximised."""

    x: int
    y: int
    width: int
    height: int
    is_maximised: bool = False


@dataclass(frozen=True)
class Settings:
    """One person's settings on this computer; a new value for every change.

    *recent* holds paths only, last one first.  *author* signs what is written here.  *emergency_number* is for places
    where the person's sheet names none.  *system_theme* is what the system asked for when the window was last open, so
    that the next one begins with it.  *remembered* says of which journals the system's keyring has the key, by the
    first bytes of their files, which are no secret; never a key.  Only those with a passphrase lock after *lock_after*.
    """

    theme: str = ""
    text_size: int = 100
    language: str = ""  # "" follows the system
    recent: tuple[str, ...] = ()
    window: Place | None = None
    keep_results_open: bool = False
    author: str = ""
    paper: str = "a4"
    emergency_number: str = ""
    system_theme: str = ""
    lock_after: int = 15
    remembered: tuple[str, ...] = ()

    def with_recent(self, path: Path) -> Settings:
        """Put *path* first among the recent journals."""
        name = str(path.absolute())
        others = tuple(other for other in self.recent if other != name)
        return replace(self, recent=(name, *others)[:MOST_RECENT])

    def without_recent(self, path: Path) -> Settings:
        """Forget *path*."""
        return replace(self, recent=tuple(other for other in self.recent if other != str(path.absolute())))


def settings_path() -> Path:
    """Return where the settings of this person lie."""
    return user_config_path("treatment-journal", appauthor=False) / "settings.json"


def load(path: Path | None = None) -> Settings:
    """Return what is remembered; a broken file is set aside, a broken entry takes its usual value."""
    path = path or settings_path()
    try:
        entries = json.loads(path.read_text("utf-8"))
        if not isinstance(entries, dict):
            raise ValueError
    except OSError:
        return Settings()
    except ValueError:
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(".broken.json"))
        return Settings()
    read = {field.name: _READ[field.name](entries.get(field.name)) for field in fields(Settings)}
    return Settings(**{name: value for name, value in read.items() if value is not None})


def save(settings: Settings, path: Path | None = None) -> bool:
    """Write *settings*, whole or not at all; False where the place cannot be written, which stops nobody."""
    import tempfile  # a start only reads

    path = path or settings_path()
    text = json.dumps(asdict(settings), indent=1)  # in ASCII: a path may hold bytes that are no text
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".settings-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _one_of(choices: tuple[Any, ...]) -> Callable[[Any], Any]:
    return lambda value: next((choice for choice in choices if type(value) is type(choice) and value == choice), None)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and len(value) < 1_000 else None


def _yes_or_no(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _paths(value: Any) -> tuple[str, ...] | None:
    return tuple(path for path in value if isinstance(path, str))[:MOST_RECENT] if isinstance(value, list) else None


def _marks(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, list):
        return None
    return tuple(mark for mark in value if isinstance(mark, str) and _MARK.fullmatch(mark))[:MOST_REMEMBERED]


def _place(value: Any) -> Place | None:
    if not isinstance(value, dict):
        return None
    numbers = [value.get(name) for name in ("x", "y", "width", "height")]
    whole = [number for number in numbers if type(number) is int and abs(number) < 100_000]
    if len(whole) < len(numbers):
        return None
    x, y, width, height = whole
    return Place(x, y, width, height, value.get("is_maximised") is True) if width > 0 and height > 0 else None


_READ: Final[Mapping[str, Callable[[Any], Any]]] = {
    "theme": _one_of(THEMES),
    "text_size": _one_of(TEXT_SIZES),
    "language": _text,
    "recent": _paths,
    "window": _place,
    "keep_results_open": _yes_or_no,
    "author": _text,
    "paper": _one_of(PAPERS),
    "emergency_number": _text,
    "system_theme": _one_of(THEMES),
    "lock_after": _one_of(LOCK_AFTER),
    "remembered": _marks,
}
