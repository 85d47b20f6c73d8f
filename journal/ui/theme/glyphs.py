"""The Phosphor typeface, whose characters are the icons."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping

from PySide6.QtGui import QFontDatabase

from journal.resources import icon_files


def character(name: str) -> str:
    """Return the character that the icon called *name* is in the typeface."""
    return chr(int(_characters()[name], 16))


@functools.cache
def family() -> str:
    """Return the typeface of the icons, handed to Qt at the first call."""
    number = QFontDatabase.addApplicationFont(str(icon_files()[0]))
    return QFontDatabase.applicationFontFamilies(number)[0]


@functools.cache
def _characters() -> Mapping[str, str]:
    names: Mapping[str, str] = json.loads(icon_files()[1].read_text("utf-8"))
    return names
