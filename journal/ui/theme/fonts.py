"""Typefaces by role; set here and never in the style sheet, which cannot set a variable typeface's weight."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from journal.domain.late_dataclass import dataclass
from journal.resources import font_files, heading_font_files
from journal.text.language import SOURCE, current_language
from journal.ui.theme.look import look

Role: TypeAlias = Literal["cover", "phone", "h1", "h2", "h3", "lead", "body", "strong", "small", "small_strong"]

SERIF: Final = ("Literata", "Georgia", "New York", "Noto Serif")
SANS: Final = ("Atkinson Hyperlegible", "Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans")
# Atkinson has no Greek, Cyrillic or Arabic; so that no word mixes two faces, these languages use Noto throughout.
OTHER_SCRIPTS: Final = frozenset({"ar", "bg", "el", "fa", "he", "ru", "sr", "uk", "ur", "tr", "az"})


@dataclass(frozen=True)
class _Face:
    px: int
    weight: int = 400
    optical_size: int | None = None  # of the variable serif; None: the sans


_ROLES: Final[dict[Role, _Face]] = {
    "cover": _Face(46, 600, 36),  # the program's name on the welcome page
    "phone": _Face(44, 700),
    "h1": _Face(30, 600, 36),
    "h2": _Face(21, 600, 24),
    "h3": _Face(17, 700),
    "lead": _Face(18),
    "body": _Face(16),
    "strong": _Face(16, 700),
    "small": _Face(14),
    "small_strong": _Face(14, 700),
}


def font(role: Role, *, tabular: bool = False) -> QFont:
    """Return the font for *role* at the text size in use; *tabular* digits have equal width, for tables."""
    return QFont(_made(role, tabular, look().text_size, current_language()))  # a copy: the caller may change it


@functools.lru_cache(maxsize=64)
def _made(role: Role, tabular: bool, text_size: int, language: str) -> QFont:
    load()
    face = _ROLES[role]
    if face.optical_size is not None:
        load_headings()
    made = QFont()
    made.setPixelSize(round(face.px * text_size / 100))
    if face.optical_size is None:
        made.setFamilies(list(SANS[1:] if language.partition("-")[0] in OTHER_SCRIPTS else SANS))
        made.setBold(face.weight == 700)
    else:
        made.setFamilies(list(SERIF))
        made.setVariableAxis(QFont.Tag("wght"), face.weight)
        made.setVariableAxis(QFont.Tag("opsz"), face.optical_size)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def width_of(words: str, role: Role, *, tabular: bool = False) -> int:
    """Return how wide *words* are on one line, in px; measured once, for a layout asks dozens of times."""
    return _line_width(words, role, tabular, look().text_size, current_language())


def height_of(words: str, role: Role, width: int) -> int:
    """Return how high plain *words* are, wrapped to *width*."""
    return _block_height(words, role, max(1, width), look().text_size, current_language())


@functools.lru_cache(maxsize=2048)
def _line_width(words: str, role: Role, tabular: bool, text_size: int, language: str) -> int:  # noqa: ARG001 - part of the key
    return QFontMetrics(font(role, tabular=tabular)).horizontalAdvance(words)


@functools.lru_cache(maxsize=2048)
def _block_height(words: str, role: Role, width: int, text_size: int, language: str) -> int:  # noqa: ARG001 - part of the key
    from PySide6.QtCore import Qt  # not before the first frame: see opening_frame

    area = QRect(0, 0, width, 1 << 16)
    return QFontMetrics(font(role)).boundingRect(area, Qt.TextFlag.TextWordWrap, words).height()


@functools.cache
def load() -> None:
    """Hand the bundled typefaces to Qt, once: those that the first frame is set in; the others when there is time."""
    for path in font_files():
        if is_needed_first(path):
            QFontDatabase.addApplicationFont(str(path))
    if current_language() != SOURCE:
        load_others()


@functools.cache
def load_headings() -> None:
    """Hand over the typeface of the headings."""
    for path in heading_font_files():
        QFontDatabase.addApplicationFont(str(path))


@functools.cache
def load_others() -> None:
    """Hand over the typefaces with rarer signs and other scripts."""
    for path in font_files():
        if not is_needed_first(path):
            QFontDatabase.addApplicationFont(str(path))
    _line_width.cache_clear()  # what was measured without them
    _block_height.cache_clear()


def is_needed_first(path: Path) -> bool:
    """Say whether a typeface is in sight from the start: upright, and not only there for what others lack."""
    return "Italic" not in path.name and not path.name.startswith("Noto")
