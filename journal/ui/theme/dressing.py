"""Tokens made into what Qt takes: one palette, one style sheet, one font for the whole application."""

from __future__ import annotations

import functools
import re
from typing import Final

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from journal.resources import resource
from journal.ui.theme.fonts import font
from journal.ui.theme.look import border, colour, look, size, space

_PLACE = re.compile(r"\$(px|sp|box)?([a-z_]+|\d+)")

_PALETTE: Final = {
    QPalette.ColorRole.Window: "surface",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "raised",
    QPalette.ColorRole.AlternateBase: "surface",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "ink",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "raised",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "accent_ink",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "edge",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "line",
}
# In high contrast the tints of cards are the page's own colour, so that only an edge shows them.
TINTED_EDGES: Final = """
QFrame[card="personal"], QFrame[card="info"], QFrame[card="sunken"] { border: $border solid $line; }
"""
_WRITING: Final = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def dress_application(application: QApplication) -> None:
    """Give *application* the look in use."""
    application.setPalette(palette())
    application.setFont(font("body"))
    application.setStyleSheet(style_sheet())


def palette() -> QPalette:
    """Return the palette of the theme in use."""
    made = QPalette()
    for role, token in _PALETTE.items():
        made.setColor(role, colour(token))
    for role in _WRITING:
        made.setColor(QPalette.ColorGroup.Disabled, role, colour("muted"))
    return made


def style_sheet() -> str:
    """Return the style sheet of the theme and text size in use.

    In resources/style/window.qss, $ink is a colour, $px44 a height or radius, $box44 a height without its
    outline, $sp12 a gap, $border the outline.
    """

    def filled(place: re.Match[str]) -> str:
        measure, name = place.groups()
        if measure == "px":
            return f"{size(int(name))}px"
        if measure == "box":
            return f"{size(int(name)) - 2 * border()}px"
        if measure == "sp":
            return f"{space(int(name))}px"
        if name == "border":
            return f"{border()}px"
        return colour(name).name()

    template = _template()
    if look().theme.is_high_contrast:
        template += TINTED_EDGES
    return _PLACE.sub(filled, template)


@functools.cache
def _template() -> str:
    return resource("style", "window.qss").read_text("utf-8")
