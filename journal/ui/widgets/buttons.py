"""Buttons: one primary on a page, quiet ones, links, and round ones with an icon alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from journal.ui.theme.fonts import Role, font
from journal.ui.theme.icons import TEXT, icon
from journal.ui.theme.look import follow, size

Kind: TypeAlias = Literal["primary", "quiet", "link", "icon", "bare", "nav", "toast", "call", "call_quiet", "filter"]

_ICON_TOKENS: dict[str, str] = {
    "primary": "accent_ink",
    "quiet": "ink",
    "link": "accent",
    "icon": "ink",
    "bare": "muted",
    "nav": "ink",
    "toast": "raised",
    "call": "call",
    "call_quiet": "call_ink",
    "filter": "accent",
}
LINK_GAP = 8  # px around the icon of a link
_STRONG = frozenset({"primary", "toast", "call"})


def pressed_by(event: QKeyEvent, button: QPushButton) -> bool:
    """Press the button that has the keyboard with Enter, and say whether it was that; Qt leaves it to the space bar.

    In a dialog, Qt would press the default button instead: Enter on Cancel would keep what was typed.
    """
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if is_enter and not event.isAutoRepeat():  # what is held down does not press the next one too
        button.click()
    return is_enter


class Button(QPushButton):
    """A button whose font and icon follow the look.  *name* is what a screen reader says, if not the text."""

    def __init__(
        self,
        text: str,
        on_click: Callable[[], object] | None = None,
        *,
        kind: Kind = "quiet",
        icon: str = "",
        icon_token: str = "",
        icon_px: float = TEXT,
        name: str = "",
    ) -> None:
        super().__init__()
        self._kind, self._icon, self._icon_px = kind, icon, icon_px
        self._icon_token = icon_token or _ICON_TOKENS[kind]
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_text(text, name)
        stretches = kind == "nav"
        self.setSizePolicy(
            QSizePolicy.Policy.Preferred if stretches else QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed
        )
        if on_click is not None:
            self.clicked.connect(lambda: on_click())
        follow(self.dress)

    @property
    def role(self) -> Role:
        """The role of type that the text is set in."""
        return "strong" if self._kind in _STRONG else "body"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by(event, self):
            super().keyPressEvent(event)

    def dress(self) -> None:
        """Take font and icon from the look in use."""
        self.setFont(font(self.role))
        if self._icon:
            self.setIcon(icon(self._icon, self._icon_token, self._icon_px, may_rest=self._kind != "nav"))
            gap = size(LINK_GAP) if self._kind == "link" else 0
            self.setIconSize(QSize(size(self._icon_px) + gap, size(self._icon_px)))

    def set_text(self, text: str, name: str = "") -> None:
        """Show *text*; an ampersand in it is an ampersand."""
        # Without the space, the icon sticks to the first letter.
        # A link would underline it, so there the icon brings its own gap.
        gap = " " if self._icon and text and self._kind != "link" else ""
        self.setText(f"{gap}{text}".replace("&", "&&"))
        self.setAccessibleName(name or text)

    def set_icon(self, name: str, token: str = "") -> None:
        """Show another icon."""
        self._icon, self._icon_token = name, token or self._icon_token
        self.dress()


def primary(text: str, on_click: Callable[[], object] | None = None, icon: str = "") -> Button:
    """Return the one button of a page that does what the page is for."""
    return Button(text, on_click, kind="primary", icon=icon)


def quiet(text: str, on_click: Callable[[], object] | None = None, icon: str = "") -> Button:
    """Return a button with an outline."""
    return Button(text, on_click, kind="quiet", icon=icon)


def link(text: str, on_click: Callable[[], object] | None = None, icon: str = "") -> Button:
    """Return a button that reads as an underlined word."""
    return Button(text, on_click, kind="link", icon=icon)


def icon_button(icon: str, name: str, on_click: Callable[[], object] | None = None, *, bare: bool = False) -> Button:
    """Return a square button with an icon; *name* says what it does, to screen readers and as a tip."""
    button = Button("", on_click, kind="bare" if bare else "icon", icon=icon, name=name)
    button.setToolTip(name)
    return button
