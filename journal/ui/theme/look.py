"""The look in use: one theme and one text size for the whole program, and every measure that follows from them.

Widgets ask here when they are laid out or painted, and `follow` calls them again when the person chooses another look.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from journal.charts import tokens
from journal.charts.tokens import Theme, ThemeName
from journal.text.language import is_right_to_left

SPACING_SHARE: Final = 0.35  # of what the text grows by: at 200 % a gap is 1.35 times as wide
TARGET: Final = 44  # the least height of what is clicked, at 100 %
DENSE_TARGET: Final = 32  # of rows in a table

WIDE_FROM: Final = 1040  # effective width: the side column stands beside the main one
MEDIUM_FROM: Final = 760  # the sidebar stands

Breadth: TypeAlias = Literal["wide", "medium", "narrow"]


class Look(QObject):
    """Theme and text size in use; `changed` comes after palette, style sheet and fonts are in place."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = tokens.theme("light")
        self.text_size = 100

    def prepare(self, theme: ThemeName | None, text_size: int | None) -> None:
        """Measure and colour by *theme* and *text_size* from now on; nothing is dressed in them yet."""
        self.theme = tokens.theme(theme) if theme is not None else self.theme
        self.text_size = text_size if text_size is not None else self.text_size

    @property
    def scale(self) -> float:
        """How many times larger than at 100 % text is."""
        return self.text_size / 100

    def choose(self, theme: ThemeName | None = None, text_size: int | None = None) -> None:
        """Use *theme* and *text_size* (percent) from now on, everywhere."""
        from PySide6.QtCore import Qt  # a twentieth of a start: not before the first frame

        from journal.ui.theme.dressing import dress_application  # it measures by this module

        self.prepare(theme, text_size)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setLayoutDirection(
                Qt.LayoutDirection.RightToLeft if is_right_to_left() else Qt.LayoutDirection.LeftToRight
            )
            dress_application(application)
        self.changed.emit()


@functools.cache
def look() -> Look:
    """Return the one look of the program."""
    return Look()


def follow(dress: Callable[[], None]) -> None:
    """Call *dress*, a method of a widget or layout, now and after every change of the look."""
    dress()
    look().changed.connect(dress)


def colour(token: str) -> QColor:
    """Return the colour of *token* ("ink", "accent_soft", …) in the theme in use."""
    return QColor(getattr(look().theme.colours, token))


def size(px: float) -> int:
    """Return *px* at 100 %, for fonts, icons, heights and radii: they grow with the text."""
    return round(px * look().scale)


def space(px: float) -> int:
    """Return *px* at 100 %, for gaps and padding: they grow by about a third as much as the text."""
    return round(px * (1 + (look().scale - 1) * SPACING_SHARE))


def border() -> int:
    """Return how thick the outline of a card or control is."""
    return 2 if look().theme.is_high_contrast else 1


def effective_width(widget: QWidget) -> float:
    """Return the width of the window that *widget* is in, as it would be at 100 %."""
    return widget.window().width() / look().scale


def breadth(widget: QWidget) -> Breadth:
    """Return how much room there is: "wide" (two columns), "medium" (sidebar, one column) or "narrow" (one column)."""
    width = effective_width(widget)
    return "wide" if width >= WIDE_FROM else "medium" if width >= MEDIUM_FROM else "narrow"


def system_theme() -> ThemeName:
    """Return the theme that the system asks for."""
    from PySide6.QtCore import Qt

    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() is Qt.ColorScheme.Dark
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return "black" if dark else "white"
    return "dark" if dark else "light"
